// Judges what a camera has recorded against what it should have (recording_duty.h), frame by frame,
// for each lens. It reads the firmware's log of what is safe on the card; nothing flows back.
//
// What is safe is what was acknowledged; the ring may have written over it since. A time is judged
// kSettle later: until then it may still be on its way, from the encoder's history through the
// groups that wait to those that the card has been given. So the last kSettle of a run are not
// judged: that something newer is safe proves nothing, for another recording of the same lens may
// bring what is missing. A gap is a stretch that is due and not recorded, of at least a frame and
// kGapTolerance.
//
// Signals, under `recording.`, in all, of what has been judged: due_s, wide_gap_ms, ptz_gap_ms.
// They only rise: what a slow card takes later than kSettle stays a gap there, and is none in
// figures().
#pragma once

#include <string>
#include <vector>

#include "sim/devices/one_shot.h"
#include "sim/twin/recording_duty.h"
#include "sim/twin/recording_figures.h"

namespace tw::sim {

class RecordingScore {
 public:
  static constexpr Duration kSettle = 20s;
  static constexpr Duration kEvery = 1s;
  static constexpr Duration kSeam = 3ms;  // between fragments that follow one another

  RecordingScore(const Bench& bench, RecordingDefaults defaults, int framesPerSecond);

  RecordingFigures figures() const;

 private:
  struct Lens {
    Spans recorded;
    std::vector<SafeFragment> fragments;
    std::vector<Instant> losses;  // told of
    Spans late;                   // of what was due, not safe when judged, the shortest included
    Signal gap;
  };

  void look();
  void readLog();
  void takeLoss(const LoggedEvent& event);
  void judge(Instant to);
  std::vector<RecordingGap> gapsOf(const Lens& lens) const;
  std::string causeOf(const Lens& lens, Span gap) const;
  Spans gapSpans(const Spans& missing) const;  // long enough

  const Bench& bench_;
  RecordingDuty duty_;
  Duration frame_;
  size_t read_ = 0;  // events of the log
  int pulls_ = 0;
  Instant judgedTo_{};
  Spans due_;
  Signal dueSum_;
  hal::PerLens<Lens> lenses_;
  OneShot next_;
};

}  // namespace tw::sim
