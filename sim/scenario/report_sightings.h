// What the firmware saw while it recorded a clip, out of the run's log.
//
// A closed clip belongs to the newest opened one of its camera, lens and number: a number that a
// power cut ended comes again. Left out: clips that were never closed, whose file the log does not
// name.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "sim/core/event_log.h"
#include "sim/twin/firmware_lines.h"

namespace tw::sim {

struct ClipSightings {
  Instant firstFrame{};                      // when that was captured
  std::vector<SightingLine> sightings = {};  // of the clip's lens in the whole run, by time
};

class RunSightings {
 public:
  explicit RunSightings(const EventLog& events);

  // For a clip by its path on one of the camera's cards: the `pulled`-th that was pulled, or 0: the
  // last one that was in. Nothing when the log does not say when its first frame was captured.
  std::optional<ClipSightings> of(const std::string& camera, int pulled,
                                  const std::string& path) const;

 private:
  struct Closed {
    std::string serial;  // of the card that was in
    std::string file;
    hal::LensId lens;
    Instant firstFrame;
  };
  struct Camera {
    std::string serial = {};               // of the card that was put in last
    std::vector<std::string> pulled = {};  // serials
    std::map<std::pair<hal::LensId, uint64_t>, Instant> opened = {};  // by lens and clip
    std::vector<Closed> closed = {};
    std::vector<SightingLine> sightings = {};
  };

  void takeCard(Camera& camera, const LoggedEvent& event);
  void takeLine(Camera& camera, const LoggedEvent& event);
  void close(Camera& camera, const ClipClosedLine& line);

  std::map<std::string, Camera> cameras_;
};

}  // namespace tw::sim
