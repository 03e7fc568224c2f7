#!/usr/bin/python3
"""The scenarios' JSON Schema and `tweelens check` give the same verdict on the files of tests/data/scenarios.

Whatever the schema refuses, `tweelens check` refuses too, also for every file made from a good one by
one wrong value or one renamed key. What only names tell (bad_names) the schema lets pass.

usage: schema_agrees.py TWEELENS SOURCE_FOLDER
"""

import copy
import json
import pathlib
import subprocess
import sys
import tempfile

import jsonschema

WRONG = [None, [], {}, -1, 1.5, 1e300, "", "?", True]


def places(value, at=()):
    yield at
    children = (
        value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else []
    )
    for key, child in children:
        yield from places(child, at + (key,))


def parent_of(document, place):
    for key in place[:-1]:
        document = document[key]
    return document


def mutations(good):
    for place in places(good):
        if not place:
            continue
        for wrong in WRONG:
            changed = copy.deepcopy(good)
            parent_of(changed, place)[place[-1]] = wrong
            yield f"/{'/'.join(map(str, place))} = {json.dumps(wrong)}", changed
        if isinstance(place[-1], str):
            changed = copy.deepcopy(good)
            parent = parent_of(changed, place)
            parent[place[-1] + "_x"] = parent.pop(place[-1])
            yield f"/{'/'.join(map(str, place))} renamed", changed


def from_anywhere(file):
    """The scenario in `file`, its paths made absolute."""
    scenario = json.loads(file.read_text())
    scenario["scene"] = str((file.parent / scenario["scene"]).resolve())
    for camera in scenario["cameras"]:
        camera["model"] = str((file.parent / camera["model"]).resolve())
    return scenario


class Judges:
    def __init__(self, program, schema):
        jsonschema.Draft7Validator.check_schema(schema)
        self.program = program
        self.validator = jsonschema.Draft7Validator(schema)

    def schema_takes(self, document):
        return self.validator.is_valid(document)

    def program_takes(self, *files):
        """The files that are good; each bad one must have one line that names it."""
        run = subprocess.run([self.program, "check", *map(str, files)], capture_output=True, text=True)
        if run.returncode not in (0, 2):
            raise SystemExit(f"tweelens check ended with {run.returncode}: {run.stderr[-2000:]}")
        good = {line.removesuffix(": good") for line in run.stdout.splitlines() if line.endswith(": good")}
        for file in files:
            if str(file) in good:
                continue
            if sum(1 for line in run.stderr.splitlines() if file.name in line) == 0:
                raise SystemExit(f"{file} is refused without a line that names it:\n{run.stderr[-2000:]}")
        return good


def main(program, source):
    source = pathlib.Path(source)
    judges = Judges(program, json.loads((source / "scenes/tweelens.scenario.schema.json").read_text()))
    faults = []
    data = source / "tests/data/scenarios"
    wanted = {"good": (True, True), "bad": (False, False), "bad_names": (True, False)}
    counts = {}
    for folder, (schema_wanted, program_wanted) in wanted.items():
        files = sorted((data / folder).glob("*.scenario.json"))
        counts[folder] = len(files)
        taken = judges.program_takes(*files)
        for file in files:
            if judges.schema_takes(json.loads(file.read_text())) != schema_wanted:
                faults.append(f"{file}: the schema {'refuses' if schema_wanted else 'takes'} it")
            if (str(file) in taken) != program_wanted:
                faults.append(f"{file}: tweelens check {'refuses' if program_wanted else 'takes'} it")
    if min(counts.values()) < 5:
        faults.append(f"too few files: {counts}")

    with tempfile.TemporaryDirectory() as scratch:
        refused = {}
        for good in sorted((data / "good").glob("*.scenario.json")):
            for index, (what, changed) in enumerate(mutations(from_anywhere(good))):
                if judges.schema_takes(changed):
                    continue
                file = pathlib.Path(scratch) / f"{good.name.split('.')[0]}_{index}.scenario.json"
                file.write_text(json.dumps(changed))
                refused[file] = f"{good.name} with {what}"
        taken = set()
        names = sorted(refused)
        for start in range(0, len(names), 200):
            taken |= judges.program_takes(*names[start : start + 200])
        for file in names:
            if str(file) in taken:
                faults.append(f"{refused[file]}: refused by the schema, taken by tweelens check")
    print(f"{counts} files and {len(refused)} mutations")
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
