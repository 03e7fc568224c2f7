#include "ui/models/time_window.h"

#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {
constexpr double kLongest = 1e7;  // s
}  // namespace

void TimeWindow::begin() {
  now_ = 0;
  cursors_[kA].reset();
  cursors_[kB].reset();
  place(0, length_);
  Q_EMIT cursorsChanged();
}

void TimeWindow::setNow(Instant now) {
  now_ = toSeconds(now.time_since_epoch());
  if (follows_) place(now_ - length_, length_);
}

void TimeWindow::setFollows(bool yes) {
  if (follows_ == yes) return;
  follows_ = yes;
  if (yes) place(now_ - length_, length_);
  Q_EMIT followsChanged();
}

void TimeWindow::fit() {
  setFollows(false);
  place(0, now_);
}

void TimeWindow::zoom(double about, double factor) {
  const double length = std::clamp(length_ / factor, kShortest, kLongest);
  if (follows_) return place(now_ - length, length);
  place(about - (about - from_) * length / length_, length);
}

void TimeWindow::pan(double seconds) {
  setFollows(false);
  place(from_ + seconds, length_);
}

// Before the run's beginning there is nothing to see.
void TimeWindow::place(double from, double length) {
  length = std::clamp(length, kShortest, kLongest);
  from = std::clamp(from, 0.0, kLongest);
  if (from == from_ && length == length_) return;
  from_ = from;
  length_ = length;
  Q_EMIT moved();
}

void TimeWindow::set(Cursor cursor, std::optional<Instant> at) {
  if (at && *at < Instant{}) at = Instant{};
  cursors_[cursor] = at;
  Q_EMIT cursorsChanged();
}

double tickStep(double length, int most) {
  const double least = length / std::max(1, most);
  const double power = std::pow(10, std::floor(std::log10(least)));
  for (const double step : {1.0, 2.0, 5.0})
    if (step * power >= least) return step * power;
  return 10 * power;
}

}  // namespace tw::ui
