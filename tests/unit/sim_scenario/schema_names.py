#!/usr/bin/python3
"""The names that the schema offers to editors are those of the program: actions, devices, faults.

    schema_names.py TWEELENS SOURCE            fails, with the difference
    schema_names.py TWEELENS SOURCE --write    puts the program's names into the schema
"""
import json
import pathlib
import re
import subprocess
import sys


def lines_of(program, command):
    return subprocess.run([program, command], capture_output=True, text=True, check=True).stdout.splitlines()


def names_of(program):
    """By the schema's key; a fault is written as a step of its own kind, not as an action."""
    actions = [line.split()[0] for line in lines_of(program, "actions") if not line.startswith(" ")]
    faults = [line.split()[:2] for line in lines_of(program, "faults")]
    return {
        "do": sorted(name for name in actions if name != "fault"),
        "device": sorted({device.split("/")[-1] for device, _ in faults}),
        "kind": sorted({kind for _, kind in faults}),
    }


def enum_of(text, key):
    """The list in the line `"<key>": {... "enum": [...]`, and where it stands."""
    found = re.search(rf'"{key}": \{{[^\n]*?"enum": (\[[^\]]*\])', text)
    if not found:
        raise SystemExit(f"the schema has no list of names for '{key}'")
    return json.loads(found.group(1)), found.span(1)


def main(program, source, *options):
    file = pathlib.Path(source) / "scenes/tweelens.scenario.schema.json"
    text = file.read_text()
    different = False
    for key, wanted in names_of(program).items():
        listed, (begin, end) = enum_of(text, key)
        if listed == wanted:
            continue
        different = True
        print(f"{key}: missing {sorted(set(wanted) - set(listed))}, unknown {sorted(set(listed) - set(wanted))}")
        text = text[:begin] + json.dumps(wanted) + text[end:]
    if different and "--write" in options:
        file.write_text(text)
        return 0
    if different:
        print(f"mend it with: {sys.argv[0]} {program} {source} --write")
    return 1 if different else 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
