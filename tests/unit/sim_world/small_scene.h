// A scene small enough to read, as a text to be spoilt.
#pragma once

#include <string>

#include "sim/world/scene_file.h"
#include "tests/support/catch.h"
#include "tests/support/input_errors.h"

namespace tw::sim {

inline std::string smallScene() {
  return R"({
  "name": "small",
  "sun": {"azimuth_deg": 180, "elevation_deg": 30, "illuminance_lux": 50000},
  "sky_lux": 10000,
  "objects": [
    {"name": "ground", "parts": [
      {"shape": "plane", "size_m": [100, 100], "position_m": [0, 0, 0], "colour": [0.2, 0.2, 0.2]}]},
    {"name": "block", "position_m": [0, 10, 0], "heading_deg": 90, "parts": [
      {"shape": "box", "size_m": [2, 4, 3], "position_m": [1, 0, 1.5], "colour": [0.5, 0.4, 0.3],
       "surface": "bricks"}]}],
  "mounts": [{"name": "west", "position_m": [-5, 0, 2.8], "heading_deg": 90, "pitch_deg": -10}],
  "actors": [
    {"name": "anna", "path_m": [[0, 0], [4, 0], [4, 3]], "speed_m_s": 1.0},
    {"name": "bert", "path_m": [[20, 0], [24, 0]], "speed_m_s": 1.0, "at_s": 100, "repeats": true}]
})";
}

inline std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const size_t at = text.find(from);
  return at == std::string::npos ? "" : text.replace(at, from.size(), to);
}

// What a user is told of `scene` with one text in it replaced.
inline std::string complaintOf(const std::string& scene, const std::string& from,
                               const std::string& to) {
  const std::string text = replaced(scene, from, to);
  REQUIRE(!text.empty());
  return errorOf([&] { SceneFile::parse("small", text); });
}

}  // namespace tw::sim
