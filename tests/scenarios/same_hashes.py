#!/usr/bin/python3
"""Runs a scenario again, and replays the command log of the first run: the hashes must be equal.

  same_hashes.py TWEELENS SCENARIO FIRST_RUN_FOLDER
"""
import json
import pathlib
import subprocess
import sys
import tempfile


def hashes(folder):
    return json.loads((pathlib.Path(folder) / "result.json").read_text())["hashes"]


def run(tweelens, scenario, out, *options):
    done = subprocess.run([tweelens, "run", str(scenario), "--out", str(out), *options],
                          capture_output=True, text=True)
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
    tweelens, scenario, first_run = sys.argv[1:4]
    first = hashes(first_run)
    with tempfile.TemporaryDirectory() as folder:
        out = pathlib.Path(folder)
        compare("again in another process", first, run(tweelens, scenario, out / "again"))
        replayed = run(tweelens, pathlib.Path(first_run) / "commands.json", out / "replay")
        compare("command log replayed", first, replayed)
        compare("at pace 4", first, run(tweelens, scenario, out / "paced", "--pace", "4"))


if __name__ == "__main__":
    main()
