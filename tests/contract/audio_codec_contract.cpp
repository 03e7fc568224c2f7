// Every audio codec: hal::AudioCodec, against the tables of ITU-T G.711.
#include "sim/devices/audio_codec.h"

#include <algorithm>
#include <cstdlib>
#include <numeric>
#include <vector>

#include "tests/contract/rig.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::contract;

namespace {

// A row of table 2a: magnitudes in [from, to), 14 bit, are coded as `code` and heard as `output`.
struct Row {
  int from, to, output;
  uint8_t code;  // of a positive sample
};

// Written down as the table is: eight segments with ends 31, 95, ... 8159, each of 16 equal steps;
// the first has a half step more at 0. Outputs lie in the steps' middles, codes count down.
std::vector<Row> table() {
  std::vector<Row> rows{{0, 1, 0, 0xFF}};
  constexpr int kEnds[] = {31, 95, 223, 479, 991, 2015, 4063, 8159};
  int step = 2;
  for (const int end : kEnds) {
    while (rows.back().to < end) {
      const int from = rows.back().to;
      const auto code = static_cast<uint8_t>(rows.back().code - 1);
      rows.push_back({from, from + step, from + step / 2, code});
    }
    step *= 2;
  }
  return rows;
}

const Row& rowOf(const std::vector<Row>& rows, int16_t sample) {
  const int magnitude = std::abs(int{sample}) / 4;  // 16 bits to 14
  for (const Row& row : rows)
    if (magnitude >= row.from && magnitude < row.to) return row;
  return rows.back();  // beyond the largest decision value
}

void audioCodecContract(const MakeRig<Rig<hal::AudioCodec>>& make) {
  const auto rig = make();
  hal::AudioCodec& codec = rig->device();
  const std::vector<Row> rows = table();
  REQUIRE(rows.size() == 128);
  REQUIRE(rows.back().to == 8159);

  std::vector<int16_t> samples(65536);
  std::iota(samples.begin(), samples.end(), int16_t{-32768});
  SECTION("codes every sample as the table does") {
    const Bytes coded = codec.encode(samples);
    REQUIRE(coded.size() == samples.size());
    for (size_t i = 0; i < samples.size(); ++i) {
      const uint8_t code = rowOf(rows, samples[i]).code;
      const bool negative = samples[i] < 0;
      REQUIRE(int{coded[i]} == (negative ? code & 0x7F : code));
    }
  }
  SECTION("decodes every byte as the table does") {
    for (const Row& row : rows) {
      const auto heard = codec.decode(Bytes{row.code, static_cast<uint8_t>(row.code & 0x7F)});
      CHECK(heard == std::vector<int16_t>{static_cast<int16_t>(row.output * 4),
                                          static_cast<int16_t>(-row.output * 4)});
    }
  }
  SECTION("takes nothing as nothing") {
    CHECK(codec.encode({}).empty());
    CHECK(codec.decode({}).empty());
  }
}

}  // namespace

TEST_CASE("contract: the virtual audio codec") {
  audioCodecContract(
      [] { return std::make_unique<VirtualRig<sim::VirtualAudioCodec, Rig<hal::AudioCodec>>>(); });
}
