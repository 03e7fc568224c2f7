#!/usr/bin/python3
"""Where there is no OpenGL the workbench says so, lives on, and runs go on.

  no_opengl_test.py PROGRAM SCENARIO PICTURE
"""
import pathlib
import sys
import time

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1] / "support"))
from workbench import Workbench  # noqa: E402

TIMELINE = (12, 625, 1200, 60)  # left, top, width, height


def timeline(desk, after=0):
    time.sleep(after)
    return desk.screen().part(*TIMELINE)


def main(program, scenario, picture):
    with Workbench(program, scenario, QT_XCB_GL_INTEGRATION="none") as desk:
        desk.until(lambda: desk.title().endswith(" - Tweelens"), "window with a scenario")
        said = []

        def told():
            said[:] = [desk.marked(10, 30, 1200, 70)]
            return "nothing can be drawn here" in said[0]
        desk.until(told, "notice of what is wrong")
        if "OpenGL 3.3 is needed" not in said[0] or "test patterns" not in said[0]:
            desk.fail(f"The notice does not say what is needed and what is shown: {said[0]}")
        desk.until(lambda: timeline(desk) == timeline(desk, 1), "run that is paused", 20)
        paused = timeline(desk)
        desk.key("F5")
        desk.until(lambda: timeline(desk) != paused, "run that goes on", 20)
        desk.screen().save(pathlib.Path(picture))
        desk.quit()


if __name__ == "__main__":
    main(*sys.argv[1:])
