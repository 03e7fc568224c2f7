// The neural processor's classes, each found by a HogSearch: today people alone, with the detector
// that OpenCV brings along. Overlapping findings are joined, the surest stays.
#pragma once

#include "sim/inference/classifier.h"
#include "sim/inference/hog_search.h"

namespace tw::sim {

// Upright people: OpenCV's detector trained by Dalal and Triggs on the INRIA pictures.
//
// Measured on drawn people before house_front (looks that find them, 4-8 m and 8-12 m) and on what
// else moves there (looks that take it for a person), at a score of 0.55:
//
//               4-8 m  8-12 m   car  cat   dog  plants
//   day          98 %    96 %   0 %  0 %  60 %     0 %
//   spotlight    99 %    97 %   0 %  0 %  40 %     0 %
//   infrared    100 %    98 %   0 %  0 %  10 %     0 %
//
// A dog's "person" is as small as the dog: who knows the ground can tell. OpenCV's other detector,
// trained on the Daimler pictures, takes two thirds of the time, but where it finds 85 % of the
// near ones it takes 47 % of the dogs and 6 % of the plants along.
HogModel stockPeople();

class HogClassifier final : public Classifier {
 public:
  // Classes in the order in which equally sure findings are told.
  explicit HogClassifier(std::vector<HogModel> models, const HogSearchParameters& parameters = {});
  HogClassifier();  // stockPeople() alone

  std::vector<hal::Detection> classify(const Picture& picture,
                                       std::span<const hal::PixelBox> candidates) override;

 private:
  std::vector<HogSearch> searches_;
};

}  // namespace tw::sim
