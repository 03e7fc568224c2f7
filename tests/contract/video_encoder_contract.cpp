// Every video encoder: hal::VideoEncoder.
#include <algorithm>
#include <vector>

#include "tests/contract/picture_rigs.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using sim::takeAll;

namespace {

using EncoderRig = Rig<hal::VideoEncoder>;
constexpr hal::EncoderSetup kSetup{{320, 180}, 15, 26};
constexpr Duration kLatency = 40ms;

class VirtualEncoderRig : public VirtualLensRig<EncoderRig> {
 public:
  using VirtualLensRig::VirtualLensRig;
  hal::VideoEncoder& device() override { return rig_.encoder; }
};

// The NAL unit types behind the start codes of a unit (ITU-T H.264, annex B and 7.3.1).
std::vector<int> nalTypes(const Bytes& unit) {
  std::vector<int> types;
  for (size_t i = 0; i + 3 < unit.size(); ++i)
    if (unit[i] == 0 && unit[i + 1] == 0 && unit[i + 2] == 1) types.push_back(unit[i + 3] & 0x1f);
  return types;
}

void checkStart(const MakeRig<EncoderRig>& make) {
  const auto rig = make();
  hal::VideoEncoder& encoder = rig->device();

  SECTION("refuses setups out of range, and readers before it is started") {
    CHECK(encoder.open(rig->now()).error().code == Errc::kNotReady);
    CHECK(encoder.start({{321, 180}, 15, 26}).error().code == Errc::kOutOfRange);
    CHECK(encoder.start({{320, 180}, 0, 26}).error().code == Errc::kOutOfRange);
    CHECK(encoder.start({{320, 180}, 31, 26}).error().code == Errc::kOutOfRange);
    CHECK(encoder.start({{320, 180}, 15, 17}).error().code == Errc::kOutOfRange);
    CHECK(encoder.start({{320, 180}, 15, 41}).error().code == Errc::kOutOfRange);
    CHECK(encoder.open(rig->now()).error().code == Errc::kNotReady);
    CHECK(encoder.start(kSetup));
  }
  SECTION("is busy when started, and starts again after stop") {
    REQUIRE(encoder.start(kSetup));
    CHECK(encoder.start(kSetup).error().code == Errc::kBusy);
    encoder.stop();
    encoder.stop();
    CHECK(encoder.start(kSetup));
  }
  SECTION("ends its readers at stop; a new start counts from 0 and has no history") {
    REQUIRE(encoder.start(kSetup));
    const auto old = encoder.open(rig->now());
    REQUIRE(old);
    rig->advance(3s);
    CHECK(encoder.take(old.value()));
    encoder.stop();
    CHECK_FALSE(encoder.take(old.value()));
    REQUIRE(encoder.start(kSetup));
    const Instant again = rig->now();
    const auto reader = encoder.open(again - 5s);
    REQUIRE(reader);
    rig->advance(1s);
    CHECK_FALSE(encoder.take(old.value()));
    const auto unit = encoder.take(reader.value());
    REQUIRE(unit);
    CHECK(unit->frame == 0);
    CHECK(unit->key);
    CHECK(unit->capturedAt >= again);
    encoder.close(old.value());
    encoder.close(reader.value());
  }
  SECTION("is stopped and without readers after power cut and restart") {
    for (const bool power : {true, false}) {
      REQUIRE(encoder.start(kSetup));
      REQUIRE(encoder.open(rig->now()));
      rig->advance(2s);
      power ? rig->powerCycle() : rig->restart();
      CHECK(encoder.open(rig->now()).error().code == Errc::kNotReady);
      const Instant started = rig->now();
      REQUIRE(encoder.start(kSetup));
      for (size_t i = 0; i < hal::VideoEncoder::kMaxReaders; ++i) CHECK(encoder.open(started));
      encoder.stop();
      rig->restart();
    }
  }
}

void checkUnits(const MakeRig<EncoderRig>& make) {
  const auto rig = make();
  hal::VideoEncoder& encoder = rig->device();
  REQUIRE(encoder.start(kSetup));
  const auto reader = encoder.open(rig->now());
  REQUIRE(reader);

  SECTION("come in order, 40 ms after their frame, each with a wake") {
    uint64_t expected = 0;
    for (int ms = 0; ms < 2500; ++ms) {
      const int wakes = rig->wakes();
      rig->advance(1ms);
      const auto unit = encoder.take(reader.value());
      if (!unit) continue;
      CHECK(rig->wakes() > wakes);
      CHECK(unit->frame == expected++);
      CHECK(rig->now() >= unit->capturedAt + kLatency);
      CHECK(rig->now() <= unit->capturedAt + kLatency + 2ms);
      CHECK_FALSE(encoder.take(reader.value()));
    }
    CHECK(expected >= 36);
  }
  SECTION("lie a fifteenth second apart; each fifteenth is a key frame with SPS and PPS") {
    rig->advance(4s);
    const auto units = takeAll(encoder, reader.value());
    REQUIRE(units.size() >= 58);
    for (size_t i = 0; i < units.size(); ++i) {
      const auto types = nalTypes(units[i].data);
      CHECK(units[i].frame == i);
      CHECK(units[i].key == (i % 15 == 0));
      CHECK((std::count(types.begin(), types.end(), 5) > 0) == units[i].key);
      if (units[i].key) CHECK((types.size() >= 3 && types[0] == 7 && types[1] == 8));
      const Duration since = units[i].capturedAt - units[0].capturedAt;
      CHECK(std::abs(toSeconds(since) - static_cast<double>(i) / 15) < 1e-6);
    }
  }
  SECTION("are the same for all readers") {
    rig->advance(2s);
    const auto other = encoder.open(Instant{});
    REQUIRE(other);
    const auto mine = takeAll(encoder, reader.value());
    const auto theirs = takeAll(encoder, other.value());
    REQUIRE(mine.size() == theirs.size());
    for (size_t i = 0; i < mine.size(); ++i) CHECK(mine[i].data == theirs[i].data);
  }
}

void checkReaders(const MakeRig<EncoderRig>& make) {
  const auto rig = make();
  hal::VideoEncoder& encoder = rig->device();
  REQUIRE(encoder.start(kSetup));

  SECTION("are four at most") {
    std::vector<hal::ReaderId> open;
    for (size_t i = 0; i < hal::VideoEncoder::kMaxReaders; ++i)
      open.push_back(encoder.open(rig->now()).value());
    CHECK(encoder.open(rig->now()).error().code == Errc::kNoSpace);
    encoder.close(open[1]);
    CHECK(encoder.open(rig->now()));
  }
  SECTION("begin with the key frame of the group that holds the instant they ask for") {
    rig->advance(30s);
    for (const Duration back : {0ms, 300ms, 1000ms, 4700ms, 9900ms}) {
      const Instant from = rig->now() - back;
      const auto reader = encoder.open(from);
      REQUIRE(reader);
      rig->advance(1100ms);
      const auto unit = encoder.take(reader.value());
      REQUIRE(unit);
      CHECK(unit->key);
      CHECK(unit->capturedAt <= from);
      CHECK(unit->capturedAt > from - 1s - 1ms);
      encoder.close(reader.value());
    }
  }
  SECTION("that ask for what is long gone get the history's end, for the future the newest") {
    rig->advance(30s);
    const auto old = encoder.open(rig->now() - 25s), future = encoder.open(rig->now() + 5s);
    const auto first = encoder.take(old.value());
    REQUIRE(first);
    CHECK(first->key);
    CHECK(first->capturedAt <= rig->now() - hal::VideoEncoder::kHistory);
    CHECK(first->capturedAt > rig->now() - hal::VideoEncoder::kHistory - 1s - 1ms);
    rig->advance(1100ms);
    const auto newest = encoder.take(future.value());
    REQUIRE(newest);
    CHECK(newest->capturedAt > rig->now() - 2200ms);
    CHECK(newest->key);
  }
  SECTION("lose nothing within the history, and whole groups beyond it") {
    const auto reader = encoder.open(rig->now());
    rig->advance(hal::VideoEncoder::kHistory);
    uint64_t frame = 0;
    for (const auto& unit : takeAll(encoder, reader.value())) CHECK(unit.frame == frame++);
    CHECK(encoder.lostGroups(reader.value()) == 0);
    rig->advance(20s);
    const auto unit = encoder.take(reader.value());
    REQUIRE(unit);
    CHECK(unit->key);
    const uint64_t lost = encoder.lostGroups(reader.value());
    CHECK(lost >= 7);
    CHECK(lost <= 11);
    CHECK(unit->frame == (frame / 15 + lost) * 15);
  }
}

void videoEncoderContract(const MakeRig<EncoderRig>& make) {
  SECTION("start") { checkStart(make); }
  SECTION("units") { checkUnits(make); }
  SECTION("readers") { checkReaders(make); }
}

}  // namespace

TEST_CASE("contract: the virtual video encoder with drawn pictures") {
  videoEncoderContract(
      [] { return std::make_unique<VirtualEncoderRig>(sim::RigPictures::kDrawn); });
}
TEST_CASE("contract: the virtual video encoder with patterns") {
  videoEncoderContract(
      [] { return std::make_unique<VirtualEncoderRig>(sim::RigPictures::kPattern); });
}
TEST_CASE("contract: the virtual video encoder without pictures") {
  videoEncoderContract([] { return std::make_unique<VirtualEncoderRig>(sim::RigPictures::kNone); });
}
