#include "firmware_core/system/settings.h"

#include <array>
#include <nlohmann/json.hpp>
#include <utility>
#include <variant>

namespace tw::fw {
namespace {

using nlohmann::json;
using std::string_view;

constexpr std::array<string_view, 3> kQualities{"basic", "standard", "high"};
constexpr std::array<string_view, 3> kNightModes{"infrared", "colour", "smart"};
constexpr std::array<string_view, 3> kAlarmSounds{"silent", "soft", "loud"};

using Place = std::variant<bool Settings::*, int64_t Settings::*, std::string Settings::*,
                           VideoQuality Settings::*, NightMode Settings::*, AlarmSound Settings::*>;

struct Row {
  SettingSpec spec;
  Place place;
};

constexpr auto kApp = SettingAccess::kApp;

constexpr Row flag(string_view name, bool Settings::*place, string_view doc) {
  return {{name, SettingType::kFlag, kApp, 0, 0, {}, {}, doc}, place};
}
constexpr Row whole(string_view name, int64_t Settings::*place, int64_t min, int64_t max,
                    string_view unit, string_view doc) {
  return {{name, SettingType::kWhole, kApp, min, max, unit, {}, doc}, place};
}
constexpr Row text(string_view name, std::string Settings::*place, int64_t max,
                   SettingAccess access, string_view doc) {
  return {{name, SettingType::kText, access, 0, max, "bytes", {}, doc}, place};
}
template <class Enum>
constexpr Row choice(string_view name, Enum Settings::*place,
                     const std::array<string_view, 3>& choices, string_view doc) {
  return {{name, SettingType::kChoice, kApp, 0, 0, {}, choices, doc}, place};
}

// Every setting there is: name, type, range, unit.
constexpr std::array kRows{
    text("account", &Settings::accountId, 1024, SettingAccess::kInternal,
         "the account and its keys, opaque; empty: bound to nobody"),
    text("wifi_ssid", &Settings::wifiSsid, 32, kApp, "Wi-Fi to join; empty: none"),
    text("wifi_passphrase", &Settings::wifiPassphrase, 63, SettingAccess::kWriteOnly,
         "of the Wi-Fi; empty: open"),
    choice("video_quality", &Settings::videoQuality, kQualities, "of live view and recording"),
    flag("record_audio", &Settings::recordAudio, "clips carry sound"),
    flag("continuous_recording", &Settings::continuousRecording,
         "both lenses are recorded all the time"),
    flag("cloud_recording", &Settings::cloudRecording, "event clips go to the cloud"),
    whole("speaker_volume_percent", &Settings::speakerVolume, 0, 100, "percent",
          "of siren and talk"),
    flag("alarm_messages", &Settings::alarmMessages, "detections send messages"),
    choice("alarm_sound", &Settings::alarmSound, kAlarmSounds, "siren on a detection"),
    flag("alarm_lights", &Settings::alarmLights, "red and blue flash on a detection"),
    flag("spotlight_on_detection", &Settings::spotlightOnDetection, "at night"),
    whole("spotlight_percent", &Settings::spotlightBrightness, 1, 100, "percent", "when it is on"),
    choice("night_mode", &Settings::nightMode, kNightModes, "how the picture is lit at night"),
    flag("detect_human", &Settings::detectHuman, "human detection"),
    flag("detect_vehicle", &Settings::detectVehicle, "vehicle detection"),
    flag("detect_image_change", &Settings::detectImageChange, "image-change detection"),
    whole("human_sensitivity", &Settings::humanSensitivity, 1, 6, "step", "6 = most alarms"),
    whole("vehicle_sensitivity", &Settings::vehicleSensitivity, 1, 6, "step", "6 = most alarms"),
    whole("image_change_sensitivity", &Settings::imageChangeSensitivity, 1, 6, "step",
          "6 = most alarms"),
    flag("sleep", &Settings::sleep, "no video, no messages, nothing moves"),
    whole("mounting_height_cm", &Settings::mountingHeightCm, 100, 1000, "cm",
          "of the lenses above the ground"),
    whole("timezone_minutes", &Settings::timezoneOffset, -720, 840, "minutes", "east of UTC"),
};

constexpr auto kSpecs = [] {
  std::array<SettingSpec, kRows.size()> specs{};
  for (size_t i = 0; i < specs.size(); ++i) specs[i] = kRows[i].spec;
  return specs;
}();

const Row* findRow(string_view name) {
  for (const Row& row : kRows)
    if (row.spec.name == name) return &row;
  return nullptr;
}

Error wrong(Errc code, const SettingSpec& spec, const std::string& expected) {
  return {code, "setting " + std::string(spec.name) + ": expected " + expected};
}

std::string listOf(std::span<const string_view> choices) {
  std::string list = "one of";
  for (string_view choice : choices) list.append(" ").append(choice);
  return list;
}

Result<void> assign(bool& to, const json& value, const SettingSpec& spec) {
  if (!value.is_boolean()) return wrong(Errc::kCorrupt, spec, "true or false");
  to = value.get<bool>();
  return {};
}

Result<void> assign(int64_t& to, const json& value, const SettingSpec& spec) {
  const std::string range = "a whole number " + std::to_string(spec.min) + ".." +
                            std::to_string(spec.max) + " " + std::string(spec.unit);
  if (!value.is_number_integer()) return wrong(Errc::kCorrupt, spec, range);
  const bool huge = value.is_number_unsigned() && value.get<uint64_t>() > uint64_t{INT64_MAX};
  if (huge || value.get<int64_t>() < spec.min || value.get<int64_t>() > spec.max)
    return wrong(Errc::kOutOfRange, spec, range);
  to = value.get<int64_t>();
  return {};
}

Result<void> assign(std::string& to, const json& value, const SettingSpec& spec) {
  const std::string range = "a text of at most " + std::to_string(spec.max) + " bytes";
  if (!value.is_string()) return wrong(Errc::kCorrupt, spec, range);
  const auto& given = value.get_ref<const std::string&>();
  if (given.size() > static_cast<size_t>(spec.max)) return wrong(Errc::kOutOfRange, spec, range);
  to = given;
  return {};
}

template <class Enum>
Result<void> assign(Enum& to, const json& value, const SettingSpec& spec) {
  if (!value.is_string()) return wrong(Errc::kCorrupt, spec, listOf(spec.choices));
  for (size_t i = 0; i < spec.choices.size(); ++i) {
    if (spec.choices[i] != value.get_ref<const std::string&>()) continue;
    to = static_cast<Enum>(i);
    return {};
  }
  return wrong(Errc::kOutOfRange, spec, listOf(spec.choices));
}

json valueOf(const Settings& settings, const Row& row) {
  const auto shown = [&](auto place) -> json {
    const auto& value = settings.*place;
    if constexpr (std::is_enum_v<std::remove_cvref_t<decltype(value)>>)
      return row.spec.choices[static_cast<size_t>(value)];
    else
      return value;
  };
  return std::visit(shown, row.place);
}

// A WPA2 passphrase is of 8..63 characters; an open network has none.
Result<void> checkTogether(const Settings& settings) {
  const size_t length = settings.wifiPassphrase.size();
  if (length == 0 || length >= 8) return {};
  return Error{Errc::kOutOfRange, "setting wifi_passphrase: expected none or 8..63 bytes"};
}

Result<Settings> merged(const Settings& base, const json& values, bool byApp) {
  if (!values.is_object()) return Error{Errc::kCorrupt, "settings: expected an object"};
  Settings settings = base;
  for (const auto& [name, value] : values.items()) {
    const Row* row = findRow(name);
    if (row == nullptr) return Error{Errc::kNotFound, "there is no setting " + name};
    if (byApp && row->spec.access == SettingAccess::kInternal)
      return Error{Errc::kDenied, "setting " + name + " is not the app's"};
    const auto store = [&](auto place) { return assign(settings.*place, value, row->spec); };
    if (Result<void> stored = std::visit(store, row->place); !stored) return stored.error();
  }
  if (Result<void> fits = checkTogether(settings); !fits) return fits.error();
  return settings;
}

}  // namespace

std::span<const SettingSpec> settingSpecs() { return kSpecs; }

json toJson(const Settings& settings) {
  json all = json::object();
  for (const Row& row : kRows) all[std::string(row.spec.name)] = valueOf(settings, row);
  return all;
}

json visibleJson(const Settings& settings) {
  json visible = json::object();
  for (const Row& row : kRows)
    if (row.spec.access == SettingAccess::kApp)
      visible[std::string(row.spec.name)] = valueOf(settings, row);
  return visible;
}

Result<Settings> withValues(const Settings& base, const json& values) {
  return merged(base, values, false);
}

Result<Settings> withAppValues(const Settings& base, const json& values) {
  return merged(base, values, true);
}

Result<Settings> settingsFromText(string_view text, const Settings& base) {
  const json values = json::parse(text, nullptr, false);
  if (values.is_discarded()) return Error{Errc::kCorrupt, "settings: not JSON"};
  return withValues(base, values);
}

Settings unbound(Settings settings) {
  settings.accountId.clear();
  return settings;
}

}  // namespace tw::fw
