#include "sim/twin/actions.h"

#include <fstream>

#include "sim/core/json_reader.h"
#include "tests/unit/sim_card/card_bench.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using nlohmann::json;

namespace {

std::string goodImage() {
  static const Scratch folder;
  const auto file = folder / "card.img";
  std::ofstream(file) << std::string(1'024'000, 'x');
  return file.string();
}

// Texts name things that exist.
json goodValue(const ActionParameter& parameter) {
  static const std::map<std::string, std::string> kTexts{
      {"actor", "walker"}, {"request", "status"},   {"name", "spotlight_percent"},
      {"device", "card"},  {"kind", "write_error"}, {"image", goodImage()}};
  switch (parameter.kind) {
    case ParameterKind::kNumber:
      return parameter.name == "magnitude" ? 1 : parameter.min;
    case ParameterKind::kFlag:
      return true;
    case ParameterKind::kText:
      return kTexts.at(parameter.name);
    case ParameterKind::kChoice:
      return parameter.choices.at(0);
    case ParameterKind::kObject:
      return json::object();
    case ParameterKind::kAny:
      return 50;
  }
  return nullptr;
}

json goodArguments(const ActionSpec& action, bool all) {
  json args = json::object();
  for (const ActionParameter& parameter : action.parameters)
    if (parameter.required || (all && !parameter.isFile))
      args[parameter.name] = goodValue(parameter);
  return args;
}

std::vector<json> badValues(const ActionParameter& parameter) {
  switch (parameter.kind) {
    case ParameterKind::kNumber:
      return {"1", true, nullptr, parameter.min - 1, parameter.max + 1};
    case ParameterKind::kFlag:
      return {1, "true", nullptr};
    case ParameterKind::kText:
      return {1, nullptr, json::array()};
    case ParameterKind::kChoice:
      return {1, "nonsense", ""};
    case ParameterKind::kObject:
      return {1, "status", json::array()};
    case ParameterKind::kAny:
      return {};
  }
  return {};
}

// A fault is one of the camera's here, though the router and the cloud can fail as well.
std::string cameraFor(const ActionSpec& action) {
  return action.needsCamera || action.name == "fault" ? "cam" : "";
}

void refused(Twin& twin, const ActionSpec& action, const json& args) {
  const size_t before = twin.commands().size();
  CAPTURE(action.name, args.dump());
  CHECK_THROWS_AS(act(twin, action.name, args, cameraFor(action)), InputError);
  CHECK(twin.commands().size() == before);
}

}  // namespace

TEST_CASE("every action can be performed, with the fewest arguments and with all") {
  Twin twin(yard());
  bringOnline(twin);
  for (const bool all : {false, true})
    for (const ActionSpec& action : actions()) {
      CAPTURE(action.name, all);
      act(twin, action.name, goodArguments(action, all), cameraFor(action));
      CHECK(twin.commands().back().action == action.name);
      CHECK(twin.commands().back().at == twin.now());
      twin.runUntil(twin.now() + 2s);
    }
}

TEST_CASE("every action refuses arguments that are missing, unknown or wrong, and does nothing") {
  Twin twin(yard());
  for (const ActionSpec& action : actions()) {
    const json good = goodArguments(action, true);
    json unknown = good;
    unknown["nonsense"] = 1;
    refused(twin, action, unknown);
    for (const ActionParameter& parameter : action.parameters) {
      json missing = good;
      missing.erase(parameter.name);
      if (parameter.required) refused(twin, action, missing);
      for (const json& bad : badValues(parameter)) {
        json args = good;
        args[parameter.name] = bad;
        refused(twin, action, args);
      }
    }
  }
}

TEST_CASE("an action names a camera that there is, and only an action that there is") {
  Twin twin(yard());
  CHECK_THROWS_WITH(act(twin, "plug_in", json::object(), "cma"), Catch::Contains("there is: cam"));
  CHECK_THROWS_WITH(act(twin, "plug_in", json::object(), ""), Catch::Contains("which camera"));
  CHECK_THROWS_WITH(act(twin, "plugin"), Catch::Contains("'plug_in'"));
  CHECK_THROWS_WITH(act(twin, "start_walk", {{"actor", "waler"}}, ""), Catch::Contains("'walker'"));
  CHECK(twin.commands().empty());
}

TEST_CASE("what the world refuses is no command that was done") {
  Twin twin(yard());
  CHECK_THROWS_AS(act(twin, "insert_card", {{"card", "same"}}), InputError);
  for (const double odd : {3.0, 2.5})
    CHECK_THROWS_WITH(act(twin, "insert_card", {{"speed_class", odd}}),
                      Catch::Contains("is none of 2, 4, 6, 10"));
  CHECK_THROWS_WITH(act(twin, "insert_card", {{"capacity_gb", 2001}}),
                    Catch::Contains("'capacity_gb': 2001 is out of range; expected 0.002 to 2000"));
  CHECK(twin.commands().empty());
  CHECK(text(twin, "cam/card.inserted") == "false");
}

TEST_CASE("a fault names a device that can fail, one of its faults, and a magnitude within range") {
  Twin twin(yard());
  const auto fault = [&](const std::string& camera, const json& args) {
    act(twin, "fault", args, camera);
  };
  CHECK_THROWS_WITH(fault("cam", {{"device", "crad"}, {"kind", "write_error"}}),
                    Catch::Contains("'card'"));
  CHECK_THROWS_WITH(fault("cam", {{"device", "card"}, {"kind", "write_eror"}}),
                    Catch::Contains("'write_error'"));
  CHECK_THROWS_AS(fault("cam", {{"device", "cloud"}, {"kind", "down"}}), InputError);
  CHECK_THROWS_AS(fault("", {{"device", "card"}, {"kind", "write_error"}}), InputError);
  CHECK_THROWS_WITH(fault("cam", {{"device", "power"}, {"kind", "cut"}, {"magnitude", 2}}),
                    Catch::Contains("out of range"));
  CHECK_THROWS_WITH(fault("cam", {{"device", "power"}, {"kind", "cut"}, {"magnitude", 0.5}}),
                    Catch::Contains("0 or 1"));
  CHECK(twin.commands().empty());
  fault("", {{"device", "cloud"}, {"kind", "down"}});
  fault("cam", {{"device", "power"}, {"kind", "cut"}});
  CHECK(twin.commands().size() == 2);
}

TEST_CASE("every fault that is listed can be set to both ends of its range and mended") {
  Twin twin(yard());
  bringOnline(twin);
  for (const Twin::FaultPlace& place : twin.faultPlaces())
    for (const FaultSpec& spec : place.thing->faults())
      for (const double magnitude : {spec.max, spec.min, 0.0}) {
        CAPTURE(place.thing->faultName(), spec.kind, magnitude);
        act(twin, "fault",
            {{"device", place.thing->faultName()}, {"kind", spec.kind}, {"magnitude", magnitude}},
            place.camera);
        twin.runUntil(twin.now() + 100ms);
      }
  act(twin, "unplug");
  act(twin, "plug_in");
  CHECK(runUntil(twin, "cam/led.pattern", "slow_blue", 60s));
}

TEST_CASE("rain reaches the card through the open cover alone") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "fault", {{"device", "cover"}, {"kind", "damp"}});
  twin.runUntil(twin.now() + 120s);
  initialiseCard(twin);
  CHECK(value(twin, "cam/card.errors") == 0);
  act(twin, "pull_card");
  act(twin, "open_cover");
  twin.runUntil(twin.now() + 60s);
  act(twin, "insert_card", {{"card", "same"}});
  CHECK(runUntil(twin, "cam/firmware.card_state", "error", 30s));
}

TEST_CASE("cards that cannot be are refused before anything happens, with what would be right") {
  Scratch folder;
  const auto refused = [&](json args, const std::string& why) {
    CAPTURE(args);
    try {
      checkArguments(*findAction("insert_card"), args);
      FAIL_CHECK("taken");
    } catch (const InputError& error) {
      CHECK_THAT(error.what(), Catch::Contains(why));
    }
  };
  std::ofstream(folder / "odd.img") << std::string(1'000'100, 'x');
  std::ofstream(folder / "small.img") << std::string(512, 'x');
  std::ofstream(folder / "good.img") << std::string(1'024'000, 'x');
  checkArguments(*findAction("insert_card"), {{"image", (folder / "good.img").string()}});
  refused({{"image", (folder / "none.img").string()}}, "none.img: cannot be opened: No such file");
  refused({{"image", (folder / "").string()}}, "not a file");
  refused({{"image", (folder / "odd.img").string()}},
          "has 1000100 bytes; a card has whole sectors");
  refused({{"image", (folder / "small.img").string()}}, "has 512 bytes; a card has 1 MB to 2 TB");
  refused({{"image", (folder / "good.img").string()}, {"capacity_gb", 4}}, "has the image's size");
  refused({{"capacity_gb", 4}, {"real_capacity_gb", 5}}, "it has at most what it claims");
}
