#include "sim/optics/drawn_pictures.h"

#include <algorithm>
#include <optional>

#include "firmware_core/base/check.h"
#include "sim/optics/haze.h"
#include "sim/optics/insects.h"
#include "sim/optics/rain.h"
#include "sim/optics/rolling_shutter.h"

namespace tw::sim {
namespace {

constexpr size_t kViews = 6;  // two lenses: analysis, recording, a snapshot of another size
constexpr size_t kTaken = 4;  // pictures of one view
constexpr hal::ImageSize kAnalysis{640, 360};
constexpr hal::ImageSize kRecording{1280, 720};
constexpr int kStatisticsStep = 4;
constexpr uint64_t kCompareEach = 10;

// The size that is drawn for a wanted one.
hal::ImageSize drawnSize(hal::ImageSize wanted) {
  if (wanted.width * 9 != wanted.height * 16) return wanted;
  if (wanted.width <= kAnalysis.width) return kAnalysis;
  if (wanted.width <= kRecording.width) return kRecording;
  return wanted;
}

bool same(const std::shared_ptr<const SceneState>& a, const std::shared_ptr<const SceneState>& b) {
  return a == b || *a == *b;
}

// Something new in every frame.
bool flies(const FrameRecord& frame) {
  const Weather& weather = frame.scene->weather;
  return (weather.rainMmH > 0 && frame.outdoors) || weather.insects > 0;
}

// A scene in part of its light: all but that of lamps at the lens, or that alone.
SceneState withoutOwn(const SceneState& scene, const Pose& lens) {
  SceneState rest = scene;
  std::erase_if(rest.lamps, [&](const Lamp& lamp) { return ownLamp(lamp, lens); });
  return rest;
}
SceneState ownAlone(const SceneState& scene, const Pose& lens) {
  SceneState own = scene;
  own.sun.illuminanceLux = own.skyLux = 0;
  own.placeLamps.clear();
  std::erase_if(own.lamps, [&](const Lamp& lamp) { return !ownLamp(lamp, lens); });
  return own;
}

struct Taken {
  FrameRecord frame;
  std::shared_ptr<const Picture> picture;
};

bool looksLike(const FrameRecord& a, const FrameRecord& b) {
  return a.noiseSeed == b.noiseSeed && a.lensPose == b.lensPose && a.turnRate == b.turnRate &&
         a.exposure == b.exposure && a.irCutIn == b.irCutIn && a.glare == b.glare &&
         same(a.scene, b.scene);
}

}  // namespace

// One lens at one size. Whoever works on it holds its mutex.
struct DrawnPictures::View {
  View(hal::LensId lensId, const LensModel& model, hal::ImageSize s)
      : id(lensId),
        lens(model),
        size(s),
        bend(model.projection == Projection::kEquidistant ? std::make_shared<Remap>(model, s)
                                                          : nullptr) {}

  hal::LensId id;
  LensModel lens;
  hal::ImageSize size;
  std::shared_ptr<const Remap> bend;
  std::mutex mutex;
  std::optional<KeptLight> kept;  // at last's pose
  std::optional<KeptLight> own;   // likewise, of lamps at the lens, while there is haze
  std::optional<Haze> haze;       // before last's picture, while there is weather
  LinearImage hazy, flown;        // through it; and with what flies
  std::optional<FrameRecord> flownOf;
  const LinearImage* light = nullptr;  // of last: kept's or hazy
  std::optional<FrameRecord> last;     // whose light it shows
  std::deque<Taken> taken;             // the last first
  struct Measured {
    hal::Exposure exposure;
    Veil veil;
    FrameStatistics statistics;
  };
  std::optional<Measured> measured;  // of last's light
  struct Sunny {
    std::shared_ptr<const Place> place;
    Sun sun;
    Vec3 position;
    bool sunny;
  };
  std::optional<Sunny> sunny;
  uint64_t keptFrames = 0;  // that were put together of what was kept
};

DrawnPictures::DrawnPictures(Renderer& renderer, DrawMode mode, SensorParameters sensor)
    : renderer_(renderer), mode_(mode), sensor_(sensor) {}
DrawnPictures::~DrawnPictures() = default;

std::shared_ptr<DrawnPictures::View> DrawnPictures::view(const FrameRecord& frame,
                                                         hal::ImageSize size) {
  const std::lock_guard lock(mutex_);
  auto known = std::find_if(views_.begin(), views_.end(), [&](const auto& v) {
    return v->id == frame.lensId && v->lens == frame.lens && v->size == size;
  });
  if (known == views_.end()) {
    if (views_.size() == kViews) views_.pop_back();
    known = views_.insert(views_.begin(), std::make_shared<View>(frame.lensId, frame.lens, size));
  }
  std::rotate(views_.begin(), known, known + 1);
  return views_.front();
}

// The caller holds view.mutex.
const LinearImage& DrawnPictures::light(View& view, const FrameRecord& frame) {
  TW_CHECK(frame.scene != nullptr);
  const bool rests = view.last && view.last->lensPose == frame.lensPose;
  if (rests && view.last->irCutIn == frame.irCutIn && same(view.last->scene, frame.scene)) {
    view.last->scene = frame.scene;  // found by its address the next time
    return *view.light;
  }
  const LensView lensView(view.lens, frame.lensPose, view.size, view.bend);
  if (!view.kept) view.kept.emplace(lensView);
  if (!rests) view.kept->look(lensView), view.own.reset();
  const bool keep =
      mode_ != DrawMode::kFull && rests && KeptLight::sameAmbient(*view.last->scene, *frame.scene);
  view.last.reset();  // should drawing fail
  view.measured.reset();
  const bool hazy = frame.outdoors && extinction(frame.scene->weather) > 0;
  view.light = hazy ? &hazyLight(view, frame, keep) : &clearLight(view, frame, keep);
  view.last = frame;
  return *view.light;
}

const LinearImage& DrawnPictures::clearLight(View& view, const FrameRecord& frame, bool keep) {
  view.own.reset();
  return drawn(view, *view.kept, frame, *frame.scene, keep);
}

// Lamps at the lens by themselves: their light goes through the haze twice.
const LinearImage& DrawnPictures::hazyLight(View& view, const FrameRecord& frame, bool keep) {
  const LinearImage& light =
      drawn(view, *view.kept, frame, withoutOwn(*frame.scene, frame.lensPose), keep);
  const LinearImage* own = nullptr;
  if (const SceneState scene = ownAlone(*frame.scene, frame.lensPose); !scene.lamps.empty()) {
    if (!view.own) view.own.emplace(LensView(view.lens, frame.lensPose, view.size, view.bend));
    own = &drawn(view, *view.own, frame, scene, keep);
  }
  if (!view.haze) view.haze.emplace(view.lens, view.size);
  view.haze->look(frame);
  view.haze->apply(light, own, view.hazy);
  return view.hazy;
}

const LinearImage& DrawnPictures::drawn(View& view, KeptLight& kept, const FrameRecord& frame,
                                        const SceneState& scene, bool keep) {
  DrawingCounts drawn{.whole = view.size.pixels(), .frames = 1};
  const LinearImage& image = kept.light(renderer_, scene, !frame.irCutIn, keep, drawn);
  count(drawn);
  if (mode_ == DrawMode::kCompared && keep && ++view.keptFrames % kCompareEach == 0)
    compare(view, frame, scene, image);
  return image;
}

// The caller has asked for the light of this frame.
const LinearImage& DrawnPictures::seen(View& view, const FrameRecord& frame) {
  if (!flies(frame)) return *view.light;
  if (view.flownOf && looksLike(*view.flownOf, frame)) return view.flown;
  if (!view.haze) view.haze.emplace(view.lens, view.size);
  view.haze->look(frame);
  view.flown = *view.light;
  for (const Streak& streak : rainStreaks(frame, view.size))
    draw(streak, view.haze->metres(), view.flown);
  for (const Streak& streak : insectStreaks(frame, view.size))
    draw(streak, view.haze->metres(), view.flown);
  view.flownOf = frame;
  return view.flown;
}

Veil DrawnPictures::veil(View& view, const FrameRecord& frame) {
  const SceneState& scene = *frame.scene;
  const Vec3 at = frame.lensPose.position;
  auto& known = view.sunny;
  if (!known || known->place != scene.place || known->sun != scene.sun || known->position != at)
    known = {scene.place, scene.sun, at, sunReaches(scene, at)};
  return veilOf(scene, frame.lensPose, frame.glare, known->sunny, !frame.irCutIn);
}

void DrawnPictures::count(const DrawingCounts& drawn) {
  const std::lock_guard lock(ledger_.mutex);
  ledger_.counts.drawings += drawn.drawings;
  ledger_.counts.pixels += drawn.pixels;
  ledger_.counts.whole += drawn.whole;
  ledger_.counts.frames += drawn.frames;
  ledger_.counts.compared += drawn.compared;
}

// Who ordered a picture may never ask for it: what was found is told to all who come later.
void DrawnPictures::Ledger::throwIfDifferent() const {
  const std::lock_guard lock(mutex);
  if (!difference.empty()) throw CheckFailed(difference);
}

void DrawnPictures::compare(View& view, const FrameRecord& frame, const SceneState& scene,
                            const LinearImage& kept) {
  KeptLight full(LensView(view.lens, frame.lensPose, view.size, view.bend));
  DrawingCounts apart;
  const LinearImage& wanted = full.light(renderer_, scene, !frame.irCutIn, false, apart);
  for (size_t c = 0; c < kept.rgb.size(); ++c) {
    const auto [is, was] =
        std::mismatch(kept.rgb[c].begin(), kept.rgb[c].end(), wanted.rgb[c].begin());
    if (is == kept.rgb[c].end()) continue;
    const auto pixel = is - kept.rgb[c].begin();
    const std::lock_guard lock(ledger_.mutex);
    if (ledger_.difference.empty())
      ledger_.difference = "the light of frame " + std::to_string(frame.number) + ", " +
                           toString(frame.lensId) + " " + std::to_string(view.size.width) +
                           " pixels wide, differs from the fully drawn one at " +
                           std::to_string(pixel % view.size.width) + "," +
                           std::to_string(pixel / view.size.width) + ": " + std::to_string(*is) +
                           " cd/m2, not " + std::to_string(*was);
    return;
  }
  count({.compared = 1});
}

std::shared_ptr<const Picture> DrawnPictures::taken(const FrameRecord& frame, hal::ImageSize size) {
  const auto place = view(frame, size);
  const std::lock_guard lock(place->mutex);
  for (const Taken& taken : place->taken)
    if (looksLike(taken.frame, frame)) return taken.picture;
  SensorParameters sensor = sensor_;
  sensor.pattern += hal::index(frame.lensId);  // no two sensors are alike
  light(*place, frame);
  const LinearImage& still = seen(*place, frame);
  const Veil scattered = veil(*place, frame);
  const auto developed = [&](const auto&... light) {
    return std::make_shared<Picture>(
        expose(sensor, light..., frame.exposure, frame.irCutIn, frame.noiseSeed, scattered));
  };
  const auto turning = [&] {
    RowsInTurn rows(frame.lens, still, frame.turnRate, readOutOf(sensor));
    return developed(still.size, [&rows](int row) { return rows.read(row); });
  };
  auto picture = frame.turnRate == Vec3{} ? developed(still) : turning();
  if (place->taken.size() == kTaken) place->taken.pop_back();
  place->taken.push_front({frame, picture});
  return picture;
}

std::shared_ptr<const Picture> DrawnPictures::picture(const FrameRecord& frame,
                                                      hal::ImageSize size) {
  const hal::ImageSize drawn = drawnSize(size);
  auto picture = taken(frame, drawn);
  ledger_.throwIfDifferent();
  if (drawn == size) return picture;
  return std::make_shared<Picture>(scaled(*picture, size));
}

FrameStatistics DrawnPictures::statistics(const FrameRecord& frame) {
  const auto place = view(frame, kAnalysis);
  const std::lock_guard lock(place->mutex);
  light(*place, frame);
  const LinearImage& image = seen(*place, frame);
  ledger_.throwIfDifferent();
  const Veil scattered = veil(*place, frame);
  auto& measured = place->measured;
  if (!measured || measured->exposure != frame.exposure || measured->veil != scattered ||
      flies(frame))
    measured = {frame.exposure, scattered,
                measure(sensor_, image, frame.exposure, kStatisticsStep, scattered)};
  return measured->statistics;
}

DrawingCounts DrawnPictures::drawingCounts() const {
  ledger_.throwIfDifferent();
  const std::lock_guard lock(ledger_.mutex);
  return ledger_.counts;
}

}  // namespace tw::sim
