// What plots draw is what all samples would draw.
#include <algorithm>
#include <cmath>
#include <map>
#include <random>

#include "tests/support/catch.h"
#include "ui/models/cursor_text.h"
#include "ui/models/plot_samples.h"
#include "ui/models/time_window.h"

using namespace tw;
using namespace tw::ui;

namespace {

Instant second(double seconds) { return Instant{fromSeconds(seconds)}; }

// Steps at random times, some of them many in one column.
std::vector<Sample> restless(uint32_t seed, int count) {
  std::mt19937 random(seed);
  std::vector<Sample> samples;
  double at = 0;
  for (int i = 0; i < count; ++i) {
    at += random() % 10 == 0 ? 1.0 : 1e-3 * (random() % 100);
    samples.push_back({second(at), static_cast<double>(random() % 1000)});
  }
  return samples;
}

struct Cover {
  double low = INFINITY, high = -INFINITY, last = NAN;
  bool operator==(const Cover& other) const {
    return low == other.low && high == other.high &&
           (last == other.last || (std::isnan(last) && std::isnan(other.last)));
  }
};

// What a step line covers in each column: the value that it comes in with, and all that it takes.
std::vector<Cover> covers(const std::vector<Sample>& samples, const PlotSpan& span) {
  std::vector<Cover> columns(static_cast<size_t>(span.columns));
  double held = NAN;
  size_t next = 0;
  for (; next < samples.size() && samples[next].at < span.from; ++next) held = samples[next].value;
  for (int column = 0; column < span.columns; ++column) {
    Cover& cover = columns[static_cast<size_t>(column)];
    const auto take = [&cover](double value) {
      if (std::isnan(value)) return;
      cover.low = std::min(cover.low, value);
      cover.high = std::max(cover.high, value);
      cover.last = value;
    };
    take(held);
    const Instant until = column + 1 < span.columns ? span.start(column + 1) : span.to;
    for (; next < samples.size() && samples[next].at < until; ++next)
      take(held = samples[next].value);
  }
  return columns;
}

}  // namespace

TEST_CASE("A plot's points cover in each column what all samples cover, at most four a column") {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const auto samples = restless(seed, 5000);
    for (const int columns : {1, 7, 300, 1500})
      for (const auto& [from, to] : {std::pair{0.0, 700.0}, {100.0, 160.0}, {123.4, 123.5}}) {
        const PlotSpan span{second(from), second(to), columns};
        const auto points = plotSamples(samples, span);
        INFO("seed " << seed << ", " << columns << " columns from " << from);
        CHECK(covers(points, span) == covers(samples, span));
        CHECK(std::is_sorted(points.begin(), points.end(),
                             [](const Sample& a, const Sample& b) { return a.at < b.at; }));
        std::map<int, int> ofColumn;
        for (size_t i = points.empty() || points[0].at != span.from ? 0 : 1; i < points.size(); ++i)
          CHECK(++ofColumn[span.column(points[i].at)] <= 4);
      }
  }
}

TEST_CASE("A lane's boxes show at each column what was there, or that it changed more than once") {
  for (uint32_t seed = 1; seed <= 20; ++seed) {
    const auto samples = restless(seed, 3000);
    const PlotSpan span{second(50), second(300), 800};
    const auto boxes = laneBoxes(samples, span);
    const auto truth = covers(samples, span);
    int column = 0;
    for (const LaneBox& box : boxes) {
      REQUIRE(box.first == column);
      for (; column <= box.last; ++column)
        if (!box.many) CHECK(truth[static_cast<size_t>(column)].last == box.value);
    }
    CHECK(column == 800);
  }
}

TEST_CASE("A lane without a change in sight is one box; before the first sample there is none") {
  const std::vector<Sample> samples = {{second(10), 1}, {second(20), 0}};
  const auto boxes = [&samples](double from, double to) {
    return laneBoxes(samples, {second(from), second(to), 100});
  };
  CHECK(boxes(30, 40) == std::vector<LaneBox>{{0, 99, 0}});
  CHECK(boxes(0, 5).empty());
  CHECK(boxes(5, 15) == std::vector<LaneBox>{{50, 99, 1}});
  CHECK(boxes(10, 30) == std::vector<LaneBox>{{0, 49, 1}, {50, 99, 0}});
}

TEST_CASE("The window follows the run until somebody pans or looks at the whole") {
  TimeWindow window;
  window.setNow(second(30));
  CHECK(window.from() == 0);
  CHECK(window.to() == 60);
  window.setNow(second(100));
  CHECK(window.to() == 100);
  window.zoom(70, 2);  // about its end
  CHECK(window.from() == 70);
  CHECK(window.to() == 100);
  window.pan(-10);
  CHECK_FALSE(window.follows());
  window.setNow(second(200));
  CHECK(window.to() == 90);
  window.zoom(65, 2);  // what lies under the mouse stays there
  CHECK(window.from() == Approx(62.5));
  CHECK(window.to() == Approx(77.5));
  window.fit();
  CHECK(window.from() == 0);
  CHECK(window.to() == 200);
  window.setFollows(true);
  window.setNow(second(300));
  CHECK(window.from() == 100);
  window.pan(-1000);
  CHECK(window.from() == 0);
}

TEST_CASE("Ticks are 1, 2 or 5 times a power of ten, and no more than there is room for") {
  TimeWindow window;
  for (int i = 0; i < 40; ++i) {
    const double step = tickStep(window.length(), 8);
    CHECK(window.length() / step <= 8 + 1e-9);
    CHECK(window.length() / step > 8 / 2.6);
    const double digit = step / std::pow(10, std::floor(std::log10(step) + 1e-9));
    CHECK((digit == Approx(1) || digit == Approx(2) || digit == Approx(5)));
    window.zoom(0, 1.3);
  }
}

TEST_CASE("Cursors read values at both and the differences between them") {
  SignalStore store;
  store.begin(
      {{.name = "cam/led.pattern", .kind = sim::SignalKind::kChoice, .labels = {"off", "on"}},
       {.name = "cam/pan.angle_deg", .unit = "deg", .min = -90, .max = 90},
       {.name = "door/led.red", .kind = sim::SignalKind::kFlag}});
  Session::Look look;
  look.changes = {{second(0), 0, 0}, {second(0), 1, 10}, {second(2), 0, 1}, {second(3), 1, 12.5}};
  store.take(look);
  TimeWindow window;
  CHECK(cursorText(store, {0, 1}, window).isEmpty());
  window.set(TimeWindow::kA, second(1));
  CHECK(cursorText(store, {0, 1}, window) ==
        QStringList({"A 1.000000 s", "led.pattern: off", "pan.angle_deg: 10 deg"}));
  window.set(TimeWindow::kB, second(3.25));
  CHECK(cursorText(store, {0, 1}, window) ==
        QStringList({"A 1.000000 s   B 3.250000 s   B - A 2.250000 s",
                     QStringLiteral("led.pattern: off \u2192 on"),
                     QStringLiteral("pan.angle_deg: 10 \u2192 12.5 deg (+2.5)")}));
  CHECK(cursorText(store, {0, 2}, window).mid(1) ==
        QStringList({QStringLiteral("cam/led.pattern: off \u2192 on"),
                     QStringLiteral("door/led.red: false \u2192 false")}));
}
