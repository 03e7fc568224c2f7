// Restart and the reason for the last one, kept in a register that survives all but a power cut.
#pragma once

#include <cstdint>
#include <string>

namespace tw::hal {

enum class ResetCause { kPowerOn, kWatchdog, kRequested };

// One word and one short line that survive a restart (retention RAM); cleared by power-on.
struct RetainedNote {
  uint32_t code = 0;
  std::string text;  // at most kMaxNoteBytes
};

class SystemControl {
 public:
  static constexpr size_t kMaxNoteBytes = 96;
  virtual ~SystemControl() = default;
  virtual ResetCause resetCause() const = 0;
  virtual uint32_t bootCount() const = 0;  // since the factory, kept in a fuse-backed counter
  // The chip resets once the present poll() has returned.
  virtual void restart() = 0;
  virtual RetainedNote note() const = 0;
  void setNote(const RetainedNote& note);

 private:
  virtual void doSetNote(const RetainedNote& note) = 0;
};

}  // namespace tw::hal
