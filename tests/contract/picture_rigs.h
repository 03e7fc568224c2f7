// The virtual lens behind the suites of ImageSensor, VideoEncoder and JpegEncoder, with each kind
// of pictures.
#pragma once

#include <array>

#include "tests/contract/rig.h"
#include "tests/support/picture_rig.h"

namespace tw::contract {

template <class Base>
class VirtualLensRig : public Base {
 public:
  explicit VirtualLensRig(sim::RigPictures kind) : rig_(kind) {}

  Instant now() const override { return rig_.table.queue.now(); }
  void advance(Duration time) override { rig_.table.runFor(time); }
  int wakes() const override { return rig_.table.wakes; }
  void powerCycle() override {
    for (sim::Device* device : devices()) device->powerOff();
    rig_.table.runFor(1s);
    for (sim::Device* device : devices()) device->powerOn();
  }
  void restart() override {
    for (sim::Device* device : devices()) device->reset();
  }

 protected:
  sim::PictureRig rig_;

 private:
  std::array<sim::Device*, 5> devices() {
    return {&rig_.sensor, &rig_.ptzSensor, &rig_.encoder, &rig_.ptzEncoder, &rig_.jpeg};
  }
};

}  // namespace tw::contract
