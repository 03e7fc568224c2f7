// Pictures of messages: kept within bounds, and on the line before their message.
#include "firmware_core/net/picture_store.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::fw;

namespace {

hal::Snapshot picture(size_t bytes, uint8_t mark = 1) {
  return {hal::LensId::kWide, Instant{1s}, Bytes(bytes, mark)};
}

}  // namespace

TEST_CASE("pictures beyond the bounds push the oldest out, counted") {
  PictureStore store;
  SECTION("by number") {
    for (uint64_t i = 1; i <= PictureStore::kCapacity + 3; ++i) REQUIRE(store.add(i, picture(10)));
    CHECK(store.size() == PictureStore::kCapacity);
    CHECK(store.dropped() == 3);
    CHECK_FALSE(store.find(3));
    CHECK(store.find(4));
  }
  SECTION("by size") {
    constexpr size_t kEach = PictureStore::kMaxPictureBytes;
    for (uint64_t i = 1; i <= 6; ++i) REQUIRE(store.add(i, picture(kEach)));
    CHECK(store.bytes() <= PictureStore::kMaxBytes);
    CHECK(store.size() == 4);
    CHECK_FALSE(store.find(2));
    CHECK(store.find(6));
  }
}

TEST_CASE("an empty picture and one that no line could take are refused, counted") {
  PictureStore store;
  CHECK_FALSE(store.add(1, picture(0)));
  CHECK_FALSE(store.add(2, picture(PictureStore::kMaxPictureBytes + 1)));
  CHECK(store.size() == 0);
  CHECK(store.dropped() == 2);
}

TEST_CASE("delivered pictures are forgotten, and with the account all of them") {
  PictureStore store;
  for (uint64_t i = 1; i <= 5; ++i) store.add(i * 10, picture(100));
  store.forgetUpTo(30);
  CHECK(store.size() == 2);
  CHECK(store.bytes() == 200);
  CHECK_FALSE(store.find(30));
  CHECK(store.find(40));
  store.clear();
  CHECK(store.size() == 0);
  CHECK(store.bytes() == 0);
}
