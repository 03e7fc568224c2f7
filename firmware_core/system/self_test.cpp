#include "firmware_core/system/self_test.h"

namespace tw::fw {
namespace {

using Findings = std::vector<SelfTestFinding>;

void testFactoryData(const hal::Hal& hal, Findings& findings) {
  constexpr uint32_t kProbe = 64;
  const Result<Bytes> data = hal.flash.read(hal::FlashPartition::kFactory, 0, kProbe);
  if (!data) {
    findings.push_back({"flash", "factory data cannot be read: " + data.error().detail});
    return;
  }
  for (uint8_t byte : data.value())
    if (byte != 0xFF) return;
  findings.push_back({"flash", "factory data is blank"});
}

void testSettingsSlots(const hal::Hal& hal, Findings& findings) {
  constexpr uint32_t kLeast = 4096;
  for (auto slot : {hal::FlashPartition::kSettingsA, hal::FlashPartition::kSettingsB})
    if (hal.flash.size(slot) < kLeast)
      findings.push_back({"flash", "a settings slot is smaller than 4096 bytes"});
}

void testAmbientLight(const hal::Hal& hal, Findings& findings) {
  if (const Result<Lux> light = hal.ambient.read(); !light)
    findings.push_back({"ambient", std::string("no reading: ") + toString(light.error().code)});
}

void testSensors(const hal::Hal& hal, Findings& findings) {
  for (hal::LensId lens : hal::kLenses) {
    const hal::SensorLimits limits = hal.sensors[hal::index(lens)]->limits();
    if (limits.minShutter <= Duration::zero() || limits.maxShutter < limits.minShutter)
      findings.push_back({std::string(toString(lens)) + "_sensor", "impossible exposure limits"});
  }
}

}  // namespace

std::vector<SelfTestFinding> selfTest(const hal::Hal& hal) {
  Findings findings;
  testFactoryData(hal, findings);
  testSettingsSlots(hal, findings);
  testAmbientLight(hal, findings);
  testSensors(hal, findings);
  return findings;
}

}  // namespace tw::fw
