#include "sim/scenario/diff.h"

#include <fstream>

#include "sim/core/json_reader.h"
#include "sim/scenario/report_result.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"

using namespace tw;
using namespace tw::sim;

namespace {

const std::vector<TraceSecond> kRun = {
    {0, "cam/card", 1, 3}, {0, "cam/led", 2, 1}, {1, "cam/card", 3, 2}, {2, "cam/led", 4, 1}};

// Two traces that make the same calls until one is changed.
struct Bench {
  Instant now{};
  Trace left{[this] { return now; }}, right{[this] { return now; }};
  Bench() {
    left.keepWindow(Instant{0s}, Instant{10s});
    right.keepWindow(Instant{0s}, Instant{10s});
  }
  void both(const char* device, const char* call) {
    left.record(device, call);
    right.record(device, call);
  }
};

}  // namespace

TEST_CASE("Equal traces do not differ") { CHECK(!firstDifference(kRun, kRun)); }

TEST_CASE("The first second that differs is found, with all devices that differ in it") {
  auto other = kRun;
  other[2].hash = 9;
  other[3].hash = 9;
  other.insert(other.begin() + 3, TraceSecond{1, "cam/wifi", 7, 1});
  const auto difference = firstDifference(kRun, other);
  REQUIRE(difference);
  CHECK(difference->second == 1);
  CHECK(difference->devices == std::vector<std::string>{"cam/card", "cam/wifi"});
}

TEST_CASE("A run that ends earlier differs where the other goes on") {
  const auto shorter = std::vector<TraceSecond>(kRun.begin(), kRun.begin() + 3);
  CHECK(firstDifference(kRun, shorter)->second == 2);
  CHECK(firstDifference(shorter, kRun)->devices == std::vector<std::string>{"cam/led"});
}

TEST_CASE("The first different call is the earliest of all devices") {
  Bench bench;
  bench.both("cam/card", "info");
  bench.both("cam/led", "set red");
  bench.now = Instant{2s};
  bench.left.record("cam/led", "set blue");
  bench.right.record("cam/led", "set red");
  bench.now = Instant{3s};
  bench.left.record("cam/card", "startWrite sector=1");
  const std::vector<std::string> devices = {"cam/card", "cam/led"};
  const auto call = firstDifferentCall(bench.left.window(), bench.right.window(), devices);
  REQUIRE(call);
  CHECK(call->device == "cam/led");
  CHECK(call->index == 1);
  CHECK(call->left->call == "set blue");
  CHECK(call->right->call == "set red");
  CHECK(toLine(*call->left) == "2.000000000 s  cam/led  set blue");
}

TEST_CASE("A call that only one run makes, or makes with other data, is a difference") {
  Bench bench;
  const std::vector<std::string> devices = {"cam/card"};
  SECTION("one run only") {
    bench.left.record("cam/card", "flush");
    const auto call = firstDifferentCall(bench.left.window(), bench.right.window(), devices);
    REQUIRE(call);
    CHECK(call->left);
    CHECK(!call->right);
  }
  SECTION("other data") {
    bench.left.record("cam/card", "write", asBytes("a"));
    bench.right.record("cam/card", "write", asBytes("b"));
    CHECK(firstDifferentCall(bench.left.window(), bench.right.window(), devices));
  }
  SECTION("equal") {
    bench.both("cam/card", "flush");
    CHECK(!firstDifferentCall(bench.left.window(), bench.right.window(), devices));
  }
}

TEST_CASE("A trace that was written reads back the same") {
  ScratchFolder scratch;
  auto seconds = kRun;
  seconds[0].hash = 0xFEDCBA9876543210;
  {
    std::ofstream out(scratch / "trace.json");
    writeTrace(seconds, out);
  }
  const auto back = readTrace(scratch / "trace.json");
  REQUIRE(back.size() == seconds.size());
  CHECK(!firstDifference(seconds, back));
  CHECK_THROWS_AS(readTrace(scratch / "none.json"), InputError);
  writeFile(scratch / "bad.json",
            R"({"seconds": [{"second": 0, "device": "x", "hash": "12zz", "records": 1}]})");
  CHECK_THROWS_AS(readTrace(scratch / "bad.json"), InputError);
}
