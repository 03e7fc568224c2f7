#include "sim/codec/video_reader.h"

#include "sim/codec/codec_error.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_codec/streams.h"

using namespace tw;
using namespace tw::sim;
using tw::test::judge;

TEST_CASE("A clip is read back frame by frame with its times") {
  const test::TemporaryFolder folder;
  const auto bare = folder.write("a.h264", patternStream({{640, 360}, 15, 26}, 2));
  const auto clip = folder.path("a.mp4");
  REQUIRE(judge("ffmpeg -v error -framerate 15 -i " + bare.string() + " -c copy " + clip.string())
              .exitCode == 0);
  VideoReader reader(clip);
  CHECK(reader.size() == hal::ImageSize{640, 360});
  for (uint64_t i = 0; i < 30; ++i) {
    const auto frame = reader.next();
    REQUIRE(frame);
    CHECK(readPattern(frame->picture) == patternAt(i));
    CHECK(std::abs(toSeconds(frame->at) - static_cast<double>(i) / 15) < 0.001);
    CHECK(frame->key == (i % 15 == 0));
  }
  CHECK_FALSE(reader.next());
  CHECK(reader.damaged() == 0);
}

TEST_CASE("A missing file, a file that is no video and a missing track are refused") {
  const test::TemporaryFolder folder;
  CHECK_THROWS_AS(VideoReader(folder.path("none.mp4")), CodecError);
  CHECK_THROWS_AS(VideoReader(folder.write("text.mp4", asBytes("no video"))), CodecError);
  const auto bare = folder.write("a.h264", patternStream({{320, 180}, 15, 26}, 1));
  CHECK_THROWS_AS(VideoReader(bare, 1), CodecError);
}

TEST_CASE("Damage in a stream is noticed") {
  const test::TemporaryFolder folder;
  Bytes stream = patternStream({{640, 360}, 15, 26}, 2);
  CHECK(decodeH264(stream).size() == 30);
  for (size_t place = 1; place < 8; ++place)  // one alone may chance to decode
    for (size_t at = stream.size() / 8 * place, end = at + 200; at < end; ++at)
      stream[at] = static_cast<uint8_t>(stream[at] ^ 0x5a);
  CHECK_THROWS_AS(decodeH264(stream), CodecError);
  VideoReader reader(folder.write("broken.h264", stream));
  while (reader.next()) {
  }
  CHECK(reader.damaged() > 0);
}
