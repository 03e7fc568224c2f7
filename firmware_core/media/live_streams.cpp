#include "firmware_core/media/live_streams.h"

#include <algorithm>

namespace tw::fw {

LiveStreams::LiveStreams(hal::PerLens<hal::VideoEncoder*> encoders, LogSink& log)
    : encoders_(encoders), log_(log, "live") {}

Result<ViewerId> LiveStreams::add(LensChoice lenses, VideoSink& sink) {
  if (!lenses.wide && !lenses.ptz) return Errc::kOutOfRange;
  if (viewers_.size() == kMaxViewers) return Errc::kNoSpace;
  viewers_.push_back({++lastViewer_, lenses, &sink});
  log_.info("viewer added id=" + std::to_string(lastViewer_));
  return lastViewer_;
}

void LiveStreams::remove(ViewerId viewer) {
  const auto gone = std::remove_if(viewers_.begin(), viewers_.end(),
                                   [viewer](const Viewer& v) { return v.id == viewer; });
  if (gone == viewers_.end()) return;
  viewers_.erase(gone, viewers_.end());
  log_.info("viewer removed id=" + std::to_string(viewer));
  for (hal::LensId lens : hal::kLenses) closeUnwanted(lens);
}

void LiveStreams::removeAll() {
  while (!viewers_.empty()) remove(viewers_.back().id);
}

bool LiveStreams::wanted(hal::LensId lens) const {
  return std::any_of(viewers_.begin(), viewers_.end(),
                     [lens](const Viewer& v) { return v.lenses.has(lens); });
}

void LiveStreams::closeUnwanted(hal::LensId lens) {
  auto& reader = readers_[hal::index(lens)];
  if (!reader || wanted(lens)) return;
  encoders_[hal::index(lens)]->close(*reader);
  reader.reset();
}

Instant LiveStreams::poll(Instant now) {
  bool again = false;
  for (hal::LensId lens : hal::kLenses) {
    if (!wanted(lens)) continue;
    auto& reader = readers_[hal::index(lens)];
    if (!reader) {
      const auto opened = encoders_[hal::index(lens)]->open(kNever);
      if (opened) reader = opened.value();
    }
    if (reader)
      pump(lens);
    else
      again = true;
  }
  return again ? now + kOpenAgain : kNever;
}

void LiveStreams::pump(hal::LensId lens) {
  hal::VideoEncoder& encoder = *encoders_[hal::index(lens)];
  while (auto unit = encoder.take(*readers_[hal::index(lens)]))
    for (Viewer& viewer : viewers_)
      if (viewer.lenses.has(lens)) deliver(viewer, lens, *unit);
}

void LiveStreams::deliver(Viewer& viewer, hal::LensId lens, const hal::AccessUnit& unit) {
  bool& flowing = viewer.flowing[hal::index(lens)];
  const bool fits = viewer.sink->room() >= unit.data.size();
  if (unit.key) {
    if (!fits) ++droppedGroups_;  // all of it
    flowing = fits;
  } else if (flowing && !fits) {
    ++droppedGroups_;  // the rest of it
    flowing = false;
  }
  if (!flowing) return;
  viewer.sink->send(lens, unit);
}

}  // namespace tw::fw
