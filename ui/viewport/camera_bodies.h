// The cameras' own bodies in the 3D view. No scene has them: a camera does not see itself.
#pragma once

#include <functional>
#include <optional>
#include <vector>

#include "sim/twin/snapshot.h"

namespace tw::ui {

// Object ids of cameras in pictures of the view; no scene has as many objects.
uint16_t bodyId(size_t camera);
std::optional<size_t> cameraOf(uint16_t objectId);

// Of all cameras but those left out.
std::vector<sim::Part> bodiesOf(const sim::Snapshot& look,
                                const std::function<bool(size_t camera)>& leftOut);

}  // namespace tw::ui
