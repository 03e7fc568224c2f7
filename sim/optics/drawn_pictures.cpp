#include "sim/optics/drawn_pictures.h"

#include <algorithm>

namespace tw::sim {
namespace {

constexpr size_t kLights = 8;  // two lenses: statistics, analysis, recording, a snapshot; one each
constexpr size_t kTaken = 8;
constexpr size_t kBends = 8;
constexpr hal::ImageSize kStatistics{160, 90};
constexpr hal::ImageSize kAnalysis{640, 360};
constexpr hal::ImageSize kRecording{1280, 720};

// The size that is drawn for a wanted one.
hal::ImageSize drawnSize(hal::ImageSize wanted) {
  if (wanted.width * 9 != wanted.height * 16) return wanted;
  if (wanted.width <= kAnalysis.width) return kAnalysis;
  if (wanted.width <= kRecording.width) return kRecording;
  return wanted;
}

template <class List, class Match>
auto* promote(List& list, Match match) {
  const auto found = std::find_if(list.begin(), list.end(), match);
  if (found == list.end()) return static_cast<decltype(&list.front())>(nullptr);
  std::rotate(list.begin(), found, found + 1);
  return &list.front();
}

template <class List, class Item>
auto& remember(List& list, size_t most, Item item) {
  if (list.size() == most) list.pop_back();
  list.push_front(std::move(item));
  return list.front();
}

// Whether two states look the same. Places are compared by address: one belongs to a whole run.
bool same(const std::shared_ptr<const SceneState>& a, const std::shared_ptr<const SceneState>& b) {
  return a == b || (a->place == b->place && a->sun == b->sun && a->skyLux == b->skyLux &&
                    a->lamps == b->lamps && a->moving == b->moving);
}

}  // namespace

struct DrawnPictures::Light {
  std::shared_ptr<const SceneState> scene;
  Pose pose;
  LensModel lens;
  bool irCutIn;
  LinearImage image;
};

struct DrawnPictures::Taken {
  std::shared_ptr<const SceneState> scene;
  Pose pose;
  LensModel lens;
  hal::Exposure exposure;
  bool irCutIn;
  uint64_t noiseSeed;
  std::shared_ptr<const Picture> picture;
};

struct DrawnPictures::Bend {
  LensModel lens;
  hal::ImageSize size;
  Remap remap;
};

DrawnPictures::DrawnPictures(Renderer& renderer, SensorParameters sensor)
    : renderer_(renderer), sensor_(sensor) {}
DrawnPictures::~DrawnPictures() = default;

const Remap& DrawnPictures::remap(const LensModel& lens, hal::ImageSize size) {
  if (Bend* known =
          promote(bends_, [&](const Bend& b) { return b.lens == lens && b.size == size; }))
    return known->remap;
  return remember(bends_, kBends, Bend{lens, size, Remap(lens, size)}).remap;
}

// Without the object ids: ground truth, which no picture shows.
LinearImage DrawnPictures::draw(const FrameRecord& frame, hal::ImageSize size) {
  ++drawings_;
  const bool nearInfrared = !frame.irCutIn;
  if (frame.lens.projection == Projection::kRectilinear) {
    const double focal = frame.lens.focalPx * size.width / frame.lens.reference.width;
    LinearImage image = renderer_.render(*frame.scene, {frame.lensPose, focal, size, nearInfrared});
    image.ids = {};
    return image;
  }
  const Remap& bend = remap(frame.lens, size);
  LinearImage source = renderer_.render(
      *frame.scene, {frame.lensPose, bend.sourceFocalPx(), bend.sourceSize(), nearInfrared});
  source.ids = {};
  return bend.apply(source);
}

const LinearImage& DrawnPictures::light(const FrameRecord& frame, hal::ImageSize size) {
  TW_CHECK(frame.scene != nullptr);
  const auto known = [&](const Light& l) {
    return l.pose == frame.lensPose && l.lens == frame.lens && l.irCutIn == frame.irCutIn &&
           l.image.size == size && same(l.scene, frame.scene);
  };
  if (Light* light = promote(lights_, known)) {
    light->scene = frame.scene;  // found by its address the next time
    return light->image;
  }
  // The former one of this lens and size is past.
  std::erase_if(lights_,
                [&](const Light& l) { return l.lens == frame.lens && l.image.size == size; });
  return remember(lights_, kLights,
                  Light{frame.scene, frame.lensPose, frame.lens, frame.irCutIn, draw(frame, size)})
      .image;
}

std::shared_ptr<const Picture> DrawnPictures::taken(const FrameRecord& frame, hal::ImageSize size) {
  const auto known = [&](const Taken& t) {
    return t.noiseSeed == frame.noiseSeed && t.picture->size == size && t.pose == frame.lensPose &&
           t.lens == frame.lens && t.exposure == frame.exposure && t.irCutIn == frame.irCutIn &&
           same(t.scene, frame.scene);
  };
  if (Taken* before = promote(taken_, known)) return before->picture;
  auto picture = std::make_shared<Picture>(
      expose(sensor_, light(frame, size), frame.exposure, frame.irCutIn, frame.noiseSeed));
  return remember(taken_, kTaken,
                  Taken{frame.scene, frame.lensPose, frame.lens, frame.exposure, frame.irCutIn,
                        frame.noiseSeed, std::move(picture)})
      .picture;
}

std::shared_ptr<const Picture> DrawnPictures::picture(const FrameRecord& frame,
                                                      hal::ImageSize size) {
  const hal::ImageSize drawn = drawnSize(size);
  auto picture = taken(frame, drawn);
  if (drawn == size) return picture;
  return std::make_shared<Picture>(scaled(*picture, size));
}

FrameStatistics DrawnPictures::statistics(const FrameRecord& frame) {
  return measure(sensor_, light(frame, kStatistics), frame.exposure);
}

}  // namespace tw::sim
