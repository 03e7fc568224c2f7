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
  act(twin, "fault", {{"device", "weather"}, {"kind", "rain"}, {"magnitude", 60}}, "");
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
  const auto image = [&](const char* name) { return (folder / name).string(); };
  const auto refused = [&](json args, const std::string& why) {
    CHECK_THROWS_WITH(checkArguments(*findAction("insert_card"), args),
                      Catch::StartsWith("insert_card: ") && Catch::Contains(why));
  };
  std::ofstream(image("odd.img")) << std::string(1'000'100, 'x');
  std::ofstream(image("small.img")) << std::string(512, 'x');
  std::ofstream(image("good.img")) << std::string(1'024'000, 'x');
  checkArguments(*findAction("insert_card"), {{"image", image("good.img")}});
  refused({{"image", image("none.img")}},
          "'image': card image " + image("none.img") + ": cannot be opened: No such file");
  refused({{"image", image("")}}, "not a file");
  refused({{"image", image("odd.img")}}, "has 1000100 bytes; a card has whole sectors");
  refused({{"image", image("small.img")}}, "has 512 bytes; a card has 1 MB to 2 TB");
  refused({{"image", image("good.img")}, {"capacity_gb", 4}},
          "'capacity_gb': a card from an 'image' has the image's size");
}

TEST_CASE("a counterfeit card keeps at most what it claims, and only such a card has a beyond") {
  const auto refused = [&](json args, const std::string& why) {
    CHECK_THROWS_WITH(checkArguments(*findAction("insert_card"), args), "insert_card: " + why);
  };
  const json image = goodImage();
  refused({{"real_capacity_gb", 5}},
          "'real_capacity_gb': 5 GB are more than the 4 GB that the card claims");
  refused({{"capacity_gb", 0.3}, {"real_capacity_gb", 31.9}},
          "'real_capacity_gb': 31.9 GB are more than the 0.3 GB that the card claims");
  refused({{"image", image}, {"real_capacity_gb", 4}},
          "'real_capacity_gb': 4 GB are more than the 0.001024 GB that the card claims");
  refused({{"beyond", "drops"}},
          "'beyond': is a counterfeit card's, and that needs 'real_capacity_gb'");
  Twin twin(yard());
  act(twin, "insert_card", {{"image", image}, {"real_capacity_gb", 0.001}, {"beyond", "drops"}});
  act(twin, "insert_card", {{"capacity_gb", 0.3}, {"real_capacity_gb", 0.3}});
}

TEST_CASE("the card that was pulled last is not described anew") {
  for (const json& more :
       {json{{"capacity_gb", 4}}, json{{"image", goodImage()}}, json{{"write_protected", true}}}) {
    json args = more;
    args["card"] = "same";
    CHECK_THROWS_WITH(checkArguments(*findAction("insert_card"), args),
                      "insert_card: '" + more.begin().key() +
                          "': describes a new card; 'card' says that it is the one pulled last");
  }
}

TEST_CASE("each action says who does it") {
  const auto who = [](const char* name) { return findAction(name)->who; };
  CHECK(who("plug_in") == Doer::kHand);
  CHECK(who("insert_card") == Doer::kHand);
  CHECK(who("start_walk") == Doer::kWorld);
  CHECK(who("fault") == Doer::kWorld);
  for (const char* name : {"add_camera", "watch_live", "unbind", "open_app", "close_app"})
    CHECK(who(name) == Doer::kApp);
}

TEST_CASE("the progress of a card's initialisation rises to its end, in steps of 1 %") {
  Twin twin(yard());
  bringOnline(twin);
  initialiseCard(twin, {{"capacity_gb", 32}});
  const SignalId progress = *twin.signals().find("cam/firmware.card_progress");
  std::vector<double> shares;
  for (const SignalChange& change : twin.signals().history())
    if (change.signal == progress) shares.push_back(change.value);
  REQUIRE(shares.size() > 10);
  CHECK(shares.size() <= 102);
  CHECK(shares.back() == 0);  // none is under way
  shares.pop_back();
  CHECK(std::is_sorted(shares.begin(), shares.end()));
  CHECK(shares.back() > 0.9);
}
