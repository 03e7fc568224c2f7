// What the firmware writes onto the virtual card, judged by the programs that a PC has: fsck.fat,
// mtools, ffprobe.
#include "firmware_core/media/recorder.h"
#include "tests/support/catch.h"
#include "tests/unit/fw_media/fake_encoder.h"
#include "tests/unit/sim_card/card_bench.h"

using namespace tw;
using namespace tw::fw;
using namespace tw::sim;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {

struct SilentCodec : hal::AudioCodec {
  Bytes encode(std::span<const int16_t> samples) override { return Bytes(samples.size(), 0x20); }
  std::vector<int16_t> decode(std::span<const uint8_t> coded) override {
    return std::vector<int16_t>(coded.size());
  }
};

struct Camera : CardBench {
  explicit Camera(uint64_t capacity = 4'000'000'000, uint64_t seed = 1) : CardBench(seed) {
    CardSpec spec;
    spec.capacityBytes = capacity;
    slot.insert(spec);
    start();
  }
  FakeClock clock;
  FakeEncoder wide{clock}, ptz{clock};
  FakeCalendar calendar;
  FakeEntropy entropy;
  SilentCodec codec;
  Lines log;
  std::unique_ptr<CardManager> cards;
  std::unique_ptr<Recorder> recorder;

  void start(bool sound = false) {
    recorder.reset();
    cards = std::make_unique<CardManager>(slot, calendar, entropy, log);
    recorder = std::make_unique<Recorder>(hal::PerLens<hal::VideoEncoder*>{&wide, &ptz}, *cards,
                                          calendar, codec, log);
    recorder->configure({{{96, 64}, 15, 26}, sound});
  }
  // Device events and firmware deadlines in their order.
  void live(Duration d) {
    const Instant until = queue.now() + d;
    for (;;) {
      clock.time = queue.now();
      const Instant due = std::min({cards->poll(clock.time), recorder->poll(clock.time),
                                    wide.dueAt(), ptz.dueAt(), queue.nextTime()});
      if (due > until) break;
      if (due > queue.now() || queue.nextTime() <= due) queue.runNext(std::max(due, queue.now()));
    }
    while (queue.runNext(until)) {
    }
    clock.time = queue.now();
  }
  void ready() {
    live(1s);
    REQUIRE(cards->state() == CardState::kUninitialised);
    REQUIRE(cards->initialise().ok());
    for (int i = 0; i < 60 && cards->state() != CardState::kInUse; ++i) live(1s);
    REQUIRE(cards->state() == CardState::kInUse);
  }
  void record(Duration d) {
    REQUIRE(recorder->startManual(clock.time).ok());
    live(d);
    recorder->stopManual(clock.time);
    live(2s);
  }
};

// fsck.fat wants the partition alone; it finds nothing to mend.
void checkVolume(Camera& camera, const Scratch& scratch) {
  REQUIRE(camera.slot.saveImage(scratch / "card.img"));
  const uint64_t start =
      VolumeLayout::plan(camera.slot.blocks().sectorCount()).value().partitionStart;
  CardImage::attach(scratch / "card.img").saveTo(scratch / "part.img", start);
  const Ran fsck = runProgram("fsck.fat -n " + (scratch / "part.img").string());
  INFO(fsck.output);
  CHECK(fsck.status == 0);
  CHECK(fsck.output.find("Dirty") == std::string::npos);
}

std::string drive(const Scratch& scratch, const char* offset = "4M") {
  return "-i " + (scratch / "card.img").string() + "@@" + offset;
}

int framesByProbe(const Scratch& scratch, const std::string& file) {
  const Ran copied = runProgram("mcopy -n " + drive(scratch) + " ::" + file + " " +
                                (scratch / "clip.mp4").string());
  INFO(copied.output);
  REQUIRE(copied.status == 0);
  const Ran probe = runProgram(
      "ffprobe -v error -count_frames -select_streams v -show_entries stream=nb_read_frames "
      "-of csv=p=0 " +
      (scratch / "clip.mp4").string());
  std::filesystem::remove(scratch / "clip.mp4");
  INFO(probe.output);
  CHECK(probe.output.find_first_not_of("0123456789\n") == std::string::npos);
  return std::atoi(probe.output.c_str());
}

}  // namespace

TEST_CASE("an initialised card of any size is clean to fsck.fat and read by mdir") {
  for (uint64_t capacity : {64'000'000ull, 1'000'000'000ull, 4'000'000'000ull, 32'000'000'000ull,
                            128'000'000'000ull, 512'000'000'000ull}) {
    INFO(capacity);
    Scratch scratch;
    Camera camera(capacity);
    camera.ready();
    checkVolume(camera, scratch);
    const Ran mdir = runProgram("mdir " + drive(scratch, capacity > 34'400'000'000 ? "16M" : "4M"));
    INFO(mdir.output);
    CHECK(mdir.status == 0);
    CHECK(mdir.output.find("CLIPS000") != std::string::npos);
    CHECK(mdir.output.find("TWEELENS") != std::string::npos);
    const Ran table = runProgram("file " + (scratch / "card.img").string());
    CHECK(table.output.find("ID=0xc") != std::string::npos);
  }
}

TEST_CASE("clips of both lenses are ordinary MP4 files with exactly the frames that were logged") {
  Scratch scratch;
  Camera camera;
  camera.ready();
  camera.live(6s);
  camera.record(8s);
  camera.record(3s);
  checkVolume(camera, scratch);
  const auto list = camera.cards->store()->list();
  REQUIRE(list.size() == 4);
  for (const ClipInfo& clip : list) {
    INFO(clip.file);
    CHECK(clip.frames > 100);
    CHECK(framesByProbe(scratch, clip.file) == static_cast<int>(clip.frames));
  }
  const Ran names = runProgram("mdir -b " + drive(scratch) + " ::CLIPS000");
  CHECK(names.output.find("_wide_manual.mp4") != std::string::npos);
  CHECK(names.output.find("reserved_for_footage_") != std::string::npos);
}

TEST_CASE("a clip with sound has a mu-law track of the picture's length; without, none") {
  for (bool sound : {false, true}) {
    Scratch scratch;
    Camera camera;
    camera.ready();
    camera.start(sound);
    camera.live(2s);
    camera.record(4s);
    checkVolume(camera, scratch);
    const std::string file = camera.cards->store()->list().front().file;
    REQUIRE(runProgram("mcopy -n " + drive(scratch) + " ::" + file + " " +
                       (scratch / "clip.mp4").string())
                .status == 0);
    const Ran probe =
        runProgram("ffprobe -v error -show_entries stream=codec_name,codec_type -of csv=p=0 " +
                   (scratch / "clip.mp4").string());
    INFO(probe.output);
    CHECK((probe.output.find("h264,video") != std::string::npos));
    CHECK((probe.output.find("pcm_mulaw,audio") != std::string::npos) == sound);
    const Ran decode =
        runProgram("ffmpeg -v error -xerror -i " + (scratch / "clip.mp4").string() + " -f null -");
    INFO(decode.output);
    CHECK(decode.status == 0);
    CHECK(decode.output.empty());
  }
}

TEST_CASE("a power cut while recording leaves clips that play every acknowledged frame") {
  for (uint64_t seed = 1; seed <= 8; ++seed) {
    INFO("seed " << seed);
    Scratch scratch;
    Camera camera(4'000'000'000, seed);
    camera.ready();
    REQUIRE(camera.recorder->startManual(camera.clock.time).ok());
    camera.live(Duration{2'000'000'000 + static_cast<int64_t>(seed) * 137'000'000});
    const uint64_t acknowledged = camera.recorder->acknowledgedFragments();
    REQUIRE(acknowledged > 2);
    camera.slot.powerOff();
    camera.slot.powerOn();
    camera.start();
    camera.live(5s);
    REQUIRE(camera.cards->state() == CardState::kInUse);
    checkVolume(camera, scratch);
    uint64_t frames = 0;
    for (const ClipInfo& clip : camera.cards->store()->list()) {
      CHECK(framesByProbe(scratch, clip.file) == static_cast<int>(clip.frames));
      frames += clip.frames;
    }
    CHECK(frames >= acknowledged * 15);
  }
}

TEST_CASE("a shorter clip in a used slot plays its own frames and none of the old footage") {
  Scratch scratch;
  Camera camera(64'000'000);
  camera.ready();
  const uint32_t slots = VolumeLayout::plan(64'000'000 / 512).value().videoSlots;
  camera.live(6s);
  for (uint32_t i = 0; i < slots; i += 2) camera.record(4s);
  camera.record(1s);
  const ClipInfo last = camera.cards->store()->list().back();
  CHECK(last.slot < slots);
  checkVolume(camera, scratch);
  CHECK(framesByProbe(scratch, last.file) == static_cast<int>(last.frames));
}
