#!/usr/bin/python3
"""Every text of the window has a translation, with the same placeholders and no more than that.

  translations_test.py SOURCE_TREE
"""
import os
import re
import shutil
import subprocess
import sys
import tempfile
import xml.etree.ElementTree as xml

PLACEHOLDER = re.compile(r"%(?:L?\d+|n)")


def problems(file):
    root = xml.parse(file).getroot()
    count = 0
    for context in root.iter("context"):
        for message in context.iter("message"):
            count += 1
            source = message.findtext("source")
            translation = message.find("translation")
            where = f"{context.findtext('name')}: {source!r}"
            if translation.get("type") is not None or not "".join(translation.itertext()).strip():
                yield f"{where} is not translated"
            elif sorted(set(PLACEHOLDER.findall(source))) != sorted(
                    set(PLACEHOLDER.findall("".join(translation.itertext())))):
                yield f"{where} has other placeholders than {translation.text!r}"
    if count < 20:
        yield f"only {count} texts were found"


def main(tree):
    found = []
    folder = os.path.join(tree, "ui", "translations")
    for name in sorted(os.listdir(folder)):
        with tempfile.TemporaryDirectory() as temporary:
            copy = os.path.join(temporary, name)
            shutil.copy(os.path.join(folder, name), copy)
            subprocess.run([os.path.join(tree, "scripts", "translate"), copy], check=True)
            found += [f"{name}: {problem}" for problem in problems(copy)]
    print("\n".join(found) if found else "every text is translated")
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
