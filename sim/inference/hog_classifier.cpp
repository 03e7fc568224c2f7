#include "sim/inference/hog_classifier.h"

#include <algorithm>
#include <cmath>
#include <opencv2/objdetect.hpp>

namespace tw::sim {
namespace {

// Of two findings of one class that share more than this, one is the other again.
constexpr double kSameOverlap = 0.4;  // of the smaller one's area

double overlap(const hal::PixelBox& a, const hal::PixelBox& b) {
  const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
  const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
  if (width <= 0 || height <= 0) return 0;
  const double smaller = std::min(double(a.width) * a.height, double(b.width) * b.height);
  return width * height / smaller;
}

// The surest of each heap, in their order.
std::vector<HogFinding> joined(std::vector<HogFinding> findings) {
  std::stable_sort(findings.begin(), findings.end(),
                   [](const HogFinding& a, const HogFinding& b) { return a.margin > b.margin; });
  std::vector<HogFinding> kept;
  for (const HogFinding& finding : findings)
    if (std::none_of(kept.begin(), kept.end(), [&](const HogFinding& k) {
          return overlap(k.box, finding.box) > kSameOverlap;
        }))
      kept.push_back(finding);
  return kept;
}

hal::PixelBox within(const hal::PixelBox& box, hal::ImageSize size) {
  const int left = std::clamp(box.x, 0, size.width), top = std::clamp(box.y, 0, size.height);
  return {left, top, std::clamp(box.x + box.width, 0, size.width) - left,
          std::clamp(box.y + box.height, 0, size.height) - top};
}

}  // namespace

HogModel stockPeople() {
  return {.kind = hal::ObjectClass::kHuman,
          .windowWidth = 64,
          .windowHeight = 128,
          .objectHeight = 96,
          .objectAspect = 0.41,
          .weights = cv::HOGDescriptor::getDefaultPeopleDetector(),
          .middle = 0.1,
          .steepness = 2};
}

HogClassifier::HogClassifier(std::vector<HogModel> models, const HogSearchParameters& parameters) {
  for (HogModel& model : models) searches_.emplace_back(std::move(model), parameters);
}
HogClassifier::HogClassifier() : HogClassifier(std::vector{stockPeople()}) {}

std::vector<hal::Detection> HogClassifier::classify(const Picture& picture,
                                                    std::span<const hal::PixelBox> candidates) {
  std::vector<hal::Detection> detections;
  for (const HogSearch& search : searches_) {
    std::vector<HogFinding> findings;
    for (const hal::PixelBox& candidate : candidates) {
      const auto some = search.search(picture, candidate);
      findings.insert(findings.end(), some.begin(), some.end());
    }
    const HogModel& model = search.model();
    for (const HogFinding& f : joined(std::move(findings))) {
      const double score = 1 / (1 + std::exp(-model.steepness * (f.margin - model.middle)));
      detections.push_back({model.kind, score, within(f.box, picture.size)});
    }
  }
  std::stable_sort(
      detections.begin(), detections.end(),
      [](const hal::Detection& a, const hal::Detection& b) { return a.score > b.score; });
  return detections;
}

}  // namespace tw::sim
