// Automatic exposure of one lens: from each analysis frame's statistics to the next shutter and
// gain. Brightness only: no white balance, no zones, no day/night decision.
//
// A frame says with what exposure it was taken, so the brightness of the scene is known whatever
// has been asked for since: the delay between asking and seeing costs time but cannot make the loop
// swing. Where the picture is burnt out or black the scene is known on one side only; then the
// exposure goes a bounded step at a time.
#pragma once

#include "firmware_core/base/time.h"
#include "firmware_core/hal/image_sensor.h"

namespace tw::fw {

struct ExposureParameters {
  double targetLuma = 0.46;  // mean of the picture after gamma, 0..1
  double damping = 0.25;     // share of a small error (in stops) that each correction leaves
  double jumpStops = 2;      // an error beyond this is no subtlety: it is corrected at once
  double deadband = 0.12;    // stops; a smaller error changes nothing, so that pictures stand still
  double burntOutShare = 0.6;   // clipped share from which on the mean says too little
  double burntOutStep = 25;     // divides the exposure further when all of the picture is clipped
  double darkStep = 1000;       // multiplies the exposure by at most this for one frame
  double clippedLimit = 0.05;   // share of clipped pixels from which on highlights are spared
  double highlightStep = 0.15;  // stops darker for each frame with more than that
  double highlightMost = 1.0;   // stops darker at most
  double highlightKeep = 0.7;   // stops that the scene may change before they are given back
  // Lamps on 50 Hz mains flicker at 100 Hz: whole multiples of this show no bands.
  Duration flickerPeriod = std::chrono::milliseconds{10};
};

// Shutter first, in whole flicker periods where it is at least one, then gain. `amount` is shutter
// seconds times linear gain; what the limits cannot give is cut off.
hal::Exposure splitExposure(double amount, const hal::SensorLimits& limits, Duration flickerPeriod);
// Shutter seconds times linear gain.
double exposureAmount(const hal::Exposure& exposure);

class ExposureControl {
 public:
  // The sensor is borrowed and outlives this. Sets the exposure to start from.
  explicit ExposureControl(hal::ImageSensor& sensor, const ExposureParameters& parameters = {});

  // Judges one frame, in the order they were taken, and sets the sensor where that is called for.
  void judge(const hal::AnalysisFrame& frame);

  const hal::Exposure& asked() const { return asked_; }
  // True once the last frame was within the deadband or the limits allow no better.
  bool settled() const { return settled_; }

 private:
  double wantedFactor(const hal::AnalysisFrame& frame) const;
  void spareHighlights(const hal::AnalysisFrame& frame, double wanted);
  void approach(double wanted);
  void ask(const hal::Exposure& exposure);

  hal::ImageSensor& sensor_;
  ExposureParameters parameters_;
  hal::SensorLimits limits_;
  hal::Exposure asked_{};
  bool settled_ = false;
  double highlightStops_ = 0;      // darker than the target, to spare highlights
  double highlightReference_ = 0;  // amount that the scene asked for when that was last raised
};

}  // namespace tw::fw
