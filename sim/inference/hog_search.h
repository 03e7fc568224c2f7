// Looks for one class of objects in part of a picture: histograms of oriented gradients (Dalal and
// Triggs, 2005) over a few sizes and all places, judged by a linear support vector machine.
//
// Left out: parts that move against each other, colour, and what the frames before showed.
#pragma once

#include <memory>
#include <span>
#include <vector>

#include "firmware_core/hal/inference_engine.h"
#include "sim/optics/picture.h"

namespace tw::sim {

// One trained class: window and weights as cv::HOGDescriptor lays them out (cells of 8, blocks of
// 16 pixels, 9 directions), and how its windows were cut.
struct HogModel {
  hal::ObjectClass kind{};
  int windowWidth = 0, windowHeight = 0;  // pixels
  int objectHeight = 0;                   // of the object in the middle of the window, pixels
  double objectAspect = 1;                // its width, as a share of its height
  std::vector<float> weights{};           // the bias last
  // score = 1 / (1 + exp(-steepness * (margin - middle)))
  double middle = 0, steepness = 1;
};

// How the search goes; the same for all classes.
struct HogSearchParameters {
  // Object heights that are tried, as shares of the candidate's height. Image change cuts feet
  // off, joins shadows on and sees a swinging leg alone.
  std::vector<double> heights{1.25, 1.12, 1.0, 0.89, 0.79, 0.7};
  int stridePx = 8;  // between windows, in the window's pixels
  // Standard deviation of the smoothing before, in the window's pixels. It takes noise away that
  // normalised gradients would make as strong as contours: under the spotlight people at 8-12 m are
  // found in 97 % of looks, without it in 87 %.
  double blurPx = 1.4;
  double largestZoom = 2;   // objects that would have to be magnified more are not looked for
  double minMargin = -0.5;  // windows below this are no finding
};

struct HogFinding {
  hal::PixelBox box{};  // around the object, pixels of the picture
  double margin = 0;    // the machine's distance from its boundary
};

class HogSearch {
 public:
  HogSearch(HogModel model, HogSearchParameters parameters);
  ~HogSearch();
  HogSearch(HogSearch&&) noexcept;

  const HogModel& model() const { return model_; }
  // All windows above the least margin, the largest objects first; neighbours are not joined.
  std::vector<HogFinding> search(const Picture& picture, const hal::PixelBox& candidate) const;

 private:
  struct Parts;
  HogFinding findingAt(double x, double y, double height, double margin) const;
  HogModel model_;
  HogSearchParameters parameters_;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tw::sim
