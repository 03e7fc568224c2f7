#include "firmware_core/system/settings.h"

#include <nlohmann/json.hpp>
#include <set>

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;
using nlohmann::json;

namespace {

// A value for a setting that its default never has.
json otherValue(const SettingSpec& spec, const json& present) {
  switch (spec.type) {
    case SettingType::kFlag:
      return !present.get<bool>();
    case SettingType::kWhole:
      return present == spec.max ? spec.min : spec.max;
    case SettingType::kText:
      return std::string(static_cast<size_t>(spec.max), 'x');
    case SettingType::kChoice:
      return present == spec.choices.back() ? spec.choices.front() : spec.choices.back();
  }
  return nullptr;
}

json wrongType(const SettingSpec& spec) {
  return spec.type == SettingType::kFlag || spec.type == SettingType::kWhole ? json("x") : json(1);
}

}  // namespace

TEST_CASE("every setting in the table is written, read back and changes only itself") {
  const Settings defaults;
  const json base = toJson(defaults);
  CHECK(base.size() == settingSpecs().size());
  std::set<std::string_view> names;
  for (const SettingSpec& spec : settingSpecs()) {
    INFO(spec.name);
    CHECK(names.insert(spec.name).second);
    CHECK_FALSE(spec.doc.empty());
    const std::string name(spec.name);
    const json value = otherValue(spec, base.at(name));
    const Result<Settings> changed = withValues(defaults, {{name, value}});
    REQUIRE(changed.ok());
    CHECK_FALSE(changed.value() == defaults);
    json expected = base;
    expected[name] = value;
    CHECK(toJson(changed.value()) == expected);
    CHECK(settingsFromText(toJson(changed.value()).dump(), Settings{}).value() == changed.value());
  }
}

TEST_CASE("a wrong type, a value out of range and an unknown name are refused by name") {
  for (const SettingSpec& spec : settingSpecs()) {
    INFO(spec.name);
    const std::string name(spec.name);
    const auto refused = [&](const json& value, Errc code) {
      const Result<Settings> result = withValues({}, {{name, value}});
      REQUIRE_FALSE(result.ok());
      CHECK(result.error().code == code);
      CHECK(result.error().detail.find(name) != std::string::npos);
    };
    refused(wrongType(spec), Errc::kCorrupt);
    refused(nullptr, Errc::kCorrupt);
    refused(json::array({1}), Errc::kCorrupt);
    if (spec.type == SettingType::kWhole) {
      refused(spec.min - 1, Errc::kOutOfRange);
      refused(spec.max + 1, Errc::kOutOfRange);
      refused(UINT64_MAX, Errc::kOutOfRange);
      refused(1.5, Errc::kCorrupt);
    }
    if (spec.type == SettingType::kText)
      refused(std::string(static_cast<size_t>(spec.max) + 1, 'x'), Errc::kOutOfRange);
    if (spec.type == SettingType::kChoice) refused("no such choice", Errc::kOutOfRange);
  }
  CHECK(withValues({}, {{"no_such", 1}}).error().code == Errc::kNotFound);
  CHECK(withValues({}, {{"no_such", 1}}).error().detail.find("no_such") != std::string::npos);
}

TEST_CASE("text that is no JSON object is refused") {
  for (const char* text : {"", "[]", "7", "null", "{", "{\"sleep\":true", "{\"sleep\":true}x",
                           "\xFF\xFE", "{\"wifi_ssid\":\"\xC3\"}"})
    CHECK(settingsFromText(text, {}).error().code == Errc::kCorrupt);
  CHECK(settingsFromText("{}", {}).value() == Settings{});
}

TEST_CASE("one bad value among good ones leaves all as it was") {
  const Settings base;
  CHECK_FALSE(withValues(base, {{"sleep", true}, {"timezone_minutes", 9999}}).ok());
  CHECK(base == Settings{});
}

TEST_CASE(
    "detection, messages, recording of sound, continuous and cloud recording and sleep are off by "
    "default") {
  const Settings s;
  CHECK_FALSE((s.detectHuman || s.detectVehicle || s.detectImageChange || s.alarmMessages ||
               s.recordAudio || s.continuousRecording || s.cloudRecording || s.sleep ||
               s.alarmLights || s.spotlightOnDetection));
  CHECK_FALSE(s.bound());
  CHECK_FALSE(s.wifiConfigured());
}

TEST_CASE("the app sees neither account nor passphrase, and cannot change the account") {
  Settings s;
  s.accountId = "secret-account";
  s.wifiPassphrase = "secret-phrase";
  CHECK(visibleJson(s).dump().find("secret") == std::string::npos);
  CHECK(visibleJson(s).contains("wifi_ssid"));
  CHECK(withAppValues(s, {{"account", "mine"}}).error().code == Errc::kDenied);
  CHECK(withAppValues(s, {{"wifi_passphrase", "new-phrase"}}).value().wifiPassphrase ==
        "new-phrase");
}

TEST_CASE("a passphrase has 8 to 63 bytes or is empty") {
  CHECK(withValues({}, {{"wifi_passphrase", "1234567"}}).error().code == Errc::kOutOfRange);
  CHECK(withValues({}, {{"wifi_passphrase", "12345678"}}).ok());
  CHECK(withValues({}, {{"wifi_passphrase", ""}}).ok());
}

TEST_CASE("unbinding clears the account and keeps all else") {
  Settings s;
  s.accountId = "a";
  s.wifiSsid = "home";
  s.sleep = true;
  Settings expected = s;
  expected.accountId.clear();
  CHECK(unbound(s) == expected);
}
