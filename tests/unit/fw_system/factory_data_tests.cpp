#include "firmware_core/system/factory_data.h"

#include <nlohmann/json.hpp>

#include "firmware_core/base/hex.h"
#include "tests/support/catch.h"
#include "tests/support/fake_flash.h"

using namespace tw;
using namespace tw::fw;
using nlohmann::json;

namespace {

constexpr auto kFactory = hal::FlashPartition::kFactory;

json goodData() {
  return {{"serial", "TW000000001"},
          {"verification_code", "ABCDEF"},
          {"device_key_seed", "00" + std::string(60, '1') + "ff"},
          {"cloud_key", std::string(64, 'a')}};
}

Result<NetIdentity> readBack(const std::string& text) {
  test::FakeFlash flash;
  std::copy(text.begin(), text.end(), flash.slot(kFactory).begin());
  return readFactoryData(flash);
}

}  // namespace

TEST_CASE("what the factory wrote is read back, keys byte for byte") {
  const auto identity = readBack(goodData().dump());
  REQUIRE(identity);
  CHECK(identity.value().serial == "TW000000001");
  CHECK(identity.value().verificationCode == "ABCDEF");
  CHECK(identity.value().deviceKeySeed.front() == 0x00);
  CHECK(identity.value().deviceKeySeed[1] == 0x11);
  CHECK(identity.value().deviceKeySeed.back() == 0xFF);
  CHECK(toHex(identity.value().cloudKey) == std::string(64, 'a'));
}

TEST_CASE("a field that is missing, empty, of another type or no key is named") {
  for (const char* field : {"serial", "verification_code", "device_key_seed", "cloud_key"}) {
    json missing = goodData();
    missing.erase(field);
    json number = goodData(), empty = goodData();
    number[field] = 7;
    empty[field] = "";
    for (const json& bad : {missing, number, empty}) {
      const auto read = readBack(bad.dump());
      REQUIRE_FALSE(read);
      CHECK(read.error().code == Errc::kCorrupt);
      CHECK_THAT(read.error().detail, Catch::Contains(std::string("'") + field + "'"));
    }
  }
  for (const std::string& key : {std::string(63, 'a'), std::string(65, 'a'), std::string(64, 'A'),
                                 std::string(63, 'a') + "g"}) {
    json bad = goodData();
    bad["cloud_key"] = key;
    CHECK_FALSE(readBack(bad.dump()));
  }
}

TEST_CASE("a partition without factory data is an error, never a camera without a name") {
  CHECK(readBack("").error().code == Errc::kCorrupt);
  CHECK(readBack("no JSON").error().code == Errc::kCorrupt);
  CHECK(readBack("[]").error().code == Errc::kCorrupt);
  CHECK(readBack(goodData().dump().substr(0, 40)).error().code == Errc::kCorrupt);
  test::FakeFlash flash;
  flash.makeUnreadable(kFactory);
  CHECK_FALSE(readFactoryData(flash));
}
