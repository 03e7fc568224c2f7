#include "sim/scenario/report_pictures.h"

#include "tests/support/catch.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

SightingLine seen(hal::PixelBox box, double score = 0.83, const std::string& kind = "human") {
  return {.kind = kind, .lens = hal::LensId::kWide, .box = box, .score = score};
}

std::string pageOf(std::vector<ReportStill> stills) {
  ReportClip clip{.camera = "cam", .lens = "wide", .file = "clips/cam/a.mp4"};
  clip.frames = 30;
  clip.stills = std::move(stills);
  return picturesSection({clip});
}

std::string pageOf(const SightingLine& one) { return pageOf({{1, Bytes(9, 1), {one}}}); }

}  // namespace

TEST_CASE("A box lies over its still in the coordinates of the analysis frame, with its label") {
  const std::string html = pageOf(seen({310, 120, 24, 61}));
  CHECK(has(html, "<svg viewBox='0 0 640 360'"));
  CHECK(has(html, "<rect class='seen' x='310' y='120' width='24' height='61'/>"));
  CHECK(has(html, "<text x='310' y='113'>human 0.83</text>"));
}

TEST_CASE("A still's caption tells its time, and what was seen once each") {
  const Bytes jpeg(9, 1);
  const std::string html = pageOf({{2.5, jpeg},
                                   {12.44, jpeg, {seen({1, 99, 9, 9}), seen({50, 99, 9, 9})}},
                                   {13, jpeg, {seen({}), seen({}, 0.5, "animal")}}});
  CHECK(has(html, "<figcaption>2.5 s</figcaption>"));
  CHECK(has(html, "<figcaption>12.4 s, seen: human</figcaption>"));
  CHECK(has(html, "<figcaption>13.0 s, seen: human, animal</figcaption>"));
}

TEST_CASE("A still in which nothing was seen has nothing drawn over it") {
  const std::string html = pageOf({{2.5, Bytes(9, 1)}});
  CHECK(has(html, "<figure>"));
  CHECK_FALSE(has(html, "<svg"));
}

TEST_CASE("A label stays in the picture") {
  CHECK(has(pageOf(seen({10, 5, 24, 61})), "<text x='10' y='94'>"));   // below
  CHECK(has(pageOf(seen({10, 0, 24, 360})), "<text x='10' y='28'>"));  // inside
  CHECK(has(pageOf(seen({630, 120, 20, 61})), "<text x='640' y='113' text-anchor='end'>"));
  CHECK(has(pageOf(seen({500, 120, 20, 61})), "<text x='520' y='113' text-anchor='end'>"));
  CHECK(has(pageOf(seen({-5, 120, 10, 61})), "<text x='0' y='113'>"));
}

TEST_CASE("What the firmware calls a thing cannot break the page") {
  const std::string html = pageOf(seen({310, 120, 24, 61}, 0.5, "<b>'&"));
  CHECK(has(html, ">&lt;b&gt;&#39;&amp; 0.50</text>"));
  CHECK(has(html, "seen: &lt;b&gt;&#39;&amp;</figcaption>"));
  CHECK_FALSE(has(html, "<b>"));
}

TEST_CASE("Two and four stills stand in rows of two, three in one of three") {
  const ReportStill still{1, Bytes(9, 1)};
  CHECK(has(pageOf({still, still}), "class='stills two'"));
  CHECK(has(pageOf({still, still, still}), "class='stills'"));
  CHECK(has(pageOf({still, still, still, still}), "class='stills two'"));
}
