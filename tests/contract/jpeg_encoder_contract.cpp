// Every snapshot encoder: hal::JpegEncoder.
#include <optional>

#include "tests/contract/picture_rigs.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;
using hal::IoState;
using hal::LensId;

namespace {

class JpegRig : public Rig<hal::JpegEncoder> {
 public:
  virtual void startStream(LensId lens) = 0;
};

class VirtualJpegRig : public VirtualLensRig<JpegRig> {
 public:
  using VirtualLensRig::VirtualLensRig;
  hal::JpegEncoder& device() override { return rig_.jpeg; }
  void startStream(LensId lens) override {
    auto& encoder = lens == LensId::kWide ? rig_.encoder : rig_.ptzEncoder;
    REQUIRE(encoder.start(sim::PictureRig::kSmall));
  }
};

// Width and height from a file's baseline frame header (ITU-T T.81, B.2.2); nothing without one.
std::optional<hal::ImageSize> baselineSize(const Bytes& file) {
  if (file.size() < 4 || getBig<uint16_t>(file, 0) != 0xffd8) return std::nullopt;
  for (size_t at = 2; at + 9 < file.size();) {
    const auto marker = getBig<uint16_t>(file, at);
    if (marker == 0xffc0)
      return hal::ImageSize{getBig<uint16_t>(file, at + 7), getBig<uint16_t>(file, at + 5)};
    at += 2 + size_t{getBig<uint16_t>(file, at + 2)};
  }
  return std::nullopt;
}

void waitDone(JpegRig& rig) {
  for (int ms = 0; ms < 1000 && rig.device().state() != IoState::kDone; ++ms) rig.advance(1ms);
  REQUIRE(rig.device().state() == IoState::kDone);
}

void jpegEncoderContract(const MakeRig<JpegRig>& make) {
  const auto rig = make();
  hal::JpegEncoder& jpeg = rig->device();

  SECTION("is not ready for a lens whose stream is not started") {
    rig->startStream(LensId::kWide);
    CHECK(jpeg.start(LensId::kPtz, {640, 360}).error().code == Errc::kNotReady);
    CHECK(jpeg.state() == IoState::kIdle);
    CHECK(jpeg.start(LensId::kWide, {640, 360}));
  }
  SECTION("refuses sizes out of range") {
    rig->startStream(LensId::kWide);
    for (const hal::ImageSize size : {hal::ImageSize{158, 90}, {2562, 1440}, {641, 360}, {640, 0}})
      CHECK(jpeg.start(LensId::kWide, size).error().code == Errc::kOutOfRange);
  }
  SECTION("makes a baseline file of the lens's next frame within 60 to 150 ms, with a wake") {
    for (const LensId lens : hal::kLenses) {
      rig->startStream(lens);
      rig->advance(1s);
      const Instant asked = rig->now();
      const int wakes = rig->wakes();
      REQUIRE(jpeg.start(lens, {640, 360}));
      CHECK(jpeg.state() == IoState::kBusy);
      waitDone(*rig);
      CHECK(rig->wakes() > wakes);
      CHECK(rig->now() - asked >= 60ms);
      CHECK(rig->now() - asked <= 150ms);
      const auto snapshot = jpeg.take();
      REQUIRE(snapshot);
      CHECK(jpeg.state() == IoState::kIdle);
      CHECK(snapshot.value().lens == lens);
      CHECK(snapshot.value().capturedAt >= asked);
      CHECK(snapshot.value().capturedAt <= rig->now());
      CHECK(baselineSize(snapshot.value().jpeg) == hal::ImageSize{640, 360});
    }
  }
  SECTION("makes one at a time") {
    rig->startStream(LensId::kWide);
    REQUIRE(jpeg.start(LensId::kWide, {640, 360}));
    CHECK(jpeg.start(LensId::kWide, {640, 360}).error().code == Errc::kBusy);
    waitDone(*rig);
    CHECK(jpeg.start(LensId::kWide, {640, 360}).error().code == Errc::kBusy);
    REQUIRE(jpeg.take());
    CHECK(jpeg.start(LensId::kWide, {640, 360}));
  }
  SECTION("taking what is not done is a bug") {
    CHECK_THROWS_AS(jpeg.take(), CheckFailed);
    rig->startStream(LensId::kWide);
    REQUIRE(jpeg.start(LensId::kWide, {640, 360}));
    CHECK_THROWS_AS(jpeg.take(), CheckFailed);
  }
  SECTION("is idle after power cut and restart") {
    rig->startStream(LensId::kWide);
    REQUIRE(jpeg.start(LensId::kWide, {640, 360}));
    rig->powerCycle();
    CHECK(jpeg.state() == IoState::kIdle);
    rig->startStream(LensId::kWide);
    REQUIRE(jpeg.start(LensId::kWide, {640, 360}));
    waitDone(*rig);
    rig->restart();
    CHECK(jpeg.state() == IoState::kIdle);
  }
}

}  // namespace

TEST_CASE("contract: the virtual JPEG encoder with drawn pictures") {
  jpegEncoderContract([] { return std::make_unique<VirtualJpegRig>(sim::RigPictures::kDrawn); });
}
TEST_CASE("contract: the virtual JPEG encoder with patterns") {
  jpegEncoderContract([] { return std::make_unique<VirtualJpegRig>(sim::RigPictures::kPattern); });
}
TEST_CASE("contract: the virtual JPEG encoder without pictures") {
  jpegEncoderContract([] { return std::make_unique<VirtualJpegRig>(sim::RigPictures::kNone); });
}
