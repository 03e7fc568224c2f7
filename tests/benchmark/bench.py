#!/usr/bin/python3
"""Runs the benchmarks and compares them with what is to be reached.

  bench.py BUILD_FOLDER RESULT_JSON
"""
import json
import os
import pathlib
import statistics
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parents[2]

# name, unit, limit, whether more is better
ROWS = [
    ("idle_virtual_s_per_s", "virtual s/s", 1000, True),
    ("first_day_pattern_x", "x real time", 20, True),
    ("first_day_drawn_x", "x real time", 2, True),
    ("twin_build_ms", "ms", 10, False),
    ("first_event_s", "s", 0.2, False),
    ("pictures_360p_1_lens_per_s", "pictures/s", None, True),
    ("pictures_360p_2_lens_per_s", "pictures/s", None, True),
    ("pictures_720p_1_lens_per_s", "pictures/s", None, True),
    ("pictures_720p_2_lens_per_s", "pictures/s", None, True),
    ("first_picture_s", "s", 1, False),
    ("still_night_x", "x real time", 8, True),
    ("nobody_comes_x", "x real time", 1.5, True),
    ("night_visitor_x", "x real time", 1.5, True),
    ("night_visitor_peak_mb", "MB", 700, False),
    ("first_day_drawn_peak_mb", "MB", None, False),
    ("first_day_pattern_peak_mb", "MB", None, False),
]


def timed(command):
    """Wall seconds and peak memory in MB of one run; it must succeed."""
    start = time.monotonic()
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.monotonic() - start
    if os.waitstatus_to_exitcode(status) != 0:
        sys.exit(f"{' '.join(map(str, command))}: exit {os.waitstatus_to_exitcode(status)}")
    return wall, usage.ru_maxrss / 1024


def run(tweelens, scenario, out, *options):
    return timed([tweelens, "run", scenario, "--out", out, *options])


def virtual_seconds(scenario):
    return json.loads(scenario.read_text())["duration_s"]


def counted(program):
    return json.loads(subprocess.run([program], check=True, capture_output=True, text=True).stdout)


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
        for name in ("still_night", "nobody_comes", "night_visitor"):
            scenario = ROOT / f"scenes/{name}.scenario.json"
            wall, memory = run(tweelens, scenario, out, "--video", "none")
            results[f"{name}_x"] = virtual_seconds(scenario) / wall
            results[f"{name}_peak_mb"] = memory
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


def main():
    build, target = pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2])
    results = measure(build)
    show(results)
    target.parent.mkdir(parents=True, exist_ok=True)
    target.write_text(json.dumps(results, indent=2) + "\n")
    print(f"written to {target}")


if __name__ == "__main__":
    main()
