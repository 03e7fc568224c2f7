#include "sim/scenario/run_files.h"

#include <unistd.h>

#include "sim/core/json_reader.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"

using namespace tw::sim;
namespace fs = std::filesystem;

namespace {

size_t entriesIn(const fs::path& folder) {
  return static_cast<size_t>(
      std::distance(fs::directory_iterator(folder), fs::directory_iterator()));
}

std::string refusalOf(const std::function<void()>& work) {
  try {
    work();
  } catch (const InputError& error) {
    return error.what();
  }
  return "";
}

}  // namespace

TEST_CASE("A run's folder appears at commit and not before") {
  ScratchFolder scratch;
  {
    RunFolder run(scratch / "out/first_day");
    run.write("result.json", "{}");
    run.write("clips/a.mp4", "video");
    CHECK(!fs::exists(scratch / "out/first_day"));
    run.commit();
  }
  CHECK(readFile(scratch / "out/first_day/clips/a.mp4") == "video");
  CHECK(entriesIn(scratch / "out") == 1);
}

TEST_CASE("A run that fails leaves nothing and keeps the results before it") {
  ScratchFolder scratch;
  const fs::path final = scratch / "out/first_day";
  {
    RunFolder run(final);
    run.write("result.json", "old");
    run.write("old_only.txt", "old");
    run.commit();
  }
  try {
    RunFolder run(final);
    run.write("result.json", "new");
    throw std::runtime_error("in the middle");
  } catch (const std::runtime_error&) {
  }
  CHECK(readFile(final / "result.json") == "old");
  CHECK(entriesIn(scratch / "out") == 1);

  RunFolder run(final);
  run.write("result.json", "new");
  run.commit();
  CHECK(readFile(final / "result.json") == "new");
  CHECK(!fs::exists(final / "old_only.txt"));
  CHECK(entriesIn(scratch / "out") == 1);
}

TEST_CASE("A folder that is no run's is never replaced") {
  ScratchFolder scratch;
  fs::create_directories(scratch / "out/holiday");
  writeFile(scratch / "out/holiday/photo.jpg", "dear");
  const std::string refusal = refusalOf([&] { RunFolder run(scratch / "out/holiday"); });
  CHECK(refusal.find("holiday") != std::string::npos);
  CHECK(readFile(scratch / "out/holiday/photo.jpg") == "dear");
  CHECK(entriesIn(scratch / "out") == 1);
}

TEST_CASE("What a crashed run left beside the results goes, what a live one writes stays") {
  ScratchFolder scratch;
  const auto leftover = [&](long pid) {
    return scratch / (".first_day." + std::to_string(pid) + ".part");
  };
  fs::create_directory(leftover(999'999'999));  // beyond any process number
  fs::create_directory(leftover(getppid()));
  RunFolder run(scratch / "first_day");
  CHECK(!fs::exists(leftover(999'999'999)));
  CHECK(fs::exists(leftover(getppid())));
}

TEST_CASE("An output folder below a file is refused with its name and the reason") {
  const std::string refusal = refusalOf([] { RunFolder run("/dev/null/out/first_day"); });
  CHECK(refusal == "/dev/null/out: cannot write: Not a directory");
  CHECK(refusalOf([] { requireWritable("/dev/null/out"); }) == refusal);
}

TEST_CASE("A full disk is refused with the file's name and the reason") {
  ScratchFolder scratch;
  RunFolder run(scratch / "first_day");
  fs::create_symlink("/dev/full", run.folder() / "events.jsonl");
  const std::string refusal = refusalOf([&] { run.write("events.jsonl", "text"); });
  CHECK(refusal.ends_with("events.jsonl: cannot write: No space left on device"));
}

TEST_CASE("A file is replaced whole or stays") {
  ScratchFolder scratch;
  replaceFile(scratch / "junit.xml", "one");
  replaceFile(scratch / "junit.xml", "two");
  CHECK(readFile(scratch / "junit.xml") == "two");
  CHECK(entriesIn(scratch.path()) == 1);
  fs::create_directory(scratch / "folder");
  writeFile(scratch / "folder/content", "");
  CHECK(!refusalOf([&] { replaceFile(scratch / "folder", "x"); }).empty());
  CHECK(entriesIn(scratch.path()) == 2);
}
