#include "sim/inference/hog_search.h"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <opencv2/objdetect.hpp>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

cv::HOGDescriptor descriptorOf(const HogModel& model) {
  cv::HOGDescriptor hog({model.windowWidth, model.windowHeight}, {16, 16}, {8, 8}, {8, 8}, 9);
  TW_CHECK(model.weights.size() == hog.getDescriptorSize() + 1);
  hog.setSVMDetector(model.weights);
  return hog;
}

// Part of the picture in another size. Beyond the picture's edges its last pixels repeat.
struct Cutout {
  cv::Mat image;
  double left, top;     // of the image's corner, pixels of the picture
  double zoomX, zoomY;  // image pixels a picture pixel
};

Cutout cutOut(const cv::Mat& picture, double centreX, double centreY, cv::Size size, double zoom) {
  const auto low = [&](double centre, int px) {
    return static_cast<int>(std::floor(centre - px / zoom / 2));
  };
  const auto high = [&](double centre, int px) {
    return static_cast<int>(std::ceil(centre + px / zoom / 2));
  };
  const cv::Rect wanted({low(centreX, size.width), low(centreY, size.height)},
                        cv::Point{high(centreX, size.width), high(centreY, size.height)});
  const cv::Rect there = wanted & cv::Rect({}, picture.size());
  cv::Mat padded;
  cv::copyMakeBorder(picture(there), padded, there.y - wanted.y, wanted.br().y - there.br().y,
                     there.x - wanted.x, wanted.br().x - there.br().x, cv::BORDER_REPLICATE);
  Cutout cut{{},
             double(wanted.x),
             double(wanted.y),
             double(size.width) / wanted.width,
             double(size.height) / wanted.height};
  const int method = zoom < 1 ? cv::INTER_AREA : cv::INTER_LINEAR;
  cv::resize(padded, cut.image, size, 0, 0, method);
  return cut;
}

// Large enough for windows about every place in the candidate where the object may be.
cv::Size searchSize(const HogModel& model, const hal::PixelBox& candidate, double zoom) {
  const auto strides = [](double px) { return static_cast<int>(std::ceil(px / 8)) * 8; };
  const int across = strides(candidate.width * zoom) + model.windowWidth / 2;
  const int down = strides(candidate.height * zoom * 0.25);
  return {std::max(model.windowWidth + 16, across), model.windowHeight + std::max(16, down)};
}

}  // namespace

struct HogSearch::Parts {
  cv::HOGDescriptor hog;
};

HogSearch::HogSearch(HogModel model, HogSearchParameters parameters)
    : model_(std::move(model)), parameters_(std::move(parameters)) {
  cv::setNumThreads(1);  // of the whole process: the order of findings must not hang on threads
  parts_ = std::make_unique<Parts>(Parts{descriptorOf(model_)});
}
HogSearch::~HogSearch() = default;
HogSearch::HogSearch(HogSearch&&) noexcept = default;

HogFinding HogSearch::findingAt(double x, double y, double height, double margin) const {
  const double width = height * model_.objectAspect;
  const auto whole = [](double px) { return static_cast<int>(std::lround(px)); };
  return {{whole(x - width / 2), whole(y - height / 2), whole(width), whole(height)}, margin};
}

std::vector<HogFinding> HogSearch::search(const Picture& picture,
                                          const hal::PixelBox& candidate) const {
  const cv::Mat luma(picture.size.height, picture.size.width, CV_8UC1,
                     const_cast<uint8_t*>(picture.y.data()));  // read only
  std::vector<HogFinding> findings;
  for (const double share : parameters_.heights) {
    const double height = candidate.height * share, zoom = model_.objectHeight / height;
    if (zoom > parameters_.largestZoom) continue;
    const Cutout cut =
        cutOut(luma, candidate.x + candidate.width / 2.0, candidate.y + candidate.height / 2.0,
               searchSize(model_, candidate, zoom), zoom);
    cv::GaussianBlur(cut.image, cut.image, {}, parameters_.blurPx);
    std::vector<cv::Point> places;
    std::vector<double> margins;
    parts_->hog.detect(cut.image, places, margins, parameters_.minMargin,
                       {parameters_.stridePx, parameters_.stridePx});
    for (size_t i = 0; i < places.size(); ++i)
      findings.push_back(findingAt(cut.left + (places[i].x + model_.windowWidth / 2.0) / cut.zoomX,
                                   cut.top + (places[i].y + model_.windowHeight / 2.0) / cut.zoomY,
                                   height, margins[i]));
  }
  return findings;
}

}  // namespace tw::sim
