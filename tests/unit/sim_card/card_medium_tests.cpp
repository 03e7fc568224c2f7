#include "tests/support/catch.h"
#include "tests/unit/sim_card/card_bench.h"

using namespace tw;
using namespace tw::sim;
using namespace tw::test;
using namespace std::chrono_literals;

namespace {

Bytes sectors(size_t count, uint8_t value) { return Bytes(count * hal::kSectorSize, value); }

struct OneCard : CardBench {
  explicit OneCard(const CardSpec& spec = {}) {
    slot.insert(spec);
    run(1s);
  }
};

int bitsSet(const Bytes& data) {
  int bits = 0;
  for (const uint8_t byte : data) bits += __builtin_popcount(byte);
  return bits;
}

}  // namespace

TEST_CASE("a counterfeit card that wraps writes over its beginning") {
  CardSpec spec;
  spec.realBytes = 1'024'000;
  OneCard b(spec);
  REQUIRE(b.write(0, sectors(1, 1)).ok());
  REQUIRE(b.write(1998, sectors(4, 7)).ok());  // 2000 sectors: two of these come to lie at 0
  REQUIRE(b.flush().ok());
  CHECK(b.read(0, 1).value() == sectors(1, 7));
  CHECK(b.read(1999, 2).value() == sectors(2, 7));
  CHECK(b.read(6001, 1).value() == sectors(1, 7));
  CHECK(b.slot.info().value().capacityBytes == 4'000'000'000);
}

TEST_CASE("a counterfeit card that drops forgets what it has no room for once its cache is empty") {
  CardSpec spec;
  spec.realBytes = 1'024'000;
  spec.beyond = CardSpec::Beyond::kDrops;
  OneCard b(spec);
  REQUIRE(b.write(1999, sectors(2, 7)).ok());
  CHECK(b.read(1999, 2).value() == sectors(2, 7));  // as long as it is cached it seems to be there
  REQUIRE(b.flush().ok());
  Bytes half = sectors(1, 7);
  half.resize(2 * hal::kSectorSize);
  CHECK(b.read(1999, 2).value() == half);
}

TEST_CASE("bad units fail, always the same, about as many as asked; the others hold") {
  OneCard b;
  b.slot.applyFault("bad_units", 0.3);
  int failed = 0;
  for (uint64_t unit = 0; unit < 200; ++unit) {
    const bool ok = b.write(unit * 8192 + 5, sectors(1, 1)).ok();
    CHECK(b.write(unit * 8192 + 8000, sectors(1, 1)).ok() == ok);
    failed += ok ? 0 : 1;
  }
  CHECK(failed > 40);
  CHECK(failed < 80);
  b.slot.applyFault("bad_units", 0);
  b.slot.applyFault("unreadable_units", 1);
  CHECK(b.write(5, sectors(1, 1)).ok());
  CHECK(b.read(5, 1).error().code == Errc::kIo);
}

TEST_CASE("rot flips as many bits as asked, of what was written, once") {
  OneCard b;
  for (uint64_t at = 0; at < 8192; at += 2048) REQUIRE(b.write(at, sectors(2048, 0)).ok());
  REQUIRE(b.flush().ok());
  const auto all = [&] {
    int bits = 0;
    for (uint64_t at = 0; at < 8192; at += 2048) bits += bitsSet(b.read(at, 2048).value());
    return bits;
  };
  b.slot.applyFault("bit_rot", 100);
  CHECK(all() == 100);  // two on one bit are unlikely: 100 of 33 million
  b.slot.applyFault("slow", 2);
  b.slot.applyFault("bit_rot", 0);
  CHECK(all() == 100);
  b.slot.applyFault("bit_rot", 50);
  CHECK(all() == 150);
}

TEST_CASE("of unflushed data exactly the first bytes arrive when the power goes, if asked") {
  for (const int bytes : {1, 511, 512, 700, 1536}) {
    OneCard b;
    b.slot.applyFault("arriving", bytes);
    REQUIRE(b.write(10, sectors(2, 3)).ok());
    REQUIRE(b.write(50, sectors(1, 4)).ok());
    b.slot.powerOff();
    b.slot.powerOn();
    b.run(1s);
    Bytes found = b.read(10, 2).value();
    append(found, b.read(50, 1).value());
    CAPTURE(bytes);
    CHECK(std::count_if(found.begin(), found.end(), [](uint8_t v) { return v != 0; }) == bytes);
    CHECK(std::all_of(found.begin(), found.begin() + bytes, [](uint8_t v) { return v != 0; }));
  }
}

TEST_CASE("wear counts what is programmed, in whole pages, and ends in read-only") {
  CardSpec spec;
  spec.enduranceCycles = 3;
  OneCard b(spec);
  for (int i = 0; i < 4; ++i) REQUIRE(b.write(2048 * i, sectors(2048, 1)).ok());
  CHECK(b.signal("erase_cycles") == 1);  // a unit written once through
  for (int i = 0; i < 256; ++i) REQUIRE(b.write(0, sectors(1, 1)).ok());  // 256 pages of 16 KiB
  CHECK(b.signal("erase_cycles") == 2);
  CHECK_FALSE(b.slot.info().value().writeProtected);
  REQUIRE(b.write(0, sectors(1, 1)).ok());
  CHECK(b.slot.info().value().writeProtected);
  CHECK(b.write(0, sectors(1, 1)).error().code == Errc::kDenied);
}

TEST_CASE("a card's own writing speed may be less than its class") {
  CardSpec spec;
  spec.writeMegabytesPerSecond = 2;
  OneCard b(spec);
  const Instant begun = b.queue.now();
  REQUIRE(b.write(0, sectors(2048, 1)).ok());
  CHECK(toSeconds(b.queue.now() - begun) == Approx(1.048576 / 2).margin(0.002));
}

TEST_CASE("a card made from an image is a copy: the image stays as it is") {
  Scratch scratch;
  OneCard first;
  REQUIRE(first.write(7, sectors(1, 5)).ok());
  REQUIRE(first.slot.saveImage(scratch / "card.img"));
  CardSpec spec;
  spec.image = scratch / "card.img";
  OneCard second(spec);
  CHECK(second.read(7, 1).value() == sectors(1, 5));
  REQUIRE(second.write(7, sectors(1, 6)).ok());
  REQUIRE(second.flush().ok());
  OneCard third(spec);
  CHECK(third.read(7, 1).value() == sectors(1, 5));
}

TEST_CASE("the wear that is shown is that of the card in the slot") {
  OneCard b;
  for (int i = 0; i < 9; ++i) REQUIRE(b.write(0, sectors(2048, 1)).ok());
  CHECK(b.signal("erase_cycles") == 3);
  b.slot.insert({});
  b.run(1s);
  CHECK(b.signal("erase_cycles") == 0);
}
