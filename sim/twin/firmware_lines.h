// The firmware's log lines that judges and reports read, as values. Nothing: another line.
//
// Lines and fields as firmware_core/system/detection_events.h, firmware_core/media/recorder.h and
// snapshots.cpp write them; a line of theirs that lacks a field is a CheckFailed that quotes it.
// Times are exact to a millisecond.
#pragma once

#include <optional>
#include <string>

#include "firmware_core/hal/inference_engine.h"
#include "sim/core/event_log.h"

namespace tw::sim {

// The firmware confirmed an object in a picture.
struct SightingLine {
  std::string kind = {};  // "human"
  hal::LensId lens{};
  hal::PixelBox box{};  // of the analysis frame
  Instant at{};         // when that was captured
  double score = 0;     // 0..1
};

struct ClipOpenedLine {
  hal::LensId lens{};
  uint64_t clip = 0;
  Instant firstFrame{};  // when that was captured
};

struct ClipClosedLine {
  hal::LensId lens{};
  uint64_t clip = 0;
  std::string file = {};  // on the card
};

struct ClipCutShortLine {  // its slot cannot be written; what was acknowledged stays
  hal::LensId lens{};
  uint64_t clip = 0, slot = 0;
};

inline constexpr hal::ImageSize kSightingFrame{640, 360};  // that the boxes are counted in

struct FragmentLine {  // acknowledged: from then on no power cut takes it away
  hal::LensId lens{};
  uint64_t clip = 0, fragment = 0, frames = 0, slot = 0;
  Instant firstFrame{};  // when that was captured
};

struct PictureStoredLine {
  uint64_t clip = 0;
  std::string file = {};  // on the card
};

std::optional<SightingLine> sightingLine(const LoggedEvent& event);
std::optional<ClipOpenedLine> clipOpenedLine(const LoggedEvent& event);
std::optional<ClipClosedLine> clipClosedLine(const LoggedEvent& event);
std::optional<ClipCutShortLine> clipCutShortLine(const LoggedEvent& event);
std::optional<FragmentLine> fragmentLine(const LoggedEvent& event);
std::optional<hal::LensId> groupsLostLine(const LoggedEvent& event);  // of the encoder's
std::optional<PictureStoredLine> pictureStoredLine(const LoggedEvent& event);

}  // namespace tw::sim
