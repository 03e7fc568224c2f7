#!/usr/bin/python3
"""Judges what a run left behind with programs that nobody here wrote.

  judge_run.py RUN_FOLDER

fsck.fat finds the card clean, mdir and mcopy read it, ffprobe counts in every clip the frames that
the event log says; vcd2fst takes the signals; the JUnit file and the report are well-formed.
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


def clips_in_log(events):
    """What the firmware said of each clip: acknowledged frames, frames at closing, file."""
    clips = collections.OrderedDict()
    boot = 0
    for event in events:
        if event["kind"] == "command" and event.get("do") in ("insert_card", "initialise_card"):
            pass
        if event["kind"] != "log" or event.get("part") != "recorder":
            continue
        text = event["text"]
        f = fields_of(text)
        key = (event["source"], f.get("clip"))
        if text.startswith("fragment acknowledged"):
            clip = clips.setdefault(key, {"acknowledged": 0, "slot": f["slot"]})
            clip["acknowledged"] += int(f["frames"])
        elif text.startswith("clip closed"):
            clip = clips.setdefault(key, {"acknowledged": 0, "slot": None})
            clip["frames"], clip["file"] = int(f["frames"]), f["file"]
    return clips


def frames_of(clip):
    out = ask("ffprobe", "-v", "error", "-count_frames", "-select_streams", "v:0", "-show_entries",
              "stream=nb_read_frames", "-of", "csv=p=0", str(clip))
    return int(out.strip().strip(",") or 0)


def judge_card(image, events, camera):
    start = partition_start(image)
    if start is None:
        print(f"{image.name}: not initialised, nothing to judge")
        return
    with tempfile.TemporaryDirectory() as folder:
        volume = pathlib.Path(folder) / "volume.img"
        ask("dd", f"if={image}", f"of={volume}", "bs=64K", f"skip={start * SECTOR}",
            "iflag=skip_bytes", "conv=sparse", "status=none")
        ask("fsck.fat", "-n", str(volume))
        listing = ask("mdir", "-/", "-b", "-i", str(volume), "::")
        files = [line.strip()[3:] for line in listing.splitlines() if line.startswith("::/")]
        clips = [f for f in files if f.lower().endswith(".mp4")]
        last_card = [c for (source, _), c in clips_in_log(events).items() if source.startswith(camera)]
        said = {c["file"]: c for c in last_card if c.get("file")}
        played = 0
        for name in clips:
            copy = pathlib.Path(folder) / "clip.mp4"
            ask("mcopy", "-n", "-o", "-i", str(volume), f"::/{name}", str(copy))
            frames = frames_of(copy)
            clip = said.pop(name, None)
            if clip is not None and frames != clip["frames"]:
                sys.exit(f"{name}: {frames} frames play, the event log says {clip['frames']}")
            played += frames
            print(f"{image.name}: {name}: {frames} frames")
        print(f"{image.name}: clean, {len(files)} files, {len(clips)} clips, {played} frames play")
        return played


def main():
    run = pathlib.Path(sys.argv[1])
    events = [json.loads(line) for line in (run / "events.jsonl").read_text().splitlines()]
    result = json.loads((run / "result.json").read_text())
    for image in sorted(run.glob("sdcard*.img")):
        part = image.name.split(".")
        judge_card(image, events, part[1] if len(part) == 3 else "")
    with tempfile.TemporaryDirectory() as folder:
        ask("vcd2fst", str(run / "signals.vcd"), folder + "/signals.fst")
    suites = ET.parse(run.parent / "junit.xml").getroot()
    cases = suites.findall(".//testcase")
    if not cases:
        sys.exit("junit.xml: no test case")
    print(f"junit.xml: {len(cases)} cases; verdict {result['verdict']}")


if __name__ == "__main__":
    main()
