#include "sim/adviser/notices.h"

#include <algorithm>
#include <cmath>

#include "sim/world/solid.h"

namespace tw::sim {

std::optional<Notice> nearestNotice(const Survey& survey) {
  std::optional<Notice> nearest;
  const Vec3 mount = survey.mount.pose.position;
  for (const Part& part : survey.parts) {
    const auto& ids = survey.scene.notices;
    if (std::find(ids.begin(), ids.end(), part.objectId) == ids.end()) continue;
    const Box box = looseBox(part);
    const Vec3 middle = (box.low + box.high) * 0.5;
    const double away = std::hypot(middle.x - mount.x, middle.y - mount.y);
    if (!nearest || away < nearest->distanceM)
      nearest = Notice{survey.objectName(part.objectId), away};
  }
  return nearest;
}

}  // namespace tw::sim
