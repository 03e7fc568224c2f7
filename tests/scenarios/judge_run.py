#!/usr/bin/python3
"""Judges what a run left behind with programs that nobody here wrote.

  judge_run.py RUN_FOLDER

fsck.fat finds the card clean, mdir and mcopy read it, ffprobe counts in every clip the frames that
the event log says, and no clip of the log is missing but those that a later one has overwritten;
vcd2fst takes the signals; the JUnit file and the report are well-formed.
"""
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as ET

SECTOR = 512


def ask(*command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout


def partition_start(image):
    """First sector of the first partition; None when the card has no MBR of ours."""
    with open(image, "rb") as f:
        mbr = f.read(SECTOR)
    if mbr[510:512] != b"\x55\xaa" or mbr[446 + 4] != 0x0C:
        return None
    return int.from_bytes(mbr[446 + 8:446 + 12], "little")


def fields_of(line):
    return dict(re.findall(r"(\w+)=(\S+)", line))


class Clip:
    """What the firmware said of one clip."""

    def __init__(self, lens, slot):
        self.lens = lens
        self.slot = slot  # its place on the card; a later clip there has overwritten it
        self.acknowledged = 0  # frames that a power cut must not take
        self.frames = None  # at closing
        self.file = None


class Card:
    """A card as the event log tells of it: from its serial number to its clips."""

    def __init__(self):
        self.clips = []
        self.initialised = False


def cards_in_log(events):
    """{camera: (inserted, pulled)}: its cards in the order in which they were put in, and in which
    they were pulled. A card that was put in twice stands there twice."""
    cameras = collections.defaultdict(lambda: ([], []))
    by_serial, current = {}, {}
    for event in events:
        camera, _, part = event["source"].partition("/")
        inserted, pulled = cameras[camera] if part in ("card", "firmware") else ([], [])
        if part == "card" and event["kind"] == "inserted":
            inserted.append(by_serial.setdefault((camera, event["serial"]), Card()))
        elif part == "card" and event["kind"] == "pulled":
            pulled.append(inserted[-1])
        elif event["kind"] == "log" and event.get("part") == "card":
            if event["text"].startswith("state=initialising"):
                inserted[-1].clips.clear()
            if event["text"].startswith("state=in_use"):
                inserted[-1].initialised = True
        elif event["kind"] == "log" and event.get("part") == "recorder" and inserted:
            read_recorder(event["text"], camera, inserted[-1], current)
    return cameras


def read_recorder(text, camera, card, current):
    f = fields_of(text)
    key = (camera, f.get("clip"))
    if text.startswith("clip opened"):  # a number that was cut before its first second comes again
        current[key] = Clip(f["lens"], f["slot"])
        card.clips = [clip for clip in card.clips if clip.slot != f["slot"]] + [current[key]]
    elif text.startswith("fragment acknowledged"):
        current[key].acknowledged += int(f["frames"])
    elif text.startswith("clip closed"):
        current[key].frames, current[key].file = int(f["frames"]), f["file"]
        if current[key].frames != current[key].acknowledged:
            sys.exit(f"{f['file']}: closed with {f['frames']} frames, "
                     f"{current[key].acknowledged} were acknowledged")


def frames_of(clip):
    """Frames that decode; a complaint of the decoder is a fault of the clip."""
    done = subprocess.run(
        ["ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries",
         "stream=nb_read_frames", "-of", "csv=p=0", str(clip)], capture_output=True, text=True)
    if done.returncode != 0 or done.stderr.strip():
        sys.exit(f"{clip.name}: ffprobe: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return int(done.stdout.strip().strip(",") or 0)


def play(image, start, folder):
    """{file: frames} of every clip that a PC finds on the card."""
    volume = folder / "volume.img"
    ask("dd", f"if={image}", f"of={volume}", "bs=64K", f"skip={start * SECTOR}",
        "iflag=skip_bytes", "conv=sparse", "status=none")
    ask("fsck.fat", "-n", str(volume))
    listing = ask("mdir", "-/", "-b", "-i", str(volume), "::")
    files = [line.strip()[3:] for line in listing.splitlines() if line.startswith("::/")]
    frames = {}
    for name in (f for f in files if f.lower().endswith(".mp4")):
        copy = folder / pathlib.Path(name).name
        ask("mcopy", "-n", "-o", "-i", str(volume), f"::/{name}", str(copy))
        frames[name] = frames_of(copy)
        copy.unlink()
        print(f"{image.name}: {name}: {frames[name]} frames")
    print(f"{image.name}: clean, {len(files)} files, {len(frames)} clips, "
          f"{sum(frames.values())} frames play")
    return frames


def compare(image, frames, card):
    """Every clip of the log is there: a closed one under its name and with its frames; one that a
    cut ended as a file of its lens that has at least the frames that were acknowledged."""
    left = dict(frames)
    for clip in (c for c in card.clips if c.file):
        found = left.pop(clip.file, None)
        if found != clip.frames:
            sys.exit(f"{image.name}: {clip.file}: {found} frames play, the event log says "
                     f"{clip.frames}")
    cut = [c for c in card.clips if not c.file and c.acknowledged]
    for clip in sorted(cut, key=lambda c: -c.acknowledged):
        longest = max((f for f in left if f"_{clip.lens}_" in f), key=left.get, default=None)
        if longest is None or left.pop(longest) < clip.acknowledged:
            sys.exit(f"{image.name}: no clip of the {clip.lens} lens is left for one that was cut "
                     f"after {clip.acknowledged} acknowledged frames")


def card_of(image, cameras):
    """The card that an image shows, and whether as it was in the end. Images:
    "sdcard[.camera][.pulledN].img"."""
    words = image.name.split(".")[1:-1]
    nth = next((int(w[6:]) for w in words if re.fullmatch(r"pulled\d+", w)), None)
    camera = next((w for w in words if w in cameras), next(iter(cameras), ""))
    inserted, pulled = cameras.get(camera, ([], []))
    if nth is None:
        return (inserted[-1] if inserted else None), True
    return pulled[nth - 1], not any(c is pulled[nth - 1] for c in inserted[nth:])


def judge_card(image, cameras):
    card, final = card_of(image, cameras)
    start = partition_start(image)
    if start is None:
        if card is not None and final and card.initialised:
            sys.exit(f"{image.name}: it was in use, and has no partition of ours")
        print(f"{image.name}: not initialised, nothing to judge")
        return
    with tempfile.TemporaryDirectory() as folder:
        frames = play(image, start, pathlib.Path(folder))
    if card is not None and final:
        compare(image, frames, card)


def main():
    run = pathlib.Path(sys.argv[1])
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    result = json.loads((run / "result.json").read_text())
    cameras = {name: told for name, told in cards_in_log(events).items() if told[0]}
    images = sorted(run.glob("sdcard*.img"))
    if not images and cameras:
        sys.exit("there were cards, and no image of one")
    for image in images:
        judge_card(image, cameras)
    with tempfile.TemporaryDirectory() as folder:
        ask("vcd2fst", str(run / "signals.vcd"), folder + "/signals.fst")
    suites = ET.parse(run.parent / "junit.xml").getroot()
    cases = suites.findall(".//testcase")
    if not cases:
        sys.exit("junit.xml: no test case")
    print(f"junit.xml: {len(cases)} cases; verdict {result['verdict']}")


if __name__ == "__main__":
    main()
