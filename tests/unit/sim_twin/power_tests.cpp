// What power, watchdog and restart do to the firmware, and what only the devices keep.
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

TEST_CASE("nothing runs before there is power, and the firmware starts after the boot ROM") {
  Twin twin(yard());
  twin.runUntil(Instant{5s});
  CHECK(text(twin, "cam/firmware.running") == "false");
  CHECK(text(twin, "cam/led.pattern") == "off");
  act(twin, "plug_in");
  twin.runUntil(Instant{5s + 799ms});
  CHECK(text(twin, "cam/firmware.running") == "false");
  twin.runUntil(Instant{5s + 801ms});
  CHECK(text(twin, "cam/firmware.running") == "true");
}

TEST_CASE("a power loss takes the firmware; settings, card and axis stay as they were") {
  Twin twin(yard());
  bringOnline(twin);
  initialiseCard(twin);
  act(twin, "change_setting", {{"name", "spotlight_percent"}, {"value", 37}});
  act(twin, "go_to", {{"pan_deg", 30}, {"tilt_deg", -20}});
  twin.runUntil(twin.now() + 10s);
  REQUIRE(text(twin, "cam/firmware.settings_saved") == "true");
  const double pan = value(twin, "cam/ptz_pan.angle_deg");
  CHECK(pan == Approx(30).margin(0.2));

  act(twin, "unplug");
  for (const char* gone : {"running", "ready", "bound", "watched", "recording", "axes_homed"})
    CHECK(text(twin, std::string("cam/firmware.") + gone) == "false");
  CHECK(text(twin, "cam/firmware.card_state") == "none");
  twin.runUntil(twin.now() + 60s);
  CHECK(text(twin, "cam/led.pattern") == "off");
  CHECK(value(twin, "cam/ptz_pan.angle_deg") == pan);

  act(twin, "plug_in");
  twin.runUntil(twin.now() + 500ms);  // the boot ROM: nothing has moved yet
  CHECK(value(twin, "cam/ptz_pan.angle_deg") == pan);
  REQUIRE(runUntil(twin, "cam/firmware.ready", "true", 35s));
  CHECK(text(twin, "cam/firmware.restart_cause") == "power_on");
  CHECK(text(twin, "cam/firmware.bound") == "true");
  CHECK(text(twin, "cam/firmware.card_state") == "in_use");
  REQUIRE(runUntil(twin, "phone/cam.online", "true", 30s));
  act(twin, "ask_setting", {{"name", "spotlight_percent"}});
  twin.runUntil(twin.now() + 2s);
  CHECK(text(twin, "phone/setting_value") == "37");
}

TEST_CASE("a camera that the app was told to have is its own after a power cut at that instant") {
  Twin twin(yard());
  act(twin, "plug_in");
  act(twin, "insert_cable");
  REQUIRE(runUntil(twin, "cam/led.pattern", "slow_blue", 40s));
  act(twin, "add_camera");
  REQUIRE(runUntil(twin, "phone/last_answer", "ok", 10s));
  act(twin, "unplug");
  act(twin, "plug_in");
  REQUIRE(runUntil(twin, "cam/firmware.ready", "true", 35s));
  CHECK(text(twin, "cam/firmware.bound") == "true");
  CHECK(text(twin, "phone/cam.bound") == "true");
}

TEST_CASE("a place that one of the PTZ axes cannot reach moves neither") {
  Twin twin(yard());
  bringOnline(twin);
  const double pan = value(twin, "cam/ptz_pan.angle_deg");
  const double tilt = value(twin, "cam/ptz_tilt.angle_deg");
  for (const auto& [panDeg, tiltDeg] : {std::pair{20, 45}, std::pair{175, -20}}) {
    act(twin, "go_to", {{"pan_deg", panDeg}, {"tilt_deg", tiltDeg}});
    twin.runUntil(twin.now() + 5s);
    CHECK_THAT(text(twin, "phone/last_answer"), Catch::Contains("beyond the soft limits"));
    CHECK(value(twin, "cam/ptz_pan.angle_deg") == pan);
    CHECK(value(twin, "cam/ptz_tilt.angle_deg") == tilt);
  }
}

TEST_CASE("the watchdog restarts a hung firmware, and the app can read why") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "open_app", nlohmann::json::object(), "");
  twin.runUntil(twin.now() + 5s);
  act(twin, "fault", {{"device", "firmware"}, {"kind", "hang"}});
  const Instant hung = twin.now();
  REQUIRE(runUntil(twin, "cam/watchdog.bites", "1", 20s));
  CHECK(twin.now() - hung <= 8s);                     // its time-out
  CHECK(text(twin, "cam/firmware.ready") == "true");  // the restart is an event of its own
  REQUIRE(runUntil(twin, "cam/firmware.ready", "false", 1ms));
  REQUIRE(runUntil(twin, "cam/firmware.ready", "true", 35s));
  CHECK(text(twin, "cam/firmware.restart_cause") == "watchdog");
  REQUIRE(runUntil(twin, "phone/cam.restart_reason", "watchdog: the firmware did not answer", 30s));
  twin.runUntil(twin.now() + 60s);
  CHECK(text(twin, "cam/watchdog.bites") == "1");
  const auto& events = twin.events().events();
  const auto ended = std::find_if(events.begin(), events.end(),
                                  [](const auto& event) { return event.kind == "fault_ended"; });
  REQUIRE(ended != events.end());
  CHECK(ended->at - hung <= 8s);
  CHECK(ended->fields ==
        nlohmann::json{{"camera", "cam"}, {"device", "firmware"}, {"kind", "hang"}});
}

TEST_CASE("a hang that is mended in time is not noticed by the watchdog") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "fault", {{"device", "firmware"}, {"kind", "hang"}});
  twin.runUntil(twin.now() + 3s);
  act(twin, "fault", {{"device", "firmware"}, {"kind", "hang"}, {"magnitude", 0}});
  twin.runUntil(twin.now() + 60s);
  CHECK(text(twin, "cam/watchdog.bites") == "0");
  CHECK(text(twin, "cam/led.pattern") == "slow_blue");
}

TEST_CASE("a firmware that hangs from its first instruction is restarted as well") {
  Twin twin(yard());
  act(twin, "fault", {{"device", "firmware"}, {"kind", "hang"}});
  act(twin, "plug_in");
  REQUIRE(runUntil(twin, "cam/watchdog.bites", "1", 20s));
  CHECK(runUntil(twin, "cam/firmware.ready", "true", 40s));
}

TEST_CASE("a restart that the app asks for is answered before it happens, and told as such") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "app_request", {{"request", "restart"}});
  REQUIRE(runUntil(twin, "phone/answers", "2", 1s));  // adding it, and this
  CHECK(text(twin, "phone/last_answer") == "ok");
  CHECK(text(twin, "cam/firmware.running") == "true");
  REQUIRE(runUntil(twin, "cam/firmware.running", "false", 1s));
  REQUIRE(runUntil(twin, "cam/firmware.restart_cause", "app_request", 5s));
}

TEST_CASE("a message that waits for the link outlives a power cut and arrives once") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "pull_cable");
  act(twin, "insert_card", {{"capacity_gb", 1000}});
  REQUIRE(runUntil(twin, "cam/firmware.card_state", "unsupported", 5s));
  REQUIRE(runUntil(twin, "cam/firmware.queued_messages", "1", 1s));
  twin.runUntil(twin.now() + 5s);  // the journal is written
  act(twin, "pull_card");
  act(twin, "unplug");
  twin.runUntil(twin.now() + 2s);
  act(twin, "plug_in");
  REQUIRE(runUntil(twin, "cam/firmware.ready", "true", 40s));
  CHECK(value(twin, "phone/messages") == 0);
  act(twin, "insert_cable");
  REQUIRE(runUntil(twin, "phone/messages", "1", 15s));
  REQUIRE(runUntil(twin, "cam/firmware.queued_messages", "0", 5s));
  twin.runUntil(twin.now() + 60s);
  CHECK(value(twin, "phone/messages") == 1);
}
