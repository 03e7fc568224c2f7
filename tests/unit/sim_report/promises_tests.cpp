#include "sim/scenario/promises.h"

#include "sim/core/json_reader.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"

using namespace tw::sim;
using Catch::Matchers::Contains;
namespace fs = std::filesystem;

namespace {

Promises sample(const ScratchFolder& scratch) {
  writeFile(scratch / "promises.json", R"({"sections": [{"title": "Status LED", "promises": [
    {"id": "LED-1", "basis": "manual", "text": "a"},
    {"id": "LED-7", "basis": "choice", "text": "b"}]}]})");
  return Promises::load(scratch / "promises.json");
}

}  // namespace

TEST_CASE("The product's promises are all there, each with an ID, a section and words") {
  const Promises promises =
      Promises::load(fs::path(TWEELENS_SOURCE_DIR) / "scenes" / "promises.json");
  CHECK(promises.all().size() == 81);
  for (const Promise& promise : promises.all()) {
    CHECK(promises.find(promise.id) == &promise);
    CHECK(promise.text.size() > 20);
    CHECK(!promise.section.empty());
  }
}

TEST_CASE("A promise is covered by the scenarios that name it, in folders too") {
  ScratchFolder scratch;
  const Promises promises = sample(scratch);
  fs::create_directory(scratch / "led");
  writeFile(scratch / "b.scenario.json", R"({"covers": ["LED-1"]})");
  writeFile(scratch / "led/a.scenario.json", R"({"covers": ["LED-1", "LED-1"]})");
  writeFile(scratch / "c.scenario.json", "{}");
  const auto covered = coverage(promises, scratch.path());
  CHECK(covered.size() == 1);
  CHECK(covered.at("LED-1") == std::vector<std::string>{"b", "a"});
}

TEST_CASE("A scenario that covers an unknown promise is refused, with file, line and the nearest") {
  ScratchFolder scratch;
  const Promises promises = sample(scratch);
  writeFile(scratch / "b.scenario.json", "{\n\"covers\": [\n\"LED-1\", \"LDE-7\"]}");
  CHECK_THROWS_WITH(coverage(promises, scratch.path()),
                    Contains("b.scenario.json:3:") && Contains("LDE-7") && Contains("LED-7"));
}

TEST_CASE("An ID that stands twice is refused") {
  ScratchFolder scratch;
  writeFile(scratch / "promises.json", R"({"sections": [{"title": "x", "promises": [
    {"id": "LED-1", "basis": "manual", "text": "a"},
    {"id": "LED-1", "basis": "choice", "text": "b"}]}]})");
  CHECK_THROWS_AS(Promises::load(scratch / "promises.json"), InputError);
}

TEST_CASE("The promises of a scenario are those of the nearest folder above it") {
  ScratchFolder scratch;
  sample(scratch);
  fs::create_directories(scratch / "led/deep");
  writeFile(scratch / "led/deep/a.scenario.json", "{}");
  CHECK(fs::equivalent(findPromises(scratch / "led/deep/a.scenario.json"),
                       scratch / "promises.json"));
  CHECK(findPromises("/proc/self").empty());
}
