#include "firmware_core/vision/detection.h"

#include <utility>

#include "firmware_core/base/check.h"

namespace tw::fw {

Detection::Lens::Lens(hal::ImageSensor& lensSensor, const DetectionConfig& config,
                      uint32_t& numbers)
    : sensor(lensSensor),
      change(config.size, config.background),
      ground(LensView{}, config.size, config.person),
      candidates(config.size),
      tracks(numbers) {}

Detection::Detection(const hal::PerLens<hal::ImageSensor*>& sensors, hal::InferenceEngine& engine,
                     const DetectionConfig& config)
    : engine_(engine),
      config_(config),
      lenses_{Lens(*sensors[0], config, numbers_), Lens(*sensors[1], config, numbers_)} {
  TW_CHECK(config.batch >= 1 && config.batch <= hal::InferenceEngine::kMaxCandidates);
}

void Detection::apply(const DetectionSettings& settings) {
  if (settings.human != settings_.human)
    for (Lens& lens : lenses_) forget(lens);
  settings_ = settings;
  TW_CHECK(settings.humanSensitivity >= 1 && settings.humanSensitivity <= 6);
}

// Another view, or nobody looked for a while: what was known says nothing any more.
void Detection::forget(Lens& lens) {
  ++lens.view;
  lens.change.restart();
  lens.candidates.clear();
  lens.tracks.clear();
  lens.waitsSince.reset();
}

void Detection::setView(hal::LensId lens, const LensView& view) {
  forget(at(lens));
  at(lens).ground = GroundPlane(view, config_.size, config_.person);
  at(lens).moving = false;
}

void Detection::lights(Instant at, int state, Duration fade) { lights_.changed(at, state, fade); }

void Detection::observe(hal::LensId id, const hal::AnalysisFrame& frame) {
  Lens& lens = at(id);
  if (!detecting() || lens.moving) return;
  collect();
  const std::vector<Region> regions = changedRegions(lens, frame);
  lens.tracks.expire(frame.capturedAt);
  std::vector<hal::PixelBox> boxes = lens.candidates.choose(regions, lens.ground, lens.tracks.all(),
                                                            frame.capturedAt, config_.batch);
  if (boxes.empty()) {
    lens.waitsSince.reset();
  } else if (mayAsk(id, frame.capturedAt)) {
    ask(id, frame, std::move(boxes));
  }
}

std::vector<Region> Detection::changedRegions(Lens& lens, const hal::AnalysisFrame& frame) {
  TW_CHECK(frame.size == config_.size);
  ++lens.counters.frames;
  const std::optional<int> state = lights_.during(frame);
  if (!state) {
    ++lens.counters.mixed;
    return {};
  }
  const std::span<const uint8_t> luma = lens.sensor.luma(frame.handle);
  if (luma.empty()) {
    ++lens.counters.blind;
    return {};
  }
  std::vector<Region> regions = lens.change.judge(luma, frame.capturedAt, *state);
  for (Track& track : lens.tracks.all())
    if (lens.change.changedWithin(Tracks::foretold(track, frame.capturedAt)))
      track.changed = frame.capturedAt;
  return regions;
}

// Who was served last lets the other one go first, if that one found the engine busy meanwhile.
bool Detection::mayAsk(hal::LensId id, Instant now) {
  Lens& lens = at(id);
  if (batch_ || engine_.state() != hal::IoState::kIdle) {
    ++lens.counters.busy;
    lens.waitsSince = now;
    return false;
  }
  const hal::LensId otherId = id == hal::LensId::kWide ? hal::LensId::kPtz : hal::LensId::kWide;
  const std::optional<Instant>& waits = at(otherId).waitsSince;
  if (servedLast_ == id && waits && now - *waits <= kTurnHolds) {
    ++lens.counters.yielded;
    return false;
  }
  return true;
}

void Detection::ask(hal::LensId id, const hal::AnalysisFrame& frame,
                    std::vector<hal::PixelBox> boxes) {
  Lens& lens = at(id);
  if (!engine_.start(id, frame.handle, frame.size, boxes)) {
    ++lens.counters.failed;
    return;
  }
  ++lens.counters.batches;
  lens.counters.questions += boxes.size();
  lens.waitsSince.reset();
  servedLast_ = id;
  batch_ = Batch{id, lens.view, frame.capturedAt, frame.number, std::move(boxes)};
}

Instant Detection::poll(Instant) {
  collect();
  return kNever;
}

// Also ends a batch that a restart of the firmware left behind: nobody asks for its answer.
void Detection::collect() {
  if (engine_.state() != hal::IoState::kDone) return;
  const Result<std::vector<hal::Detection>> result = engine_.take();
  const std::optional<Batch> batch = std::exchange(batch_, std::nullopt);
  if (!batch) return;
  Lens& lens = at(batch->lens);
  if (!result) {
    ++lens.counters.failed;
  } else if (lens.view != batch->view || lens.moving) {
    ++lens.counters.stale;
  } else {
    answered(*batch, result.value());
  }
}

void Detection::answered(const Batch& batch, const std::vector<hal::Detection>& detections) {
  Lens& lens = at(batch.lens);
  std::vector<hal::Detection> found;
  const Confirmation needed = confirmationFor(settings_.humanSensitivity);
  for (const hal::Detection& detection : detections) {
    if (detection.kind != hal::ObjectClass::kHuman || detection.score < needed.keepScore) continue;
    if (lens.ground.mayBe(detection.box)) {
      found.push_back(detection);
    } else {
      ++lens.counters.misfits;
    }
  }
  lens.candidates.answered(batch.asked, found, batch.at);
  std::vector<Sighting> seen;
  lens.tracks.take({.lens = batch.lens,
                    .at = batch.at,
                    .sensorFrame = batch.sensorFrame,
                    .asked = batch.asked,
                    .found = found},
                   needed, seen);
  for (const Sighting& sighting : seen) sightings_.pushDroppingOldest(sighting);
}

std::optional<Sighting> Detection::take() {
  if (sightings_.empty()) return std::nullopt;
  return sightings_.pop();
}

}  // namespace tw::fw
