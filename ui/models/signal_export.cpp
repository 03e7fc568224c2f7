#include "ui/models/signal_export.h"

#include "sim/core/signal_text.h"
#include "sim/scenario/vcd.h"

namespace tw::ui {
namespace {

// "12.3": whole nanoseconds, without zeros at the end.
std::string secondsText(Instant at) {
  const int64_t ns = at.time_since_epoch().count();
  std::string text = std::to_string(ns / 1'000'000'000);
  const std::string digits = std::to_string(1'000'000'000 + ns % 1'000'000'000).substr(1);
  const size_t last = digits.find_last_not_of('0');
  if (last != std::string::npos) text.append(".").append(digits, 0, last + 1);
  return text;
}

std::string csvField(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) quoted.append(c == '"' ? 2 : 1, c);
  return quoted.append("\"");
}

}  // namespace

void writeSignalCsv(const SignalStore& store, const std::vector<sim::SignalId>* chosen,
                    std::ostream& out) {
  std::vector<bool> wanted(store.size(), chosen == nullptr);
  if (chosen)
    for (const sim::SignalId id : *chosen) wanted[id] = true;
  out << "time_s,signal,value,unit\r\n";
  for (const sim::SignalChange& change : store.changes()) {
    if (!wanted[change.signal]) continue;
    const sim::SignalSpec& spec = store.spec(change.signal);
    out << secondsText(change.at) << ',' << csvField(spec.name) << ','
        << csvField(sim::textOf(spec, change.value)) << ',' << csvField(spec.unit) << "\r\n";
  }
}

void writeSignalVcd(const SignalStore& store, Instant end, std::ostream& out) {
  const std::vector<sim::SignalChange> changes = store.changes();
  sim::SignalRecord record{.changes = changes};
  for (sim::SignalId id = 0; id < store.size(); ++id) record.specs.push_back(&store.spec(id));
  sim::writeVcd(record, end, out);
}

}  // namespace tw::ui
