#include <sys/resource.h>

#include <csignal>

#include "sim/core/json_reader.h"
#include "sim/devices/wetting.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_card/card_bench.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {
Bytes filled(size_t sectors, uint8_t value) { return Bytes(sectors * 512, value); }
}  // namespace

TEST_CASE("a card answers 0.3 s after it was put in, with what it says of itself") {
  CardBench b;
  CHECK_FALSE(b.slot.cardPresent());
  CHECK(b.slot.info().error().code == Errc::kNotReady);
  CardSpec spec;
  spec.speedClass = 4;
  spec.serial = "A1";
  b.slot.insert(spec);
  CHECK(b.slot.cardPresent());
  CHECK(b.signal("inserted") == 1);
  b.run(299ms);
  CHECK(b.slot.info().error().code == Errc::kNotReady);
  CHECK(b.slot.blocks().sectorCount() == 0);
  b.run(1ms);
  REQUIRE(b.slot.info().ok());
  CHECK(b.slot.info().value().capacityBytes == 4'000'000'000);
  CHECK(b.slot.info().value().speedClass == 4);
  CHECK(b.slot.info().value().serial == "A1");
  CHECK(b.wakes == 2);
}

TEST_CASE("the slot's signals say how big its card is and whether it is locked") {
  CardBench b;
  CHECK(b.signal("capacity_gb") == 0);
  b.slot.setWriteProtected(true);  // of no card
  CHECK(b.signal("locked") == 0);
  CardSpec spec;
  spec.capacityBytes = 32'000'000'000;
  spec.writeProtected = true;
  b.slot.insert(spec);
  CHECK(b.signal("capacity_gb") == Approx(32));
  CHECK(b.signal("locked") == 1);
  b.slot.setWriteProtected(false);
  CHECK(b.signal("locked") == 0);
  b.slot.setWriteProtected(true);
  b.slot.pull();
  CHECK(b.signal("capacity_gb") == 0);
  CHECK(b.signal("locked") == 0);
  b.slot.reinsert();
  CHECK(b.signal("capacity_gb") == Approx(32));
  CHECK(b.signal("locked") == 1);
}

TEST_CASE("what is written is read back at once, and is on the image after the flush") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(100, filled(8, 0x5A)).ok());
  CHECK(b.read(99, 10).value()[512] == 0x5A);
  CHECK(b.read(99, 10).value()[0] == 0);
  REQUIRE(b.flush().ok());
  b.slot.powerOff();
  b.slot.powerOn();
  b.run(1s);
  CHECK(b.read(100, 8).value() == filled(8, 0x5A));
  CHECK(b.signal("writes") == 1);
  CHECK(b.signal("flushes") == 1);
  CHECK(b.signal("bytes_written") == 4096);
}

TEST_CASE(
    "without a flush a power cut keeps, loses or tears each sector; with one it takes nothing") {
  CardBench b(3);
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(0, filled(300, 1)).ok());
  REQUIRE(b.flush().ok());
  REQUIRE(b.write(0, filled(200, 2)).ok());
  b.slot.powerOff();
  b.slot.powerOn();
  b.run(1s);
  const Bytes after = b.read(0, 300).value();
  int kept = 0, lost = 0, torn = 0;
  for (size_t s = 0; s < 200; ++s) {
    const auto twos = std::count(after.begin() + static_cast<std::ptrdiff_t>(s * 512),
                                 after.begin() + static_cast<std::ptrdiff_t>(s * 512 + 512), 2);
    (twos == 512 ? kept : twos == 0 ? lost : torn)++;
  }
  CHECK(kept > 50);
  CHECK(lost > 50);
  CHECK(torn > 10);
  CHECK(Bytes(after.begin() + 200 * 512, after.end()) == filled(100, 1));
}

TEST_CASE("the bench may decide in the place of the dice which bytes arrive at a power cut") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(0, filled(4, 1)).ok());
  b.slot.decidePowerLoss([](size_t left) { return left > 2 ? 512u : left == 2 ? 100u : 0u; });
  b.slot.powerOff();
  Bytes expected = filled(2, 1);
  expected.resize(1024 + 100, 1);
  expected.resize(2048, 0);
  CHECK(b.slot.contents(0, 4) == expected);
}

TEST_CASE("the bench is told what the card takes, and of the flushes that are true") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  std::vector<std::pair<uint64_t, size_t>> taken;
  int flushes = 0;
  b.slot.watch({[&](uint64_t sector, std::span<const uint8_t> data) {
                  CHECK(b.slot.contents(sector, 1) == filled(1, 0));  // just before
                  taken.emplace_back(sector, data.size() / 512);
                },
                [&] { ++flushes; }});
  REQUIRE(b.write(8, filled(4, 1)).ok());
  REQUIRE(b.flush().ok());
  b.slot.applyFault("lying_flush", 1);
  REQUIRE(b.flush().ok());
  b.slot.applyFault("write_protect", 1);
  CHECK_FALSE(b.write(20, filled(1, 1)).ok());
  CHECK(taken == std::vector<std::pair<uint64_t, size_t>>{{8, 4}});
  CHECK(flushes == 1);
}

TEST_CASE("the card pulled last can be looked at") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(8, filled(1, 1)).ok());
  REQUIRE(b.flush().ok());
  b.slot.pull();
  CHECK(b.slot.contents(8, 1) == filled(1, 1));
}

TEST_CASE("a card that is kept private leaves its file as it was") {
  Scratch scratch;
  CardBench b;
  CardSpec spec;
  spec.capacityBytes = 64'000'000;
  spec.keepAt = scratch / "card.img";
  b.slot.insert(spec);
  b.run(1s);
  REQUIRE(b.write(8, filled(4, 1)).ok());
  REQUIRE(b.flush().ok());
  b.slot.keepPrivate();
  REQUIRE(b.write(10, filled(4, 2)).ok());
  REQUIRE(b.flush().ok());
  CHECK(b.slot.contents(8, 4) == b.read(8, 4).value());
  CHECK(b.slot.contents(10, 4) == filled(4, 2));
  REQUIRE(b.slot.saveImage(scratch / "copy.img"));
  const CardImage file = CardImage::attach(scratch / "card.img");
  CHECK(file.read(8, 6) == [] {
    Bytes first = filled(4, 1);
    first.resize(6 * 512, 0);
    return first;
  }());
  const CardImage copy = CardImage::attach(scratch / "copy.img");
  CHECK(copy.read(10, 4) == filled(4, 2));
  CHECK(copy.hash() == b.slot.imageHash());
}

TEST_CASE("pulling the card ends what is under way with kNotReady, and it can be put back") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(5, filled(1, 9)).ok());
  REQUIRE(b.flush().ok());
  REQUIRE(b.slot.blocks().startRead(5, 1).ok());
  b.slot.pull();
  REQUIRE(b.slot.blocks().state() == hal::IoState::kDone);
  CHECK(b.slot.blocks().take().error().code == Errc::kNotReady);
  CHECK(b.slot.blocks().startRead(5, 1).error().code == Errc::kNotReady);
  b.slot.reinsert();
  CHECK(b.slot.insertions() == 2);
  b.run(1s);
  CHECK(b.read(5, 1).value() == filled(1, 9));
}

TEST_CASE("a class 10 card takes at least 10 MB/s, and the slow fault divides that") {
  const auto seconds = [](CardBench& b) {
    const Instant start = b.queue.now();
    for (uint64_t i = 0; i < 32; ++i) REQUIRE(b.write(i * 2048, filled(2048, 1)).ok());
    return toSeconds(b.queue.now() - start);
  };
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  const double healthy = seconds(b);
  CHECK(32 * 1.048576 / healthy >= 10);
  CHECK(32 * 1.048576 / healthy < 15);
  b.slot.applyFault("slow", 10);
  CHECK(seconds(b) == Approx(10 * healthy).epsilon(0.1));
}

TEST_CASE("each fault does what it says, and its mending ends it") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  b.slot.applyFault("write_error", 1);
  CHECK(b.write(0, filled(1, 1)).error().code == Errc::kIo);
  b.slot.applyFault("write_error", 0);
  CHECK(b.write(0, filled(1, 1)).ok());
  b.slot.applyFault("read_error", 1);
  CHECK(b.read(0, 1).error().code == Errc::kIo);
  b.slot.applyFault("read_error", 0);
  b.slot.applyFault("write_protect", 1);
  CHECK(b.write(0, filled(1, 1)).error().code == Errc::kDenied);
  CHECK(b.slot.info().value().writeProtected);
  b.slot.applyFault("write_protect", 0);
  b.slot.applyFault("dead", 1);
  CHECK(b.slot.info().error().code == Errc::kIo);
  CHECK(b.read(0, 1).error().code == Errc::kIo);
  b.slot.applyFault("dead", 0);
  b.slot.applyFault("lying_flush", 1);
  b.slot.decidePowerLoss([](size_t) { return 0u; });
  REQUIRE(b.write(3, filled(1, 7)).ok());
  REQUIRE(b.flush().ok());
  b.slot.powerOff();
  b.slot.powerOn();
  b.run(1s);
  CHECK(b.read(3, 1).value() == filled(1, 0));
  b.slot.applyFault("lying_flush", 0);
  b.slot.applyFault("stuck_busy", 1);
  REQUIRE(b.slot.blocks().startRead(0, 1).ok());
  b.run(60s);
  CHECK(b.slot.blocks().state() == hal::IoState::kBusy);
  b.slot.applyFault("stuck_busy", 0);
  CHECK(b.slot.blocks().state() == hal::IoState::kDone);
  CHECK(b.finish().ok());
  CHECK(b.signal("errors") == 4);
  CHECK_THROWS_AS(b.slot.applyFault("melted", 1), CheckFailed);
}

TEST_CASE("half of the writes fail at a write_error of one half") {
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  b.slot.applyFault("write_error", 0.5);
  int failed = 0;
  for (uint64_t i = 0; i < 400; ++i) failed += b.write(i, filled(1, 1)).ok() ? 0 : 1;
  CHECK(failed > 160);
  CHECK(failed < 240);
}

TEST_CASE(
    "in a wet slot this share of writes, reads and flushes fails, and what failed is not there") {
  CardBench b;
  double wetness = 0;
  b.slot.wetBy([&] { return wetness; });
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(0, filled(1000, 1)).ok());
  wetness = 0.5;
  int writes = 0, reads = 0, flushes = 0;
  std::vector<bool> arrived;
  for (uint64_t i = 0; i < 400; ++i) {
    arrived.push_back(b.write(i, filled(1, 2)).ok());
    writes += arrived.back() ? 0 : 1;
    reads += b.read(i, 1).ok() ? 0 : 1;
    flushes += b.flush().ok() ? 0 : 1;
  }
  for (const int failed : {writes, reads, flushes}) {
    CHECK(failed > 160);
    CHECK(failed < 240);
  }
  wetness = 0;
  for (uint64_t i = 0; i < 400; ++i) REQUIRE(b.read(i, 1).value() == filled(1, arrived[i] ? 2 : 1));
}

TEST_CASE("a soaked card does not answer, and does so again once it is less wet") {
  CardBench b;
  double wetness = 0;
  b.slot.wetBy([&] { return wetness; });
  b.slot.insert({});
  b.run(1s);
  REQUIRE(b.write(0, filled(1, 1)).ok());
  wetness = Wetting::kBridges;
  CHECK(b.slot.cardPresent());
  CHECK(b.slot.info().error().code == Errc::kIo);
  for (int i = 0; i < 20; ++i) {
    REQUIRE(b.read(0, 1).error().code == Errc::kIo);
    REQUIRE(b.write(0, filled(1, 2)).error().code == Errc::kIo);
    REQUIRE(b.flush().error().code == Errc::kIo);
  }
  wetness = 0;
  CHECK(b.slot.info().ok());
  CHECK(b.read(0, 1).value() == filled(1, 1));
}

TEST_CASE("a slot that could be wet and is dry draws the same dice as one that knows no water") {
  CardBench a, b;
  b.slot.wetBy([] { return 0.0; });
  for (CardBench* x : {&a, &b}) {
    x->slot.insert({});
    x->run(1s);
    x->slot.applyFault("write_error", 0.3);
    for (uint64_t i = 0; i < 100; ++i) static_cast<void>(x->write(i, filled(1, 3)));
    static_cast<void>(x->flush());
    static_cast<void>(x->read(0, 100));
  }
  CHECK(a.slot.stateHash() == b.slot.stateHash());
  CHECK(a.queue.now() == b.queue.now());
}

TEST_CASE("the image's hash depends on its content alone, not on the way there") {
  CardBench a, b;
  for (CardBench* x : {&a, &b}) {
    x->slot.insert({});
    x->run(1s);
  }
  const uint64_t empty = a.slot.imageHash();
  REQUIRE(a.write(7, filled(2, 3)).ok());
  REQUIRE(a.write(1000, filled(1, 4)).ok());
  REQUIRE(a.flush().ok());
  REQUIRE(b.write(1000, filled(1, 9)).ok());
  REQUIRE(b.flush().ok());
  REQUIRE(b.write(1000, filled(1, 4)).ok());
  REQUIRE(b.write(8, filled(1, 3)).ok());
  REQUIRE(b.write(7, filled(1, 3)).ok());
  REQUIRE(b.flush().ok());
  CHECK(a.slot.imageHash() == b.slot.imageHash());
  CHECK(a.slot.imageHash() != empty);
  REQUIRE(b.write(7, filled(2, 0)).ok());
  REQUIRE(b.write(1000, filled(1, 0)).ok());
  REQUIRE(b.flush().ok());
  CHECK(b.slot.imageHash() == empty);
  // The same content elsewhere is another content.
  REQUIRE(b.write(9, filled(2, 3)).ok());
  REQUIRE(b.write(1000, filled(1, 4)).ok());
  REQUIRE(b.flush().ok());
  CHECK(a.slot.imageHash() != b.slot.imageHash());
}

TEST_CASE("the same seed tears the same sectors") {
  uint64_t hashes[3];
  for (int i = 0; i < 3; ++i) {
    CardBench b(i == 2 ? 2 : 1);
    b.slot.insert({});
    b.run(1s);
    REQUIRE(b.write(0, filled(64, 1)).ok());
    b.slot.powerOff();
    hashes[i] = b.slot.imageHash();
  }
  CHECK(hashes[0] == hashes[1]);
  CHECK(hashes[0] != hashes[2]);
}

TEST_CASE("a saved image holds the cache too, is sparse, and can be put in again") {
  Scratch scratch;
  CardBench b;
  CardSpec large;
  large.capacityBytes = 512'000'000'000;
  b.slot.insert(large);
  b.run(1s);
  REQUIRE(b.write(900'000'000, filled(1, 6)).ok());
  REQUIRE(b.slot.saveImage(scratch / "a.img"));
  CHECK(std::filesystem::file_size(scratch / "a.img") == 512'000'000'000);
  CHECK(std::atoi(runProgram("du -k " + (scratch / "a.img").string()).output.c_str()) < 1000);
  REQUIRE(b.flush().ok());
  CardBench again;
  CardSpec spec;
  spec.image = scratch / "a.img";
  again.slot.insert(spec);
  again.run(1s);
  CHECK(again.read(900'000'000, 1).value() == filled(1, 6));
  CHECK(again.slot.imageHash() == b.slot.imageHash());
}

TEST_CASE("impossible cards and unwritable places are bad input with a reason") {
  Scratch scratch;
  CardBench b;
  CHECK_FALSE(b.slot.saveImage(scratch / "none.img"));
  CardSpec spec;
  spec.capacityBytes = 513;
  CHECK_THROWS_AS(b.slot.insert(spec), InputError);
  spec = {};
  spec.speedClass = 5;
  CHECK_THROWS_AS(b.slot.insert(spec), InputError);
  spec = {};
  spec.image = scratch / "missing.img";
  CHECK_THROWS_AS(b.slot.insert(spec), InputError);
  spec = {};
  spec.keepAt = scratch / "no/such/folder.img";
  CHECK_THROWS_AS(b.slot.insert(spec), InputError);
  CHECK_FALSE(b.slot.cardPresent());
  b.slot.insert({});
  CHECK_THROWS_AS(b.slot.saveImage(scratch / "no/such/folder.img"), InputError);
  b.run(1s);
  REQUIRE(b.write(0, filled(8, 1)).ok());
  REQUIRE(b.flush().ok());
  CHECK_THROWS_AS(b.slot.saveImage("/dev/null"), InputError);  // not a file
}

TEST_CASE("an image that does not fit is bad input, and nothing half written is left") {
  Scratch scratch;
  CardBench b;
  b.slot.insert({});
  b.run(1s);
  rlimit old{};
  REQUIRE(getrlimit(RLIMIT_FSIZE, &old) == 0);
  const auto handler = std::signal(SIGXFSZ, SIG_IGN);
  const rlimit small{1'000'000, old.rlim_max};
  REQUIRE(setrlimit(RLIMIT_FSIZE, &small) == 0);
  CHECK_THROWS_AS(b.slot.saveImage(scratch / "card.img"), InputError);
  REQUIRE(setrlimit(RLIMIT_FSIZE, &old) == 0);
  std::signal(SIGXFSZ, handler);
  CHECK(std::filesystem::is_empty(scratch / ""));
}
