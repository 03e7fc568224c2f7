// The log and the messages as tables: what they let through, and that their number does not matter.
#include <chrono>

#include "tests/support/catch.h"
#include "ui/models/log_table.h"
#include "ui/models/message_table.h"

using namespace tw;
using namespace tw::ui;

namespace {

Instant logAt(double seconds) { return Instant{fromSeconds(seconds)}; }

sim::LoggedEvent logLine(double seconds, const char* level, const char* part,
                         const std::string& text, const char* camera = "cam") {
  return {logAt(seconds),
          std::string(camera) + "/firmware",
          "log",
          {{"level", level}, {"part", part}, {"text", text}}};
}

// Until all there is has been looked at.
void takeAll(EventRows& rows, Instant upTo = kNever) {
  while (rows.take(upTo)) {
  }
}

QString logCell(const EventRows& rows, int row, int column) {
  return rows.index(row, column).data().toString();
}

void fillLog(EventStore& events) {
  events.take({logLine(1, "info", "link", "ethernet link"),
               logLine(2, "warning", "cloud", "up: Connection ended"),
               logLine(2.5, "info", "link", "other camera", "cam_2"),
               {logAt(3),
                "scenario",
                "command",
                {{"camera", "cam"}, {"do", "plug_in"}, {"with", nlohmann::json::object()}}},
               logLine(4, "error", "card", "write failed"),
               logLine(5, "debug", "link", "details")});
}

}  // namespace

TEST_CASE("The log shows one camera's firmware, from a level on, with a text in any letters") {
  EventStore events;
  fillLog(events);
  LogTable log(events);
  log.setFilter({.camera = "cam"});
  takeAll(log);
  REQUIRE(log.rowCount() == 4);
  CHECK(logCell(log, 1, LogTable::kTime) == "0:02.000");
  CHECK(log.lineOf(1) == "0:02.000\twarning\tcloud\tup: Connection ended");

  log.setFilter({.camera = "cam", .least = LogGrade::kWarning});
  takeAll(log);
  REQUIRE(log.rowCount() == 2);
  CHECK(logCell(log, 1, LogTable::kPart) == "card");
  CHECK(log.index(1, 0).data(Qt::BackgroundRole).isValid());

  log.setFilter({.camera = "cam", .text = "CONNECTION"});
  takeAll(log);
  CHECK(log.rowCount() == 1);
  log.setFilter({.camera = "cam", .text = "link"});  // a part
  takeAll(log);
  CHECK(log.rowCount() == 2);
  log.setFilter({.camera = {}});
  takeAll(log);
  REQUIRE(log.rowCount() == 6);
  CHECK(logCell(log, 3, LogTable::kText) == "cam: plug_in");
  CHECK(logCell(log, 3, LogTable::kPart) == "scenario");
}

TEST_CASE("Looking back hides the lines that come later") {
  EventStore events;
  fillLog(events);
  LogTable log(events);
  log.setFilter({.camera = "cam"});
  takeAll(log, logAt(2));
  CHECK(log.rowCount() == 2);
  takeAll(log, logAt(0.5));
  CHECK(log.rowCount() == 0);
  takeAll(log);
  CHECK(log.rowCount() == 4);
  takeAll(log, logAt(3));
  CHECK(log.rowCount() == 2);
}

TEST_CASE("The log keeps to what the store has, also when the older half is forgotten unseen") {
  EventStore events(1000);
  LogTable log(events);
  log.setFilter({.camera = "cam"});
  for (int i = 0; i < 5000; ++i) {
    events.take({logLine(i, "info", "x", std::to_string(i))});
    if (log.rowCount() > 0) log.index(0, LogTable::kText).data();  // as a view may at any time
    if (i % 7 == 0) log.take(logAt(i));
  }
  takeAll(log);
  CHECK(static_cast<size_t>(log.rowCount()) == events.end() - events.first());
  CHECK(logCell(log, log.rowCount() - 1, LogTable::kText) == "4999");
}

TEST_CASE("Two hundred thousand lines are filtered in steps that nobody feels") {
  EventStore events;
  std::vector<sim::LoggedEvent> many;
  for (int i = 0; i < 200'000; ++i)
    many.push_back(logLine(i * 0.001, i % 50 == 0 ? "warning" : "info", "recorder",
                           "fragment " + std::to_string(i) + " acknowledged by the card"));
  events.take(many);
  LogTable log(events);
  log.setFilter({.camera = "cam", .text = "99 acknowledged"});
  using Clock = std::chrono::steady_clock;
  double worstMs = 0;
  bool more = true;
  while (more) {
    const auto start = Clock::now();
    more = log.take(kNever);
    worstMs =
        std::max(worstMs, std::chrono::duration<double, std::milli>(Clock::now() - start).count());
  }
  INFO("slowest step: " << worstMs << " ms");
  CHECK(log.rowCount() == 2000);
  CHECK(worstMs < 250);  // some 5 on a machine with nothing else to do
}

TEST_CASE("Messages are requests of the app, answers with their time, news, and who is online") {
  EventStore events;
  const nlohmann::json none = nlohmann::json::object();
  events.take(
      {{logAt(1), "scenario", "command", {{"camera", "cam"}, {"do", "plug_in"}, {"with", none}}},
       {logAt(2), "cloud", "camera_online", {{"serial", "TW1"}}},
       {logAt(2), "cloud", "camera_online", {{"serial", "TW2"}}},
       {logAt(3),
        "scenario",
        "command",
        {{"camera", "cam"}, {"do", "go_to"}, {"with", {{"pan_deg", 3}, {"tilt_deg", 0}}}}},
       {logAt(3.25),
        "phone",
        "answer",
        {{"camera", "cam"},
         {"do", "ptz.goto"},
         {"asked_ns", 3'000'000'000},
         {"answer", {{"ok", true}}}}},
       {logAt(4),
        "phone",
        "answer",
        {{"camera", "cam"},
         {"do", "ptz.goto"},
         {"asked_ns", 3'500'000'000},
         {"answer", {{"ok", false}, {"error", "asleep"}}}}},
       {logAt(5),
        "phone",
        "message",
        {{"camera", "cam"}, {"message", {{"kind", "detection"}, {"text", "human"}}}}},
       {logAt(6), "phone", "message", {{"camera", "cam_2"}, {"message", none}}},
       logLine(7, "info", "cloud", "session up")});
  MessageTable messages(events);
  messages.setCamera("cam", "TW1");
  takeAll(messages);
  REQUIRE(messages.rowCount() == 5);
  CHECK(logCell(messages, 0, MessageTable::kWhat) == "camera online");
  CHECK(logCell(messages, 1, MessageTable::kWhat) == "go to");
  CHECK(logCell(messages, 1, MessageTable::kDetails) == R"({"pan_deg":3,"tilt_deg":0})");
  CHECK(logCell(messages, 2, MessageTable::kDetails) == "ok, after 0.250 s");
  CHECK(logCell(messages, 3, MessageTable::kDetails) == "asleep, after 0.500 s");
  CHECK(messages.index(3, 0).data(Qt::BackgroundRole).isValid());
  CHECK(logCell(messages, 4, MessageTable::kWhat) == "message: detection");
  CHECK(logCell(messages, 4, MessageTable::kDetails) == "human");
  CHECK(messages.wholeOf(4).contains("\"kind\": \"detection\""));
}
