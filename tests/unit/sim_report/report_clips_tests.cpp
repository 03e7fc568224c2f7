// Judges: ffmpeg makes the clips, mkfs.fat and mtools the cards.
#include "sim/scenario/report_clips.h"

#include "tests/support/catch.h"
#include "tests/unit/sim_report/card_maker.h"

using namespace tw;
using namespace tw::sim;
namespace fs = std::filesystem;

namespace {

constexpr size_t kSlot = 2 * 1024 * 1024;

// Two seconds at 15 frames/s in fragments of one second, as the camera writes them.
std::string makeClip(const ScratchFolder& scratch) {
  const auto file = scratch / "made.mp4";
  const ShellResult made = shell(
      "ffmpeg -v error -y -f lavfi -i testsrc=size=320x180:rate=15:duration=2 -c:v libx264 "
      "-bf 0 -pix_fmt yuv420p -g 15 -movflags frag_keyframe+empty_moov " +
      file.string());
  INFO(made.output);
  REQUIRE(made.status == 0);
  return readFile(file);
}

// A file that fills its slot: the rest is one free box.
std::string inSlot(std::string clip) {
  Bytes head(8);
  putBig<uint32_t>(head, 0, static_cast<uint32_t>(kSlot - clip.size()));
  clip += asText(head);
  std::copy_n("free", 4, clip.end() - 4);
  clip.resize(kSlot);
  return clip;
}

struct Bench {
  ScratchFolder scratch;
  RunFolder run{scratch / "out/test"};
  Instant now{};
  EventLog events{[this] { return now; }};

  fs::path card(const std::string& name) {
    const fs::path made = makeCard(scratch, name);
    makeCardFolder(made, "CLIPS000");
    return made;
  }
  void put(const fs::path& card, const std::string& name, const std::string& content) {
    writeFile(scratch / "content", content);
    copyToCard(card, scratch / "content", "CLIPS000/" + name);
  }
  void log(Instant at, const std::string& part, const std::string& text) {
    now = at;
    events.add("cam/firmware", "log", {{"level", "info"}, {"part", part}, {"text", text}});
  }
  void keep(const fs::path& card) { fs::copy_file(card, run.folder() / card.filename()); }
};

}  // namespace

TEST_CASE("Clips leave a card without their slot's free space, with their frames counted") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "2026-06-01_10-02-33_ptz_manual.mp4", inSlot(clip));
  bench.put(card, "2026-06-01_10-02-33_wide_manual.mp4", inSlot(clip));
  bench.put(card, "slot0003.mp4", std::string(kSlot, '\0'));  // never used
  bench.keep(card);

  const auto clips = collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].lens == "wide");
  CHECK(clips[1].lens == "ptz");
  for (const ReportClip& one : clips) {
    CHECK((readFile(bench.run.folder() / one.file) == clip));
    CHECK(one.frames == 30);
    CHECK(one.seconds == Approx(2.0));
    CHECK(one.width == 320);
    CHECK(one.stills.size() == 3);
    CHECK(one.problem.empty());
    CHECK((asText(one.video) == clip));
  }
}

TEST_CASE("The stills of a clip are chosen by what its lens saw, each with the boxes") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_wide.mp4", inSlot(clip));
  bench.put(card, "b_ptz.mp4", inSlot(clip));
  bench.keep(card);
  bench.log(Instant{11s}, "recorder", "clip opened lens=wide clip=7 slot=0 lead_ms=1000");
  bench.log(Instant{11s}, "recorder", "clip opened lens=ptz clip=8 slot=1 lead_ms=1000");
  bench.log(Instant{11300ms}, "detection",
            "detection kind=human lens=wide track=1 score=0.83 box=310,120,24,61 frame=1 "
            "age_ms=300");
  bench.log(Instant{12s}, "recorder", "clip closed lens=wide clip=7 file=CLIPS000/a_wide.mp4");
  bench.log(Instant{12s}, "recorder", "clip closed lens=ptz clip=8 file=CLIPS000/b_ptz.mp4");

  const auto clips = collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 2);
  REQUIRE(clips[0].lens == "wide");
  REQUIRE(clips[0].stills.size() == 2);
  CHECK(clips[0].stills[0].seen.empty());
  CHECK(clips[0].stills[1].at == Approx(1.0));
  REQUIRE(clips[0].stills[1].seen.size() == 1);
  CHECK(clips[0].stills[1].seen[0].box.x == 310);
  REQUIRE(clips[1].stills.size() == 3);
  for (const ReportStill& still : clips[1].stills) CHECK(still.seen.empty());
}

TEST_CASE("Snapshots leave a card without their slot's rest") {
  Bench bench;
  const auto file = bench.scratch / "made.jpg";
  REQUIRE(shell("ffmpeg -v error -f lavfi -i testsrc=size=320x180 -frames:v 1 -pix_fmt yuvj420p " +
                file.string())
              .status == 0);
  const std::string jpeg = readFile(file);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "2026-06-01_10-02-40_ptz_snapshot.jpg", jpeg + std::string(5000, '\0'));
  bench.keep(card);
  const auto clips = collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].picture);
  CHECK(clips[0].stills.size() == 1);
  CHECK((readFile(bench.run.folder() / clips[0].file) == jpeg));
}

TEST_CASE("Clips stand by time, the wide lens before the other, and snapshots behind them") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path card = bench.card("sdcard.img");
  for (const std::string name : {"11_ptz_event", "11_wide_event", "04_ptz_event", "04_wide_event"})
    bench.put(card, "2026-06-01_13-01-" + name + ".mp4", clip);
  bench.put(card, "2026-06-01_13-01-10_wide_photo.jpg", std::string(3000, '\x01'));
  bench.keep(card);
  std::string order;
  for (const auto& one : collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run))
    order += one.file.substr(one.file.rfind('-') + 1, 4) + ' ';
  CHECK(order == "04_w 04_p 11_w 11_p 10_w ");
}

TEST_CASE("A clip with rubbish behind it is taken up to there, and the rubbish told") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_wide.mp4", clip + std::string(4096, '\x99'));
  bench.keep(card);
  const auto clips = collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].bytes == clip.size());
  CHECK(clips[0].problem == "no box at byte " + std::to_string(clip.size()));
}

TEST_CASE("A clip whose pictures are damaged is told of") {
  Bench bench;
  std::string clip = makeClip(bench.scratch);
  const size_t data = clip.find("mdat") + 4;
  for (size_t i = data + 200; i < data + 1200; ++i) clip[i] = static_cast<char>(i * 37);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_wide.mp4", inSlot(clip));
  bench.keep(card);
  const auto clips = collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 1);
  CHECK(!clips[0].problem.empty());
}

TEST_CASE("Cards that were pulled give their clips too, each once") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path first = bench.card("sdcard.pulled1.img"), last = bench.card("sdcard.img");
  mtools(first, "mlabel", "-N 11112222 ::");  // one card, seen twice
  mtools(last, "mlabel", "-N 11112222 ::");
  bench.put(first, "a_wide.mp4", inSlot(clip));
  bench.put(first, "b_wide.mp4", inSlot(clip));
  bench.put(last, "b_wide.mp4", inSlot(clip));
  bench.keep(first);
  bench.keep(last);
  const auto clips =
      collectClips({{"cam", "sdcard.pulled1.img"}, {"cam", "sdcard.img"}}, bench.events, bench.run);
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].file == "clips/cam/a_wide.mp4");
}

TEST_CASE("Clips that are too large for the page are linked and not embedded") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_wide.mp4", inSlot(clip));
  bench.put(card, "b_wide.mp4", inSlot(clip));
  bench.keep(card);
  const std::vector<KeptCard> cards = {{"cam", "sdcard.img"}};
  const auto small = collectClips(cards, bench.events, bench.run, {clip.size() - 1, 1 << 30});
  CHECK(small[0].video.empty());
  const auto all = collectClips(cards, bench.events, bench.run, {clip.size(), clip.size()});
  CHECK(!all[0].video.empty());
  CHECK(all[1].video.empty());
}

TEST_CASE("A new card has no clips, and that is no problem") {
  Bench bench;
  writeFile(bench.run.folder() / "sdcard.img", std::string(1 << 20, '\0'));
  CHECK(collectClips({{"cam", "sdcard.img"}}, bench.events, bench.run).empty());
}

namespace {

// The clips of one card with one file on it.
std::vector<ReportClip> clipsOf(Bench& bench, const fs::path& card) {
  bench.keep(card);
  return collectClips({{"cam", card.filename().string()}}, bench.events, bench.run);
}

// Zeroes a cluster's entry in both FATs, so that the chain that leads there breaks.
void breakChainBehind(const fs::path& card, const std::string& name) {
  auto reader = CardReader::open(card);
  REQUIRE(reader);
  const auto files = reader.value().list();
  REQUIRE(files);
  const auto file = std::find_if(files.value().begin(), files.value().end(),
                                 [&](const CardFile& f) { return f.path.ends_with(name); });
  REQUIRE(file != files.value().end());
  std::fstream image(card, std::ios::in | std::ios::out | std::ios::binary);
  const uint64_t volume = kCardPartitionStart * 512;
  Bytes boot(512);
  image.seekg(static_cast<std::streamoff>(volume));
  image.read(reinterpret_cast<char*>(boot.data()), static_cast<std::streamsize>(boot.size()));
  const uint64_t fat = volume + getLittle<uint16_t>(boot, 14) * 512u;  // behind reserved sectors
  image.seekp(static_cast<std::streamoff>(fat + uint64_t{file->firstCluster} * 4));
  image.write("\0\0\0\0", 4);
}

}  // namespace

TEST_CASE("A clip whose head cannot be read is told of") {
  Bench bench;
  const fs::path card = bench.card("sdcard.img");
  std::string clip = makeClip(bench.scratch);
  std::fill_n(clip.begin(), 8, '\x99');
  bench.put(card, "a_wide.mp4", inSlot(clip));
  const auto clips = clipsOf(bench, card);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].problem == "no box at byte 0");
  CHECK(clips[0].frames == 0);
}

TEST_CASE("A clip whose clusters lead nowhere is told of") {
  Bench bench;
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_wide.mp4", inSlot(makeClip(bench.scratch)));
  breakChainBehind(card, "a_wide.mp4");
  const auto clips = clipsOf(bench, card);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].problem.starts_with("broken cluster chain at byte "));
}

TEST_CASE("A snapshot whose clusters lead nowhere is told of") {
  Bench bench;
  const fs::path card = bench.card("sdcard.img");
  bench.put(card, "a_ptz_snapshot.jpg", "\xFF\xD8" + std::string(5000, 'x') + "\xFF\xD9");
  breakChainBehind(card, "a_ptz_snapshot.jpg");
  const auto clips = clipsOf(bench, card);
  REQUIRE(clips.size() == 1);
  CHECK(clips[0].picture);
  CHECK(clips[0].problem == "broken cluster chain");
}

TEST_CASE("A torn snapshot is kept as it is, and told of") {
  Bench bench;
  const fs::path card = bench.card("sdcard.img");
  const std::string torn = "\xFF\xD8\xFF\xDA" + std::string(3000, 'x');
  bench.put(card, "a_ptz_snapshot.jpg", torn);
  bench.put(card, "b_ptz_snapshot.jpg", std::string(3000, '\x01'));
  bench.put(card, "c_ptz_snapshot.jpg", std::string(3000, '\0'));  // a slot that waits
  const auto clips = clipsOf(bench, card);
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].problem == "the picture has no end");
  CHECK((readFile(bench.run.folder() / clips[0].file) == torn));
  CHECK(clips[1].problem == "no picture begins here");
}

TEST_CASE("Clips of one name on different cards both stay") {
  Bench bench;
  const std::string clip = makeClip(bench.scratch);
  const std::string other = clip.substr(0, clip.rfind("moof") - 4);  // a second less
  const fs::path first = bench.card("sdcard.pulled1.img"), last = bench.card("sdcard.img");
  mtools(first, "mlabel", "-N 11112222 ::");
  mtools(last, "mlabel", "-N 33334444 ::");
  bench.put(first, "a_wide.mp4", inSlot(other));
  bench.put(last, "a_wide.mp4", inSlot(clip));
  bench.keep(first);
  bench.keep(last);
  const auto clips = collectClips({{"cam", "sdcard.pulled1.img", 1}, {"cam", "sdcard.img"}},
                                  bench.events, bench.run);
  REQUIRE(clips.size() == 2);
  CHECK(clips[0].file == "clips/cam/a_wide.mp4");
  CHECK(clips[0].frames == 30);
  CHECK(clips[1].file == "clips/cam/pulled1/a_wide.mp4");
  CHECK((readFile(bench.run.folder() / clips[1].file) == other));
}
