// How far away something stands and how tall it is, from its box in the picture and the mounting.
//
// The ground is a level plane, the lens `heightM` above it, without roll. A pixel (u, v) from the
// picture's middle (u right, v down) at r = hypot(u, v) looks along, in the lens's frame
// (x right, y down, z forward),
//     equidistant  theta = r / f      (x, y, z) = (sin theta u/r, sin theta v/r, cos theta)
//     rectilinear                     (x, y, z) = (u, v, f), of unit length.
// With tilt t (positive up): forward = z cos t + y sin t, up = z sin t - y cos t. A box's foot (the
// middle of its lower edge) is on the ground at  D = heightM * hypot(x, forward) / -up;  what is D
// away and seen along another ray is at the height  heightM + D * up / hypot(x, forward).
// Left out: slopes, steps, lens distortion beyond the projection. Hence the tolerances.
#pragma once

#include <optional>

#include "firmware_core/base/units.h"
#include "firmware_core/hal/inference_engine.h"

namespace tw::fw {

enum class Projection { kEquidistant, kRectilinear };

// Where one lens looks from.
struct LensView {
  Projection projection = Projection::kEquidistant;
  double focalPx = 382;  // in pixels of the analysis frame, > 0
  double heightM = 0;    // of the lens above the ground; 0 = not known, then nothing is judged
  Radians tilt{};        // of the optical axis: 0 = horizon, positive up
  bool operator==(const LensView&) const = default;
};

// What passes for a person. Generous: what passes wrongly costs a question to the engine, what
// fails wrongly is an intruder not seen.
struct PersonSize {
  double leastM = 1.5, mostM = 2.0;  // upright
  double leastRegion = 0.5;          // a changed region: of leastM; parts may look like the ground
  double mostRegion = 2.5;           // of mostM; shadows and companions belong to a region
  double mostRegionWidthM = 5.0;     // likewise
  double leastObject = 0.75;         // what the engine drew: of leastM; stooping
  double mostObject = 1.25;          // of mostM; its boxes have margins
  double leastObjectWidthM = 0.4;    // of it where the picture cuts its feet off; at its farthest
  double farthestM = 40;             // beyond, feet and horizon are too close to tell
  int edgePx = 3;                    // a foot this near to the lower edge may be below it
};

class GroundPlane {
 public:
  // Checked: focal length and size above 0, height not below.
  GroundPlane(const LensView& view, hal::ImageSize size, const PersonSize& person = {});

  bool known() const { return view_.heightM > 0; }

  // Metres along the ground to what stands at this pixel; nothing at or above the horizon.
  std::optional<double> distanceAt(double x, double y) const;
  // Metres of what stands at the middle of the box's lower edge and reaches up to its upper one.
  std::optional<double> heightOf(const hal::PixelBox& box) const;
  std::optional<double> widthOf(const hal::PixelBox& box) const;  // metres, at its foot
  // Row of the top of what stands at this pixel and is that tall.
  std::optional<double> topOf(double x, double y, double tallM) const;

  // Could a person be in this changed region? Where the foot is below the picture, or the mounting
  // not known: yes.
  bool mayHold(const hal::PixelBox& region) const;
  // Could this box, drawn round one object, be a person? One whose foot is below the picture, and
  // which is not tall enough already from the edge, says nothing of its height, for the ground
  // nearer than the edge hides as much of a person as of a dog: there its breadth is judged, as far
  // away as its upper edge lets a person's head be.
  bool mayBe(const hal::PixelBox& object) const;
  // A region as far as a person who stands at its foot would reach, within the picture.
  hal::PixelBox withPerson(const hal::PixelBox& region) const;

 private:
  struct Ray {
    double right = 0, forward = 0, up = 0;  // of unit length, level frame
  };
  Ray rayAt(double x, double y) const;
  bool footHidden(const hal::PixelBox& box) const;
  bool broadEnough(const hal::PixelBox& box) const;
  bool between(const hal::PixelBox& box, double least, double most) const;

  LensView view_;
  hal::ImageSize size_;
  PersonSize person_;
  double cosTilt_, sinTilt_;
};

}  // namespace tw::fw
