#include "ui/viewport/camera_bodies.h"

#include <utility>

namespace tw::ui {
namespace {
constexpr uint16_t kFirstBody = 0xF000;
}  // namespace

uint16_t bodyId(size_t camera) { return static_cast<uint16_t>(kFirstBody + camera); }

std::optional<size_t> cameraOf(uint16_t objectId) {
  if (objectId < kFirstBody) return std::nullopt;
  return objectId - kFirstBody;
}

std::vector<sim::Part> bodiesOf(const sim::Snapshot& look,
                                const std::function<bool(size_t camera)>& leftOut) {
  std::vector<sim::Part> parts;
  for (size_t i = 0; i < look.cameras.size(); ++i) {
    if (leftOut(i)) continue;
    for (sim::Part part : look.cameras[i].parts) {
      part.objectId = bodyId(i);
      parts.push_back(std::move(part));
    }
  }
  return parts;
}

}  // namespace tw::ui
