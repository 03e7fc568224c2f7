// Live video: hands the encoders' access units to whoever watches, and drops whole groups for those
// who cannot keep up.
//
// One reader a lens serves all viewers. A viewer begins with a key frame; when its sink has no room
// it gets nothing until a key frame finds room again, and what it missed is counted in groups. No
// change of quality to the network yet.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "firmware_core/base/log.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/video_encoder.h"

namespace tw::fw {

// Where the units go: net implements it. Outlives its viewer.
class VideoSink {
 public:
  virtual ~VideoSink() = default;
  virtual size_t room() const = 0;  // bytes that send() takes now
  virtual void send(hal::LensId lens, const hal::AccessUnit& unit) = 0;  // data.size() <= room()
};

using ViewerId = uint32_t;

struct LensChoice {
  bool wide = true;
  bool ptz = true;
  bool has(hal::LensId lens) const { return lens == hal::LensId::kWide ? wide : ptz; }
};

class LiveStreams {
 public:
  static constexpr size_t kMaxViewers = 4;
  static constexpr Duration kOpenAgain = std::chrono::milliseconds{100};  // no reader was free

  LiveStreams(hal::PerLens<hal::VideoEncoder*> encoders, LogSink& log);

  // kNoSpace: too many viewers; kOutOfRange: no lens chosen.
  Result<ViewerId> add(LensChoice lenses, VideoSink& sink);
  void remove(ViewerId viewer);  // unknown ones are ignored
  void removeAll();
  bool watched() const { return !viewers_.empty(); }

  Instant poll(Instant now);

  uint64_t droppedGroups() const { return droppedGroups_; }

 private:
  struct Viewer {
    ViewerId id;
    LensChoice lenses;
    VideoSink* sink;
    hal::PerLens<bool> flowing{false, false};  // false: waits for a key frame
  };
  bool wanted(hal::LensId lens) const;
  void closeUnwanted(hal::LensId lens);
  void pump(hal::LensId lens);
  void deliver(Viewer& viewer, hal::LensId lens, const hal::AccessUnit& unit);

  hal::PerLens<hal::VideoEncoder*> encoders_;
  Log log_;
  std::vector<Viewer> viewers_;
  hal::PerLens<std::optional<hal::ReaderId>> readers_;
  ViewerId lastViewer_ = 0;
  uint64_t droppedGroups_ = 0;
};

}  // namespace tw::fw
