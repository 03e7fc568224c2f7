#include "firmware_core/media/annex_b.h"
#include "firmware_core/media/mp4_writer.h"
#include "firmware_core/media/sound_history.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_media/fake_encoder.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;

namespace {

// The first box of that path, e.g. {"moof", "traf", "trun"}; its body.
Bytes boxAt(Bytes in, std::initializer_list<const char*> path) {
  for (const char* type : path) {
    const auto boxes = walkBoxes(in);
    const auto found = std::find_if(boxes.begin(), boxes.end(),
                                    [type](const BoxSeen& b) { return b.type == type; });
    if (found == boxes.end()) return {};
    in = found->body;
  }
  return in;
}

std::vector<Mp4Frame> group(uint64_t first, size_t count) {
  std::vector<Mp4Frame> frames;
  for (size_t i = 0; i < count; ++i)
    frames.push_back({first + i, (first + i) % 15 == 0, tinyStream()[first + i]});
  return frames;
}

}  // namespace

TEST_CASE(
    "start codes of three and four bytes part the units, zeros at their ends belong to none") {
  const Bytes stream{0, 0, 0, 1, 0x67, 1, 2, 0, 0, 1, 0x68, 3, 0, 0, 0, 0, 1, 0x65, 9, 0, 0, 3, 1};
  const auto units = splitAnnexB(stream);
  REQUIRE(units.size() == 3);
  CHECK(Bytes(units[0].begin(), units[0].end()) == Bytes{0x67, 1, 2});
  CHECK(Bytes(units[1].begin(), units[1].end()) == Bytes{0x68, 3});
  CHECK(Bytes(units[2].begin(), units[2].end()) == Bytes{0x65, 9, 0, 0, 3, 1});
  CHECK(splitAnnexB(Bytes{}).empty());
  CHECK(splitAnnexB(Bytes{0, 0, 1}).empty());
  CHECK(splitAnnexB(Bytes(100, 7)).empty());
}

TEST_CASE("length prefixes stand for start codes and parameter sets are left out") {
  const Bytes stream{0, 0, 1, 0x67, 1, 0, 0, 1, 0x68, 2, 0, 0, 1, 0x09, 3, 0, 0, 1, 0x65, 4, 5};
  CHECK(lengthPrefixed(stream) == Bytes{0, 0, 0, 3, 0x65, 4, 5});
}

TEST_CASE("the decoder configuration carries profile, level and both parameter sets") {
  const auto made = decoderConfiguration(tinyStream()[0]);
  REQUIRE(made.ok());
  const Bytes& c = made.value();
  CHECK(c[0] == 1);
  CHECK(c[1] == 100);  // High
  CHECK((c[4] & 3) == 3);
  const size_t sequence = getBig<uint16_t>(c, 6);
  CHECK((c[8] & 0x1F) == 7);
  CHECK(c[8 + sequence] == 1);
  CHECK((c[8 + sequence + 3] & 0x1F) == 8);
  CHECK(decoderConfiguration(tinyStream()[1]).error().code == Errc::kCorrupt);
}

TEST_CASE("the head is a file type of its fixed size and a movie without samples") {
  const Mp4Writer writer({{96, 64}, 15, false, CalendarTime{std::chrono::seconds{1780308000}}});
  const Bytes head = writer.head(tinyStream()[0]).value();
  const auto boxes = walkBoxes(head);
  REQUIRE(boxes.size() == 2);
  CHECK(boxes[0].type == "ftyp");
  CHECK(boxes[0].body.size() == 24);
  const Bytes mdhd = boxAt(head, {"moov", "trak", "mdia", "mdhd"});
  CHECK(getBig<uint32_t>(mdhd, 12) == 15000);  // timescale
  CHECK(getBig<uint32_t>(mdhd, 4) == 1780308000u + 2082844800u);
  const Bytes tkhd = boxAt(head, {"moov", "trak", "tkhd"});
  CHECK(tkhd.size() == 84);
  CHECK(getBig<uint32_t>(tkhd, 76) >> 16 == 96);
  CHECK(getBig<uint32_t>(tkhd, 80) >> 16 == 64);
  CHECK(boxAt(head, {"moov", "mvhd"}).size() == 100);
  CHECK(walkBoxes(boxAt(head, {"moov"})).size() == 3);  // mvhd, one trak, mvex
  CHECK_FALSE(writer.head(tinyStream()[1]).ok());
}

TEST_CASE("a fragment's run points at its data, frame by frame") {
  Mp4Writer writer({{96, 64}, 15, false, {}});
  for (uint64_t first : {0u, 15u}) {
    const auto frames = group(first, 15);
    const Bytes fragment = writer.fragment(frames);
    const auto boxes = walkBoxes(fragment);
    REQUIRE(boxes.size() == 2);
    CHECK(getBig<uint32_t>(boxAt(fragment, {"moof", "mfhd"}), 4) == first / 15 + 1);
    CHECK(getBig<uint64_t>(boxAt(fragment, {"moof", "traf", "tfdt"}), 4) == first * 1000);
    const Bytes trun = boxAt(fragment, {"moof", "traf", "trun"});
    REQUIRE(getBig<uint32_t>(trun, 4) == 15);
    size_t at = getBig<uint32_t>(trun, 8);
    CHECK(at == boxes[0].body.size() + 16);
    for (size_t i = 0; i < 15; ++i) {
      const Bytes sample = lengthPrefixed(frames[i].data);
      CHECK(getBig<uint32_t>(trun, 12 + 8 * i) == sample.size());
      CHECK(getBig<uint32_t>(trun, 16 + 8 * i) == (i == 0 ? 0x02000000u : 0x01010000u));
      CHECK(std::equal(sample.begin(), sample.end(),
                       fragment.begin() + static_cast<std::ptrdiff_t>(at)));
      at += sample.size();
    }
    CHECK(at == fragment.size());
  }
}

TEST_CASE("sound is a track of its own, and off leaves none") {
  Mp4Writer with({{96, 64}, 15, true, {}});
  const Bytes head = with.head(tinyStream()[0]).value();
  CHECK(walkBoxes(boxAt(head, {"moov"})).size() == 4);
  CHECK(std::search(head.begin(), head.end(), asBytes("soun").begin(), asBytes("soun").end()) !=
        head.end());
  const Bytes sound(16000, 0x55);
  const Bytes fragment = with.fragment(group(15, 15), sound);
  const auto trafs = walkBoxes(boxAt(fragment, {"moof"}));
  REQUIRE(trafs.size() == 3);
  CHECK(getBig<uint64_t>(boxAt(trafs[2].body, {"tfdt"}), 4) == 16000);
  const Bytes trun = boxAt(trafs[2].body, {"trun"});
  CHECK(getBig<uint32_t>(trun, 4) == 16000);
  CHECK(getBig<uint32_t>(trun, 8) + 16000 == fragment.size());

  const Bytes silent = Mp4Writer({{96, 64}, 15, false, {}}).head(tinyStream()[0]).value();
  CHECK(std::search(silent.begin(), silent.end(), asBytes("soun").begin(), asBytes("soun").end()) ==
        silent.end());
  CHECK(with.soundTicks(15) == 16000);
}

TEST_CASE("sound that began before its fragment is neither repeated nor shifted") {
  SoundHistory history;
  const auto at = [](int64_t samples) { return Instant{} + Duration{samples * 62500}; };
  Bytes ramp(1024);
  for (size_t i = 0; i < ramp.size(); ++i) ramp[i] = static_cast<uint8_t>(i);
  history.add(at(0), ramp);
  CHECK(history.between(at(320), 3) == Bytes{64, 65, 66});
  CHECK(history.between(at(1024), 2) == Bytes(2, SoundHistory::kSilence));
}

TEST_CASE("the sound's history is gapless between blocks and silent where nothing was heard") {
  SoundHistory history;
  const auto at = [](int64_t samples) { return Instant{} + Duration{samples * 62500}; };
  history.add(at(1024), Bytes(1024, 1));
  history.add(at(2048), Bytes(1024, 2));
  history.add(at(4096), Bytes(1024, 3));
  CHECK(history.end() == at(5120));
  const Bytes heard = history.between(at(1000), 4000);
  CHECK(heard[23] == SoundHistory::kSilence);
  CHECK(heard[24] == 1);
  CHECK(heard[1047] == 1);
  CHECK(heard[1048] == 2);
  CHECK(heard[2072] == SoundHistory::kSilence);
  CHECK(heard[3096] == 3);
  history.add(at(16000 * 14), Bytes(1024, 4));  // a card may stall that long
  CHECK(history.between(at(1024), 10) == Bytes(10, 1));
  history.add(at(16000 * 20), Bytes(1024, 4));
  CHECK(history.between(at(1024), 10) == Bytes(10, SoundHistory::kSilence));
}
