// Finding clips by time and reason, and places in them.
#include <nlohmann/json.hpp>

#include "firmware_core/net/cloud_session.h"
#include "firmware_core/system/clip_queries.h"
#include "firmware_core/system/clip_seeks.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_storage/card_rig.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::test;
using nlohmann::json;

namespace {

struct Shelf : CardRig {
  std::vector<std::pair<uint64_t, json>> answers;

  Shelf() : CardRig(64'000'000) { initialise(); }

  RingStore& store() { return *cards->store(); }
  // Seconds of a clip that begins so long after the calendar's time.
  ClipId clip(hal::LensId lens, ClipReason reason, Duration begin, int seconds, bool close = true) {
    const ClipId id = store().open({lens, reason, *calendar.time + begin}).value();
    REQUIRE(store().append(id, testHead(1)).ok());
    for (int i = 0; i < seconds; ++i)
      REQUIRE(store().append(id, testFragment(static_cast<uint8_t>(i), 3000 + 700 * i)).ok());
    settle();
    if (close) REQUIRE(store().close(id).ok());
    settle();
    return id;
  }
  // A record as no camera writes it, found when the card is put in again.
  ClipId forge(uint32_t where, CalendarTime startedAt, Duration length,
               std::optional<ClipId> id = std::nullopt) {
    const auto layout = VolumeLayout::plan(slot.device.sectorCount()).value();
    ClipRecord record;
    record.slot = where;
    record.writes = 1;
    record.state = ClipRecord::State::kClosed;
    record.clip = id.value_or(1000 + where);
    record.start = {hal::LensId::kWide, ClipReason::kManual, startedAt};
    record.length = length;
    record.bytes = layout.slotBytes(where);
    record.frames = record.fragments = 1'000'000;
    record.name = "2026-06-01_10-00-00_wide_forged_x_y.mp4";
    slot.device.poke(layout.recordSector(where, record.writes),
                     encodeRecord(record, store().volumeId()));
    slot.pull();
    settle();
    slot.insertAgain();
    wait(10s);
    return record.clip;
  }
  double unix(Duration after) const {
    return toSeconds((*calendar.time + after).time_since_epoch());
  }
  std::vector<ClipId> ids(const json& args) {
    std::vector<ClipId> found;
    const json answer = listClips(&store(), args);
    for (const json& one : answer.at("clips")) found.push_back(one.at("id"));
    return found;
  }
  json seek(ClipId id, double offset) {
    ClipSeeks seeks(*cards);
    const auto reply = [this](uint64_t token, json answer) {
      answers.emplace_back(token, std::move(answer));
    };
    answers.clear();
    if (auto refused = seeks.seek(
            {.token = 7, .command = "clip.seek", .args = {{"clip", id}, {"offset_s", offset}}}))
      return *refused;
    for (int i = 0; i < 100 && answers.empty(); ++i) {
      seeks.proceed(reply);
      settle();
      while (auto done = store().takeRead()) CHECK(seeks.take(*done, reply));
    }
    REQUIRE(answers.size() == 1);
    CHECK(answers[0].first == 7);
    return answers[0].second;
  }
};

constexpr auto kWide = hal::LensId::kWide, kPtz = hal::LensId::kPtz;

}  // namespace

TEST_CASE("clips are listed by the span of time that they touch, by reason and by lens") {
  Shelf shelf;
  const ClipId first = shelf.clip(kWide, ClipReason::kContinuous, 0s, 10);
  const ClipId second = shelf.clip(kPtz, ClipReason::kContinuous, 0s, 10);
  const ClipId event = shelf.clip(kWide, ClipReason::kEvent, 5s, 10);
  CHECK(shelf.ids(json::object()) == std::vector{first, second, event});
  CHECK(shelf.ids({{"reason", "event"}}) == std::vector{event});
  CHECK(shelf.ids({{"lens", "ptz"}}) == std::vector{second});
  CHECK(shelf.ids({{"from_unix_s", shelf.unix(12s)}}) == std::vector{event});
  CHECK(shelf.ids({{"to_unix_s", shelf.unix(5s)}}) == std::vector{first, second});
  CHECK(shelf.ids({{"from_unix_s", shelf.unix(6s)}, {"to_unix_s", shelf.unix(7s)}}).size() == 3);
  CHECK(shelf.ids({{"from_unix_s", shelf.unix(60s)}}).empty());
  CHECK(listClips(nullptr, json::object()).at("clips").empty());
}

TEST_CASE("a list comes in pages, and the next one follows the last clip of the one before") {
  Shelf shelf;
  std::vector<ClipId> all;
  for (int i = 0; i < 5; ++i) all.push_back(shelf.clip(kWide, ClipReason::kEvent, 0s, 1));
  shelf.clip(kPtz, ClipReason::kEvent, 0s, 1);
  std::vector<ClipId> found;
  json args{{"lens", "wide"}, {"limit", 2u}};
  for (const size_t expected : {2, 2, 1}) {
    const json answer = listClips(&shelf.store(), args);
    CHECK(answer.at("clips").size() == expected);
    CHECK(answer.at("more") == (found.size() + expected < all.size()));
    for (const json& one : answer.at("clips")) found.push_back(one.at("id"));
    args["after"] = found.back();
  }
  CHECK(found == all);
  CHECK(listClips(&shelf.store(), args).at("clips").empty());
  CHECK(listClips(&shelf.store(), {{"limit", 6u}}).at("more") == false);
}

TEST_CASE("the longest page leaves the line at once") {
  Shelf shelf;
  shelf.forge(0, *shelf.calendar.time + 123456789ns, 123456789012ns, kMaxClip - 1);
  const json entry = listClips(&shelf.store(), json::object()).at("clips").at(0);
  CHECK(entry.dump().size() * kMaxListed < CloudSession::kReserve);
}

TEST_CASE("forged times and lengths are taken for what they are: no sum of them leaves the clock") {
  Shelf shelf;
  const ClipId endless =
      shelf.forge(0, *shelf.calendar.time, Duration::max() - std::chrono::seconds{1});
  const ClipId future = shelf.forge(1, CalendarTime::max(), Duration::max());
  const ClipId past = shelf.forge(2, CalendarTime::min(), Duration::max());
  CHECK(shelf.ids(json::object()) == std::vector{endless, future, past});
  CHECK(shelf.ids({{"from_unix_s", shelf.unix(60s)}}) == std::vector{endless, future});
  CHECK(shelf.ids({{"to_unix_s", shelf.unix(60s)}}) == std::vector{endless, past});
  CHECK(pairClips(&shelf.store(), {{"at_unix_s", shelf.unix(60s)}}).at("wide").at("clip") ==
        endless);
}

TEST_CASE("a wrong filter is refused with what would be right") {
  const auto error = [](json args) { return listClips(nullptr, args).at("error"); };
  CHECK(error({{"reason", "boredom"}}) ==
        "clip.list: 'reason' must be manual, event, snapshot or continuous");
  CHECK(error({{"lens", "left"}}) == "clip.list: 'lens' must be wide or ptz");
  CHECK(error({{"from_unix_s", "noon"}}) ==
        "clip.list: 'from_unix_s' and 'to_unix_s' must be times");
  for (const json& limit : {json(0), json(201), json(-1), json(2.5), json("all")})
    CHECK(error({{"limit", limit}}) == "clip.list: 'limit' must be 1 to 200");
  CHECK(error({{"after", "yesterday"}}) == "clip.list: 'after' must be a clip's id");
}

TEST_CASE("one time gives the clip of each lens that holds it, and where in it the time lies") {
  Shelf shelf;
  shelf.clip(kWide, ClipReason::kContinuous, 0s, 20);
  const ClipId ptz = shelf.clip(kPtz, ClipReason::kContinuous, 300ms, 20);
  const ClipId event = shelf.clip(kWide, ClipReason::kEvent, 5s, 10);
  const json pair = pairClips(&shelf.store(), {{"at_unix_s", shelf.unix(8s)}});
  CHECK(pair.at("wide").at("clip") == event);
  CHECK(pair.at("wide").at("offset_s").get<double>() == Approx(3));
  CHECK(pair.at("ptz").at("clip") == ptz);
  CHECK(pair.at("ptz").at("offset_s").get<double>() == Approx(7.7));
  CHECK_FALSE(pairClips(&shelf.store(), {{"at_unix_s", shelf.unix(20100ms)}}).contains("wide"));
  CHECK(pairClips(&shelf.store(), {{"at_unix_s", shelf.unix(60s)}}).at("error") ==
        "no clip covers this time");
  CHECK(findClip(&shelf.store(), {{"lens", "wide"}, {"at_unix_s", shelf.unix(2500ms)}})
            .at("offset_s")
            .get<double>() == Approx(2.5));
}

TEST_CASE(
    "a time in a clip is found as the fragment that holds it, head and rest are whole boxes") {
  Shelf shelf;
  const bool closed = GENERATE(true, false);
  const ClipId id = shelf.clip(kWide, ClipReason::kManual, 0s, 8, closed);
  const Bytes file = shelf.volume().content(shelf.store().find(id)->file);
  const auto whole = [&](uint64_t from, uint64_t to) {
    return walkBoxes(Bytes(file.begin() + static_cast<std::ptrdiff_t>(from),
                           file.begin() + static_cast<std::ptrdiff_t>(to)));
  };
  uint64_t before = 0;
  for (int second = 0; second < 8; ++second) {
    const json found = shelf.seek(id, second + 0.4);
    CHECK(found.at("seek_s").get<double>() == Approx(second));
    const uint64_t head = found.at("head_bytes"), offset = found.at("seek_offset");
    CHECK(offset > before);
    CHECK((second > 0 || offset == head));
    CHECK(whole(0, head).front().type == "ftyp");
    CHECK_FALSE(whole(offset, found.at("bytes")).empty());
    before = offset;
  }
  CHECK(shelf.seek(id, 500).at("seek_s").get<double>() == Approx(7));
}

TEST_CASE("beyond a mark that is rotten or cannot be read a seek says that the card cannot") {
  Shelf shelf;
  const ClipId id = shelf.clip(kWide, ClipReason::kManual, 0s, 8);
  const auto layout = VolumeLayout::plan(shelf.slot.device.sectorCount()).value();
  const uint64_t mark = layout.slotSector(shelf.store().find(id)->slot) +
                        shelf.seek(id, 4).at("seek_offset").get<uint64_t>() / hal::kSectorSize;
  SECTION("rotten") { shelf.slot.device.poke(mark, Bytes(hal::kSectorSize, 0x5A)); }
  SECTION("unreadable") {
    shelf.slot.device.failWith = [mark](char kind, uint64_t sector) -> std::optional<Errc> {
      if (kind == 'r' && sector == mark) return Errc::kIo;
      return {};
    };
  }
  CHECK(shelf.seek(id, 3.5).at("seek_s").get<double>() == Approx(3));
  for (const double later : {4.5, 7.5, 500.0})
    CHECK(shelf.seek(id, later).at("error") ==
          "clip.seek: the card cannot read the clip up to there (io)");
}

TEST_CASE("a seek without a clip, a place or a card is refused") {
  Shelf shelf;
  CHECK(shelf.seek(99, 1).at("error") == "no such clip");
  const ClipId id = shelf.clip(kWide, ClipReason::kManual, 0s, 2);
  CHECK(shelf.seek(id, -1).at("error") ==
        "clip.seek: 'offset_s' must be seconds from the clip's start");
}

TEST_CASE("a card that goes answers the seek that was under way") {
  Shelf shelf;
  const ClipId id = shelf.clip(kWide, ClipReason::kManual, 0s, 2);
  ClipSeeks seeks(*shelf.cards);
  std::string error;
  const auto reply = [&](uint64_t, const json& answer) { error = answer.value("error", ""); };
  CHECK_FALSE(seeks.seek({.token = 1, .command = "", .args = {{"clip", id}, {"offset_s", 0}}}));
  seeks.proceed(reply);
  seeks.loseCard(reply);
  CHECK(error == "the card is gone");
}
