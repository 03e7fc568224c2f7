// Automatic exposure of one lens: from each analysis frame's statistics to the next shutter and
// gain. Brightness only: no white balance, no zones, no day/night decision.
//
// A frame says with what exposure it was taken, so the brightness of the scene is known whatever
// has been asked for since: the delay between asking and seeing costs time but cannot make the loop
// swing. Where the picture is burnt out or black the scene is known on one side only; then the
// exposure goes a bounded step at a time.
//
// Highlights make the answer jump: a sky is burnt out as a whole or not at all. So the exposure is
// searched for between the brightest one seen to be too dark and the darkest one seen to be too
// bright, which ends in a bounded number of frames, and once found it is held until the scene
// itself has changed. A loop that only followed its error would breathe there for ever.
#pragma once

#include <optional>

#include "firmware_core/base/time.h"
#include "firmware_core/hal/image_sensor.h"

namespace tw::fw {

struct ExposureParameters {
  double targetLuma = 0.46;   // mean of the picture after gamma, 0..1
  double damping = 0.25;      // share of a small error (in stops) that each correction leaves
  double jumpStops = 2;       // an error beyond this is no subtlety: it is corrected at once
  double deadband = 0.12;     // stops; a smaller error is none
  double narrowStops = 0.25;  // between too dark and too bright: the darker one will do
  double holdStops = 0.2;     // that the picture may change before a found exposure is given up
  double holdClipped = 0.1;   // the same of the clipped share
  // Highlights: with more than clippedLimit of the pixels clipped the picture is made darker, by
  // highlightMost stops where it is clippedMuch or more.
  double clippedLimit = 0.05;
  double clippedMuch = 0.2;
  double highlightMost = 1.0;
  double burntOutShare = 0.6;  // clipped share from which on the mean says too little
  double burntOutStep = 64;    // divides the exposure further when all of the picture is clipped
  double darkStep = 1000;      // multiplies the exposure by at most this for one frame
  // Lamps on 50 Hz mains flicker at 100 Hz: whole multiples of this show no bands.
  Duration flickerPeriod = std::chrono::milliseconds{10};
};

// Shutter first, in whole flicker periods where it is at least one, then gain. `amount` is shutter
// seconds times linear gain; what the limits cannot give is cut off.
hal::Exposure splitExposure(double amount, const hal::SensorLimits& limits, Duration flickerPeriod);
// Shutter seconds times linear gain.
double exposureAmount(const hal::Exposure& exposure);
// By how many stops the frame's exposure was too little. Falls with the exposure while the scene
// stays: of a burnt-out picture the mean tells a part only, so the more is clipped, the further the
// step down.
double exposureError(const hal::AnalysisFrame& frame, const ExposureParameters& rule);

class ExposureControl {
 public:
  // The sensor is borrowed and outlives this. Sets the exposure to start from.
  explicit ExposureControl(hal::ImageSensor& sensor, const ExposureParameters& parameters = {});

  // Judges one frame, in the order they were taken, and sets the sensor where that is called for.
  void judge(const hal::AnalysisFrame& frame);

  const hal::Exposure& asked() const { return asked_; }
  // True while the exposure is held: it was right when the scene last changed, or the limits allow
  // no better.
  bool settled() const { return held_.has_value(); }

 private:
  struct Look {  // of the scene at one exposure
    double luminance;
    double clipped;
  };
  struct Bright {
    double amount;
    double spared;  // stops darker than the target, for its highlights
  };
  bool looksHeld(const hal::AnalysisFrame& frame) const;
  void learn(const hal::AnalysisFrame& frame, double error);
  bool narrow() const;
  double leap() const;
  bool found(double error) const;
  double next(const hal::AnalysisFrame& frame, double error) const;
  double stepFor(const hal::AnalysisFrame& frame, double error) const;
  void hold(const hal::AnalysisFrame& frame);
  void ask(const hal::Exposure& exposure);

  hal::ImageSensor& sensor_;
  ExposureParameters parameters_;
  hal::SensorLimits limits_;
  hal::Exposure asked_{};
  std::optional<Look> held_;  // as it looked when its exposure was found
  // What the present scene has shown: the most that is too little, the least that is too much.
  std::optional<double> tooDark_;
  std::optional<Bright> tooBright_;
};

}  // namespace tw::fw
