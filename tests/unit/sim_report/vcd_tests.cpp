// Judge: GTKWave's own converters. vcd2fst reads the dump, fst2vcd tells what it understood.
#include <fstream>
#include <set>
#include <sstream>

#include "sim/scenario/vcd.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"
#include "tests/unit/sim_report/text_search.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;

namespace {

struct Bench {
  Instant now{};
  Signals signals{[this] { return now; }};
  ScratchFolder folder;

  std::string throughGtkwave() {
    {
      std::ofstream out(folder / "signals.vcd");
      writeVcd(signals, now, out);
    }
    const std::string base = folder.path().string();
    const ShellResult to = shell("vcd2fst " + base + "/signals.vcd " + base + "/signals.fst");
    INFO(to.output);
    REQUIRE(to.status == 0);
    const ShellResult back = shell("fst2vcd " + base + "/signals.fst");
    REQUIRE(back.status == 0);
    return back.output;
  }
};

// `value` with `id` behind it; std::string + temporary trips a false warning of GCC 12.
std::string joined(std::string value, const std::string& id) { return value.append(id); }

// The identifier of `$var ... <id> <name> $end`.
std::string idOf(const std::string& vcd, const std::string& name) {
  const size_t end = vcd.find(std::string(" ").append(name).append(" "));
  REQUIRE(end != std::string::npos);
  const size_t start = vcd.rfind(' ', end - 1) + 1;
  return vcd.substr(start, end - start);
}

}  // namespace

TEST_CASE("A dump keeps camera and device as scopes") {
  Bench bench;
  bench.signals.add({.name = "cam/led.red", .kind = SignalKind::kFlag});
  bench.signals.add({.name = "garden/led.red", .kind = SignalKind::kFlag});
  bench.signals.add({.name = "phone.app_open", .kind = SignalKind::kFlag});
  const std::string vcd = bench.throughGtkwave();
  CHECK(has(vcd, "$scope module cam $end\n$scope module led $end"));
  CHECK(has(vcd, "$scope module garden $end\n$scope module led $end"));
  CHECK(has(vcd, "$scope module phone $end"));
}

TEST_CASE("A dump keeps every change of every kind of signal at its nanosecond") {
  Bench bench;
  Signal flag(bench.signals, {.name = "cam/led.red", .kind = SignalKind::kFlag});
  Signal number(bench.signals, {.name = "cam/ptz_pan.angle_deg", .min = -180, .max = 180});
  Signal count(bench.signals, {.name = "cam/card.writes", .kind = SignalKind::kCount});
  Signal choice(bench.signals, {.name = "cam/firmware.card_state",
                                .kind = SignalKind::kChoice,
                                .labels = {"none", "in_use"}});
  Signal text(bench.signals, {.name = "phone/app.last", .kind = SignalKind::kText});
  bench.now = Instant{1'000'000'001ns};
  flag.set(1);
  number.set(-12.345678901234567);
  bench.now = Instant{2'000'000'003ns};
  count.set(5'000'000'000.0);  // beyond 32 bits
  choice.set("in_use");
  text.set("card: no \\ answer");
  bench.now = Instant{9'000'000'000ns};

  const std::string vcd = bench.throughGtkwave();
  CHECK(has(vcd, "$timescale\n\t1ns\n$end"));
  const size_t first = vcd.find("#1000000001\n"), second = vcd.find("#2000000003\n"),
               last = vcd.find("#9000000000");
  REQUIRE(first != std::string::npos);
  REQUIRE(second != std::string::npos);
  CHECK(last != std::string::npos);
  const std::string atFirst = vcd.substr(first, second - first),
                    atSecond = vcd.substr(second, last - second);
  CHECK(has(atFirst, joined("1", idOf(vcd, "red"))));
  CHECK(has(atFirst, "r-12.3456789012345"));
  CHECK(has(atSecond, joined("100101010000001011111001000000000 ", idOf(vcd, "writes"))));
  CHECK(has(atSecond, joined("sin_use ", idOf(vcd, "card_state"))));
  CHECK(has(atSecond, joined("scard:\\040no\\040\\\\\\040answer ", idOf(vcd, "last"))));
}

TEST_CASE("A dump of more signals than one character can name keeps them apart") {
  Bench bench;
  std::vector<Signal> all;
  for (int i = 0; i < 10'000; ++i)
    all.emplace_back(bench.signals, SignalSpec{.name = joined("cam/many.n", std::to_string(i)),
                                               .kind = SignalKind::kCount});
  bench.now = Instant{1ns};
  for (int i = 0; i < 10'000; ++i) all[static_cast<size_t>(i)].set(i + 1);
  std::ostringstream out;
  writeVcd(bench.signals, bench.now, out);
  const std::string vcd = out.str();
  std::set<std::string> ids;
  for (int i = 0; i < 10'000; ++i) ids.insert(idOf(vcd, joined("n", std::to_string(i))));
  CHECK(ids.size() == 10'000);
}

TEST_CASE("A signal that appears later is unknown until then") {
  Bench bench;
  bench.signals.add({.name = "cam/led.red", .kind = SignalKind::kFlag});
  bench.now = Instant{5ns};
  bench.signals.add({.name = "cam/led.blue", .kind = SignalKind::kFlag});
  const std::string vcd = bench.throughGtkwave();
  CHECK(has(vcd, joined("x", idOf(vcd, "blue"))));
  CHECK(has(vcd, joined("#5\n0", idOf(vcd, "blue"))));
}
