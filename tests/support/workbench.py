"""The real workbench on a screen of its own, as a user has it: started, used, looked at, closed.

  with Workbench(program, scenario, **environment) as desk:
      desk.until(lambda: "day_visitor" in desk.title(), "its title")
"""
import os
import pathlib
import struct
import subprocess
import sys
import tempfile
import time
import zlib

WIDTH, HEIGHT = 1366, 768
VIEW = (345, 110, 540, 190)   # left, top, width, height: within the 3D view
NOTHING = (0x3a, 0x3f, 0x46)  # its colour where no place is drawn


def said(*command, display):
    done = subprocess.run(command, capture_output=True, text=True, timeout=30,
                          env={**os.environ, "DISPLAY": display})
    return done.stdout.strip()


class Screen:
    """Rows of red, green and blue bytes, out of the X window dump that Xvfb keeps."""

    def __init__(self, dump):
        size, = struct.unpack(">I", dump[:4])
        header = struct.unpack(f">{size // 4}I", dump[:size // 4 * 4])
        self.width, self.height, stride, colours = header[4], header[5], header[12], header[19]
        start = size + 12 * colours
        self.rows = [self._row(dump[start + y * stride:start + (y + 1) * stride])
                     for y in range(self.height)]

    def _row(self, bgrx):
        row = bytearray(3 * self.width)
        for channel in range(3):
            row[channel::3] = bgrx[2 - channel:4 * self.width:4]
        return bytes(row)

    def part(self, left, top, width, height):
        return [row[3 * left:3 * (left + width)] for row in self.rows[top:top + height]]

    def share(self, colour, *part):
        """Of the part's pixels, how many are of just that colour."""
        pixels = [row[i:i + 3] for row in self.part(*part) for i in range(0, len(row), 3)]
        return pixels.count(bytes(colour)) / len(pixels)

    def save(self, file):
        def chunk(name, data):
            return (struct.pack(">I", len(data)) + name + data
                    + struct.pack(">I", zlib.crc32(name + data)))
        header = struct.pack(">IIBBBBB", self.width, self.height, 8, 2, 0, 0, 0)
        pixels = zlib.compress(b"".join(b"\0" + row for row in self.rows))
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", pixels)
                         + chunk(b"IEND", b""))


class Workbench:
    def __init__(self, program, *arguments, **environment):
        self.command, self.environment = [program, *arguments], environment

    def __enter__(self):
        self.folder = tempfile.TemporaryDirectory()
        reader, writer = os.pipe()
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(writer), "-screen", "0", f"{WIDTH}x{HEIGHT}x24",
             "-nolisten", "tcp", "-fbdir", self.folder.name],
            pass_fds=[writer], stderr=subprocess.DEVNULL)
        os.close(writer)
        self.display = ":" + os.fdopen(reader).readline().strip()
        self.says = open(os.path.join(self.folder.name, "says"), "w+")
        self.program = subprocess.Popen(
            self.command, stdout=self.says, stderr=self.says,
            env={**os.environ, **self.environment, "DISPLAY": self.display,
                 "XDG_CONFIG_HOME": self.folder.name, "LANGUAGE": "en", "LC_ALL": "C.UTF-8"})
        return self

    def __exit__(self, *_):
        for process in (self.program, self.server):
            if process.poll() is None:
                process.kill()
            process.wait()
        self.says.close()
        self.folder.cleanup()

    def fail(self, why):
        self.says.seek(0)
        sys.exit(f"{why}\nThe program says:\n{self.says.read()}")

    def until(self, holds, what, seconds=60):
        end = time.monotonic() + seconds
        while not holds():
            if self.program.poll() is not None:
                self.fail(f"The program ended with {self.program.returncode} before {what}.")
            if time.monotonic() > end:
                self.fail(f"There is no {what} after {seconds} s.")
            time.sleep(0.2)

    def do(self, *command):
        return said("xdotool", *command, display=self.display)

    def window(self):
        found = self.do("search", "--onlyvisible", "--name", "Tweelens").split()
        return found[0] if found else None

    def title(self):
        window = self.window()
        return self.do("getwindowname", window) if window else ""

    def key(self, keys):
        self.do("windowfocus", "--sync", self.window())
        self.do("key", keys)

    def marked(self, left, top, right, bottom):
        """The text that a drag of the mouse marks."""
        self.do("mousemove", str(left), str(top), "mousedown", "1", "mousemove", str(right),
                str(bottom), "mouseup", "1")
        return said("xclip", "-o", "-selection", "primary", display=self.display)

    def screen(self):
        return Screen(pathlib.Path(self.folder.name, "Xvfb_screen0").read_bytes())

    def draws(self):
        return self.screen().share(NOTHING, *VIEW) < 0.01

    def quit(self):
        self.key("ctrl+q")
        try:
            code = self.program.wait(30)
        except subprocess.TimeoutExpired:
            self.fail("The program does not end.")
        if code != 0:
            self.fail(f"The program ended with {code}.")
