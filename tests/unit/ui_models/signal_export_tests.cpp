// Files of signals. Oracles: the dump that a run without a window writes, RFC 4180.
#include <QCoreApplication>
#include <QFile>
#include <QTemporaryDir>
#include <sstream>
#include <thread>

#include "sim/scenario/scenario_run.h"
#include "sim/scenario/twin_stage.h"
#include "sim/scenario/vcd.h"
#include "tests/support/catch.h"
#include "ui/models/run_model.h"
#include "ui/models/signal_export.h"
#include "ui/models/text_file.h"

using namespace tw;
using namespace tw::ui;

namespace {

sim::Scenario linkLost() {
  return sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json");
}

std::string headlessVcd() {
  const sim::Scenario scenario = linkLost();
  sim::Twin twin(sim::twinSetup(scenario, scenario.seed, scenario.pictures));
  sim::TwinStage stage(twin);
  const sim::RunResult result = sim::runScenario(scenario, stage, {.seed = scenario.seed});
  std::ostringstream out;
  sim::writeVcd(twin.signals(), Instant{result.duration}, out);
  return out.str();
}

// Two signals; the store forgets at 1000 changes.
void fill(SignalStore& store, int changes) {
  store.begin({{.name = "cam/often", .unit = "dB", .max = 1e9},
               {.name = "cam/once", .kind = sim::SignalKind::kFlag}});
  Session::Look look;
  look.changes = {{Instant{}, 0, 0}, {Instant{}, 1, 0}, {Instant{1s}, 1, 1}};
  for (int i = 2; i < changes; ++i) {
    look.changes.push_back({Instant{i * 1s}, 0, static_cast<double>(i)});
    store.take(look);
    look.changes.clear();
  }
}

std::string csvOf(const SignalStore& store, const std::vector<sim::SignalId>* chosen = nullptr) {
  std::ostringstream out;
  writeSignalCsv(store, chosen, out);
  return out.str();
}

QString reasonFor(const QString& file, size_t bytes = 10) {
  return writeFile(file, [bytes](std::ostream& out) { out << std::string(bytes, 'x'); });
}

}  // namespace

TEST_CASE("The window's dump of a run is that of `tweelens run`, byte for byte") {
  int argc = 0;
  const QCoreApplication application(argc, nullptr);
  RunModel run;
  run.setPace(0);
  run.open(linkLost());
  run.play();
  while (run.state() != RunModel::State::kEnded) {
    run.poll();
    std::this_thread::sleep_for(1ms);  // leaves the session its lock
  }
  REQUIRE(run.result());
  std::ostringstream out;
  writeSignalVcd(run.signalStore(), Instant{run.result()->duration}, out);
  const std::string expected = headlessVcd();
  CHECK(expected.size() > 100'000);
  CHECK(out.str() == expected);
}

TEST_CASE("CSV has one change a line, in order, with words quoted where they must be") {
  SignalStore store;
  store.begin({{.name = "phone/last", .kind = sim::SignalKind::kText},
               {.name = "cam/gain", .unit = "dB", .max = 42},
               {.name = "cam/on", .kind = sim::SignalKind::kFlag}});
  Session::Look look;
  look.changes = {{Instant{}, 0, 0},         {Instant{}, 1, 0},   {Instant{}, 2, 0},
                  {Instant{1500ms}, 1, 0.1}, {Instant{2s}, 0, 1}, {Instant{2s}, 2, 1},
                  {Instant{3s + 1ns}, 0, 2}};
  look.labels = {{0, ""}, {0, "say \"a, b\""}, {0, "two\nlines"}};
  store.take(look);
  CHECK(csvOf(store) ==
        "time_s,signal,value,unit\r\n0,phone/last,,\r\n0,cam/gain,0,dB\r\n0,cam/on,false,\r\n"
        "1.5,cam/gain,0.1,dB\r\n2,phone/last,\"say \"\"a, b\"\"\",\r\n2,cam/on,true,\r\n"
        "3.000000001,phone/last,\"two\nlines\",\r\n");
  const std::vector<sim::SignalId> chosen = {2};
  CHECK(csvOf(store, &chosen) ==
        "time_s,signal,value,unit\r\n0,cam/on,false,\r\n2,cam/on,true,\r\n");
}

TEST_CASE("What was forgotten is missing in a file, and what was so when it begins is not") {
  SignalStore store(1000);
  fill(store, 900);
  CHECK(store.wholeFrom() == Instant{});
  fill(store, 5000);
  const Instant from = store.wholeFrom();
  CHECK(from > Instant{4000s});
  const auto changes = store.changes();
  REQUIRE(changes.size() > 100);
  CHECK(changes[0].at == from);
  CHECK(changes[0].value == toSeconds(from.time_since_epoch()));
  CHECK(changes[1].at == from);
  CHECK(changes[1].signal == 1);
  CHECK(changes[1].value == 1);
  CHECK(changes.back().value == 4999);
  for (size_t i = 2; i < changes.size(); ++i) {
    CHECK(changes[i].signal == 0);
    CHECK(changes[i].at == from + (i - 1) * 1s);
  }
  std::ostringstream vcd;
  writeSignalVcd(store, Instant{5000s}, vcd);
  const std::string first = "#" + std::to_string(from.time_since_epoch().count()) + "\n$dumpvars";
  CHECK(vcd.str().find(first) != std::string::npos);
}

TEST_CASE("What cannot be written is refused with file and reason, and what was there stays") {
  const QTemporaryDir folder;
  const QString file = folder.filePath("a.csv");
  CHECK(reasonFor(file, 1'000'000).isEmpty());
  CHECK(QFile(file).size() == 1'000'000);
  const QString nowhere = folder.filePath("no/a.csv");
  CHECK(reasonFor(nowhere).contains(nowhere));
  CHECK(reasonFor(nowhere).contains("there is no folder " + folder.filePath("no")));
  CHECK(reasonFor(folder.path()).contains("directory"));
  CHECK(reasonFor("/dev/full").contains("No space left"));  // the full disk of the house
  CHECK(reasonFor("/dev/full", 1'000'000).contains("/dev/full cannot be written: "));
  CHECK(reasonFor("/dev/full", 1'000'000).contains("No space left"));
}
