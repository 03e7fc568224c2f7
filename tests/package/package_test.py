#!/usr/bin/python3
"""The package holds programs that run from where it puts them, with their own scenes and models.

  package_test.py BUILD_FOLDER
"""
import glob
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from workbench import Workbench  # noqa: E402


def output(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    if done.returncode != 0:
        sys.exit(f"{' '.join(command)}: exit {done.returncode}\n{done.stdout}{done.stderr}")
    return done.stdout + done.stderr


def expect(holds, message):
    if not holds:
        sys.exit(message)


def shows(program, scenario, picture):
    """Its window comes with the scenario's place drawn, and closes."""
    with Workbench(program, scenario) as desk:
        desk.until(lambda: desk.title() == "first_day - Tweelens", "window with the scenario")
        desk.until(desk.draws, "place in the 3D view")
        desk.screen().save(pathlib.Path(picture))
        desk.quit()


def main(build):
    for old in glob.glob(os.path.join(build, "*.deb")):
        os.remove(old)
    output("cmake", "--build", build, "--target", "package")
    packages = glob.glob(os.path.join(build, "tweelens_*.deb"))
    expect(len(packages) == 1, f"expected one package, found {packages}")
    fields = output("dpkg-deb", "--field", packages[0])
    for needed in ("libqt6widgets6", "libqcustomplot2.1-qt6", "libegl-mesa0",
                   "qt6-translations-l10n"):
        expect(needed in fields, f"the package does not depend on {needed}:\n{fields}")
    with tempfile.TemporaryDirectory() as root:
        output("dpkg-deb", "--extract", packages[0], root)
        program = os.path.join(root, "usr/bin/tweelens")
        scenes = os.path.join(root, "usr/share/tweelens/scenes")
        listed = output(program, "list")
        expect("first_day.scenario.json" in listed, f"`tweelens list` says\n{listed}")
        checked = output(program, "check", scenes)
        verdict = output(program, "run", os.path.join(scenes, "link_lost.scenario.json"),
                         "--out", os.path.join(root, "out"))
        expect("PASSED" in verdict, f"{checked}{verdict}")
        output("desktop-file-validate",
               os.path.join(root, "usr/share/applications/tweelens-desktop.desktop"))
        desktop = os.path.join(root, "usr/bin/tweelens-desktop")
        shows(desktop, os.path.join(scenes, "first_day.scenario.json"),
              os.path.join(build, "tests/screens/packaged.png"))
        says = output(desktop, "--help",
                      env={**os.environ, "QT_QPA_PLATFORM": "offscreen"})
        expect("scenario" in says, f"`tweelens-desktop --help` says\n{says}")
    print(f"{os.path.basename(packages[0])}: {os.path.getsize(packages[0]) >> 10} KiB")


if __name__ == "__main__":
    main(sys.argv[1])
