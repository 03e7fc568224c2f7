#include <algorithm>
#include <array>
#include <cctype>

#include "sim/scenario/language_reader.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/promises.h"

namespace tw::sim {

namespace {

constexpr size_t kMostCameras = 16;
constexpr double kMostMagnitude = 1e9;  // each device has a narrower range

class ScenarioReader {
 public:
  ScenarioReader(const JsonReader& root, std::span<const ActionSpec> actions,
                 const Promises* promises)
      : root_(root), actions_(actions), promises_(promises) {}

  Scenario read() {
    root_.requireObject();
    nameFromFile();
    problems_.attempt([&] { readHead(); });
    problems_.attempt([&] { readCovers(); });
    problems_.attempt([&] { readScene(); });
    if (problems_.attempt([&] { readCameras(); }))
      problems_.attempt([&] { readSteps(); });
    else if (root_.has("steps"))
      root_.member("steps");  // of whose cameras nothing can be said
    problems_.attempt([&] { readSetting(); });
    problems_.attempt([&] { readExpectations(); });
    problems_.attempt([&] { root_.finish(); });
    problems_.throwIfAny();
    scenario_.source = root_.json();
    checkLinks(scenario_);
    return std::move(scenario_);
  }

 private:
  void readHead() {
    problems_.attempt([&] { root_.text("$schema", ""); });
    problems_.attempt([&] { scenario_.description = root_.text("description", ""); });
    scenario_.title = root_.text("title");
  }

  void readCovers() {
    for (const JsonReader& id : root_.optionalArray("covers"))
      problems_.attempt([&] { cover(id); });
  }

  void readScene() {
    scenario_.scene = path(root_.member("scene"));
    scenario_.scenePlace = whereOf(root_.member("scene"));
  }

  void readSetting() {
    problems_.attempt(
        [&] { scenario_.seed = static_cast<uint64_t>(root_.integer("seed", 0, INT64_MAX, 1)); });
    problems_.attempt([&] { scenario_.pictures = pictures(); });
    scenario_.duration = readPositiveSeconds(root_, "duration_s");
  }

  void readSteps() {
    for (const JsonReader& step : root_.array("steps"))
      problems_.attempt([&] { scenario_.steps.push_back(readStep(step)); });
  }

  void readExpectations() {
    for (const JsonReader& e : root_.optionalArray("expect"))
      problems_.attempt([&] { scenario_.expectations.push_back(readExpectation(e)); });
  }

  void nameFromFile() {
    constexpr std::string_view kEnd = ".scenario.json";
    scenario_.file = root_.file();
    scenario_.name = scenario_.file.filename().string();
    if (scenario_.name == "commands.json")
      scenario_.name =
          std::filesystem::absolute(scenario_.file).parent_path().filename().string() + "_replay";
    else if (scenario_.name.ends_with(kEnd))
      scenario_.name.resize(scenario_.name.size() - kEnd.size());
    else
      scenario_.name = scenario_.file.stem().string();
  }

  std::filesystem::path path(const JsonReader& value) const {
    const std::string text = value.asText();
    if (text.empty()) value.fail("names no file");
    return (scenario_.file.parent_path() / text).lexically_normal();
  }

  void cover(const JsonReader& value) {
    const std::string id = value.asText();
    std::vector<std::string> known;
    if (promises_)
      for (const Promise& promise : promises_->all()) known.push_back(promise.id);
    if (!looksLikePromise(id))
      value.fail("a promise's ID looks like 'LED-1', not " + inQuotes(id) + suggestion(id, known));
    if (promises_ && !promises_->find(id))
      value.fail("no promise " + inQuotes(id) + suggestion(id, known));
    if (std::count(scenario_.covers.begin(), scenario_.covers.end(), id))
      value.fail(inQuotes(id) + " is there twice");
    scenario_.covers.push_back(id);
  }

  static bool looksLikePromise(const std::string& id) {
    const auto upper = [](char c) { return c >= 'A' && c <= 'Z'; };
    const auto digit = [](char c) { return c >= '0' && c <= '9'; };
    return id.size() >= 5 && id.size() <= 8 && std::all_of(id.begin(), id.begin() + 3, upper) &&
           id[3] == '-' && std::all_of(id.begin() + 4, id.end(), digit);
  }

  Pictures pictures() const {
    static const std::array<std::string, 3> kNames = {"drawn", "pattern", "none"};
    if (!root_.has("pictures")) return Pictures::kNone;
    const std::string name = root_.choice("pictures", kNames);
    if (name == "drawn") return Pictures::kDrawn;
    return name == "pattern" ? Pictures::kPattern : Pictures::kNone;
  }

  void readCameras() {
    const auto cameras = root_.array("cameras");
    if (cameras.empty() || cameras.size() > kMostCameras)
      root_.failAt("cameras", "must be 1 to 16 cameras, not " + std::to_string(cameras.size()));
    for (const JsonReader& camera : cameras) readCamera(camera);
  }

  void readCamera(const JsonReader& value) {
    CameraSetup camera;
    camera.name = value.text("name");
    const auto fits = [](unsigned char c) {
      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
    };
    if (camera.name.empty() || camera.name.size() > 32 ||
        !std::all_of(camera.name.begin(), camera.name.end(), fits))
      value.failAt("name",
                   "a camera's name has 1 to 32 of a-z, 0-9 and '_', not " + inQuotes(camera.name));
    constexpr std::array kOthers{"cloud", "person", "phone", "router", "world"};
    if (std::find(kOthers.begin(), kOthers.end(), camera.name) != kOthers.end())
      value.failAt("name",
                   inQuotes(camera.name) + " is the name of something else; expected another");
    const auto names = cameraNames();
    if (std::find(names.begin(), names.end(), camera.name) != names.end())
      value.failAt("name", "there is another camera " + inQuotes(camera.name));
    camera.model = path(value.member("model"));
    camera.mount = value.text("mount");
    value.finish();
    scenario_.cameras.push_back(std::move(camera));
    scenario_.cameraPlaces.push_back(whereOf(value));
  }

  std::vector<std::string> cameraNames() const {
    std::vector<std::string> names;
    for (const CameraSetup& camera : scenario_.cameras) names.push_back(camera.name);
    return names;
  }

  Step readStep(const JsonReader& value) {
    static const std::array<std::string, 2> kForms = {"do", "fault"};
    Step step{.where = whereOf(value)};
    if (value.has("id")) step.id = readId(value.member("id"));
    step.trigger = readTriggerKeys(value);
    step.optional = value.flag("optional", false);
    if (value.has("camera")) step.camera = value.choice("camera", cameraNames());
    if (onlyOne(value, kForms) == "do")
      step.what = readAction(value, step.camera);
    else
      step.what = readFault(value.object("fault"));
    value.finish();
    return step;
  }

  ActionStep readAction(const JsonReader& value, std::string& camera) const {
    const ActionSpec& action = actionOf(value.member("do"));
    if (!action.needsCamera && !camera.empty())
      value.failAt("camera", inQuotes(action.name) + " acts on no camera");
    if (action.needsCamera && camera.empty()) {
      if (scenario_.cameras.size() != 1)
        value.fail("needs 'camera': there are " + std::to_string(scenario_.cameras.size()));
      camera = scenario_.cameras[0].name;
    }
    return {action.name, readParameters(value, action)};
  }

  const ActionSpec& actionOf(const JsonReader& value) const {
    const std::string name = value.asText();
    if (name == "fault") value.fail("a fault is written \"fault\": {...} instead of \"do\"");
    std::vector<std::string> known;
    for (const ActionSpec& action : actions_) {
      if (action.name == name) return action;
      known.push_back(action.name);
    }
    const std::string near = suggestion(name, known);
    value.fail("no action " + inQuotes(name) + (near.empty() ? "; see `tweelens actions`" : near));
  }

  static FaultStep readFault(const JsonReader& value) {
    FaultStep fault{.device = value.text("device"), .kind = value.text("kind")};
    if (value.has("magnitude") && value.has("ramp"))
      value.failAt("ramp", "either 'magnitude' or 'ramp', not both");
    fault.magnitude = value.number("magnitude", -kMostMagnitude, kMostMagnitude, 1);
    if (const auto ramp = value.optionalObject("ramp")) fault.ramp = readRamp(*ramp);
    if (value.has("for_s")) fault.lasts = readPositiveSeconds(value, "for_s");
    if (fault.lasts && fault.ramp && *fault.lasts < fault.ramp->over)
      value.failAt("for_s", "ends before the ramp does");
    value.finish();
    return fault;
  }

  static FaultStep::Ramp readRamp(const JsonReader& value) {
    constexpr int64_t kMostParts = 10'000;
    FaultStep::Ramp ramp;
    ramp.from = value.number("from", -kMostMagnitude, kMostMagnitude);
    ramp.to = value.number("to", -kMostMagnitude, kMostMagnitude);
    ramp.over = readPositiveSeconds(value, "over_s");
    ramp.every = value.has("every_s") ? readPositiveSeconds(value, "every_s")
                                      : std::max(Duration{ramp.over / 50}, Duration{1});
    if (ramp.over / ramp.every > kMostParts)
      value.failAt("every_s", "cuts the ramp into more than 10000 parts");
    value.finish();
    return ramp;
  }

  JsonReader root_;
  std::span<const ActionSpec> actions_;
  const Promises* promises_;
  Problems problems_;
  Scenario scenario_;
};

}  // namespace

Scenario readScenario(const JsonDocument& document, std::span<const ActionSpec> actions,
                      const Promises* promises) {
  return ScenarioReader(document.root(), actions, promises).read();
}

}  // namespace tw::sim
