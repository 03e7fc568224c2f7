// Light, alarm and reading back, with the whole firmware on the whole twin.
#include <fstream>
#include <iterator>

#include "tests/support/judge.h"
#include "tests/unit/sim_twin/twin_rig.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

Bytes contentOf(const std::filesystem::path& path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

}  // namespace

TEST_CASE("LIV-13, LIV-14: the app's alarm and spotlight reach the lamps and the siren") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "start_alarm");
  act(twin, "spotlight", {{"on", true}});
  REQUIRE(runUntil(twin, "cam/firmware.alarm", "true", 1s));
  twin.runUntil(twin.now() + 512ms);  // off the flashes' edges
  CHECK(value(twin, "cam/spotlight.duty") == 1);
  CHECK(value(twin, "cam/speaker.siren") == 0.8);
  int red = 0, blue = 0;
  for (int i = 0; i < 80; ++i) {  // 4 s in steps of 50 ms
    const bool redOn = value(twin, "cam/red_alarm.duty") > 0;
    const bool blueOn = value(twin, "cam/blue_alarm.duty") > 0;
    CHECK_FALSE((redOn && blueOn));
    red += redOn;
    blue += blueOn;
    twin.runUntil(twin.now() + 50ms);
  }
  CHECK(red == 40);
  CHECK(blue == 40);
  act(twin, "stop_alarm");
  act(twin, "spotlight", {{"on", false}});
  twin.runUntil(twin.now() + 1s);
  for (const char* lamp : {"red_alarm", "blue_alarm", "spotlight"})
    CHECK(value(twin, std::string("cam/") + lamp + ".duty") == 0);
  CHECK(value(twin, "cam/speaker.siren") == 0);
}

TEST_CASE("a restart in the middle of an alarm leaves everything dark and silent") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "start_alarm");
  act(twin, "spotlight", {{"on", true}});
  REQUIRE(runUntil(twin, "cam/firmware.alarm", "true", 1s));
  act(twin, "app_request", {{"request", "restart"}});
  REQUIRE(runUntil(twin, "cam/firmware.running", "false", 5s));
  REQUIRE(runUntil(twin, "cam/firmware.ready", "true", 40s));
  for (const char* lamp : {"red_alarm", "blue_alarm", "spotlight"})
    CHECK(value(twin, std::string("cam/") + lamp + ".duty") == 0);
  CHECK(value(twin, "cam/speaker.siren") == 0);
}

TEST_CASE("a clip fetched by its time, while the next is recorded, is the file on the card") {
  TwinSetup setup = yard();
  setup.pictures = Pictures::kPattern;
  Twin twin(setup);
  bringOnline(twin);
  initialiseCard(twin);
  act(twin, "start_recording");
  twin.runUntil(twin.now() + 6s);
  act(twin, "stop_recording");
  twin.runUntil(twin.now() + 8s);
  act(twin, "start_recording");
  twin.runUntil(twin.now() + 2s);
  act(twin, "fetch_clip", {{"lens", "ptz"}, {"ago_s", 12}});
  REQUIRE(runUntil(twin, "phone/downloads", "1", 20s));
  act(twin, "stop_recording");
  twin.runUntil(twin.now() + 8s);
  CHECK(value(twin, "phone/errors") == 0);
  const auto files = twin.phoneFiles();
  REQUIRE(files.size() == 1);
  const std::string name = files[0].name.substr(files[0].name.find("cam_") + 4);
  CHECK_THAT(name, Catch::EndsWith("_ptz_manual.mp4"));
  const TemporaryFolder folder;
  REQUIRE(twin.saveCardImage("cam", folder.path("card.img")));
  const auto copied = judge("mcopy -n -i " + folder.path("card.img").string() + "@@4M ::CLIPS000/" +
                            name + " " + folder.path("clip.mp4").string());
  INFO(copied.said);
  REQUIRE(copied.exitCode == 0);
  Bytes file = contentOf(folder.path("clip.mp4"));
  REQUIRE(file.size() > files[0].bytes.size());
  file.resize(files[0].bytes.size());
  CHECK(file == files[0].bytes);
  const auto probed =
      judge("ffprobe -v error -count_frames -show_entries stream=nb_read_frames -of csv=p=0 " +
            folder.write("phone.mp4", files[0].bytes).string());
  CHECK(probed.exitCode == 0);
  CHECK(std::stoi(probed.said) >= 11 * 15);
}

TEST_CASE("what cannot be read back is refused and counted") {
  Twin twin(yard());
  bringOnline(twin);
  act(twin, "fetch_clip", {{"lens", "wide"}});  // no detection so far
  act(twin, "fetch_clip", {{"lens", "wide"}, {"ago_s", 5}});
  act(twin, "app_request",
      {{"request", "clip.read"}, {"with", {{"clip", 1}, {"offset", 0}, {"length", 10}}}});
  twin.runUntil(twin.now() + 5s);
  CHECK(value(twin, "phone/errors") == 3);
  CHECK(value(twin, "phone/downloads") == 0);
}
