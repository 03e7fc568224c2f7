// Every ambient light sensor: hal::AmbientLight.
#include "sim/devices/ambient_light.h"

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

class AmbientRig : public Rig<hal::AmbientLight> {
 public:
  virtual void shine(Lux light) = 0;
};

class VirtualAmbientRig : public VirtualRig<sim::VirtualAmbientLight, AmbientRig> {
 public:
  VirtualAmbientRig() : VirtualRig([this] { return light_; }) {}
  void shine(Lux light) override { light_ = light; }

 private:
  Lux light_{};
};

void ambientLightContract(const MakeRig<AmbientRig>& make) {
  const auto rig = make();
  const hal::AmbientLight& sensor = rig->device();

  SECTION("reads what shines on it, at most 0.2 s late") {
    for (const double lux : {0.0, 0.25, 10.0, 32'000.0, 120'000.0}) {
      rig->shine({lux});
      rig->advance(200ms);
      CHECK(sensor.read().value().value == Approx(lux));
    }
  }
  SECTION("stays within its range") {
    rig->shine({300'000});
    rig->advance(200ms);
    CHECK(sensor.read().value() <= Lux{120'000});
    rig->shine({-5});
    rig->advance(200ms);
    CHECK(sensor.read().value() >= Lux{0});
  }
  SECTION("works again after a power cut and a restart") {
    rig->shine({50});
    rig->powerCycle();
    CHECK(sensor.read().value().value == Approx(50));
    rig->restart();
    CHECK(sensor.read().value().value == Approx(50));
  }
}

}  // namespace

TEST_CASE("contract: the virtual ambient light sensor") {
  ambientLightContract([] { return std::make_unique<VirtualAmbientRig>(); });
}
