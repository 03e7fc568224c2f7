#include "sim/codec/group_encoder.h"

#include <regex>

#include "sim/codec/annex_b.h"
#include "sim/codec/codec_error.h"
#include "sim/codec/video_reader.h"
#include "tests/support/catch.h"
#include "tests/support/judge.h"
#include "tests/unit/sim_codec/streams.h"

using namespace tw;
using namespace tw::sim;
using tw::test::judge;

namespace {

std::vector<int> nalTypes(std::span<const uint8_t> unit) {
  std::vector<int> types;
  for (const NalUnit& nal : nalUnits(unit)) types.push_back(nal.type);
  return types;
}

// Pictures full of noise, the hardest to keep apart.
Picture noise(hal::ImageSize size, uint64_t seed) {
  Picture picture = flatPicture(size, 128);
  for (uint8_t& y : picture.y) {
    seed = seed * 6364136223846793005ULL + 1442695040888963407ULL;
    y = static_cast<uint8_t>(64 + (seed >> 57));
  }
  return picture;
}

}  // namespace

TEST_CASE("Patterns come out of the encoder with their exact numbers and times") {
  for (const GroupSetup& setup :
       {GroupSetup{}, GroupSetup{{640, 360}, 15, 26}, GroupSetup{{1280, 720}, 15, 40}}) {
    const auto frames = decodeH264(patternStream(setup, 2));
    REQUIRE(frames.size() == 30);
    for (uint64_t i = 0; i < 30; ++i) {
      CHECK(readPattern(frames[i].picture) == patternAt(i));
      CHECK(readPattern(scaled(frames[i].picture, {320, 180})) == patternAt(i));
      CHECK(frames[i].key == (i % 15 == 0));
    }
  }
}

TEST_CASE("A group begins with SPS, PPS and an IDR slice; its other units are one slice each") {
  const auto units = patternGroup({}, 3);
  CHECK(nalTypes(units[0]) == std::vector<int>{7, 8, 5});
  for (size_t i = 1; i < units.size(); ++i) CHECK(nalTypes(units[i]) == std::vector<int>{1});
}

TEST_CASE("A group hangs on its own pictures alone, not on what was encoded before") {
  const GroupSetup setup{{320, 180}, 5, 26};
  const auto encode = [&](uint64_t firstSeed) {
    GroupEncoder encoder(setup, 0);
    std::vector<Bytes> units;
    for (uint64_t i = 0; i < 5; ++i)
      units.push_back(encoder.encode(noise(setup.size, firstSeed + i)));
    return units;
  };
  const auto alone = encode(500);
  encode(1);
  CHECK(encode(500) == alone);
  CHECK(encode(501) != alone);
}

TEST_CASE("Encoding stops and goes on in between without a trace in the bytes") {
  const GroupSetup setup{{320, 180}, 5, 26};
  GroupEncoder one(setup, 0), other(setup, 0);
  for (uint64_t i = 0; i < 5; ++i) {
    const Bytes unit = one.encode(noise(setup.size, i));
    patternGroup(setup, i);
    CHECK(other.encode(noise(setup.size, i)) == unit);
  }
}

TEST_CASE("Better quality takes more bytes") {
  const auto size = [](int quality) {
    GroupEncoder encoder({{320, 180}, 15, quality}, 0);
    return encoder.encode(noise({320, 180}, 9)).size();
  };
  CHECK(size(18) > size(26));
  CHECK(size(26) > size(40));
}

TEST_CASE("ffprobe counts the frames of groups put together and reads their colours") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("three.h264", patternStream({}, 3));
  const auto verdict = judge(
      "ffprobe -v error -count_frames -show_entries "
      "stream=nb_read_frames,width,height,codec_name,color_range,color_space,color_transfer,"
      "color_primaries,pix_fmt,has_b_frames -of default=nw=1 " +
      file.string());
  CAPTURE(verdict.said);
  CHECK(verdict.exitCode == 0);
  for (const char* line : {"nb_read_frames=45\n", "width=1280\n", "height=720\n",
                           "codec_name=h264\n", "color_range=pc\n", "color_space=bt709\n",
                           "color_transfer=bt709\n", "color_primaries=bt709\n", "has_b_frames=0\n"})
    CHECK(verdict.said.find(line) != std::string::npos);
}

TEST_CASE("ffmpeg decodes groups of any frame rate put together without a complaint") {
  const test::TemporaryFolder folder;
  for (const int rate : {1, 3, 5, 15}) {
    const auto file = folder.write("groups.h264", patternStream({{320, 180}, rate, 26}, 6));
    const auto verdict =
        judge("ffmpeg -v warning -xerror -err_detect explode -i " + file.string() + " -f null -");
    CHECK(verdict.exitCode == 0);
    CHECK(verdict.said == "");
    CHECK(readVideo(file).size() == static_cast<size_t>(6 * rate));
  }
}

TEST_CASE("Key frames that follow each other differ in idr_pic_id") {
  const test::TemporaryFolder folder;
  const auto file = folder.write("keys.h264", patternStream({{320, 180}, 1, 26}, 4));
  const auto verdict =
      judge("ffmpeg -v info -i " + file.string() + " -c copy -bsf:v trace_headers -f null -");
  const std::regex field("idr_pic_id +[01]+ = ([0-9]+)");
  std::vector<int> ids;
  for (std::sregex_iterator i(verdict.said.begin(), verdict.said.end(), field), end; i != end; ++i)
    ids.push_back(std::stoi((*i)[1]));
  REQUIRE(ids.size() >= 4);
  for (size_t i = ids.size() - 3; i < ids.size(); ++i) CHECK(ids[i] != ids[i - 1]);
}

TEST_CASE("A stream without pictures is grey, complete and encoded once") {
  const GroupSetup setup{{640, 360}, 15, 26};
  const auto& group = flatGroup(setup, 0);
  CHECK(&flatGroup(setup, 7) == &group);
  CHECK(&flatGroup({{640, 360}, 15, 30}, 0) != &group);
  REQUIRE(group.size() == 15);
  Bytes stream;
  for (const uint64_t index : {0, 1})
    for (const Bytes& unit : flatGroup(setup, index)) append(stream, unit);
  const auto frames = decodeH264(stream);
  REQUIRE(frames.size() == 30);
  for (const VideoFrame& frame : frames)
    for (const size_t at : {size_t{0}, size_t{100000}})
      CHECK(std::abs(frame.picture.y[at] - 128) < 3);
}

TEST_CASE("A picture of the wrong size and a picture too many are bugs") {
  GroupEncoder encoder({{320, 180}, 1, 26}, 0);
  CHECK_THROWS_AS(encoder.encode(flatPicture({160, 90}, 0)), CheckFailed);
  encoder.encode(flatPicture({320, 180}, 0));
  CHECK_THROWS_AS(encoder.encode(flatPicture({320, 180}, 0)), CheckFailed);
}
