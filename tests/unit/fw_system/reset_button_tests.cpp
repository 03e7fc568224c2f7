#include "firmware_core/system/reset_button.h"

#include <vector>

#include "tests/support/catch.h"
#include "tests/support/fake_chip.h"

using namespace tw;
using namespace tw::fw;

namespace {

// Drives the part as the firmware does: at every edge and at every deadline it asked for.
struct Rig {
  test::FakeButton contact;
  ResetButton button{contact};
  Instant now{};
  Instant next = kNever;
  std::vector<Instant> requests;

  Rig() { poll(); }
  void poll() {
    next = button.poll(now);
    REQUIRE(next > now);
    if (button.takeRequest()) requests.push_back(now);
  }
  void runTo(Instant until) {
    while (next <= until) {
      now = next;
      poll();
    }
    now = until;
  }
  void edge(bool down, Instant at) {
    runTo(at);
    contact.down = down;
    poll();
  }
  // With `bounces` pairs of edges within 20 ms.
  void bouncyEdge(bool down, Instant at, int bounces) {
    edge(down, at);
    for (int i = 0; i < bounces; ++i) {
      const Duration step = 20ms / (2 * bounces);
      edge(!down, at + step * (2 * i + 1));
      edge(down, at + step * (2 * i + 2));
    }
  }
};

}  // namespace

TEST_CASE("held 4.9 s nothing happens, held 5.1 s one request comes at 5 s") {
  for (int bounces : {0, 1, 4}) {
    INFO(bounces << " bounces");
    Rig shorter;
    shorter.bouncyEdge(true, Instant{10s}, bounces);
    shorter.bouncyEdge(false, Instant{14900ms}, bounces);
    shorter.runTo(Instant{60s});
    CHECK(shorter.requests.empty());

    Rig longer;
    longer.bouncyEdge(true, Instant{10s}, bounces);
    longer.bouncyEdge(false, Instant{15100ms}, bounces);
    longer.runTo(Instant{60s});
    CHECK(longer.requests == std::vector{Instant{15s}});
  }
}

TEST_CASE("a release within the last 30 ms before 5 s is a release") {
  for (Duration held : {4971ms, 4985ms, 4999ms}) {
    Rig rig;
    rig.edge(true, Instant{1s});
    rig.edge(false, Instant{1s} + held);
    rig.runTo(Instant{60s});
    CHECK(rig.requests.empty());
  }
}

TEST_CASE("held for a minute it asks once; pressed again it asks again") {
  Rig rig;
  rig.edge(true, Instant{1s});
  rig.edge(false, Instant{61s});
  rig.edge(true, Instant{70s});
  rig.edge(false, Instant{76s});
  rig.runTo(Instant{90s});
  CHECK(rig.requests == std::vector{Instant{6s}, Instant{75s}});
}

TEST_CASE("many short presses do not add up") {
  Rig rig;
  for (int i = 0; i < 20; ++i) {
    rig.edge(true, Instant{i * 1s});
    rig.edge(false, Instant{i * 1s + 900ms});
  }
  rig.runTo(Instant{60s});
  CHECK(rig.requests.empty());
}

TEST_CASE("a spike of less than 30 ms is no press, and does not begin the next one") {
  Rig rig;
  rig.edge(true, Instant{1s});
  rig.edge(false, Instant{1s + 29ms});
  CHECK_FALSE(rig.button.pressed());
  rig.edge(true, Instant{3s});
  rig.edge(false, Instant{7900ms});
  rig.runTo(Instant{20s});
  CHECK(rig.requests.empty());
}

TEST_CASE("a contact that opens for a moment while held does not break the hold") {
  Rig rig;
  rig.edge(true, Instant{1s});
  rig.edge(false, Instant{3s});
  rig.edge(true, Instant{3s + 15ms});
  rig.edge(false, Instant{6s - 5ms});  // just when the 5 s end
  rig.edge(true, Instant{6s + 5ms});
  rig.edge(false, Instant{8s});
  rig.runTo(Instant{20s});
  CHECK(rig.requests == std::vector{Instant{6s + 5ms}});
}

TEST_CASE("a button held at the start has to be released before it can ask") {
  Rig rig;
  Rig held;
  held.contact.down = true;
  ResetButton button(held.contact);
  CHECK(button.poll(Instant{0s}) == kNever);
  CHECK(button.poll(Instant{100s}) == kNever);
  CHECK_FALSE(button.takeRequest());
  held.contact.down = false;
  CHECK(button.poll(Instant{101s}) == Instant{101s} + ResetButton::kDebounce);
  button.poll(Instant{102s});
  held.contact.down = true;
  button.poll(Instant{103s});
  button.poll(Instant{103s + 30ms});
  button.poll(Instant{108s});
  CHECK(button.takeRequest());
  CHECK_FALSE(button.takeRequest());
}
