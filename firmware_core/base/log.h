// The firmware's log: short lines with a level and the part that speaks. The console decides what
// to do with them; formatting costs nothing when nobody listens.
#pragma once

#include <string>
#include <string_view>

namespace tw {

enum class LogLevel { kDebug, kInfo, kWarning, kError };

class LogSink {
 public:
  virtual ~LogSink() = default;
  virtual void write(LogLevel level, std::string_view part, std::string_view text) = 0;
};

// A part's own voice: borrows the sink, which outlives it.
class Log {
 public:
  Log(LogSink& sink, std::string_view part) : sink_(&sink), part_(part) {}
  void debug(std::string_view text) const { sink_->write(LogLevel::kDebug, part_, text); }
  void info(std::string_view text) const { sink_->write(LogLevel::kInfo, part_, text); }
  void warning(std::string_view text) const { sink_->write(LogLevel::kWarning, part_, text); }
  void error(std::string_view text) const { sink_->write(LogLevel::kError, part_, text); }

 private:
  LogSink* sink_;
  std::string part_;
};

}  // namespace tw
