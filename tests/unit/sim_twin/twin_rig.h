// A twin in the plain yard, from the files that the product's scenarios use.
#pragma once

#include <filesystem>
#include <string>

#include "sim/twin/twin.h"
#include "tests/support/catch.h"

namespace tw::test {

inline const std::filesystem::path kSource = TWEELENS_SOURCE_DIR;
inline const std::filesystem::path kModel = kSource / "models/cameras/dual_lens.camera.json";

inline sim::TwinSetup yard(uint64_t seed = 1) {
  return {.scene = kSource / "scenes/plain_yard.scene.json",
          .cameras = {{.name = "cam", .model = kModel, .mount = "pole"}},
          .seed = seed};
}

inline std::string text(const sim::Twin& twin, const std::string& signal) {
  const auto id = twin.signals().find(signal);
  INFO(signal);
  REQUIRE(id.has_value());
  return twin.signals().text(*id);
}

inline double value(const sim::Twin& twin, const std::string& signal) {
  const auto id = twin.signals().find(signal);
  INFO(signal);
  REQUIRE(id.has_value());
  return twin.signals().value(*id);
}

// Until the signal has the text; false when `patience` is over first.
inline bool runUntil(sim::Twin& twin, const std::string& signal, const std::string& wanted,
                     Duration patience) {
  const Instant limit = twin.now() + patience;
  while (text(twin, signal) != wanted)
    if (!twin.step(limit)) return false;
  return true;
}

inline void act(sim::Twin& twin, const std::string& action,
                nlohmann::json args = nlohmann::json::object(), const std::string& camera = "cam") {
  twin.apply({.camera = camera, .action = action, .args = std::move(args)});
}

// Plugged in, with a cable, bound and online.
inline void bringOnline(sim::Twin& twin, const std::string& camera = "cam") {
  act(twin, "plug_in", nlohmann::json::object(), camera);
  act(twin, "insert_cable", nlohmann::json::object(), camera);
  REQUIRE(runUntil(twin, camera + "/led.pattern", "slow_blue", 40s));
  act(twin, "add_camera", nlohmann::json::object(), camera);
  REQUIRE(runUntil(twin, camera + "/firmware.bound", "true", 10s));
  REQUIRE(runUntil(twin, "phone/" + camera + ".online", "true", 10s));
}

// A card that the app has initialised and that takes clips.
inline void initialiseCard(sim::Twin& twin, nlohmann::json card = nlohmann::json::object()) {
  act(twin, "insert_card", std::move(card));
  REQUIRE(runUntil(twin, "cam/firmware.card_state", "uninitialised", 10s));
  act(twin, "initialise_card");
  REQUIRE(runUntil(twin, "cam/firmware.card_state", "in_use", 60s));
}

}  // namespace tw::test
