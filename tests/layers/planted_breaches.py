"""Plants forbidden lines in a copy of the tree: check_layers must fail, name the file and the line
of each and say what is allowed; harmless lines between them must add nothing.

  planted_breaches.py SOURCE SCRATCH
"""
import os
import subprocess
import sys

# file, line planted at its end, what the complaint must contain
BREACHES = [
    ("firmware_core/base/result.cpp", "#include <thread>", "the firmware may include: algorithm"),
    ("firmware_core/base/time.h", "#include <fstream>", "the firmware may include"),
    ("firmware_core/base/crc32.cpp", '#include "firmware_core/hal/hal.h"', "may include"),
    ("firmware_core/base/crc32.cpp", "#include <nlohmann/json.hpp>", "may include: nothing"),
    ("firmware_core/hal/hal.h", '#include "firmware_core/system/settings.h"', "may include"),
    ("firmware_core/hal/checks.cpp", "#include <unistd.h>", "operating system is allowed in"),
    ("firmware_core/ptz/axis_control.cpp", '#include "firmware_core/imaging/exposure_control.h"',
     "firmware_core/ptz may include: firmware_core/ptz, firmware_core/base, firmware_core/hal"),
    ("firmware_core/imaging/exposure_control.cpp", "auto t = std::chrono::steady_clock::now();",
     "sim/twin/pacer.*"),
    ("firmware_core/imaging/exposure_control.cpp", "int x = rand();", "wall time and chance"),
    ("firmware_core/system/settings.cpp", 'void f() { fopen("x", "r"); }', "HAL"),
    ("firmware_core/system/settings.cpp", '#include "settings.h"', "from the root"),
    ("firmware_core/system/settings.cpp", '#include "sim/core/signals.h"', "may include"),
    ("firmware_core/ptz/CMakeLists.txt", "target_link_libraries(fw_ptz PUBLIC fw_imaging)",
     "may link"),
    ("firmware_core/hal/CMakeLists.txt", "target_link_libraries(fw_hal PUBLIC Threads::Threads)",
     "may link"),
    ("sim/core/signals.cpp", "#include <QString>", "may include: nlohmann/*"),
    ("sim/core/signals.cpp", "#include <random>", "chance"),
    ("sim/core/random.cpp", "std::random_device device;", "wall time and chance"),
    ("sim/core/event_queue.cpp", "long t = time(nullptr);", "wall time and chance"),
    ("sim/core/event_queue.cpp", "  std::this_thread::sleep_for(d);", "sleep_for"),
    ("sim/core/signals.cpp", '#include "sim/world/geometry.h"', "may include"),
    ("sim/world/geometry.h", "#include <libavcodec/avcodec.h>", "may include"),
    ("sim/devices/inference_engine.h", "#include <opencv2/core.hpp>", "may include"),
    ("sim/inference/classifier.h", '#include "sim/devices/device.h"', "may include"),
    ("sim/devices/device.h", '#include "firmware_core/system/firmware.h"', "may include"),
    ("sim/devices/device.h", "#include <fcntl.h>", "sim/devices/card*"),
    ("sim/network/lan.h", '#include "sim/devices/device.h"', "may include"),
    ("sim/core/CMakeLists.txt", "target_link_libraries(sim_core PRIVATE Qt6::Gui)", "may link"),
    ("sim/new_folder/thing.cpp", "int x;", "no row"),
]
HARMLESS = [
    ("firmware_core/base/crc32.cpp", "// #include <thread>"),
    ("firmware_core/base/crc32.cpp", "/* steady_clock */"),
    ("firmware_core/base/crc32.cpp", 'const char* kText = "time(0) and printf(";'),
    ("firmware_core/system/settings.cpp", "#include <nlohmann/json.hpp>"),
    ("firmware_core/ptz/axis_control.cpp", "auto d = clock.time(0);"),
    ("firmware_core/ptz/CMakeLists.txt", "# fw_imaging is none of its business"),
    ("sim/network/lan.h", "#include <nlohmann/json_fwd.hpp>"),
]


def copy_tree(source, scratch):
    for folder, _, names in os.walk(scratch):  # left over from an earlier run
        for name in names:
            os.remove(os.path.join(folder, name))
    for top in ("firmware_core", "sim", "ui"):
        for folder, _, names in os.walk(os.path.join(source, top)):
            to = os.path.join(scratch, os.path.relpath(folder, source))
            os.makedirs(to, exist_ok=True)
            for name in names:
                if name.endswith((".h", ".cpp", "CMakeLists.txt")):
                    with open(os.path.join(folder, name), "rb") as file:
                        content = file.read()
                    with open(os.path.join(to, name), "wb") as file:
                        file.write(content)


def check(source, scratch):
    run = subprocess.run([sys.executable, os.path.join(source, "scripts", "check_layers"), scratch],
                         capture_output=True, text=True)
    return run.returncode, run.stdout.splitlines()


def plant(scratch, name, line):
    """Adds the line at the end of the file; returns its number."""
    path = os.path.join(scratch, name)
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "a+", encoding="utf-8") as file:
        file.seek(0)
        number = file.read().count("\n") + 1
        file.write(line + "\n")
    return number


def main():
    source, scratch = sys.argv[1:]
    copy_tree(source, scratch)
    failures = []
    if check(source, scratch) != (0, ["check_layers: nothing forbidden"]):
        failures.append("the tree itself is not clean: see the test check_layers")
    for name, line in HARMLESS:
        plant(scratch, name, line)
    places = [(f"{name}:{plant(scratch, name, line)}: ", line, expected)
              for name, line, expected in BREACHES]
    code, output = check(source, scratch)
    if code != 1:
        failures.append(f"exit status {code}, not 1")
    for place, line, expected in places:
        hits = [found for found in output if found.startswith(place)]
        if place.startswith("sim/new_folder/"):  # complained of as a whole, at its first line
            hits = [found for found in output if found.startswith("sim/new_folder/thing.cpp:1: ")]
        if len(hits) != 1 or expected not in hits[0]:
            failures.append(f"{place}planted {line!r}, expected '{expected}', got {hits}")
    if len(output) != len(BREACHES):
        failures.append(f"{len(BREACHES)} breaches, {len(output)} complaints:")
        failures += output
    if check(source, os.path.join(scratch, "nowhere"))[0] != 2:
        failures.append("a folder that is no source tree must be exit status 2")
    print("\n".join(failures) if failures else
          f"{len(BREACHES)} breaches found, {len(HARMLESS)} harmless lines passed")
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
