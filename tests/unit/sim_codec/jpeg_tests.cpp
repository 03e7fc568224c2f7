#include "sim/codec/jpeg.h"

#include <cmath>

#include "sim/codec/codec_error.h"
#include "sim/optics/pattern_pictures.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"

using namespace tw;
using namespace tw::sim;
using tw::test::judge;

TEST_CASE("A pattern survives the snapshot") {
  const Pattern pattern{hal::LensId::kPtz, 77, Instant{5s}};
  for (const int quality : {2, 4, 20})
    CHECK(readPattern(decodeJpeg(encodeJpeg(drawPattern(pattern, {1280, 720}), quality))) ==
          pattern);
}

TEST_CASE("A snapshot is baseline JPEG of the right size, the same bytes each time") {
  const test::TemporaryFolder folder;
  const Picture picture = drawPattern({}, {640, 360});
  const Bytes file = encodeJpeg(picture);
  CHECK(file == encodeJpeg(picture));
  CHECK(getBig<uint16_t>(file, 0) == 0xffd8);
  CHECK(getBig<uint16_t>(file, file.size() - 2) == 0xffd9);
  const auto verdict = judge("file " + folder.write("a.jpg", file).string());
  CAPTURE(verdict.said);
  CHECK(verdict.said.find("JPEG image data") != std::string::npos);
  CHECK(verdict.said.find("baseline") != std::string::npos);
  CHECK(verdict.said.find("640x360") != std::string::npos);
}

TEST_CASE("Another program sees a snapshot in the colours of the picture") {
  const test::TemporaryFolder folder;
  const int y = 90, cb = 100, cr = 200;
  const auto file = folder.write(
      "red.jpg",
      encodeJpeg(flatPicture({64, 64}, y, static_cast<uint8_t>(cb), static_cast<uint8_t>(cr)), 2));
  const auto raw = folder.path("red.rgb");
  const auto verdict =
      judge("ffmpeg -v error -i " + file.string() + " -pix_fmt rgb24 -f rawvideo " + raw.string());
  REQUIRE(verdict.exitCode == 0);
  std::ifstream in(raw, std::ios::binary);
  const int red = in.get(), green = in.get(), blue = in.get();
  // ITU-R BT.709, full range.
  const double r = y + 1.5748 * (cr - 128), b = y + 1.8556 * (cb - 128);
  const double g = (y - 0.2126 * r - 0.0722 * b) / 0.7152;
  CHECK(red == Approx(r).margin(3));
  CHECK(green == Approx(g).margin(3));
  CHECK(blue == Approx(b).margin(3));
}

TEST_CASE("What is no JPEG is refused") {
  CHECK_THROWS_AS(decodeJpeg(asBytes("not a picture at all")), CodecError);
}
