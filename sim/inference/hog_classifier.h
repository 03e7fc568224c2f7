// The neural processor's classes, each found by a HogSearch: today people alone, with the detector
// that OpenCV brings along. Overlapping findings are joined, the surest stays.
#pragma once

#include "sim/inference/classifier.h"
#include "sim/inference/hog_search.h"

namespace tw::sim {

// Upright people: OpenCV's detector trained on the Daimler pictures of pedestrians, black and white
// and half of them dim. Measured beside the one trained on the INRIA pictures (64x128) on our drawn
// people, at thresholds where 2 % of random parts of the same place without people pass:
//
//                       day 4-8 m  8-12 m   spotlight 4-8 m  8-12 m   ms a candidate
//   Daimler, blur 1.4        97 %    94 %              92 %    87 %              1.9
//   Daimler, no blur         96 %    95 %              69 %    25 %              1.8
//   INRIA, blur 1.4          98 %    95 %              94 %    81 %              4.9
//
// INRIA's margins at night lie a whole unit below those by day, so that one threshold for both
// loses it half of the night: 86 % and 61 %.
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
