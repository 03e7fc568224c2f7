// The firmware's state and settings as tables.
#include "tests/support/catch.h"
#include "ui/models/settings_table.h"
#include "ui/models/state_table.h"

using namespace tw;
using namespace tw::ui;

namespace {

Instant atSecond(double seconds) { return Instant{fromSeconds(seconds)}; }

QString stateCell(const QAbstractTableModel& table, int row, int column) {
  return table.index(row, column).data().toString();
}

SettingsTable::Looks settingLooks(int sensitivity, bool lights, bool secret = false) {
  using sim::SettingKind;
  auto all = std::make_shared<sim::SettingLooks>();
  all->push_back({.name = "human_sensitivity",
                  .doc = "6 = most alarms",
                  .kind = SettingKind::kWhole,
                  .min = 1,
                  .max = 6,
                  .unit = "step",
                  .value = sensitivity});
  all->push_back({.name = "alarm_lights", .kind = SettingKind::kFlag, .value = lights});
  all->push_back({.name = "wifi_passphrase",
                  .kind = SettingKind::kText,
                  .max = 63,
                  .secret = secret ? sim::SettingSecret::kSet : sim::SettingSecret::kNotSet});
  all->push_back({.name = "night_mode",
                  .kind = SettingKind::kChoice,
                  .choices = {"infrared", "colour", "smart"},
                  .value = "infrared"});
  return all;
}

sim::LoggedEvent settingAnswer(double seconds, const nlohmann::json& values,
                               const nlohmann::json& said) {
  return {atSecond(seconds),
          "phone",
          "answer",
          {{"camera", "cam"},
           {"do", "settings.set"},
           {"request", {{"do", "settings.set"}, {"values", values}}},
           {"answer", said}}};
}

}  // namespace

TEST_CASE("State is listed by who knows it, and a change stands out for a second") {
  SignalStore store;
  store.begin({sim::flagSignal("cam/firmware.ready", "start-up is over"),
               sim::flagSignal("cam/led.red", ""),
               sim::flagSignal("phone/cam.bound", "bound to this app's account"),
               sim::countSignal("phone/live.cam.wide_frames", ""),
               sim::countSignal("phone/messages", ""), sim::countSignal("cloud/messages", "")});
  Session::Look look;
  look.changes = {{atSecond(0), 0, 0}, {atSecond(2), 0, 1}, {atSecond(3), 4, 5}};
  store.take(look);
  StateTable states(store);
  states.begin("cam");
  REQUIRE(states.rowCount() == 10);
  CHECK(states.isTitle(0));
  CHECK(stateCell(states, 1, StateTable::kName) == "ready");
  CHECK(states.index(1, 0).data(Qt::ToolTipRole) == "cam/firmware.ready: start-up is over");
  const auto bright = [&](int row) {
    return states.index(row, 1).data(Qt::BackgroundRole).isValid();
  };
  CHECK_FALSE(states.show(atSecond(1), 0));
  CHECK(stateCell(states, 1, StateTable::kValue) == "false");
  CHECK(states.show(atSecond(2), 100));
  CHECK(stateCell(states, 1, StateTable::kValue) == "true");
  CHECK(bright(1));
  CHECK_FALSE(bright(3));
  CHECK(states.show(atSecond(2.5), 1000));
  CHECK_FALSE(states.show(atSecond(2.5), 1100));
  CHECK_FALSE(bright(1));
  states.show(atSecond(1), 2000);  // looking back
  CHECK(stateCell(states, 1, StateTable::kValue) == "false");
}

TEST_CASE("An edit is a wish: the value stands once the firmware has it, with what it answered") {
  EventStore events;
  SettingsTable settings(events);
  std::vector<std::pair<QString, nlohmann::json>> wishes;
  QObject::connect(
      &settings, &SettingsTable::changeWanted,
      [&](const QString& name, const nlohmann::json& value) { wishes.emplace_back(name, value); });
  settings.begin("cam");
  CHECK(settings.rowCount() == 0);
  settings.show(settingLooks(3, false), atSecond(1), {});
  REQUIRE(settings.rowCount() == 4);
  CHECK(stateCell(settings, 0, SettingsTable::kName) == "human sensitivity");
  CHECK(stateCell(settings, 2, SettingsTable::kValue) == "not set");
  CHECK(settings.index(0, 1).data(Qt::ToolTipRole).toString().contains("1 to 6"));

  CHECK_FALSE(settings.setData(settings.index(0, 1), 3, Qt::EditRole));  // it is 3
  CHECK(settings.setData(settings.index(0, 1), 5, Qt::EditRole));
  CHECK(settings.setData(settings.index(1, 1), Qt::Checked, Qt::CheckStateRole));
  CHECK(settings.setData(settings.index(2, 1), "long secret", Qt::EditRole));
  REQUIRE(wishes.size() == 3);
  CHECK(wishes[0].second == 5);
  CHECK(wishes[1].second == true);
  CHECK(wishes[2].second == "long secret");
  CHECK(stateCell(settings, 0, SettingsTable::kValue) == "3");
  CHECK(stateCell(settings, 0, SettingsTable::kAnswer) == "asked: 5");
  CHECK(stateCell(settings, 2, SettingsTable::kAnswer) == "asked");

  events.take(
      {settingAnswer(2, {{"human_sensitivity", 5}}, {{"ok", true}}),
       settingAnswer(3, {{"alarm_lights", true}}, {{"ok", false}, {"error", "no answer"}})});
  settings.show(settingLooks(5, false, true), atSecond(3), {});
  CHECK(stateCell(settings, 0, SettingsTable::kValue) == "5");
  CHECK(stateCell(settings, 0, SettingsTable::kAnswer) == "accepted at 0:02.000");
  CHECK(stateCell(settings, 1, SettingsTable::kAnswer) == "refused at 0:03.000: no answer");
  CHECK(stateCell(settings, 2, SettingsTable::kValue) == "set");
  settings.show(settingLooks(5, false, true), atSecond(2.5), {});  // looking back
  CHECK(stateCell(settings, 1, SettingsTable::kAnswer).isEmpty());
}

TEST_CASE("Settings that the app cannot reach say so, until it has been told more") {
  EventStore events;
  SettingsTable settings(events);
  settings.begin("cam");
  const AppReach offline{.whyNot = "the camera is offline", .since = atSecond(10)};
  events.take({settingAnswer(2, {{"alarm_lights", true}}, {{"ok", true}})});
  settings.show(settingLooks(3, true), atSecond(11), offline);
  CHECK(stateCell(settings, 1, SettingsTable::kAnswer) ==
        "the app cannot reach it: the camera is offline");
  events.take(
      {settingAnswer(12, {{"alarm_lights", false}}, {{"ok", false}, {"error", "offline"}})});
  settings.show(settingLooks(3, true), atSecond(13), offline);
  CHECK(stateCell(settings, 1, SettingsTable::kAnswer) == "refused at 0:12.000: offline");
  CHECK(stateCell(settings, 0, SettingsTable::kAnswer) ==
        "the app cannot reach it: the camera is offline");
  settings.setEditable(false);
  CHECK_FALSE(settings.setData(settings.index(0, 1), 6, Qt::EditRole));
}
