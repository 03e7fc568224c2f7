// Who is there? Both lenses' analysis frames -> image change -> gate by size on the ground -> the
// inference engine -> tracks -> sightings of confirmed persons.
//
// How to use it (one object for both lenses; they share the engine fairly):
//   1. Construct with both sensors and the engine; all outlive it. Everything is off.
//   2. apply() the settings at start and whenever they change. With all kinds off nothing runs and
//      no frame's pixels are read: drawing them is what costs. detecting() tells.
//   3. setView(lens, view) once the mounting height and the lens's tilt are known, and each time
//   the
//      lens has come to rest somewhere else; moving(lens) when it starts to move. From moving() to
//      setView() the lens's frames are ignored; setView() forgets its background and its tracks.
//      Tilt of the wide lens: as the installer set it; of the PTZ lens: the axis's angle.
//      Height 0 = not known: the size gate is open.
//   4. lights(at, state, fade) whenever one of the camera's own lamps or the IR cut changes, at the
//      time it does. `state`: any number that tells the looks of the scene apart, e.g.
//      illumination.state() | alarm.state() << 4. Calling it with the state that holds already
//      does nothing. `fade`: how long the change takes (IR cut: 100 ms, lamps: 0).
//   5. observe(lens, frame) from AnalysisLoop's observer, for every frame, while it is held.
//   6. poll(now) on every Firmware::poll() (the engine's wake drives it; returns kNever), then
//      while (auto sighting = take()) ...: `first` begins an event, the others keep it going.
//      Someone not sighted for Tracks::kLostAfter is gone; nothing says so.
// Latency: a person is sighted 0.6..1.5 s after being big enough; a new view or light state learns
// for 10 of its frames (2 s). Engine load: at most `batch` candidates a frame. Candidates of a
// frame that finds the engine busy are given up, not kept: the next frame has newer ones, and its
// lens goes first.
#pragma once

#include <array>
#include <optional>
#include <vector>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/hal/image_sensor.h"
#include "firmware_core/hal/inference_engine.h"
#include "firmware_core/vision/candidates.h"
#include "firmware_core/vision/ground_plane.h"
#include "firmware_core/vision/image_change.h"
#include "firmware_core/vision/light_history.h"
#include "firmware_core/vision/sighting.h"
#include "firmware_core/vision/tracks.h"

namespace tw::fw {

struct DetectionSettings {
  bool human = false;
  int humanSensitivity = 3;  // 1..6; 6 = most alarms
  bool operator==(const DetectionSettings&) const = default;
};

struct DetectionConfig {
  hal::ImageSize size{640, 360};  // of the analysis frames
  size_t batch = 4;               // candidates a frame; 20 ms each, both lenses 5 frames/s
  BackgroundParameters background{};
  PersonSize person{};
};

class Detection {
 public:
  static constexpr size_t kMaxSightings = 32;    // not yet taken; the oldest go
  static constexpr Duration kTurnHolds = 400ms;  // a lens that found the engine busy goes first

  struct LensCounters {
    uint64_t frames = 0;     // looked at
    uint64_t blind = 0;      // no pixels: no picture path
    uint64_t mixed = 0;      // lit by two states of the lamps: not judged for change
    uint64_t batches = 0;    // given to the engine
    uint64_t questions = 0;  // candidates in them
    uint64_t busy = 0;       // frames whose candidates found the engine busy
    uint64_t yielded = 0;    // frames that let the other lens go first
    uint64_t failed = 0;     // batches that the engine refused or failed
    uint64_t stale = 0;      // answers about a view that is no more
    uint64_t misfits = 0;    // "persons" of a size that none has
  };

  Detection(const hal::PerLens<hal::ImageSensor*>& sensors, hal::InferenceEngine& engine,
            const DetectionConfig& config = {});
  Detection(const Detection&) = delete;
  Detection& operator=(const Detection&) = delete;

  void apply(const DetectionSettings& settings);
  bool detecting() const { return settings_.human; }
  void setView(hal::LensId lens, const LensView& view);
  void moving(hal::LensId lens) { at(lens).moving = true; }
  void lights(Instant at, int state, Duration fade = Duration::zero());

  void observe(hal::LensId lens, const hal::AnalysisFrame& frame);
  Instant poll(Instant now);
  std::optional<Sighting> take();

  std::span<const Track> tracks(hal::LensId lens) const { return at(lens).tracks.all(); }
  const LensCounters& counters(hal::LensId lens) const { return at(lens).counters; }
  const Candidates::Counters& candidateCounters(hal::LensId lens) const {
    return at(lens).candidates.counters();
  }
  const ImageChange::Counters& changeCounters(hal::LensId lens) const {
    return at(lens).change.counters();
  }
  uint64_t droppedSightings() const { return sightings_.dropped(); }

 private:
  struct Lens {
    Lens(hal::ImageSensor& lensSensor, const DetectionConfig& config, uint32_t& numbers);
    hal::ImageSensor& sensor;
    ImageChange change;
    GroundPlane ground;
    Candidates candidates;
    Tracks tracks;
    bool moving = false;
    uint32_t view = 0;                  // counts views, to tell stale answers
    std::optional<Instant> waitsSince;  // found the engine busy then
    LensCounters counters;
  };
  struct Batch {
    hal::LensId lens{};
    uint32_t view = 0;
    Instant at{};
    uint64_t sensorFrame = 0;
    std::vector<hal::PixelBox> asked;
  };

  Lens& at(hal::LensId lens) { return lenses_[index(lens)]; }
  const Lens& at(hal::LensId lens) const { return lenses_[index(lens)]; }
  void forget(Lens& lens);
  std::vector<Region> changedRegions(Lens& lens, const hal::AnalysisFrame& frame);
  bool mayAsk(hal::LensId id, Instant now);
  void ask(hal::LensId id, const hal::AnalysisFrame& frame, std::vector<hal::PixelBox> boxes);
  void collect();
  void answered(const Batch& batch, const std::vector<hal::Detection>& detections);

  hal::InferenceEngine& engine_;
  DetectionConfig config_;
  DetectionSettings settings_;
  LightHistory lights_;
  uint32_t numbers_ = 0;  // the last track number given
  std::array<Lens, 2> lenses_;
  std::optional<Batch> batch_;  // under way
  std::optional<hal::LensId> servedLast_;
  BoundedQueue<Sighting> sightings_{kMaxSightings};
};

}  // namespace tw::fw
