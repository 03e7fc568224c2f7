#!/usr/bin/python3
"""Runs the benchmarks and compares them with what is to be reached.

  bench.py BUILD_FOLDER RESULT_JSON [PLOT_SVG]   the plot: what a picture's cost grows with
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

import growth_plot

ROOT = pathlib.Path(__file__).resolve().parents[2]

# name, unit, limit, whether more is better
ROWS = [
    ("idle_virtual_s_per_s", "virtual s/s", 1000, True),
    ("first_day_pattern_x", "x real time", 20, True),
    ("first_day_drawn_x", "x real time", 2, True),
    ("twin_build_ms", "ms", 10, False),
    ("first_event_s", "s", 0.2, False),
    ("pictures_360p_per_s", "pictures/s", 330, True),
    ("pictures_720p_per_s", "pictures/s", 100, True),
    ("pictures_1080p_per_s", "pictures/s", 40, True),
    ("turning_360p_per_s", "pictures/s", 20, True),
    ("first_picture_s", "s", 0.5, False),
    ("still_night_x", "x real time", 60, True),
    ("nobody_comes_x", "x real time", 10, True),
    ("night_visitor_x", "x real time", 5, True),
    ("night_visitor_peak_mb", "MB", 600, False),
    ("jobs_2_x", "x of one job", 1.6, True),
    ("desktop_first_picture_s", "s", 3, False),
    ("view_960x540_per_s", "pictures/s", 8, True),
    ("response_p99_ms", "ms", 50, False),
    ("hour_peak_mb", "MB", None, False),
    ("first_day_drawn_peak_mb", "MB", None, False),
    ("first_day_pattern_peak_mb", "MB", None, False),
]


def timed(command):
    """Wall seconds and peak memory in MB of one run; it must succeed."""
    start = time.monotonic()
    with tempfile.TemporaryFile() as said:
        child = subprocess.Popen(command, stdout=said, stderr=said)
        _, status, usage = os.wait4(child.pid, 0)
        wall = time.monotonic() - start
        if os.waitstatus_to_exitcode(status) != 0:
            said.seek(0)
            sys.exit(f"{' '.join(map(str, command))}: exit {os.waitstatus_to_exitcode(status)}\n"
                     + said.read().decode(errors="replace"))
    return wall, usage.ru_maxrss / 1024


def run(tweelens, scenario, out, *options):
    return timed([tweelens, "run", scenario, "--out", out, *options])


def virtual_seconds(scenario):
    return json.loads(scenario.read_text())["duration_s"]


def counted(*command):
    return json.loads(subprocess.run(command, check=True, capture_output=True, text=True).stdout)


def undisturbed(name, folder, seconds=600):
    """A scenario up to the visitor who only proves at its end that somebody was looking."""
    scenario = json.loads((ROOT / f"scenes/{name}.scenario.json").read_text())
    steps = scenario["steps"]
    scenario["steps"] = [step for step in steps if step["id"] != "visitor"]
    assert len(scenario["steps"]) == len(steps) - 1
    scenario |= {"duration_s": seconds, "expect": [], "scene": str(ROOT / "scenes" / scenario["scene"])}
    for camera in scenario["cameras"]:
        camera["model"] = str((ROOT / "scenes" / camera["model"]).resolve())
    del scenario["$schema"]
    file = pathlib.Path(folder) / f"{name}.scenario.json"
    file.write_text(json.dumps(scenario))
    return file


def jobs_gain(tweelens, out):
    """How much more is done in a time by two jobs at once than by one after the other."""
    names = ("turning_head", "lights_off", "day_visitor", "offline_visitor")
    files = [ROOT / f"scenes/{name}.scenario.json" for name in names]
    walls = [timed([tweelens, "run", *files, "--out", out, "--video", "none", "--jobs", jobs])[0]
             for jobs in ("1", "2")]
    return walls[0] / walls[1]


def desktop(build, folder):
    """Of the workbench, on a screen of its own; an hour in which trees move and nobody comes."""
    return counted("xvfb-run", "-a", "-s", "-screen 0 1920x1080x24",
                   build / "bin/tweelens_desktop_bench", undisturbed("nobody_comes", folder, 3600))


def measure(build):
    tweelens = str(build / "bin/tweelens")
    drawing = str(build / "bin/tweelens_picture_bench")
    results = counted(build / "bin/tweelens_twin_bench") | counted(drawing)
    results["first_picture_s"] = statistics.median(
        timed([drawing, "--first"])[0] for _ in range(5))
    first_day = ROOT / "scenes/first_day.scenario.json"
    with tempfile.TemporaryDirectory() as out:
        for pictures in ("pattern", "drawn"):
            wall, memory = run(tweelens, first_day, out, "--pictures", pictures)
            results[f"first_day_{pictures}_x"] = virtual_seconds(first_day) / wall
            results[f"first_day_{pictures}_peak_mb"] = memory
        for scenario in (undisturbed("still_night", out), undisturbed("nobody_comes", out),
                         ROOT / "scenes/night_visitor.scenario.json"):
            name = scenario.name.split(".")[0]
            wall, memory = run(tweelens, scenario, out, "--video", "none")
            results[f"{name}_x"] = virtual_seconds(scenario) / wall
            results[f"{name}_peak_mb"] = memory
        results["jobs_2_x"] = jobs_gain(tweelens, out)
        results |= desktop(build, out)
        first_event = ROOT / "tests/benchmark/first_event.scenario.json"
        results["first_event_s"] = statistics.median(
            run(tweelens, first_event, out)[0] for _ in range(5))
    return results


def show(results):
    print(f"{'what':28} {'measured':>12}  {'to reach':>10}  unit")
    for name, unit, limit, more in ROWS:
        value = results[name]
        bound = "" if limit is None else f"{'>=' if more else '<='} {limit:g}"
        met = limit is None or (value >= limit if more else value <= limit)
        print(f"{name:28} {value:12.4g}  {bound:>10}  {unit}{'' if met else '   MISSED'}")


def write(target, text):
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(text)
    print(f"written to {target}")


def main():
    if len(sys.argv) not in (3, 4):
        sys.exit(f"scripts/bench takes no options, not {' '.join(sys.argv[4:])}: it measures all, in "
                 "about ten minutes, and wants a machine with nothing else to do")
    build, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    results = measure(build)
    show(results)
    write(target, json.dumps(results, indent=2) + "\n")
    if len(sys.argv) > 3:
        grown = counted(build / "bin/tweelens_picture_bench", "--grow")
        write(pathlib.Path(sys.argv[3]), growth_plot.svg(grown))


if __name__ == "__main__":
    main()
