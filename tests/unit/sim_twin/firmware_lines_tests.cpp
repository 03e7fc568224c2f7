// The lines as the firmware's own tests know them: fw_system/detection_events_tests.cpp and
// fw_media/recorder_tests.cpp.
#include "sim/twin/firmware_lines.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

LoggedEvent line(const std::string& part, const std::string& text) {
  return {Instant{10s}, "cam/firmware", "log", {{"level", "info"}, {"part", part}, {"text", text}}};
}

}  // namespace

TEST_CASE("A sighting's line is read") {
  const auto sighting = sightingLine(line("detection",
                                          "detection kind=human lens=wide track=1 score=0.83 "
                                          "box=310,120,24,61 frame=123 age_ms=300"));
  REQUIRE(sighting);
  CHECK(sighting->kind == "human");
  CHECK(sighting->lens == hal::LensId::kWide);
  CHECK(sighting->score == 0.83);
  CHECK(sighting->at == Instant{9700ms});
  CHECK(sighting->box.x == 310);
  CHECK(sighting->box.y == 120);
  CHECK(sighting->box.width == 24);
  CHECK(sighting->box.height == 61);
}

TEST_CASE("The lines of a clip are read") {
  const auto opened =
      clipOpenedLine(line("recorder", "clip opened lens=ptz clip=7 slot=3 lead_ms=5200"));
  REQUIRE(opened);
  CHECK(opened->lens == hal::LensId::kPtz);
  CHECK(opened->clip == 7);
  CHECK(opened->firstFrame == Instant{4800ms});
  const auto closed = clipClosedLine(
      line("recorder", "clip closed lens=wide clip=7 frames=120 fragments=8 file=CLIPS000/a.mp4"));
  REQUIRE(closed);
  CHECK(closed->lens == hal::LensId::kWide);
  CHECK(closed->clip == 7);
  CHECK(closed->file == "CLIPS000/a.mp4");
  const auto fragment =
      fragmentLine(line("recorder",
                        "fragment acknowledged lens=wide clip=7 fragment=3 frames=15 slot=2 "
                        "age_ms=1300"));
  REQUIRE(fragment);
  CHECK(fragment->lens == hal::LensId::kWide);
  CHECK(fragment->clip == 7);
  CHECK(fragment->fragment == 3);
  CHECK(fragment->frames == 15);
  CHECK(fragment->slot == 2);
  CHECK(fragment->firstFrame == Instant{8700ms});
  const auto cut = clipCutShortLine(line("recorder",
                                         "clip cut short lens=ptz clip=7 frames=75 fragments=5 "
                                         "slot=2 reason=its slot cannot be written"));
  REQUIRE(cut);
  CHECK(cut->lens == hal::LensId::kPtz);
  CHECK(cut->clip == 7);
  CHECK(cut->slot == 2);
}

TEST_CASE("A stored picture's line is read") {
  const auto stored =
      pictureStoredLine(line("snapshots", "picture stored clip=9 file=PHOTO000/a.jpg"));
  REQUIRE(stored);
  CHECK(stored->clip == 9);
  CHECK(stored->file == "PHOTO000/a.jpg");
}

TEST_CASE("Other lines are none of these") {
  for (const auto& other :
       {line("detection", "no clip reason=no card in use"), line("recorder", "clip lost"),
        line("ring", "clip opened lens=wide clip=7 slot=3 lead_ms=1"),
        LoggedEvent{Instant{}, "phone", "message", {{"text", "detection kind=human"}}}}) {
    CHECK_FALSE(sightingLine(other));
    CHECK_FALSE(clipOpenedLine(other));
    CHECK_FALSE(clipClosedLine(other));
    CHECK_FALSE(clipCutShortLine(other));
    CHECK_FALSE(fragmentLine(other));
    CHECK_FALSE(pictureStoredLine(other));
  }
}

TEST_CASE("A line of the firmware's that lacks a field, or has none of its kind, is told") {
  for (const char* text :
       {"clip opened lens=wide clip=7 slot=3", "clip opened lens=wide clip=x lead_ms=1",
        "clip opened lens=side clip=7 lead_ms=1"})
    CHECK_THROWS_WITH(clipOpenedLine(line("recorder", text)), Catch::Contains(text));
}
