#include "firmware_core/system/product_config.h"

#include <nlohmann/json.hpp>

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;
using nlohmann::json;

namespace {

json axis(double min, double max, double home) {
  return {{"min_deg", min},           {"max_deg", max},        {"step_deg", 0.1},
          {"backlash_deg", 0.5},      {"max_speed_deg_s", 60}, {"acceleration_deg_s2", 120},
          {"homing_speed_deg_s", 25}, {"home_deg", home}};
}

json lens(const char* projection, double focalPx) {
  return {{"projection", projection}, {"focal_px", focalPx}, {"reference_px", {2560, 1440}}};
}

json goodConfig() {
  return {{"version", "1.2.3"},
          {"cloud_host", "cloud.example"},
          {"cloud_port", 8443},
          {"video_px", {1280, 720}},
          {"video_frames_per_s", 15},
          {"video_quality", 26},
          {"default_settings", {{"spotlight_percent", 40}}},
          {"wide_tilt_deg", -8},
          {"lenses", {{"wide", lens("equidistant", 1528)}, {"ptz", lens("rectilinear", 2690)}}},
          {"axes",
           {{"wide_pan", axis(-110, 110, 0)},
            {"ptz_pan", axis(-162, 162, 0)},
            {"ptz_tilt", axis(-80, 10, -12)}}}};
}

json changed(const char* pointer, const json& value) {
  json config = goodConfig();
  config[json::json_pointer(pointer)] = value;
  return config;
}

void refused(const json& config, const std::string& path) {
  const auto parsed = parseProductConfig(config.dump());
  CAPTURE(config.dump());
  REQUIRE_FALSE(parsed);
  CHECK_THAT(parsed.error().detail, Catch::StartsWith(path));
}

}  // namespace

TEST_CASE("a product configuration is read with its units") {
  const auto parsed = parseProductConfig(goodConfig().dump());
  REQUIRE(parsed);
  const ProductConfig& config = parsed.value();
  CHECK(config.version == "1.2.3");
  CHECK(config.cloudHost == "cloud.example");
  CHECK(config.cloudPort == 8443);
  CHECK(config.video.size.width == 1280);
  CHECK(config.video.size.height == 720);
  CHECK(config.video.framesPerSecond == 15);
  CHECK(config.video.quality == 26);
  CHECK(config.ptzTilt.minDeg == -80);
  CHECK(config.lenses[0].projection == Projection::kEquidistant);
  CHECK(config.lenses[1].projection == Projection::kRectilinear);
  CHECK(config.lenses[0].focalPx == 382);  // of 640 pixels of 2560
  CHECK(config.lenses[1].focalPx == 672.5);
  CHECK(toDegrees(config.wideTilt) == Approx(-8));
  CHECK(config.ptzTilt.maxDeg == 10);
  CHECK(config.ptzTilt.homeDeg == -12);
  CHECK(config.widePan.stepsPerDeg == Approx(10));
  CHECK(config.widePan.homingSpeedDegPerS == 25);
  CHECK(config.defaults.spotlightBrightness == 40);
  CHECK(config.defaults.speakerVolume == Settings{}.speakerVolume);
}

TEST_CASE("the firmware assumes some play in the gears even where the model has none") {
  const double least = AxisParameters{}.backlashDeg;
  const auto tight = parseProductConfig(changed("/axes/ptz_pan/backlash_deg", 0).dump());
  const auto loose = parseProductConfig(changed("/axes/ptz_pan/backlash_deg", 1.8).dump());
  REQUIRE(tight);
  REQUIRE(loose);
  CHECK(tight.value().ptzPan.backlashDeg == least);
  CHECK(loose.value().ptzPan.backlashDeg == 1.8);
}

TEST_CASE("every key is needed, and none is unknown") {
  const json good = goodConfig();
  for (const auto& [key, value] : good.items()) {
    json config = good;
    config.erase(key);
    refused(config, "/" + key + ": expected");
  }
  for (const auto& [key, value] : good["axes"]["wide_pan"].items()) {
    json config = good;
    config["axes"]["wide_pan"].erase(key);
    refused(config, "/axes/wide_pan/" + key + ": expected");
  }
  refused(changed("/colour", "white"), "/colour: unknown key");
  refused(changed("/axes/ptz_zoom", json::object()), "/axes/ptz_zoom: unknown key");
  refused(changed("/axes/ptz_pan/teeth", 12), "/axes/ptz_pan/teeth: unknown key");
}

TEST_CASE("values of another type or out of range are named by their path") {
  const std::vector<std::pair<const char*, std::vector<json>>> wrong{
      {"/version", {1, ""}},
      {"/cloud_port", {0, 65536, 8443.5, "8443", uint64_t{1} << 63}},
      {"/video_px",
       {1280, json::array({1280}), json::array({1281, 720}), json::array({1280, 8}),
        json::array({4098, 720}), json::array({-1280, 720}), json::array({"1280", 720})}},
      {"/video_frames_per_s", {0, 31}},
      {"/video_quality", {17, 41}},
      {"/default_settings", {json::array(), 1}},
      {"/wide_tilt_deg", {-91, 91, "down"}},
      {"/lenses", {json::array()}},
      {"/lenses/wide/projection", {"fisheye", 1}},
      {"/lenses/ptz/focal_px", {0, -1, "2690"}},
      {"/lenses/ptz/reference_px", {2560}},
      {"/axes", {json::array()}},
      {"/axes/wide_pan", {7}},
      {"/axes/wide_pan/step_deg", {0, -1, "0.1"}},
      {"/axes/ptz_tilt/home_deg", {-79, 9}},  // within the stops, beyond the soft limits
      {"/axes/ptz_pan/backlash_deg", {-1, 2.5}},
  };
  for (const auto& [path, values] : wrong)
    for (const json& value : values) refused(changed(path, value), std::string(path) + ": ");
}

TEST_CASE("default settings are judged as settings are") {
  refused(changed("/default_settings/spotlight_percent", 0), "/default_settings: ");
  refused(changed("/default_settings/nonsense", 1), "/default_settings: ");
}

TEST_CASE("what is no JSON object is no configuration") {
  for (const char* text : {"", "{", "[]", "7", "null", "\"text\""})
    CHECK_FALSE(parseProductConfig(text));
}
