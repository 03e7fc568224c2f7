#!/usr/bin/python3
"""Runs a scenario again, in other ways: the hashes must be equal.

  same_hashes.py TWEELENS SCENARIO FIRST_RUN_FOLDER WAY...

Ways: again (in another process), one_thread (that, drawn by one thread), replay (the command log of
the first run), paced (four virtual seconds a second).
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile


def hashes(folder):
    return json.loads((pathlib.Path(folder) / "result.json").read_text())["hashes"]


def run(tweelens, scenario, out, *options, **environment):
    done = subprocess.run(
        [tweelens, "run", str(scenario), "--out", str(out), "--video", "none", *options],
        capture_output=True, text=True, env={**os.environ, **environment})
    if done.returncode not in (0, 1):
        sys.exit(f"{scenario}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    folder = next(p.parent for p in pathlib.Path(out).glob("*/result.json"))
    return hashes(folder)


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
        "one_thread": lambda out: run(tweelens, scenario, out, LP_NUM_THREADS="1"),
        "replay": lambda out: run(tweelens, commands, out),
        "paced": lambda out: run(tweelens, scenario, out, "--pace", "4"),
    }
    with tempfile.TemporaryDirectory() as folder:
        for way in ways:
            compare(way, first, run_it[way](pathlib.Path(folder) / way))


if __name__ == "__main__":
    main()
