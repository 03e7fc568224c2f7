#include "ui/models/lens_overlays.h"

#include <algorithm>

namespace tw::ui {
namespace {

constexpr hal::ImageSize kSize = sim::kSightingFrame;

double strengthOf(Instant sighted, Instant frame) {
  const Duration away = frame > sighted ? frame - sighted : sighted - frame;
  if (away <= Sightings::kNear) return 1;
  if (sighted > frame) return 0;
  return std::max(0.0, 1 - toSeconds(away - Sightings::kNear) / toSeconds(Sightings::kFade));
}

LensOverlay overlayOf(const sim::SightingLine& line, double strength) {
  return {LensOverlay::Kind::kDetection,
          QRectF(line.box.x, line.box.y, line.box.width, line.box.height),
          QStringLiteral("%1 %2").arg(QString::fromStdString(line.kind)).arg(line.score, 0, 'f', 2),
          strength};
}

// A lens that shows more than half a turn would see what is behind it all around its picture.
bool isBefore(const sim::Pose& lens, const sim::Box& box) {
  const sim::Vec3 middle = (box.low + box.high) * 0.5;
  return (inverse(lens.turn) * (middle - lens.position)).z > 0;
}

}  // namespace

void Sightings::clear() {
  found_.clear();
  taken_ = 0;
}

void Sightings::take(const EventStore& events) {
  events.since(taken_, [this](const sim::LoggedEvent& event) {
    if (auto line = sim::sightingLine(event)) add({event.source, std::move(*line)});
  });
}

void Sightings::add(Found found) {
  if (found_.size() >= kMost) found_.erase(found_.begin(), found_.begin() + kMost / 2);
  const auto after =
      std::upper_bound(found_.begin(), found_.end(), found.line.at,
                       [](Instant at, const Found& other) { return at < other.line.at; });
  found_.insert(after, std::move(found));
}

std::vector<LensOverlay> Sightings::around(const std::string& camera, hal::LensId lens,
                                           Instant frame) const {
  const std::string source = camera + "/firmware";
  std::vector<const sim::SightingLine*> lines;
  for (auto found =
           std::lower_bound(found_.begin(), found_.end(), frame - kNear - kFade,
                            [](const Found&other, Instant at) { return other.line.at < at; });
       found != found_.end() && found->line.at <= frame + kNear; ++found)
    if (found->line.lens == lens && found->source == source) lines.push_back(&found->line);
  const auto away = [&](const sim::SightingLine* line) {
    return line->at > frame ? line->at - frame : frame - line->at;
  };
  std::stable_sort(lines.begin(), lines.end(),
                   [&](const auto* a, const auto* b) { return away(a) < away(b); });
  std::vector<std::pair<LensOverlay, const sim::SightingLine*>> kept;
  std::vector<LensOverlay> overlays;
  for (const sim::SightingLine* line : lines) {
    LensOverlay overlay = overlayOf(*line, strengthOf(line->at, frame));
    const bool covered = std::any_of(kept.begin(), kept.end(), [&](const auto& other) {
      // Two finds of one frame are two.
      return other.second->at != line->at && other.second->kind == line->kind &&
             other.first.box.intersects(overlay.box);
    });
    if (!covered && overlay.strength > 0) kept.emplace_back(std::move(overlay), line);
  }
  for (auto& [overlay, line] : kept) overlays.push_back(std::move(overlay));
  return overlays;
}

std::vector<LensOverlay> groundTruth(const sim::Snapshot& snapshot, size_t camera,
                                     hal::LensId lens) {
  const sim::CameraLook& look = snapshot.cameras.at(camera);
  const sim::SeenFrame& seen = look.seen[hal::index(lens)];
  std::vector<LensOverlay> overlays;
  if (!seen.picture) return overlays;
  for (const sim::ActorLook& actor : snapshot.actors) {
    if (!isBefore(seen.lensPose, actor.box)) continue;
    const auto box = sim::boxIn(look.lenses[hal::index(lens)], kSize, seen.lensPose, actor.box);
    if (!box) continue;
    const QRectF rect(QPointF(box->left, box->top), QPointF(box->right, box->bottom));
    if (rect.intersects(QRectF(0, 0, kSize.width, kSize.height)))
      overlays.push_back({LensOverlay::Kind::kTruth, rect, QString::fromStdString(actor.name)});
  }
  return overlays;
}

}  // namespace tw::ui
