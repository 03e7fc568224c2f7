// A push button with a bouncing contact.
//
// A press or release settles within 20 ms after up to three bounces, drawn from the device's random
// stream. The signal `pressed` is the finger, not the contact.
#pragma once

#include <vector>

#include "firmware_core/hal/button.h"
#include "sim/devices/faulty_device.h"
#include "sim/devices/one_shot.h"

namespace tw::sim {

struct ButtonParameters {
  Duration bounce = 20ms;  // at most; 0 for an ideal contact
  int maxBounces = 3;
};

class VirtualButton final : public FaultyDevice, public hal::Button {
 public:
  VirtualButton(const Bench& bench, std::string name, const ButtonParameters& parameters = {});

  bool pressed() const override;

  void press();  // pressed already: nothing happens
  void release();
  bool held() const { return finger_; }

  void powerOn() override { powered_ = true; }
  void powerOff() override { powered_ = false; }
  uint64_t stateHash() const override;

 private:
  void beforeFault() override { before_ = pressed(); }
  void afterFault() override { tellEdge(before_); }
  void move(bool down);
  void nextEdge();
  void setContact(bool closed);
  void tellEdge(bool before);  // if pressed() is no longer what it was

  ButtonParameters parameters_;
  RandomStream random_;
  bool powered_ = false;
  bool finger_ = false;         // what the person does
  bool contact_ = false;        // what the spring does with it
  bool before_ = false;         // pressed() before a fault changed
  std::vector<Instant> edges_;  // to come, latest first
  OneShot bouncing_;
  Signal pressedSignal_;
};

}  // namespace tw::sim
