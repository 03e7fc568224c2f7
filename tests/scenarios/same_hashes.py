#!/usr/bin/python3
"""Runs a scenario again, in other ways: the hashes must be equal.

  same_hashes.py TWEELENS SCENARIO FIRST_RUN_FOLDER WAY...

Ways: again (in another process), one_thread (that, with nothing beside the simulation), replay (the
command log of the first run), paced (four virtual seconds a second), full (everything drawn for every
frame), compared (what changed, and every tenth frame in full beside it: not a bit may differ).
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def hashes(folder):
    return json.loads((pathlib.Path(folder) / "result.json").read_text())["hashes"]


LEAST_COMPARED = 50  # frames; fewer prove nothing


def run(tweelens, scenario, out, *options):
    done = subprocess.run(
        [tweelens, "run", str(scenario), "--out", str(out), "--video", "none", *options],
        capture_output=True, text=True)
    if done.returncode not in (0, 1):
        sys.exit(f"{scenario}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return next(p.parent for p in pathlib.Path(out).glob("*/result.json"))


def run_compared(tweelens, scenario, out):
    folder = run(tweelens, scenario, out, "--draw", "compare")
    drawing = json.loads((folder / "result.json").read_text())["drawing"]
    print(f"{drawing['compared']} of {drawing['states']} states of light drawn in full: equal")
    if drawing["compared"] < LEAST_COMPARED:
        sys.exit(f"{scenario}: only {drawing['compared']} frames were compared")
    return folder


def compare(what, first, second):
    for name in first:
        if first[name] != second[name]:
            sys.exit(f"{what}: hash of {name} is {second[name]}, the first run had {first[name]}")
    print(f"{what}: equal ({', '.join(first)})")


def main():
    tweelens, scenario, first_run, *ways = sys.argv[1:]
    first = hashes(first_run)
    commands = pathlib.Path(first_run) / "commands.json"
    run_it = {
        "again": lambda out: run(tweelens, scenario, out),
        "one_thread": lambda out: run(tweelens, scenario, out, "--threads", "0"),
        "replay": lambda out: run(tweelens, commands, out),
        "paced": lambda out: run(tweelens, scenario, out, "--pace", "4"),
        "full": lambda out: run(tweelens, scenario, out, "--draw", "full"),
        "compared": lambda out: run_compared(tweelens, scenario, out),
    }
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            compare(way, first, hashes(run_it[way](pathlib.Path(folder) / way)))


if __name__ == "__main__":
    main()
