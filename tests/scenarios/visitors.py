#!/usr/bin/python3
"""Runs the ten visitors over seeds and tells recall and false sightings.

  visitors.py TWEELENS OUT SEEDS

One line a run, a sum for each light, and exit 1 when a run failed.
"""
import json
import pathlib
import subprocess
import sys

SCENES = pathlib.Path(__file__).resolve().parents[2] / "scenes"


def counts(folder):
    """(visits, found, false sightings) of a run."""
    figures = json.loads((folder / "result.json").read_text())["detection"]["cam"]
    return tuple(figures[kind] for kind in ("visits", "found", "false_sightings"))


def line(what, visits, found, wrong):
    recall = 100 * found / visits if visits else 0
    return f"{what:28} {found:3} of {visits:3} found, {recall:5.1f} %; {wrong} false sightings"


def main():
    tweelens, out, seeds = sys.argv[1], pathlib.Path(sys.argv[2]), int(sys.argv[3])
    failed = False
    for light in ("day", "night"):
        name, total = f"ten_visitors_{light}", (0, 0, 0)
        for seed in range(1, seeds + 1):
            folder = out / f"seed_{seed}"
            done = subprocess.run(
                [tweelens, "run", str(SCENES / f"{name}.scenario.json"), "--seed", str(seed),
                 "--video", "none", "--out", str(folder)], capture_output=True, text=True)
            if done.returncode not in (0, 1):
                sys.exit(done.stdout + done.stderr)
            failed |= done.returncode == 1
            seen = counts(folder / name)
            total = tuple(a + b for a, b in zip(total, seen))
            print(line(f"{name} seed {seed}", *seen), flush=True)
        print(line(f"{name}, {seeds} seeds", *total), flush=True)
    sys.exit(failed)


if __name__ == "__main__":
    main()
