// What the user and the account chose, as a plain struct; its fields in one table with ranges.
//
// JSON is strict: unknown names, wrong types and values out of range are errors that name the
// field. The defaults of a product are a JSON text in its model file; those here hold where that
// says nothing.
#pragma once

#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/result.h"
#include "firmware_core/imaging/night_mode.h"

namespace tw::fw {

enum class VideoQuality { kBasic, kStandard, kHigh };
enum class AlarmSound { kSilent, kSoft, kLoud };

struct Settings {
  // The account that the camera is bound to, with its keys: an opaque text of the network part;
  // empty = bound to nobody.
  std::string accountId;
  // Network.
  std::string wifiSsid;        // empty = no Wi-Fi configured; at most 32 bytes
  std::string wifiPassphrase;  // empty = open network; at most 63 bytes
  // Video, sound and recording.
  VideoQuality videoQuality = VideoQuality::kStandard;
  bool recordAudio = false;          // off: clips carry no sound track
  bool continuousRecording = false;  // all the time, while a card is in use
  bool cloudRecording = false;
  int64_t speakerVolume = 80;  // percent, of siren and talk
  // Alarms.
  bool alarmMessages = false;
  AlarmSound alarmSound = AlarmSound::kSoft;
  bool alarmLights = false;           // red and blue flashing on a detection
  bool spotlightOnDetection = false;  // at night
  int64_t spotlightBrightness = 100;  // percent
  NightMode nightMode = NightMode::kInfrared;
  // Detection: all off until applied.
  bool detectHuman = false;
  bool detectVehicle = false;
  bool detectImageChange = false;
  int64_t humanSensitivity = 3;        // six steps, 6 = most alarms
  int64_t vehicleSensitivity = 3;      // likewise
  int64_t imageChangeSensitivity = 3;  // likewise
  // The camera.
  bool sleep = false;
  int64_t mountingHeightCm = 280;  // of the lenses above the ground
  int64_t timezoneOffset = 0;      // minutes east of UTC

  bool operator==(const Settings&) const = default;
  bool bound() const { return !accountId.empty(); }
  bool wifiConfigured() const { return !wifiSsid.empty(); }
};

enum class SettingType { kFlag, kWhole, kText, kChoice };
enum class SettingAccess {
  kApp,        // the app reads and changes it
  kWriteOnly,  // the app changes it and never gets it back
  kInternal,   // the firmware's own; neither shown nor changed by settings.get and settings.set
};

struct SettingSpec {
  std::string_view name;  // in JSON
  SettingType type{};
  SettingAccess access{};
  int64_t min = 0, max = 0;                     // kWhole: value; kText: bytes
  std::string_view unit;                        // empty = none
  std::span<const std::string_view> choices{};  // kChoice, in the order of the enum
  std::string_view doc;
};

std::span<const SettingSpec> settingSpecs();

// All fields in the table's order.
nlohmann::json toJson(const Settings& settings);
// What the app may see.
nlohmann::json visibleJson(const Settings& settings);

// `base` with the fields that `values` names. Errors: kCorrupt (no object, wrong type), kNotFound
// (no such setting), kOutOfRange; the detail names the field. On an error nothing of it counts.
Result<Settings> withValues(const Settings& base, const nlohmann::json& values);
// The same for the app: internal fields are kDenied.
Result<Settings> withAppValues(const Settings& base, const nlohmann::json& values);
Result<Settings> settingsFromText(std::string_view text, const Settings& base);

// Bound to nobody, all else kept (APP-8).
Settings unbound(Settings settings);

}  // namespace tw::fw
