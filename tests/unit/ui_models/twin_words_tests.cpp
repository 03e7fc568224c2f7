#include "ui/models/twin_words.h"

#include <algorithm>
#include <chrono>

#include "sim/twin/actions.h"
#include "sim/twin/twin.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::ui;

namespace {

bool isKnown(const QString& words) {
  return std::ranges::any_of(twinWords(), [&](const char* one) { return words == one; });
}

sim::SettingLooks settings() {
  sim::Twin twin({.scene = TWEELENS_SOURCE_DIR "/scenes/plain_yard.scene.json",
                  .cameras = {{.model = TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json",
                               .mount = "pole"}},
                  .pictures = sim::Pictures::kNone});
  twin.apply({.at = {}, .camera = "cam", .action = "plug_in", .args = {}});
  twin.runUntil(Instant{1s});
  return *twin.snapshot().cameras.at(0).settings;
}

}  // namespace

TEST_CASE("What the app can do is told in words that can be translated") {
  for (const sim::ActionSpec& action : sim::actions()) {
    if (action.who != sim::Doer::kApp) continue;
    INFO(action.name);
    CHECK(isKnown(titleOf(action.name)));
    CHECK(isKnown(wordsFor(action.doc)));
    for (const sim::ActionParameter& parameter : action.parameters) {
      INFO(parameter.name);
      const std::string bare = parameter.name.substr(0, parameter.name.rfind('_'));  // of its unit
      CHECK((isKnown(titleOf(parameter.name)) || isKnown(titleOf(bare))));
      CHECK(isKnown(wordsFor(parameter.doc)));
    }
  }
}

TEST_CASE("Settings are told in words that can be translated") {
  for (const sim::SettingLook& one : settings()) {
    INFO(one.name);
    CHECK(isKnown(titleOf(one.name)));
    CHECK(isKnown(wordsFor(one.doc)));
    CHECK((one.unit.empty() || isKnown(wordsFor(one.unit))));
  }
}
