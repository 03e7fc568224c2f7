// Clips whose frames tell their number by their grey; sightings written by hand.
#include "sim/scenario/report_stills.h"

#include <numeric>

#include "sim/codec/jpeg.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr Instant kFirst{100s};  // capture of the clip's first frame
constexpr int kPerSecond = 15;

Duration timeOf(int frame) { return Duration{1s} * frame / kPerSecond; }
int greyOf(int frame) { return 20 + 2 * frame; }

// At a time of the clip; a box of that size.
SightingLine seen(Duration at, int width, int height, const std::string& kind = "human") {
  return {kind, hal::LensId::kWide, {100, 50, width, height}, kFirst + at, 0.9};
}

// Frame numbers 0..count-1, without those from gap.first to gap.second.
std::vector<ReportStill> stillsOf(std::vector<SightingLine> sightings, int count,
                                  std::pair<int, int> gap = {-1, -1}) {
  StillPicker picker({kFirst, std::move(sightings)});
  for (int frame = 0; frame < count; ++frame)
    if (frame < gap.first || frame > gap.second)
      picker.offer({timeOf(frame), frame % kPerSecond == 0,
                    flatPicture({64, 36}, static_cast<uint8_t>(greyOf(frame)))});
  return picker.choose();
}

// The frame that a still shows, by its picture; -1 where its time is another's.
int frameOf(const ReportStill& still) {
  const Picture picture = decodeJpeg(still.jpeg);
  const double grey = std::accumulate(picture.y.begin(), picture.y.end(), 0.0) /
                      static_cast<double>(picture.y.size());
  const int frame = static_cast<int>(std::lround((grey - 20) / 2));
  return still.at == Approx(toSeconds(timeOf(frame))) ? frame : -1;
}

std::vector<int> framesOf(const std::vector<ReportStill>& stills) {
  std::vector<int> frames;
  for (const ReportStill& still : stills) frames.push_back(frameOf(still));
  return frames;
}

}  // namespace

TEST_CASE("The stills are one before, and the first, the largest and the last sighting") {
  const auto stills = stillsOf({seen(2010ms, 20, 40), seen(3s, 40, 80), seen(4s, 30, 70)}, 90);
  CHECK(framesOf(stills) == std::vector{4, 30, 45, 60});
  CHECK(stills[0].seen.empty());
  for (size_t i = 1; i < stills.size(); ++i) REQUIRE(stills[i].seen.size() == 1);
  CHECK(stills[1].seen[0].box.width == 20);
  CHECK(stills[2].seen[0].box.width == 40);
  CHECK(stills[3].seen[0].box.width == 30);
}

TEST_CASE("A sighting is shown in the nearest frame, be it the one before or after") {
  CHECK(framesOf(stillsOf({seen(2030ms, 9, 9)}, 60)) == std::vector{4, 30});
  CHECK(framesOf(stillsOf({seen(2040ms, 9, 9)}, 60)) == std::vector{4, 31});
}

TEST_CASE("Stills that would be one are one, and what nothing is before has none before") {
  CHECK(framesOf(stillsOf({seen(2s, 40, 80), seen(3s, 20, 40)}, 90)) == std::vector{3, 30, 45});
  CHECK(framesOf(stillsOf({seen(2s, 20, 40), seen(3s, 40, 80)}, 90)) == std::vector{3, 30, 45});
  CHECK(framesOf(stillsOf({seen(-20ms, 20, 40)}, 30)) == std::vector{0});
}

TEST_CASE("A still has all boxes of a tenth of a second around it, and no others") {
  const auto stills =
      stillsOf({seen(1s, 1, 1), seen(1899ms, 2, 2), seen(1900ms, 3, 3), seen(2s, 40, 40),
                seen(2s, 4, 4, "animal"), seen(2100ms, 5, 5), seen(2101ms, 6, 6), seen(3s, 7, 7)},
               90);
  REQUIRE(framesOf(stills) == std::vector{2, 15, 30, 45});
  std::vector<int> widths;
  for (const SightingLine& one : stills[2].seen) widths.push_back(one.box.width);
  CHECK(widths == std::vector{3, 40, 4, 5});
}

TEST_CASE("What was seen where the clip has no frame is not shown") {
  const std::pair gap{30, 44};
  CHECK(framesOf(stillsOf({seen(1s, 9, 9), seen(2500ms, 99, 99)}, 60, gap)) == std::vector{2, 15});
  CHECK(framesOf(stillsOf({seen(1s, 9, 9), seen(9s, 99, 99)}, 60)) == std::vector{2, 15});
  CHECK(framesOf(stillsOf({seen(-1s, 99, 99), seen(1s, 9, 9)}, 60)) == std::vector{2, 15});
}

TEST_CASE("A sighting just behind the last frame is shown in that") {
  const auto stills = stillsOf({seen(4s, 9, 9)}, 60);
  CHECK(framesOf(stills) == std::vector{6, 59});
  CHECK(stills[1].seen.size() == 1);
}

TEST_CASE("A clip in which nothing was seen is shown at a tenth, the middle and nine tenths") {
  for (const auto& sightings : {std::vector<SightingLine>{}, {seen(-9s, 9, 9)}, {seen(9s, 9, 9)}}) {
    const auto stills = stillsOf(sightings, 21);
    CHECK(framesOf(stills) == std::vector{2, 10, 18});
    for (const ReportStill& still : stills) CHECK(still.seen.empty());
  }
}

TEST_CASE("A clip without a frame has no still") {
  CHECK(stillsOf({}, 0).empty());
  CHECK(stillsOf({seen(1s, 9, 9)}, 0).empty());
}
