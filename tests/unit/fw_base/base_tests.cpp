#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/bytes.h"
#include "firmware_core/base/crc32.h"
#include "firmware_core/base/hex.h"
#include "firmware_core/base/result.h"
#include "firmware_core/base/units.h"
#include "tests/support/catch.h"

using namespace tw;

TEST_CASE("crc32 gives the check value of ISO 3309, whole and in parts") {
  CHECK(crc32(asBytes("123456789")) == 0xCBF43926u);
  CHECK(crc32(asBytes("6789"), crc32(asBytes("12345"))) == 0xCBF43926u);
  CHECK(crc32({}) == 0u);
}

TEST_CASE("little and big endian fields are read back as written, at their byte places") {
  Bytes bytes(12, 0);
  putLittle<uint32_t>(bytes, 1, 0x11223344u);
  CHECK(bytes[1] == 0x44);
  CHECK(getLittle<uint32_t>(bytes, 1) == 0x11223344u);
  putBig<uint64_t>(bytes, 4, 0x0102030405060708u);
  CHECK(bytes[4] == 0x01);
  CHECK(getBig<uint64_t>(bytes, 4) == 0x0102030405060708u);
  CHECK_THROWS_AS(putBig<uint32_t>(bytes, 9, 0u), CheckFailed);
}

TEST_CASE("hexadecimal digits are read back as written; anything else is refused") {
  const Bytes bytes{0x00, 0x1F, 0xA0, 0xFF};
  CHECK(toHex(bytes) == "001fa0ff");
  Bytes back(4);
  CHECK(fromHex("001fa0ff", back));
  CHECK(back == bytes);
  for (const char* bad : {"", "001fa0f", "001fa0fff", "001FA0FF", "001fa0fg", "001fa0 f"})
    CHECK_FALSE(fromHex(bad, back));
}

TEST_CASE("a bounded queue counts what it had to drop") {
  BoundedQueue<int> queue(2);
  CHECK(queue.push(1));
  CHECK(queue.push(2));
  CHECK_FALSE(queue.push(3));
  CHECK(queue.dropped() == 1);
  queue.pushDroppingOldest(4);
  CHECK(queue.dropped() == 2);
  CHECK(queue.pop() == 2);
  CHECK(queue.pop() == 4);
  CHECK_THROWS_AS(queue.pop(), CheckFailed);
}

TEST_CASE("a result holds either a value or an error, and says so when misread") {
  const Result<int> good = 3;
  const Result<int> bad = Error{Errc::kNoSpace, "card full"};
  CHECK(good.value() == 3);
  CHECK_THROWS_AS(good.error(), CheckFailed);
  CHECK(bad.error().code == Errc::kNoSpace);
  CHECK_THROWS_AS(bad.value(), CheckFailed);
}

TEST_CASE("degrees and radians convert both ways") {
  CHECK(degrees(180).value == Approx(3.14159265358979));
  CHECK(toDegrees(degrees(33.25)) == Approx(33.25));
}
