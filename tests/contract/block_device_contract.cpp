// What every hal::BlockDevice promises, whichever it is.
#include "firmware_core/base/check.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_card/card_bench.h"

using namespace tw;

namespace {

// One implementation under test: `advance` lets the operation under way end.
struct BlockDeviceUnderTest {
  hal::BlockDevice& device;
  std::function<void()> advance;
};

Bytes pattern(size_t sectors, uint8_t seed) {
  Bytes data(sectors * hal::kSectorSize);
  for (size_t i = 0; i < data.size(); ++i) data[i] = static_cast<uint8_t>(seed + i * 7 + i / 512);
  return data;
}

void blockDeviceContract(BlockDeviceUnderTest t) {
  hal::BlockDevice& d = t.device;
  const uint64_t sectors = d.sectorCount();
  const auto end = [&] {
    CHECK(d.state() == hal::IoState::kBusy);
    t.advance();
    REQUIRE(d.state() == hal::IoState::kDone);
    auto taken = d.take();
    CHECK(d.state() == hal::IoState::kIdle);
    return taken;
  };
  REQUIRE(sectors > hal::kMaxTransferSectors);
  CHECK(d.state() == hal::IoState::kIdle);
  CHECK_THROWS_AS(static_cast<void>(d.take()), CheckFailed);

  // What was written is read, at both ends of the device and in the largest transfer.
  for (const auto& [sector, count] :
       {std::pair<uint64_t, uint32_t>{0, 1},
        {sectors - 1, 1},
        {sectors - hal::kMaxTransferSectors, hal::kMaxTransferSectors}}) {
    const Bytes data = pattern(count, static_cast<uint8_t>(sector));
    REQUIRE(d.startWrite(sector, data).ok());
    CHECK(end().value().empty());
    REQUIRE(d.startRead(sector, count).ok());
    CHECK(end().value() == data);
    REQUIRE(d.startFlush().ok());
    CHECK(end().value().empty());
    REQUIRE(d.startRead(sector, count).ok());
    CHECK(end().value() == data);
  }

  // The data is copied at start.
  Bytes data = pattern(2, 1);
  REQUIRE(d.startWrite(10, data).ok());
  std::fill(data.begin(), data.end(), uint8_t{0});
  REQUIRE(end().ok());
  REQUIRE(d.startRead(10, 2).ok());
  CHECK(end().value() == pattern(2, 1));

  // One at a time, also while the last one has not been taken.
  REQUIRE(d.startRead(0, 1).ok());
  CHECK(d.startRead(0, 1).error().code == Errc::kBusy);
  CHECK(d.startWrite(0, pattern(1, 0)).error().code == Errc::kBusy);
  CHECK(d.startFlush().error().code == Errc::kBusy);
  t.advance();
  CHECK(d.startRead(0, 1).error().code == Errc::kBusy);
  CHECK(d.take().ok());

  // Addresses beyond the end are refused, arguments that make no sense are a bug.
  CHECK(d.startRead(sectors, 1).error().code == Errc::kOutOfRange);
  CHECK(d.startRead(sectors - 1, 2).error().code == Errc::kOutOfRange);
  CHECK(d.startRead(~uint64_t{0}, 2).error().code == Errc::kOutOfRange);
  CHECK(d.startWrite(sectors - 1, pattern(2, 0)).error().code == Errc::kOutOfRange);
  CHECK_THROWS_AS(static_cast<void>(d.startRead(0, 0)), CheckFailed);
  CHECK_THROWS_AS(static_cast<void>(d.startRead(0, hal::kMaxTransferSectors + 1)), CheckFailed);
  CHECK_THROWS_AS(static_cast<void>(d.startWrite(0, Bytes(100))), CheckFailed);
  CHECK_THROWS_AS(static_cast<void>(d.startWrite(0, Bytes())), CheckFailed);
  CHECK(d.state() == hal::IoState::kIdle);
}

}  // namespace

TEST_CASE("BlockDevice contract: the virtual card") {
  test::CardBench b;
  b.slot.insert({});
  b.run(std::chrono::seconds{1});
  const int wakes = b.wakes;
  blockDeviceContract({b.slot.blocks(), [&b] { b.run(std::chrono::seconds{1}); }});
  CHECK(b.wakes > wakes + 12);  // each end raises the wake line
}
