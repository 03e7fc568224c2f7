// Messages: order, once, capacity, and what a save carries over.
#include "firmware_core/net/notifier.h"

#include "tests/support/catch.h"
#include "tests/unit/fw_net/fakes.h"

using namespace tw;
using namespace tw::fw;

namespace {

nlohmann::json message(int number) { return {{"kind", "test"}, {"text", std::to_string(number)}}; }

// The other end: keeps a number once, acknowledges all it has.
struct Keeper {
  uint64_t last = 0;
  std::vector<int> kept;
  uint64_t take(const nlohmann::json& m) {
    const uint64_t seq = m["seq"].get<uint64_t>();
    if (seq > last) {
      CHECK(seq == last + 1);
      kept.push_back(std::stoi(m["text"].get<std::string>()));
      last = seq;
    }
    return last;
  }
};

}  // namespace

TEST_CASE("messages are in order and once over a line cut at every point") {
  constexpr int kCount = 30;
  // The first line dies after `cut` transfers (a message or an acknowledgement each), each later
  // one a transfer later.
  for (int cut = 1; cut <= 2 * kCount; ++cut) {
    FakeEntropy entropy;
    Notifier notifier(entropy, {});
    for (int i = 0; i < kCount; ++i) REQUIRE(notifier.add(message(i)));
    Keeper keeper;
    for (int life = cut; notifier.size() > 0 && life < cut + 1000; ++life) {
      notifier.rewind();
      std::deque<uint64_t> acks;
      int transfers = 0;
      const auto alive = [&] { return transfers++ < life; };
      for (bool going = true; going && notifier.size() > 0;) {
        while (const nlohmann::json* next = notifier.next()) {
          const nlohmann::json copy = *next;
          notifier.sent();
          if (!(going = alive())) break;
          acks.push_back(keeper.take(copy));
        }
        while (going && !acks.empty()) {
          if (!(going = alive())) break;
          notifier.acknowledged(acks.front());
          acks.pop_front();
        }
      }
    }
    REQUIRE(keeper.kept.size() == kCount);
    CHECK(std::is_sorted(keeper.kept.begin(), keeper.kept.end()));
  }
}

TEST_CASE("a full queue keeps what it has and counts what it refuses") {
  FakeEntropy entropy;
  Notifier notifier(entropy, {});
  for (size_t i = 0; i < Notifier::kCapacity; ++i) REQUIRE(notifier.add(message(1)));
  CHECK_FALSE(notifier.add(message(2)));
  CHECK(notifier.dropped() == 1);
  CHECK(notifier.size() == Notifier::kCapacity);
  CHECK_FALSE(Notifier(entropy, {}).add({{"text", std::string(Notifier::kMaxMessage, 'x')}}));
}

TEST_CASE("no more than a window is on its way") {
  FakeEntropy entropy;
  Notifier notifier(entropy, {});
  for (int i = 0; i < 20; ++i) notifier.add(message(i));
  size_t sent = 0;
  while (notifier.next()) {
    notifier.sent();
    ++sent;
  }
  CHECK(sent == Notifier::kWindow);
  notifier.acknowledged(3);
  CHECK(notifier.size() == 17);
  CHECK(notifier.next());
}

TEST_CASE("acknowledgements of what was never sent do nothing") {
  FakeEntropy entropy;
  Notifier notifier(entropy, {});
  for (int i = 0; i < 3; ++i) notifier.add(message(i));
  notifier.acknowledged(~uint64_t{0});
  CHECK(notifier.size() == 3);
  REQUIRE(notifier.next());
  notifier.sent();
  notifier.acknowledged(~uint64_t{0});
  CHECK(notifier.size() == 2);
}

TEST_CASE("a saved queue goes on under its name and numbers") {
  FakeEntropy entropy;
  Notifier first(entropy, {});
  for (int i = 0; i < 3; ++i) first.add(message(i));
  REQUIRE(first.next());
  first.sent();
  first.acknowledged(1);
  Notifier second(entropy, first.save());
  CHECK(second.queueName() == first.queueName());
  CHECK(second.size() == 2);
  second.add(message(3));
  std::vector<uint64_t> numbers;
  while (const auto* next = second.next()) {
    numbers.push_back((*next)["seq"].get<uint64_t>());
    second.sent();
  }
  CHECK(numbers == std::vector<uint64_t>{2, 3, 4});
}

TEST_CASE("a damaged save is an empty queue with a new name") {
  FakeEntropy entropy;
  Notifier first(entropy, {});
  first.add(message(1));
  const Bytes good = first.save();
  for (size_t i = 0; i < good.size(); ++i) {
    Bytes bad = good;
    bad[i] ^= 0x10;
    Notifier restored(entropy, bad);
    CHECK(restored.size() == 0);
    CHECK(restored.queueName() != first.queueName());
    CHECK(Notifier(entropy, std::span(good).first(i)).size() == 0);
  }
}

TEST_CASE("the version rises with every change") {
  FakeEntropy entropy;
  Notifier notifier(entropy, {});
  uint64_t last = notifier.version();
  const auto rose = [&] { return std::exchange(last, notifier.version()) < notifier.version(); };
  notifier.add(message(1));
  CHECK(rose());
  notifier.sent();
  notifier.acknowledged(1);
  CHECK(rose());
  notifier.clear();
  CHECK(rose());
}
