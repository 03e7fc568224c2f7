// What happened, in words with fields, for people and tests: firmware log lines, commands,
// messages. One JSON object a line in events.jsonl: {"at_s":..., "source":"cam/firmware",
// "kind":"log", ...}.
#pragma once

#include <functional>
#include <nlohmann/json.hpp>
#include <string>
#include <vector>

#include "firmware_core/base/time.h"

namespace tw::sim {

struct LoggedEvent {
  Instant at;
  std::string source;     // "cam/firmware", "cam/card", "phone", "scenario"
  std::string kind;       // "log", "command", "message", "fault_ended" (by itself), ...
  nlohmann::json fields;  // an object; for "log": {"level","part","text"}
};

class EventLog {
 public:
  explicit EventLog(std::function<Instant()> now) : now_(std::move(now)) {}
  void add(std::string source, std::string kind, nlohmann::json fields = nlohmann::json::object()) {
    events_.push_back({now_(), std::move(source), std::move(kind), std::move(fields)});
  }
  const std::vector<LoggedEvent>& events() const { return events_; }

 private:
  std::function<Instant()> now_;
  std::vector<LoggedEvent> events_;
};

}  // namespace tw::sim
