// Every random number generator: hal::Entropy.
#include "sim/devices/entropy.h"

#include <array>
#include <bit>
#include <cmath>
#include <set>

#include "firmware_core/base/bytes.h"
#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

using Key = std::array<uint8_t, 32>;

Key draw(hal::Entropy& entropy) {
  Key key{};
  entropy.fill(key);
  return key;
}

void entropyContract(const MakeRig<Rig<hal::Entropy>>& make) {
  const auto rig = make();
  hal::Entropy& entropy = rig->device();

  SECTION("no key comes twice, over restarts and power cuts neither") {
    std::set<Key> keys;
    for (int i = 0; i < 100; ++i) {
      keys.insert(draw(entropy));
      if (i % 10 == 3) rig->restart();
      if (i % 10 == 7) rig->powerCycle();
    }
    CHECK(keys.size() == 100);
  }
  SECTION("fills every length, all of it") {
    for (size_t length = 0; length < 40; ++length) {
      Bytes seen(length, 0);
      for (int i = 0; i < 20; ++i) {  // a byte left alone 20 times stays 0
        Bytes bytes(length + 2, 0);
        entropy.fill(std::span(bytes).subspan(1, length));
        REQUIRE(bytes.front() == 0);
        REQUIRE(bytes.back() == 0);
        for (size_t b = 0; b < length; ++b) seen[b] |= bytes[b + 1];
      }
      for (const uint8_t byte : seen) CHECK(byte != 0);
    }
  }
  SECTION("half of the bits are set, within five standard deviations") {
    Bytes bytes(100'000);
    entropy.fill(bytes);
    double ones = 0;
    for (const uint8_t byte : bytes) ones += std::popcount(byte);
    const double n = 8.0 * static_cast<double>(bytes.size());
    CHECK(std::abs(ones - n / 2) < 5 * std::sqrt(n / 4));
  }
}

}  // namespace

TEST_CASE("contract: the virtual entropy") {
  entropyContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualEntropy, Rig<hal::Entropy>>>(); });
}
