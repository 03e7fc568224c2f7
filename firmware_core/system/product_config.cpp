#include "firmware_core/system/product_config.h"

#include <algorithm>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>

#include "firmware_core/imaging/analysis_loop.h"

namespace tw::fw {
namespace {

using nlohmann::json;

// Remembers the first thing that was wrong; from then on reading gives defaults.
class Fields {
 public:
  Fields(const json& object, std::string path, std::optional<Error>& error)
      : object_(object), path_(std::move(path)), error_(error) {
    if (!object.is_object()) fail("", "an object");
  }

  double number(const char* key, double min, double max) {
    const json* value = find(key);
    if (value && value->is_number() && value->get<double>() >= min && value->get<double>() <= max)
      return value->get<double>();
    fail(key, "a number from " + json(min).dump() + " to " + json(max).dump());
    return min;
  }
  int whole(const char* key, int min, int max) {
    const json* value = find(key);
    if (value && value->is_number_integer() && value->get<int64_t>() >= min &&
        value->get<int64_t>() <= max)
      return value->get<int>();
    fail(key, "a whole number from " + std::to_string(min) + " to " + std::to_string(max));
    return min;
  }
  std::string text(const char* key) {
    const json* value = find(key);
    if (value && value->is_string() && !value->get_ref<const std::string&>().empty())
      return value->get<std::string>();
    fail(key, "a text");
    return {};
  }
  Projection projection(const char* key) {
    const json* value = find(key);
    if (value && *value == "equidistant") return Projection::kEquidistant;
    if (value && *value == "rectilinear") return Projection::kRectilinear;
    fail(key, "equidistant or rectilinear");
    return {};
  }
  const json& object(const char* key) {
    static const json kNothing = json::object();
    const json* value = find(key);
    if (value && value->is_object()) return *value;
    fail(key, "an object");
    return kNothing;
  }
  hal::ImageSize size(const char* key) {
    const json* value = find(key);
    if (value && value->is_array() && value->size() == 2 && isLength((*value)[0]) &&
        isLength((*value)[1]))
      return {(*value)[0].get<int>(), (*value)[1].get<int>()};
    fail(key, "[width, height] in pixels, even numbers from 16 to 4096");
    return {};
  }
  void finish() {
    for (const auto& [key, value] : object_.items())
      if (!read_.contains(key)) unknown(key);
  }
  std::string pathOf(const std::string& key) const { return path_ + "/" + key; }
  std::optional<Error>& error() { return error_; }

 private:
  static bool isLength(const json& value) {  // as the encoder takes it
    return value.is_number_unsigned() && value.get<uint64_t>() >= 16 &&
           value.get<uint64_t>() <= 4096 && value.get<uint64_t>() % 2 == 0;
  }
  const json* find(const char* key) {
    read_.insert(key);
    const auto found = object_.find(key);
    return found == object_.end() ? nullptr : &*found;
  }
  void unknown(const std::string& key) {
    if (!error_) error_ = Error{Errc::kCorrupt, pathOf(key) + ": unknown key"};
  }
  void fail(const std::string& key, const std::string& expected) {
    if (!error_) error_ = Error{Errc::kCorrupt, pathOf(key) + ": expected " + expected};
  }

  const json& object_;
  std::string path_;
  std::optional<Error>& error_;
  std::set<std::string> read_;
};

AxisParameters readAxis(Fields& axes, const char* name) {
  Fields fields(axes.object(name), axes.pathOf(name), axes.error());
  AxisParameters p;
  p.minDeg = fields.number("min_deg", -360, 360);
  p.maxDeg = fields.number("max_deg", -360, 360);
  p.stepsPerDeg = 1 / fields.number("step_deg", 0.001, 2);
  p.backlashDeg = std::max(p.backlashDeg, fields.number("backlash_deg", 0, p.softMarginDeg));
  p.maxSpeedDegPerS = fields.number("max_speed_deg_s", 1, 360);
  p.accelerationDegPerS2 = fields.number("acceleration_deg_s2", 1, 5000);
  p.homingSpeedDegPerS = fields.number("homing_speed_deg_s", 1, 360);
  p.homeDeg = fields.number("home_deg", p.minDeg + p.softMarginDeg, p.maxDeg - p.softMarginDeg);
  fields.finish();
  return p;
}

LensGeometry readLens(Fields& lenses, const char* name) {
  Fields fields(lenses.object(name), lenses.pathOf(name), lenses.error());
  LensGeometry lens;
  lens.projection = fields.projection("projection");
  const double focalPx = fields.number("focal_px", 1, 100'000);
  const hal::ImageSize reference = fields.size("reference_px");
  if (reference.width > 0) lens.focalPx = focalPx * AnalysisLoop::kSize.width / reference.width;
  fields.finish();
  return lens;
}

void readVideo(Fields& root, hal::EncoderSetup& video) {
  video.size = root.size("video_px");
  video.framesPerSecond = root.whole("video_frames_per_s", 1, 30);
  video.quality = root.whole("video_quality", 18, 40);
}

}  // namespace

Result<ProductConfig> parseProductConfig(std::string_view text) {
  const json parsed = json::parse(text, nullptr, false);
  if (parsed.is_discarded()) return Error{Errc::kCorrupt, "not JSON"};
  std::optional<Error> error;
  Fields root(parsed, "", error);
  ProductConfig config;
  config.version = root.text("version");
  config.cloudHost = root.text("cloud_host");
  config.cloudPort = static_cast<uint16_t>(root.whole("cloud_port", 1, 65535));
  readVideo(root, config.video);
  Fields axes(root.object("axes"), "/axes", error);
  config.widePan = readAxis(axes, "wide_pan");
  config.ptzPan = readAxis(axes, "ptz_pan");
  config.ptzTilt = readAxis(axes, "ptz_tilt");
  axes.finish();
  Fields lenses(root.object("lenses"), "/lenses", error);
  config.lenses = {readLens(lenses, "wide"), readLens(lenses, "ptz")};
  lenses.finish();
  config.wideTilt = degrees(root.number("wide_tilt_deg", -90, 90));
  const json& defaults = root.object("default_settings");
  root.finish();
  if (error) return *error;
  auto settings = withValues(Settings{}, defaults);
  if (!settings)
    return Error{settings.error().code, "/default_settings: " + settings.error().detail};
  config.defaults = settings.value();
  return config;
}

}  // namespace tw::fw
