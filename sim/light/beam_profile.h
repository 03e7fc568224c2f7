// A lamp's beam as it was measured: candela by direction, in the planes of type C photometry
// (ANSI/IES LM-63, CIE 121). Light of one point; no colour that changes with the direction.
//
// The vertical angle counts from the lamp's axis (0) over square to it (90) to right behind it
// (180), the horizontal one says in which half plane about the axis. Between the angles of the
// table intensity is linear in both (bilinear); beyond the vertical ones there is no light. Planes
// that the table leaves out mirror it at its first and its last one: 0..90 is one of four quarters,
// 0..180 or 90..270 one of two halves, 0..360 all; a single plane is the same all round.
#pragma once

#include <memory>
#include <vector>

namespace tw::sim {

struct BeamProfile {
  std::vector<double> verticalDeg;    // rising, within 0..180; two or more
  std::vector<double> horizontalDeg;  // rising, as said above
  std::vector<double> candela;        // >= 0; all vertical angles of a plane, then the next plane's
  double peakCd = 0;                  // the largest of them, > 0
  bool operator==(const BeamProfile&) const = default;
};
// Shared by all that shine alike, and compared by address then. Null: a cos^m beam.
using Profile = std::shared_ptr<const BeamProfile>;

// Any angles; vertical ones within 0..180.
double candelaAt(const BeamProfile& profile, double verticalDeg, double horizontalDeg);

// The most in any plane, within so many degrees of a vertical angle.
double mostCandelaAt(const BeamProfile& profile, double verticalDeg, double withinDeg = 0);

// Luminous flux: the integral of the bilinear table over the sphere, in closed form.
double lumensOf(const BeamProfile& profile);

// Where half of the peak is left: the largest vertical angle at which any plane has that, within
// 1..89. For those who draw a beam as a cone.
double halfAngleDegOf(const BeamProfile& profile);

}  // namespace tw::sim
