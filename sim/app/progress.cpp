#include "sim/app/progress.h"

#include <unistd.h>

#include <cstdio>

namespace tw::app {

Progress::Progress(std::string name, const sim::Pacer& pacer)
    : name_(std::move(name)), pacer_(pacer), terminal_(isatty(STDERR_FILENO) == 1) {}

Progress::~Progress() { wipe(); }

bool Progress::due() {
  if (!terminal_ || pacer_.wallSeconds() < next_) return false;
  next_ = pacer_.wallSeconds() + kEvery;
  return true;
}

void Progress::update(Instant now, Instant end) {
  if (!due()) return;
  const double at = toSeconds(now.time_since_epoch()), all = toSeconds(end.time_since_epoch());
  const double wall = pacer_.wallSeconds();
  std::fprintf(stderr, "\r\033[K%s  %.1f of %.0f s  %.0f %%  at %.3g times real time",
               name_.c_str(), at, all, all > 0 ? at / all * 100 : 100.0, wall > 0 ? at / wall : 0);
  std::fflush(stderr);
  shown_ = true;
}

void Progress::update(const std::string& text) {
  if (!terminal_) return;
  std::fprintf(stderr, "\r\033[K%s  %s", name_.c_str(), text.c_str());
  std::fflush(stderr);
  shown_ = true;
}

void Progress::wipe() {
  if (shown_) std::fputs("\r\033[K", stderr);
  shown_ = false;
}

}  // namespace tw::app
