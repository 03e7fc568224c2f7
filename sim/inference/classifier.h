// What a neural processor does with parts of a picture: says which show an object of a class that
// it knows. Implementations differ in how.
#pragma once

#include <span>
#include <vector>

#include "firmware_core/hal/inference_engine.h"
#include "sim/optics/picture.h"

namespace tw::sim {

// Asked by several threads at once.
class Classifier {
 public:
  virtual ~Classifier() = default;
  // Candidates and answers in pixels of `picture`; candidates lie within it. The surest first, each
  // object once. A pure function of its arguments.
  virtual std::vector<hal::Detection> classify(const Picture& picture,
                                               std::span<const hal::PixelBox> candidates) = 0;
};

}  // namespace tw::sim
