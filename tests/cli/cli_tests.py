"""The program as its users call it: exit codes, messages, and what it leaves on the disk.

Judges: Python's XML and JSON parsers, vcd2fst, fsck.fat.
"""
import json
import os
import re
import shutil
import signal
import subprocess
import tempfile
import time
import unittest
import xml.etree.ElementTree as xml
from pathlib import Path

PROGRAM = os.environ["TWEELENS"]
SOURCE = Path(os.environ["TWEELENS_SOURCE"])


def scenario(**changes):
    """A camera that is plugged in, without pictures; a few seconds of virtual time."""
    content = {
        "title": "Plugged in",
        "covers": [],
        "scene": str(SOURCE / "scenes/plain_yard.scene.json"),
        "cameras": [{"name": "cam", "model": str(SOURCE / "models/cameras/dual_lens.camera.json"),
                     "mount": "pole"}],
        "seed": 1,
        "pictures": "none",
        "duration_s": 5,
        "steps": [{"id": "power", "at_s": 1, "do": "plug_in"},
                  {"id": "card", "at_s": 2, "do": "insert_card"}],
        "expect": [{"id": "red", "title": "solid red", "within_s": 2, "from": "power",
                    "eventually": {"signal": "cam/led.red", "is": True}}],
    }
    content.update(changes)
    return content


FAILING = [{"id": "blue", "title": "blue without power", "within_s": 0.5,
            "eventually": {"signal": "cam/led.blue", "is": True}}]


class Cli(unittest.TestCase):
    def setUp(self):
        self.folder = Path(tempfile.mkdtemp(prefix="tweelens-cli-"))
        self.addCleanup(shutil.rmtree, self.folder, ignore_errors=True)

    def write(self, name, content):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content if isinstance(content, str) else json.dumps(content, indent=1))
        return path

    def call(self, *arguments, code=0, **environment):
        done = subprocess.run([PROGRAM, *map(str, arguments)], capture_output=True, text=True,
                              cwd=self.folder, timeout=240, env={**os.environ, **environment})
        self.assertEqual(done.returncode, code, done.stdout + done.stderr)
        return done

    def refused(self, *arguments, **environment):
        """Exit 2, one line on stderr, nothing left in out/."""
        done = self.call(*arguments, code=2, **environment)
        self.assertEqual(len(done.stderr.splitlines()), 1, done.stderr)
        self.assertFalse(self.left(), "something was left behind")
        return done.stderr

    def left(self, out="out"):
        folder = self.folder / out
        return sorted(p.name for p in folder.iterdir()) if folder.is_dir() else []

    # ---- the README

    def test_the_scenario_of_the_readme_passes(self):
        block = re.search(r"```json\n(.*?)```", (SOURCE / "README.md").read_text(), re.S)
        content = json.loads(block.group(1))
        content["scene"] = str(SOURCE / "scenes" / content["scene"])
        content["cameras"][0]["model"] = str(SOURCE / "scenes" / content["cameras"][0]["model"])
        self.call("run", self.write("readme.scenario.json", content))

    # ---- run

    def test_a_passing_run_leaves_all_its_files_and_exits_0(self):
        self.write("plug.scenario.json", scenario())
        done = self.call("run", "plug.scenario.json")
        self.assertRegex(done.stdout, r"pass +solid red +margin [0-9.]+ s")
        self.assertIn("report.html", done.stdout)
        self.assertNotIn("reproduce", done.stdout)
        self.assertEqual(done.stderr, "")  # no progress line where there is no terminal
        self.assertEqual(self.left(), ["junit.xml", "plug"])
        self.assertEqual(self.left("out/plug"),
                         ["commands.json", "events.jsonl", "report.html", "result.json",
                          "sdcard.img", "signals.vcd", "trace.json"])
        result = json.loads((self.folder / "out/plug/result.json").read_text())
        self.assertEqual(result["verdict"], "passed")
        self.assertEqual(sorted(result["hashes"]), ["card", "frames", "signals", "trace"])
        self.assertGreater(result["expectations"][0]["margin"]["value"], 0)
        for line in (self.folder / "out/plug/events.jsonl").read_text().splitlines():
            self.assertIn("at_s", json.loads(line))

    def test_a_failing_run_exits_1_and_says_how_to_reproduce_it(self):
        self.write("plug.scenario.json", scenario(expect=FAILING))
        done = self.call("run", "plug.scenario.json", "--seed", 9, code=1)
        self.assertIn("FAIL", done.stdout)
        line = re.search(r"^reproduce: (.*)$", done.stdout, re.M).group(1)
        self.assertIn("--seed 9", line)
        again = subprocess.run(line, shell=True, cwd=self.folder, capture_output=True)
        self.assertEqual(again.returncode, 1)

    def test_junit_is_read_back_by_an_xml_parser(self):
        self.write("all/good.scenario.json", scenario(title="<&>"))
        self.write("all/bad.scenario.json", scenario(expect=FAILING))
        self.call("run", "all", "--jobs", 2, code=1)
        suites = xml.parse(self.folder / "out/junit.xml").getroot()
        self.assertEqual([s.get("name") for s in suites], ["bad", "good"])
        self.assertEqual(suites.get("tests"), "2")
        self.assertEqual(suites.get("failures"), "1")
        self.assertIn("--seed", suites[0][0][0].text)

    def test_signals_open_in_gtkwave(self):
        self.write("plug.scenario.json", scenario())
        self.call("run", "plug.scenario.json")
        done = subprocess.run(["vcd2fst", "out/plug/signals.vcd", "signals.fst"], cwd=self.folder,
                              capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stdout + done.stderr)
        back = subprocess.run(["fst2vcd", "signals.fst"], cwd=self.folder, capture_output=True,
                              text=True).stdout
        self.assertIn("$scope module cam $end", back)
        self.assertIn("#5000000000", back)

    def test_the_same_run_twice_has_equal_hashes_and_diff_says_so(self):
        self.write("plug.scenario.json", scenario())
        self.call("run", "plug.scenario.json", "--out", "a")
        self.call("run", "plug.scenario.json", "--out", "b", "--pace", 100)
        hashes = [json.loads((self.folder / x / "plug/result.json").read_text())["hashes"]
                  for x in "ab"]
        self.assertEqual(hashes[0], hashes[1])
        self.assertEqual(self.call("diff", "a/plug", "b/plug").stdout, "equal\n")

    def test_diff_names_the_first_different_call(self):
        self.write("plug.scenario.json", scenario())
        self.write("late/plug.scenario.json", scenario(
            steps=[{"id": "power", "at_s": 1.25, "do": "plug_in"}]))
        self.call("run", "plug.scenario.json", "--out", "a")
        self.call("run", "late/plug.scenario.json", "--out", "b")
        done = self.call("diff", "a/plug", "b/plug", code=1)
        self.assertRegex(done.stdout, r"second 1 is the first to differ, in cam\b")
        self.assertRegex(done.stdout, r"first different call: cam\S*, number \d+")
        self.assertRegex(done.stdout, r"a/plug: 1\.\d{9} s  cam")

    def test_a_command_log_replays_with_equal_hashes(self):
        self.write("plug.scenario.json", scenario())
        self.call("run", "plug.scenario.json", "--out", "a")
        self.call("run", "a/plug/commands.json", "--out", "b")
        folders = [p for p in (self.folder / "b").iterdir() if p.is_dir()]
        first = json.loads((self.folder / "a/plug/result.json").read_text())
        second = json.loads((folders[0] / "result.json").read_text())
        self.assertEqual(first["hashes"], second["hashes"])

    def test_a_run_replaces_the_results_before_it_only_at_its_end(self):
        self.write("plug.scenario.json", scenario())
        self.call("run", "plug.scenario.json")
        before = (self.folder / "out/plug/result.json").read_text()
        self.write("plug.scenario.json", scenario(duration_s=5, steps=[
            {"id": "power", "at_s": 1, "do": "plug_in", "camera": "nobody"}]))
        self.call("run", "plug.scenario.json", code=2)
        self.assertEqual((self.folder / "out/plug/result.json").read_text(), before)
        self.assertEqual(self.left(), ["junit.xml", "plug"])

    def test_the_time_limit_ends_a_run_as_failed(self):
        self.write("plug.scenario.json", scenario(duration_s=3600))
        done = self.call("run", "plug.scenario.json", "--pace", 1, "--time-limit", 1, code=1)
        self.assertIn("time limit", done.stdout)

    def test_an_interrupted_run_ends_with_a_report(self):
        self.write("plug.scenario.json", scenario(duration_s=3600))
        child = subprocess.Popen([PROGRAM, "run", "plug.scenario.json", "--pace", "1"],
                                 cwd=self.folder, stdout=subprocess.PIPE, text=True)
        while not any(p.startswith(".plug") for p in self.left()):  # the run has begun
            self.assertIsNone(child.poll())
            time.sleep(0.02)
        time.sleep(0.5)
        child.send_signal(signal.SIGINT)
        output, _ = child.communicate(timeout=60)
        self.assertEqual(child.returncode, 1)
        self.assertIn("interrupted", output)
        self.assertEqual(self.left(), ["junit.xml", "plug"])

    # ---- bad input

    def test_a_missing_file_is_refused(self):
        self.assertIn("none.scenario.json: no such file", self.refused("run", "none.scenario.json"))

    def test_a_folder_without_scenarios_is_refused(self):
        (self.folder / "empty").mkdir()
        self.assertIn("empty: no *.scenario.json", self.refused("run", "empty"))

    def test_a_link_to_itself_is_no_scenario(self):
        (self.folder / "loop.scenario.json").symlink_to("loop.scenario.json")
        self.assertIn("no *.scenario.json", self.refused("check", "."))

    def test_the_greatest_seed_replays(self):
        self.write("plug.scenario.json", scenario())
        self.call("run", "plug.scenario.json", "--seed", 2 ** 63 - 1, "--out", "a")
        self.call("run", "a/plug/commands.json", "--out", "b")

    def test_a_fault_below_zero_is_judged_by_its_device(self):
        for device, kind, code in (("calendar", "drift", 0), ("card", "slow", 2)):
            self.write("plug.scenario.json", scenario(steps=[
                {"id": "power", "at_s": 1, "do": "plug_in"},
                {"at_s": 2, "fault": {"device": device, "kind": kind, "magnitude": -0.01}}]))
            self.call("run", "plug.scenario.json", code=code)

    def test_an_unknown_key_is_refused_with_file_line_path_and_the_nearest(self):
        self.write("plug.scenario.json", scenario(duration=7))
        error = self.refused("run", "plug.scenario.json")
        self.assertRegex(error, r"plug\.scenario\.json:\d+: .*duration.*duration_s")

    def test_broken_json_is_refused(self):
        self.write("plug.scenario.json", '{"title": "x",')
        self.assertIn("plug.scenario.json:1", self.refused("run", "plug.scenario.json"))

    def test_an_unknown_signal_is_refused_before_the_run(self):
        wrong = [{"id": "x", "always": {"signal": "cam/led.rad", "is": True}}]
        self.write("plug.scenario.json", scenario(expect=wrong))
        self.assertIn("cam/led.red", self.refused("run", "plug.scenario.json"))

    def test_an_unwritable_output_folder_is_refused(self):
        self.write("plug.scenario.json", scenario())
        error = self.refused("run", "plug.scenario.json", "--out", "/dev/null/x")
        self.assertIn("/dev/null/x: cannot write", error)

    def test_an_unwritable_output_folder_is_refused_for_many(self):
        self.write("all/a.scenario.json", scenario())
        self.write("all/b.scenario.json", scenario())
        self.assertIn("cannot write", self.refused("run", "all", "--out", "/dev/null/x"))

    def test_a_full_disk_is_refused_and_leaves_nothing(self):
        disk = self.folder / "disk"
        disk.mkdir()
        mounted = subprocess.run(["mount", "-t", "tmpfs", "-o", "size=16k", "tmpfs", disk],
                                 capture_output=True)
        if mounted.returncode != 0:
            self.skipTest("needs the right to mount")
        self.addCleanup(subprocess.run, ["umount", disk])
        self.write("plug.scenario.json", scenario())
        error = self.call("run", "plug.scenario.json", "--out", "disk/out", code=2).stderr
        self.assertEqual(len(error.splitlines()), 1, error)
        self.assertIn("No space left", error)
        self.assertEqual(self.left("disk/out"), [])

    def test_a_folder_that_is_no_run_is_never_replaced(self):
        self.write("plug.scenario.json", scenario())
        self.write("out/plug/photo.jpg", "dear")
        self.call("run", "plug.scenario.json", code=2)
        self.assertEqual(self.left("out/plug"), ["photo.jpg"])

    def test_two_scenarios_of_one_name_are_refused(self):
        self.write("a/plug.scenario.json", scenario())
        self.write("b/plug.scenario.json", scenario())
        self.assertIn("same name", self.refused("run", "a", "b"))

    def test_one_broken_file_among_many_is_told_of_before_any_runs(self):
        self.write("all/a.scenario.json", scenario())
        self.write("all/b.scenario.json", "{}")
        error = self.refused("run", "all")
        self.assertIn("b.scenario.json", error)
        self.assertIn("nothing was run", error)

    def test_the_nearest_command_and_option_are_suggested(self):
        self.assertIn("no command 'rum' (did you mean 'run'?)", self.refused("rum", "scenes"))
        self.assertIn("no option '--sed' (did you mean '--seed'?)",
                      self.refused("run", "x", "--sed", "3"))
        self.assertIn("no option '--job' (did you mean '--jobs'?)",
                      self.refused("run", "x", "--job=2"))

    def test_a_file_that_is_named_as_another_kind_is_told_so(self):
        scene = SOURCE / "scenes/plain_yard.scene.json"
        camera = SOURCE / "models/cameras/dual_lens.camera.json"
        plug = self.write("plug.scenario.json", scenario())
        is_scene, is_camera = f"{scene}: is a scene; ", f"{camera}: is a camera model; "
        is_scenario = f"{plug}: is a scenario; "
        for given, error in [
                (["run", scene], is_scene + "expected a scenario (*.scenario.json)"),
                (["check", camera], is_camera + "expected a scenario (*.scenario.json)"),
                (["light-safety", scene], is_scene + "expected a camera model (*.camera.json)"),
                (["light-safety", plug], is_scenario + "expected a camera model (*.camera.json)"),
                (["install-check", plug], is_scenario + "expected a scene (*.scene.json)"),
                (["install-check", camera], is_camera + "expected a scene (*.scene.json)"),
                (["install-check", scene, "--camera", scene],
                 is_scene + "expected a camera model (*.camera.json)")]:
            self.assertIn(error, self.refused(*given))

    def test_a_key_that_names_another_kind_of_file_is_told_so(self):
        scene, camera = scenario()["scene"], scenario()["cameras"][0]["model"]
        seen = self.write("seen.scenario.json", scenario(scene=camera))
        self.assertRegex(self.refused("check", seen),
                         r":\d+: /scene: \S+: is a camera model; expected a scene")
        cameras = [{"name": "cam", "model": scene, "mount": "pole"}]
        seer = self.write("seer.scenario.json", scenario(cameras=cameras))
        self.assertRegex(self.refused("check", seer),
                         r":\d+: /cameras/0: \S+: is a scene; expected a camera model")
        self.write("night.scene.json", {"name": "night", "based_on": seer.name})
        self.assertRegex(self.refused("install-check", "night.scene.json"),
                         r":\d+: /based_on: \S*: is a scenario; expected a scene")

    def test_an_empty_output_folder_is_refused(self):
        self.write("plug.scenario.json", scenario())
        self.assertIn("--out", self.refused("run", "plug.scenario.json", "--out", ""))
        self.assertEqual(self.left("."), ["plug.scenario.json"])

    def test_diff_reads_all_it_needs_before_it_says_anything(self):
        self.write("plug.scenario.json", scenario())
        self.write("late/plug.scenario.json", scenario(
            steps=[{"id": "power", "at_s": 1.25, "do": "plug_in"}]))
        self.call("run", "plug.scenario.json", "--out", "a")
        self.call("run", "late/plug.scenario.json", "--out", "b")
        (self.folder / "b/plug/commands.json").unlink()
        self.assertEqual(self.call("diff", "a/plug", "b/plug", code=2).stdout, "")

    def test_a_ramp_out_of_its_faults_range_says_what_would_be_right(self):
        self.write("plug.scenario.json", scenario(steps=[
            {"id": "power", "at_s": 1, "do": "plug_in"},
            {"at_s": 2, "fault": {"device": "cam/card", "kind": "slow",
                                  "ramp": {"from": 0, "to": 9, "over_s": 1}}}]))
        self.assertRegex(self.refused("check", "plug.scenario.json"),
                         r"/steps/1/fault/ramp/from: .* from 1 to .*: write \"from\": 1\b")

    # ---- what a run tells

    def test_a_run_without_expectations_says_so(self):
        self.write("plug.scenario.json", scenario(expect=[]))
        self.assertIn("(nothing was expected)", self.call("run", "plug.scenario.json").stdout)

    def test_a_step_that_never_came_and_a_window_that_never_opened_are_told_of(self):
        never = {"signal": "cam/led.pattern", "is": "fast_red"}
        self.write("plug.scenario.json", scenario(
            steps=[{"id": "power", "at_s": 1, "do": "plug_in"},
                   {"id": "out", "when": never, "do": "pull_cable"}],
            expect=[{"id": "x", "always": {"signal": "cam/led.red", "is": True}, "from": "out"}]))
        said = self.call("run", "plug.scenario.json", code=1).stdout
        self.assertRegex(said, r"never came: step 'out' \(pull_cable\), line \d+: "
                               r"waiting for cam/led\.pattern is fast_red")
        self.assertNotIn("margin", said)

    def test_a_failed_eventually_says_what_came_instead(self):
        self.write("plug.scenario.json", scenario(expect=[
            {"id": "x", "within_s": 3, "from": "power",
             "eventually": {"signal": "cam/led.pattern", "is": "fast_red"}}]))
        self.assertIn("did not come within 3 s (by 4 s); cam/led.pattern: off, from 2.3 s solid_red",
                      self.call("run", "plug.scenario.json", code=1).stdout)

    def test_steps_that_did_nothing_or_were_refused_are_noted(self):
        self.write("plug.scenario.json", scenario(duration_s=30, steps=[
            {"id": "power", "at_s": 1, "do": "plug_in"},
            {"id": "twice", "at_s": 2, "do": "plug_in"},
            {"id": "empty", "at_s": 3, "do": "pull_card"},
            {"id": "add", "at_s": 4, "do": "add_camera"},
            {"id": "set", "at_s": 5, "do": "change_setting", "with": {"name": "foo", "value": 1}}]))
        said = self.call("run", "plug.scenario.json").stdout
        notes = re.findall(r"^  note: (.*)$", said, re.M)
        self.assertEqual([n.split(":")[0] for n in notes],
                         ["step 2 'twice' plug_in", "step 3 'empty' pull_card",
                          "step 4 'add' add_camera", "step 5 'set' change_setting"])
        result = json.loads((self.folder / "out/plug/result.json").read_text())
        self.assertEqual(result["notes"], notes)

    def test_check_tells_all_that_is_wrong(self):
        self.write("b.scenario.json", scenario(
            covers=["x"], pictures="painted",
            steps=[{"at_s": 1, "do": "plugin"}, {"at_s": 1}], expect=[{"id": "e"}]))
        errors = self.call("check", "b.scenario.json", code=2).stderr.splitlines()
        self.assertEqual(len(errors), 5, errors)
        self.assertIn("and 4 more", self.refused("run", "b.scenario.json"))

    def test_two_replays_share_a_folder_and_moved_results_replay(self):
        for name in "ab":
            self.write(f"{name}.scenario.json", scenario())
        self.call("run", "a.scenario.json", "b.scenario.json", "--out", "first")
        (self.folder / "deep/er").mkdir(parents=True)
        (self.folder / "first").rename(self.folder / "deep/er/moved")
        self.call("run", "deep/er/moved/a/commands.json", "deep/er/moved/b/commands.json",
                  "--out", "again")
        self.assertEqual(self.left("again"), ["a_replay", "b_replay", "junit.xml"])

    def test_wrong_options_are_refused_in_one_line(self):
        for arguments in (["run"], ["run", "x", "--pace", "-1"], ["run", "x", "--jobs", "0"],
                          ["run", "x", "--video", "some"], ["run", "x", "--seed", "abc"],
                          ["run", "x", "--seed", "-1"], ["run", "x", "--seed", 2 ** 63],
                          ["run", "x", "--pace", "nan"], ["run", "x", "--time-limit", "nan"],
                          ["fly"], [], ["run", "x", "--no-such"]):
            with self.subTest(arguments):
                self.refused(*arguments)

    def test_diff_of_what_is_no_run_is_refused(self):
        (self.folder / "empty").mkdir()
        self.assertIn("result.json", self.refused("diff", "empty", "empty"))

    def test_a_full_standard_output_is_told_of(self):
        with open("/dev/full", "w") as full:
            done = subprocess.run([PROGRAM, "actions"], stdout=full, stderr=subprocess.PIPE)
        self.assertEqual(done.returncode, 2)
        self.assertIn(b"standard output", done.stderr)

    # ---- the other commands

    def test_check_names_good_and_bad_files(self):
        self.write("a.scenario.json", scenario())
        self.write("b.scenario.json", scenario(pictures="painted"))
        done = self.call("check", "a.scenario.json", "b.scenario.json", code=2)
        self.assertIn("a.scenario.json: good", done.stdout)
        self.assertRegex(done.stderr, r"b\.scenario\.json:\d+: ")

    def test_the_projects_own_scenarios_are_good(self):
        self.call("check", SOURCE / "scenes")

    def test_list_names_each_scenario_with_its_title(self):
        self.assertRegex(self.call("list").stdout, r"first_day\.scenario\.json +\d+ s +drawn +\S")

    def test_signals_faults_and_actions_are_those_of_the_twin(self):
        signals = self.call("signals").stdout
        self.assertRegex(signals, r"(?m)^cam/led\.red +true\|false +\S")
        self.assertRegex(signals, r"(?m)^cam/install\.sun +cannot be told here\|met\|not met +\S")
        self.assertRegex(self.call("faults").stdout, r"(?m)^cam/card +write_error +\S")
        self.assertRegex(self.call("actions").stdout, r"(?m)^plug_in  \S")

    def test_promises_end_with_their_counts(self):
        lines = self.call("promises").stdout.splitlines()
        covered = re.fullmatch(r"covered: (\d+)", lines[-2])
        uncovered = re.fullmatch(r"uncovered: (\d+)", lines[-1])
        known = json.loads((SOURCE / "scenes/promises.json").read_text())
        total = sum(len(section["promises"]) for section in known["sections"])
        part = re.fullmatch(r"covered in part: (\d+)", lines[-3])
        self.assertEqual(int(part[1]) + int(covered[1]) + int(uncovered[1]), total)
        self.assertEqual(sum(" covered by" in line for line in lines), int(covered[1]))
        self.assertEqual(sum("; open: " in line for line in lines), int(part[1]))

    def test_an_unknown_promise_is_refused(self):
        shutil.copy(SOURCE / "scenes/promises.json", self.folder)
        self.write("plug.scenario.json", scenario(covers=["LED-99"]))
        self.assertIn("LED-99", self.refused("promises", "--scenes", self.folder))
        self.assertIn("LED-99", self.refused("run", "plug.scenario.json"))

    def test_a_shader_that_the_driver_refuses_ends_the_run(self):
        """Mesa writes out the shaders it is given, and takes spoilt ones in their place."""
        given, spoilt = self.folder / "given", self.folder / "spoilt"
        given.mkdir()
        spoilt.mkdir()
        no_cache = {"MESA_SHADER_CACHE_DISABLE": "1"}
        self.call("doctor", MESA_SHADER_DUMP_PATH=str(given), **no_cache)
        image = next(file for file in sorted(given.glob("FS_*"))
                     if "#define SURFACE 5" in file.read_text())
        for text, complaint in ((image.read_text().replace("void main", "void other"),
                                 r"refuses shader part .*SURFACE 5.*lacks `main'"),
                                ("no shader\n", r"error: syntax error")):
            (spoilt / image.name).write_text(text)
            drawn = self.write("drawn.scenario.json", scenario(pictures="drawn"))
            error = self.refused("run", drawn, MESA_SHADER_READ_PATH=str(spoilt), **no_cache)
            self.assertRegex(error, r"^tweelens: cannot draw: .*" + complaint)

    def small_scene(self, **changes):
        content = {
            "name": "corner", "sky_lux": 10000,
            "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 50000},
            "objects": [{"name": "ground", "parts": [
                             {"shape": "plane", "size_m": [100, 100], "position_m": [0, 0, 0],
                              "colour": [0.2, 0.2, 0.2]}]},
                        {"name": "wing", "parts": [
                             {"shape": "box", "size_m": [2, 6, 5], "position_m": [-1.25, 2, 2.5],
                              "colour": [0.5, 0.4, 0.3]}]}],
            "mounts": [{"name": "near", "position_m": [0, 0, 2.8], "heading_deg": 90},
                       {"name": "far", "position_m": [9, 0, 3.4], "heading_deg": 90}]}
        content.update(changes)
        return self.write("corner.scene.json", content)

    def advice(self, *arguments, code=0):
        mounts = json.loads(self.call("install-check", *arguments, "--json", code=code).stdout)
        return {mount["mount"]: {one["name"]: one for one in mount["findings"]}
                for mount in mounts["mounts"]}

    def test_install_check_measures_each_mount(self):
        scene = self.small_scene()
        advice = self.advice(scene, code=1)
        self.assertEqual(list(advice), ["near", "far"])
        wall = advice["near"]["wall"]
        self.assertEqual((wall["promise"], wall["verdict"]), ("INS-5", "not met"))
        self.assertAlmostEqual(wall["figures"]["left_m"], 0.25, places=6)
        self.assertAlmostEqual(advice["far"]["height"]["figures"]["height_m"], 3.4, places=6)
        self.assertEqual(advice["far"]["height"]["verdict"], "not met")
        self.assertEqual(advice["near"]["sun"]["verdict"], "cannot be told here")
        text = self.call("install-check", scene, "--mount", "near", code=1).stdout
        self.assertIn("NOT MET  INS-5 wall: left: 0.25 m (wing)", text)
        self.assertIn("the scene has no site", text)
        self.assertNotIn("mount far", text)

    def test_install_check_passes_where_no_rule_is_broken(self):
        mount = {"name": "free", "position_m": [20, 0, 2.8], "heading_deg": 90, "film_on": False,
                 "port_kit": True, "cover_closed": True}
        scene = self.small_scene(mounts=[mount], site={"latitude_deg": 50, "longitude_deg": 8},
                                 public=False)
        advice = self.advice(scene)["free"]
        self.assertEqual({one["verdict"] for one in advice.values()},
                         {"met", "cannot be told here"})
        self.assertEqual(advice["sun"]["figures"]["june_wide_home_min"], 0)
        self.assertEqual(advice["weather"]["verdict"], "met")

    def test_install_check_draws_a_plan_to_scale(self):
        scene, plan = self.small_scene(), self.folder / "plan.svg"
        self.call("install-check", scene, "--mount", "near", "--plan", plan, code=1)
        space = "{http://www.w3.org/2000/svg}"
        paths = list(xml.parse(plan).getroot().iter(space + "path"))
        classes = {path.get("class") for path in paths}
        self.assertLessEqual({"wide_seen", "ptz_seen", "wide_hidden", "wide_reach", "ptz_reach",
                              "solid", "camera"}, classes)
        wing = next(path for path in paths if path.get("class") == "solid")
        corners = [tuple(map(float, xy)) for xy in re.findall(r"([\d.]+),([\d.]+)",
                                                             wing.get("d"))]
        width = max(x for x, _ in corners) - min(x for x, _ in corners)
        height = max(y for _, y in corners) - min(y for _, y in corners)
        self.assertAlmostEqual(height / width, 3, places=2)  # 2 m by 6 m
        bar = [rect for rect in xml.parse(plan).getroot().iter(space + "rect")
               if rect.get("class") == "bar"]
        self.assertAlmostEqual(width / 2, float(bar[0].get("width")) / 2.5, places=2)  # a metre

    def test_install_check_says_what_is_wrong(self):
        scene = self.small_scene()
        error = self.refused("install-check", scene, "--mount", "nea")
        self.assertIn("corner.scene.json: the scene has no mount 'nea' (did you mean 'near'?)",
                      error)
        error = self.refused("install-check", scene, "--plan", "plan.svg")
        self.assertIn("--mount, one of near, far", error)
        self.assertFalse((self.folder / "plan.svg").exists())
        error = self.refused("install-check", scene, "--mount", "near", "--plan", "no/such/p.svg")
        self.assertIn("no/such/p.svg", error)
        error = self.refused("install-check", scene, "--mount", "near", "--plan", "plan.png")
        self.assertIn("--plan plan.png: the plan is an SVG; expected a name that ends in .svg", error)
        self.assertFalse((self.folder / "plan.png").exists())
        self.assertIn("none.scene.json",
                      self.refused("install-check", self.folder / "none.scene.json"))
        self.assertIn("none.camera.json",
                      self.refused("install-check", scene, "--camera", "none.camera.json"))
        bad = self.small_scene(site={"latitude_deg": 91, "longitude_deg": 0})
        self.assertRegex(self.refused("install-check", bad),
                         r"corner.scene.json:\d+: /site/latitude_deg: .*-90 to 90")

    def test_light_safety_says_what_each_lamp_may_do(self):
        text = self.call("light-safety").stdout
        self.assertRegex(text, r"spotlight .* risk group 1 +0\.250 m +6[34]\d\d s")
        self.assertIn("calibrated, not measured", text)
        lamps = json.loads(self.call("light-safety", "--json").stdout)["lamps"]
        self.assertEqual([lamp["lamp"] for lamp in lamps],
                         ["spotlight", "infrared", "red_alarm", "blue_alarm"])
        # Inverse square from 200 mm, and the limits of IEC 62471.
        spotlight = lamps[0]
        irradiance = spotlight["emitter_blue_intensity_w_sr"] / 0.2 ** 2
        self.assertAlmostEqual(spotlight["blue_irradiance_w_m2"], irradiance, places=9)
        self.assertAlmostEqual(spotlight["blue_radiance_w_m2_sr"], 156.25, delta=0.2)
        self.assertAlmostEqual(spotlight["longest_exposure_s"], 6400, delta=10)
        self.assertAlmostEqual(lamps[1]["cornea_irradiance_w_m2"], 50, delta=0.5)
        error = self.refused("light-safety", self.folder / "none.camera.json")
        self.assertIn("none.camera.json: there is no such file", error)

    def test_doctor_says_who_draws_and_how_fast(self):
        text = self.call("doctor").stdout
        self.assertRegex(text, r"(?m)^drawing +\S")
        self.assertEqual(len(re.findall(r"(?m)^a picture +[\d.]+ ms of \d+x\d+", text)), 2)
        self.assertRegex(text, r"(?m)^encoder +H.264, [\d.]+ ms a frame")

    def test_version_names_the_build(self):
        self.assertRegex(self.call("--version").stdout, r"^tweelens \d+\.\d+\.\d+-\S+\n$")


if __name__ == "__main__":
    unittest.main()
