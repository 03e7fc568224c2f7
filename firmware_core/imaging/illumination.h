// Spotlight, infrared light and the infrared cut filter: who wants what, and who wins.
//
// The spotlight, from the strongest on:
//   1. asleep: dark.
//   2. the app's switch: on holds until it is switched off; off holds until nobody else wants
//   light.
//   3. a detection at night: on in smart mode, and in the others where the settings say so.
//   4. colour mode at night: on.
// So that the ambient light sensor sees what light there is without it, it can be darkened for a
// moment; filter and infrared light stay as they are.
// The picture is colour by day, and at night while the spotlight burns in colour or smart mode: the
// filter is in. Else it is an infrared picture: filter out, infrared light on, whatever the
// spotlight does. The filter takes 50..100 ms and lags behind the lamps by that.
#pragma once

#include "firmware_core/base/log.h"
#include "firmware_core/hal/ir_cut.h"
#include "firmware_core/hal/light.h"
#include "firmware_core/imaging/night_mode.h"

namespace tw::fw {

struct LightWishes {
  bool asleep = false;
  bool night = false;
  NightMode picture = NightMode::kInfrared;
  bool detection = false;             // one is under way
  bool spotlightOnDetection = false;  // by the settings
  double spotlightDuty = 1;           // 0..1, where it is on
  bool lookWithout = false;           // the spotlight is dark for a moment, as if it were on
};

class Illumination {
 public:
  static constexpr Duration kFilterMove = std::chrono::milliseconds{100};  // at most

  // All borrowed; they outlive this.
  Illumination(hal::Light& spotlight, hal::Light& infrared, hal::IrCut& irCut, LogSink& console);

  void switchByHand(bool on);  // the app's switch
  // Drives the lamps as is wished now. Also called when the filter's move has ended.
  void poll(const LightWishes& wishes);

  bool spotlightOn() const { return spotlightDuty_ > 0; }
  double spotlightDuty() const { return spotlightDuty_; }  // as driven now
  // Of these lamps and the filter, as bits below 8: another number, another look of the scene. The
  // filter's bit (kFilterOut) changes when a move begins.
  static constexpr uint32_t kFilterOut = 4;
  uint32_t state() const;

 private:
  enum class Hand { kNone, kOn, kOff };
  bool spotlightWanted(const LightWishes& wishes);
  void drive(double spotlightDuty, bool infrared);
  void moveFilter(bool out);

  hal::Light& spotlight_;
  hal::Light& infrared_;
  hal::IrCut& irCut_;
  Log log_;
  Hand hand_ = Hand::kNone;
  double spotlightDuty_ = 0;
  bool toldFilter_ = false;  // since start: it stands anywhere
};

}  // namespace tw::fw
