// The stretch of time that plots show, in seconds of the run, and the two cursors that are set in
// it. It moves with the run while it follows.
#pragma once

#include <QObject>
#include <optional>

#include "firmware_core/base/time.h"

namespace tw::ui {

// 1, 2 or 5 times a power of ten: between ticks, so that `most` or fewer lie in so long a time.
double tickStep(double length, int most);

class TimeWindow : public QObject {
  Q_OBJECT

 public:
  static constexpr double kFirstLength = 60, kShortest = 1e-5;  // s
  enum Cursor { kA, kB };

  void begin();               // of a run: cursors are gone, length and following stay
  void setNow(Instant now);   // how far the run has come
  void setFollows(bool yes);  // the end of the window is the run's
  bool follows() const { return follows_; }
  void fit();                              // the whole run so far; follows no more
  void zoom(double about, double factor);  // the window gets so much shorter; about its end while
                                           // it follows
  void pan(double seconds);                // later by so much; follows no more

  double from() const { return from_; }
  double to() const { return from_ + length_; }
  double length() const { return length_; }
  double now() const { return now_; }

  void set(Cursor cursor, std::optional<Instant> at);
  std::optional<Instant> cursor(Cursor cursor) const { return cursors_[cursor]; }

 Q_SIGNALS:
  void moved();  // from(), to()
  void followsChanged();
  void cursorsChanged();

 private:
  void place(double from, double length);

  double from_ = 0, length_ = kFirstLength, now_ = 0;
  bool follows_ = true;
  std::optional<Instant> cursors_[2];
};

}  // namespace tw::ui
