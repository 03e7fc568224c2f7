// The whole chain: firmware's network part, stack, router, cloud, phone.
#include "tests/support/catch.h"
#include "tests/unit/sim_network/chain_rig.h"

using namespace tw;
using namespace tw::sim;
using fw::LinkState;

namespace {

struct Home : Outside {
  using Outside::Outside;
  TestCamera cam{*this, "cam", 1};

  void online() {
    cam.powerOn();
    cam.port.insertCable();
    runFor(10s);
  }
  void bound() {
    online();
    phone.addCamera(cam.qr());
    runFor(2s);
    REQUIRE(cam.account == "anna");
  }
  Duration until(const std::function<bool()>& holds, Duration limit) {
    const Instant start = now();
    while (!holds() && now() - start < limit) runFor(10ms);
    return now() - start;
  }
};

Bytes varied(size_t size) {
  Bytes bytes(size);
  for (size_t i = 0; i < size; ++i) bytes[i] = static_cast<uint8_t>(i * 31 >> 3);
  return bytes;
}

}  // namespace

TEST_CASE("a cable alone brings an unbound camera to the internet, with its time set") {
  Home home;
  home.cam.powerOn();
  home.runFor(30s);
  CHECK(home.cam.network->link() == LinkState::kNoLink);
  home.cam.port.insertCable();
  const Duration took = home.until([&] { return home.cam.network->internetReached(); }, 30s);
  CHECK(took >= 1s);  // autonegotiation
  CHECK(took < 5s);
  CHECK_FALSE(home.cam.network->bound());
  REQUIRE(home.cam.calendar.now());
  CHECK(std::chrono::abs(*home.cam.calendar.now() - home.bench.calendarNow()) < 200ms);
}

TEST_CASE("the app adds the camera by its QR text, and nobody else can") {
  Home home;
  PhoneApp other(home.bench, home.cloud, "bert", "phone2");
  other.nameCamera("cam", home.cam.serial);
  home.online();
  SECTION("with the right text") {
    const uint64_t id = home.phone.addCamera(home.cam.qr());
    home.runFor(1s);
    CHECK(home.phone.answer(id)["ok"] == true);
    CHECK(home.cam.account == "anna");
    CHECK(home.signal("phone/cam.bound") == 1);
    CHECK(home.signal("phone/cam.online") == 1);
    const uint64_t second = other.addCamera(home.cam.qr());
    home.runFor(1s);
    CHECK(other.answer(second)["ok"] == false);
    CHECK(home.cam.account == "anna");
    const uint64_t asked = other.request("cam", {{"do", "status"}});
    home.runFor(1s);
    CHECK(other.answer(asked)["error"] == "not authorised");
    CHECK(home.cam.requests.empty());
  }
  SECTION("not with a wrong code, a wrong serial number or another QR code") {
    for (const std::string& text :
         std::vector{"TWEELENS:" + home.cam.serial + ":WRONG", std::string("TWEELENS:TW9:CODE1"),
                     std::string("hello")}) {
      const uint64_t id = home.phone.addCamera(text);
      home.runFor(1s);
      CHECK(home.phone.answer(id)["ok"] == false);
    }
    CHECK(home.cam.account.empty());
  }
}

TEST_CASE("requests are answered, at once or later, and before binding none is") {
  Home home;
  home.online();
  home.phone.request("cam", {{"do", "status"}});
  home.runFor(1s);
  CHECK(home.signal("phone/errors") == 1);
  CHECK(home.cam.requests.empty());
  home.phone.addCamera(home.cam.qr());
  home.runFor(1s);
  const uint64_t now = home.phone.request("cam", {{"do", "status"}});
  const uint64_t later = home.phone.request("cam", {{"do", "slow"}});
  home.runFor(1s);
  CHECK(home.phone.answer(now)["card_state"] == "in_use");
  CHECK(home.text("phone/cam.card_state") == "in_use");
  CHECK(home.phone.answer(later).is_null());
  home.cam.network->answer(home.cam.deferred, fw::okAnswer({{"done", 7}}));
  home.runFor(1s);
  CHECK(home.phone.answer(later)["done"] == 7);
}

TEST_CASE("a pulled cable is noticed at once and the camera is back by itself") {
  Home home;
  home.bound();
  home.cam.port.pullCable();
  const Duration lost = home.until([&] { return !home.cam.network->internetReached(); }, 5s);
  CHECK(lost <= 100ms);
  CHECK(home.cam.network->link() == LinkState::kNoLink);
  home.runFor(5min);
  CHECK(home.signal("phone/cam.online") == 0);  // the cloud's silence
  home.cam.port.insertCable();
  CHECK(home.until([&] { return home.cam.network->internetReached(); }, 30s) < 6s);
  CHECK(home.cam.account == "anna");
}

TEST_CASE("a dead internet is noticed within 2 to 3 heartbeats and its return within a minute") {
  const std::string fault = GENERATE("internet_down", "cloud");
  Home home;
  home.bound();
  const auto set = [&](double on) {
    fault == "cloud" ? home.cloud.applyFault("down", on) : home.lan.applyFault(fault, on);
  };
  set(1);
  const Duration lost = home.until([&] { return !home.cam.network->internetReached(); }, 2min);
  CHECK(lost >= 15s);
  CHECK(lost <= 45s);
  CHECK(home.cam.network->link() == LinkState::kLocalOnly);
  home.runFor(10h);
  set(0);
  // Between two attempts: 60 s of back-off, and an attempt under way may have to time out first.
  CHECK(home.until([&] { return home.cam.network->internetReached(); }, 5min) <= 90s);
}

TEST_CASE("without DHCP, DNS or a willing cloud the camera is local and keeps trying") {
  Home home;
  const std::string fault = GENERATE("no_dhcp", "no_dns", "refuse");
  const auto set = [&](double on) {
    fault == "refuse" ? home.cloud.applyFault(fault, on) : home.lan.applyFault(fault, on);
  };
  set(1);
  home.online();
  home.runFor(1h);
  CHECK_FALSE(home.cam.network->internetReached());
  CHECK(home.cam.network->link() ==
        (fault == "no_dhcp" ? LinkState::kConfiguring : LinkState::kLocalOnly));
  set(0);
  CHECK(home.until([&] { return home.cam.network->internetReached(); }, 5min) <= 80s);
}

TEST_CASE("messages arrive in order and once, whenever the cable is pulled") {
  // Every cut position: the cable goes t after the first of a burst of messages, for 30 s.
  for (int cutMs = 0; cutMs <= 120; cutMs += 4) {
    Home home;
    home.bound();
    home.rig.queue.in(std::chrono::milliseconds{cutMs}, [&] { home.cam.port.pullCable(); });
    home.rig.queue.in(30s, [&] { home.cam.port.insertCable(); });
    constexpr int kCount = 20;
    for (int i = 0; i < kCount; ++i)
      home.rig.queue.in(i * 5ms, [&home, i] {
        CHECK(home.cam.network->notify("motion", std::to_string(i), std::nullopt));
      });
    home.runFor(2min);
    INFO("cut after " << cutMs << " ms");
    REQUIRE(home.phone.messages().size() == kCount);
    for (int i = 0; i < kCount; ++i)
      REQUIRE(home.phone.messages()[static_cast<size_t>(i)].body["text"].get<std::string>() ==
              std::to_string(i));
    CHECK(home.cam.network->queuedMessages() == 0);
  }
}

TEST_CASE("saved messages survive a restart; unsaved ones are lost but later ones still arrive") {
  const bool save = GENERATE(true, false);
  Home home;
  home.bound();
  CHECK(home.cam.network->notify("a", "first", std::nullopt));
  home.runFor(1s);
  home.cam.port.pullCable();
  home.runFor(1s);
  CHECK(home.cam.network->notify("a", "second", std::nullopt));
  home.cam.restart(save);
  CHECK(home.cam.network->queuedMessages() == (save ? 1 : 0));
  CHECK(home.cam.network->notify("a", "third", std::nullopt));
  home.cam.port.insertCable();
  home.runFor(20s);
  std::vector<std::string> texts;
  for (const auto& message : home.phone.messages()) texts.push_back(message.body["text"]);
  CHECK(texts == (save ? std::vector<std::string>{"first", "second", "third"}
                       : std::vector<std::string>{"first", "third"}));
}

TEST_CASE("two lenses at 2 Mbit/s each arrive whole, late by the line's latency alone") {
  Home home;
  home.bound();
  home.phone.request("cam", {{"do", "live.start"}, {"lens", "both"}});
  home.runFor(1s);
  REQUIRE(home.cam.streaming);
  const uint64_t eventsBefore = home.rig.queue.executed();
  constexpr size_t kUnit = 16667;  // bytes: 2 Mbit/s at 15 frames/s
  constexpr int kFrames = 150;
  for (uint64_t i = 0; i < kFrames; ++i)
    home.rig.queue.in(i * 66666667ns, [&home, i] {
      for (const hal::LensId lens : hal::kLenses)
        REQUIRE(home.cam.network->sendVideo(
            lens, {i, home.now(), i % 15 == 0, Bytes(kUnit, static_cast<uint8_t>(i))}));
    });
  home.runFor(11s);
  for (const char* lens : {"wide", "ptz"}) {
    const std::string prefix = std::string("phone/live.cam.") + lens;
    CHECK(home.signal(prefix + "_frames") == kFrames);
    CHECK(home.signal(prefix + "_gaps") == 0);
  }
  // 20 Mbit/s up, 1 + 8 + 15 ms to the cloud, 30 ms to the phone; the PTZ unit queues behind the
  // wide one. A record adds 39 bytes (18 of header, 21 of frame).
  const double perUnit = (kUnit + 39) * 8 / 20e6;
  CHECK(home.signal("phone/live.cam.wide_delay_s") == Approx(perUnit + 0.054).margin(1e-6));
  CHECK(home.signal("phone/live.cam.ptz_delay_s") == Approx(2 * perUnit + 0.054).margin(1e-6));
  const uint64_t events = home.rig.queue.executed() - eventsBefore;
  CHECK(events < kFrames * 9);
}

TEST_CASE("a narrow line pushes back on video and still carries answers") {
  Home home;
  home.bound();
  home.phone.request("cam", {{"do", "live.start"}, {"lens", "wide"}});
  home.runFor(1s);
  home.lan.applyFault("bandwidth_mbps", 1);
  bool refused = false;
  for (uint64_t i = 0; i < 600; ++i) {
    const size_t space = home.cam.network->videoSpace();
    const auto sent =
        home.cam.network->sendVideo(hal::LensId::kWide, {i, home.now(), false, Bytes(33333, 1)});
    CHECK(sent.ok() == (space >= 33333));
    if (!sent) refused = true;
    home.runFor(66666667ns);
  }
  CHECK(refused);
  const uint64_t id = home.phone.request("cam", {{"do", "status"}});
  home.runFor(15s);
  CHECK(home.phone.answer(id)["ok"] == true);
  CHECK(home.cam.network->counters().refusedVideoUnits > 0);
}

TEST_CASE("no picture and no message leaves before binding") {
  Home home;
  home.online();
  CHECK(home.cam.network->sendVideo(hal::LensId::kWide, {0, home.now(), true, Bytes(10, 1)})
            .error()
            .code == Errc::kDenied);
  CHECK(home.cam.network->sendSnapshot(0, {}).error().code == Errc::kDenied);
  CHECK_FALSE(home.cam.network->notify("a", "b", std::nullopt));
  home.runFor(10s);
  CHECK(home.cloud.messages().empty());
}

TEST_CASE("unbinding from the app frees the camera for another account") {
  Home home;
  PhoneApp other(home.bench, home.cloud, "bert", "phone2");
  other.nameCamera("cam", home.cam.serial);
  home.bound();
  home.phone.request("cam", {{"do", "unbind"}});
  home.runFor(2s);
  CHECK(home.text("phone/last_answer") == "ok");
  CHECK(home.cam.account.empty());
  CHECK(home.signal("phone/cam.bound") == 0);
  other.addCamera(home.cam.qr());
  home.runFor(2s);
  CHECK(home.cam.account == "bert");
}

TEST_CASE("the app is told of a binding once it is kept, and not of one that cannot be") {
  Home home;
  home.online();
  home.cam.keepsAtOnce = false;
  const uint64_t id = home.phone.addCamera(home.cam.qr());
  home.runFor(1s);
  CHECK(home.cam.account == "anna");
  CHECK(home.phone.answer(id).is_null());
  CHECK(home.signal("phone/cam.bound") == 0);
  SECTION("kept") {
    home.cam.network->bindingKept(true);
    home.runFor(1s);
    CHECK(home.phone.answer(id)["ok"] == true);
    CHECK(home.signal("phone/cam.bound") == 1);
    const uint64_t unbinding = home.phone.request("cam", {{"do", "unbind"}});
    home.runFor(1s);
    CHECK(home.cam.account.empty());
    CHECK(home.phone.answer(unbinding).is_null());
    CHECK(home.signal("phone/cam.bound") == 1);
    home.cam.network->bindingKept(true);
    home.runFor(1s);
    CHECK(home.phone.answer(unbinding)["ok"] == true);
    CHECK(home.signal("phone/cam.bound") == 0);
  }
  SECTION("not kept") {
    home.cam.network->bindingKept(false);
    home.runFor(1s);
    CHECK(home.phone.answer(id)["ok"] == false);
    CHECK(home.cam.account.empty());
    CHECK(home.cloud.account(home.cam.serial).empty());
  }
}

TEST_CASE("a reset camera is bound to nobody, in the cloud too") {
  Home home;
  home.bound();
  home.cam.account.clear();  // defaults
  home.cam.restart(false);
  home.runFor(20s);
  CHECK(home.cam.network->internetReached());
  CHECK(home.cloud.account(home.cam.serial).empty());
  CHECK(home.signal("phone/cam.bound") == 0);
}

TEST_CASE("a binding cut anywhere ends with camera and cloud of one mind") {
  for (int cutMs = 0; cutMs <= 140; cutMs += 2) {
    Home home;
    home.online();
    home.phone.addCamera(home.cam.qr());
    home.rig.queue.in(std::chrono::milliseconds{cutMs}, [&] { home.cam.port.pullCable(); });
    home.rig.queue.in(1min, [&] { home.cam.port.insertCable(); });
    home.runFor(2min);
    INFO("cut after " << cutMs << " ms");
    REQUIRE(home.cam.network->internetReached());
    CHECK(home.cloud.account(home.cam.serial) == home.cam.account);
  }
}

TEST_CASE("live video ends when the app goes to the background or the link is lost") {
  Home home;
  home.bound();
  home.phone.open();
  home.phone.request("cam", {{"do", "live.start"}, {"lens", "wide"}});
  home.runFor(1s);
  REQUIRE(home.cam.streaming);
  SECTION("background") {
    home.phone.close();
    home.runFor(1s);
  }
  SECTION("link") {
    home.cam.port.pullCable();
    home.runFor(200ms);
  }
  CHECK_FALSE(home.cam.streaming);
}

TEST_CASE("a restart that the cloud did not see ends open requests and views") {
  Home home;
  home.bound();
  home.phone.request("cam", {{"do", "live.start"}, {"lens", "wide"}});
  home.runFor(1s);
  const uint64_t open = home.phone.request("cam", {{"do", "slow"}});
  home.runFor(1s);
  home.cam.powerOff();
  home.runFor(1s);
  home.cam.powerOn();
  home.runFor(6s);
  REQUIRE(home.cam.network->internetReached());
  CHECK(home.phone.answer(open)["ok"] == false);
  const double frames = home.signal("phone/live.cam.wide_frames");
  CHECK(home.cam.network->sendVideo(hal::LensId::kWide, {0, home.now(), true, Bytes(10, 1)}));
  home.runFor(1s);
  CHECK(home.signal("phone/live.cam.wide_frames") == frames);
}

TEST_CASE("two cameras share the router and are told apart by port, address and key") {
  Home home;
  TestCamera yard(home, "yard", 2);
  home.bound();
  yard.powerOn();
  yard.port.insertCable();
  home.runFor(10s);
  home.phone.addCamera(yard.qr());
  home.runFor(2s);
  CHECK(home.signal("phone/yard.bound") == 1);
  const auto a = home.lan.dhcp().leaseOf(home.cam.port.mac(), home.now());
  const auto b = home.lan.dhcp().leaseOf(yard.port.mac(), home.now());
  REQUIRE(a);
  REQUIRE(b);
  CHECK_FALSE(*a == *b);
  home.phone.request("yard", {{"do", "status"}});
  home.runFor(1s);
  CHECK(yard.requests == std::vector<std::string>{"status"});
  CHECK(home.cam.requests.empty());
  CHECK(home.signal("cloud/sessions") == 2);
}

TEST_CASE("an idle online camera costs few events") {
  Home home;
  home.bound();
  const uint64_t events = home.rig.queue.executed(), polls = home.cam.polls;
  home.runFor(1h);
  CHECK(home.cam.network->internetReached());
  CHECK(home.cam.network->counters().sessions == 1);
  CHECK(home.rig.queue.executed() - events < 2400);  // 240 heartbeats
  CHECK(home.cam.polls - polls < 1200);
}

TEST_CASE("the same seed gives the same signals, another one does not") {
  const auto story = [](uint64_t seed) {
    Home home(seed);
    home.bound();
    home.lan.applyFault("loss", 0.2);
    home.cam.port.applyFault("flapping", 7);
    for (int i = 0; i < 30; ++i) {
      home.cam.network->notify("n", std::to_string(i), std::nullopt);
      home.runFor(10s);
    }
    return std::pair{home.rig.signals.hash(), home.rig.trace.hash()};
  };
  CHECK(story(5) == story(5));
  CHECK(story(5) != story(6));
}

// ---- pictures and clips

namespace {

hal::Snapshot pictureOf(uint8_t mark, size_t bytes = 90'000) {
  return {hal::LensId::kWide, Instant{}, Bytes(bytes, mark)};
}

}  // namespace

TEST_CASE("NET-5: messages queued offline arrive in order, once, each with its picture") {
  const int lost = GENERATE(0, 1, 2, 3);
  Home home;
  home.bound();
  home.cam.port.pullCable();
  home.runFor(5s);
  constexpr uint8_t kCount = 12;
  for (uint8_t i = 0; i < kCount; ++i)
    REQUIRE(home.cam.network->notify("detection", std::to_string(i), std::nullopt,
                                     {{"lens", "wide"}}, pictureOf(i)));
  home.cam.port.insertCable();
  for (int i = 0; i < lost; ++i) {  // the line breaks in the middle of it
    home.until([&] { return home.phone.messages().size() > static_cast<size_t>(i * 3); }, 1min);
    home.cam.port.pullCable();
    home.runFor(3s);
    home.cam.port.insertCable();
  }
  home.runFor(3min);
  REQUIRE(home.phone.messages().size() == kCount);
  for (uint8_t i = 0; i < kCount; ++i) {
    const PhoneMessage& message = home.phone.messages()[i];
    CHECK(message.body["text"] == std::to_string(i));
    CHECK(message.picture == pictureOf(i).jpeg);
  }
  CHECK(home.signal("phone/detections") == kCount);
  CHECK(home.signal("phone/messages_with_picture") == kCount);
  CHECK(home.cam.network->queuedMessages() == 0);
}

TEST_CASE("after a restart a message whose picture is gone comes alone") {
  Home home;
  home.bound();
  home.cam.port.pullCable();
  home.runFor(5s);
  home.cam.network->notify("detection", "old", std::nullopt, {}, pictureOf(1));
  home.cam.restart(true);
  home.cam.network->notify("detection", "new", std::nullopt, {}, pictureOf(2));
  home.cam.port.insertCable();
  home.runFor(1min);
  REQUIRE(home.phone.messages().size() == 2);
  CHECK(home.phone.messages()[0].picture.empty());
  CHECK(home.phone.messages()[0].body["text"] == "old");
  CHECK(home.phone.messages()[1].picture == pictureOf(2).jpeg);
}

TEST_CASE("on a line full of video a picture gets its turn and video goes on") {
  Home home(1, LanSetup{.uplinkMbps = 2});
  home.bound();
  home.phone.request("cam", {{"do", "live.start"}});
  home.runFor(1s);
  uint64_t frame = 0;
  const auto film = [&](Duration time) {
    for (const Instant end = home.now() + time; home.now() < end; home.runFor(10ms)) {
      const hal::AccessUnit unit{frame++, home.now(), true, Bytes(20'000, 7)};
      if (home.cam.network->videoSpace() >= unit.data.size())
        CHECK(home.cam.network->sendVideo(hal::LensId::kWide, unit).ok());
    }
  };
  film(10s);
  home.cam.network->notify("detection", "x", std::nullopt, {}, pictureOf(3, 400'000));
  film(15s);
  CHECK(home.signal("phone/messages_with_picture") == 1);
  const double before = home.signal("phone/live.cam.wide_frames");
  film(10s);
  CHECK(home.signal("phone/live.cam.wide_frames") > before + 50);
}

TEST_CASE("the phone fetches a whole clip, piece by piece, and keeps its bytes") {
  Home home;
  home.bound();
  home.cam.clip = varied(700'123);
  home.phone.fetchClip("cam", "ptz", 1780308003.5);
  home.runFor(10s);
  REQUIRE(home.phone.downloads().size() == 1);
  const Download& got = home.phone.downloads()[0];
  CHECK(got.bytes == home.cam.clip);
  CHECK(got.camera == "cam");
  CHECK(got.lens == "ptz");
  CHECK(got.clip == 5);
  CHECK(home.signal("phone/downloads") == 1);
  CHECK(home.signal("phone/errors") == 0);
}

TEST_CASE("the phone fetches a clip from a time on: its head, and what follows") {
  Home home;
  home.bound();
  home.cam.clip = varied(900'123);
  home.phone.fetchClip("cam", "ptz", 1780308003.5, true);
  home.runFor(10s);
  REQUIRE(home.phone.downloads().size() == 1);
  Bytes expected(home.cam.clip.begin(), home.cam.clip.begin() + 1000);
  expected.insert(expected.end(), home.cam.clip.begin() + 500'000, home.cam.clip.end());
  CHECK(home.phone.downloads()[0].bytes == expected);
  CHECK(home.cam.sought == 12.5);
  home.cam.seekOffset = 900'123;  // behind its end
  home.phone.fetchClip("cam", "ptz", 1780308003.5, true);
  home.runFor(10s);
  CHECK(home.phone.downloads().size() == 1);
  CHECK(home.signal("phone/errors") == 1);
}

TEST_CASE("the phone turns the pages of a list by itself and knows it as one") {
  Home home;
  home.bound();
  for (const size_t clips : {0, 2, 3, 7}) {
    home.cam.clipsOnCard = clips;
    home.cam.requests.clear();
    const uint64_t id = home.phone.request("cam", {{"do", "clip.list"}});
    home.runFor(2s);
    const nlohmann::json answer = home.phone.answer(id);
    CHECK(answer.at("ok") == true);
    REQUIRE(answer.at("clips").size() == clips);
    for (size_t i = 0; i < clips; ++i) CHECK(answer["clips"][i]["id"] == i + 1);
    CHECK(home.signal("phone/listed_clips") == static_cast<double>(clips));
    CHECK(home.cam.requests.size() == std::max<size_t>(1, (clips + 2) / 3));
  }
  CHECK(home.signal("phone/answers") == 5);  // the binding's among them
  const uint64_t one = home.phone.request("cam", {{"do", "clip.list"}, {"limit", 2}});
  home.runFor(2s);
  CHECK(home.phone.answer(one).at("clips").size() == 2);
  CHECK(home.phone.answer(one).at("more") == true);
}

TEST_CASE("without a time the clip of the latest detection is meant") {
  Home home;
  home.bound();
  home.cam.clip = Bytes(1000, 1);
  home.phone.fetchClip("cam", "wide");
  CHECK(home.signal("phone/errors") == 1);
  home.cam.network->notify("detection", "1", kMonday + 7s);
  home.cam.network->notify("detection", "2", kMonday + 70s);
  home.cam.network->notify("card_error", "3", kMonday + 99s);
  home.runFor(1s);
  home.phone.fetchClip("cam", "wide");
  home.runFor(5s);
  REQUIRE(home.phone.downloads().size() == 1);
  CHECK(home.phone.downloads()[0].atUnixS == toSeconds((kMonday + 70s).time_since_epoch()));
}

TEST_CASE("a clip that is not there, or a line that breaks, ends a fetch with one error") {
  Home home;
  home.bound();
  SECTION("no such clip") {
    home.phone.fetchClip("cam", "wide", 1780308003);
    home.runFor(5s);
  }
  SECTION("offline in the middle") {
    home.cam.clip = Bytes(20'000'000, 1);
    home.phone.fetchClip("cam", "wide", 1780308003);
    home.runFor(3s);
    home.cam.port.pullCable();
    home.runFor(2min);
  }
  CHECK(home.phone.downloads().empty());
  CHECK(home.signal("phone/errors") == 1);
}

TEST_CASE("an answer whose members are no texts is an error like any other") {
  Home home;
  home.bound();
  const auto odd = [&](nlohmann::json answer) { home.cam.odd = std::move(answer); };
  odd({{"ok", false}, {"error", 5}});
  home.phone.fetchClip("cam", "wide", 1780308003);
  home.phone.request("cam", {{"do", "status"}});
  home.runFor(5s);
  CHECK(home.phone.downloads().empty());
  CHECK(home.signal("phone/errors") == 2);
  CHECK(home.text("phone/last_answer") == "error");
  odd({{"ok", "yes"}});
  home.phone.fetchClip("cam", "wide", 1780308003);
  home.runFor(5s);
  CHECK(home.signal("phone/errors") == 3);
  odd({{"ok", true}, {"clip", "five"}, {"bytes", -1}, {"file", {1, 2}}});
  home.phone.fetchClip("cam", "wide", 1780308003);
  home.runFor(5s);
  CHECK(home.signal("phone/errors") == 4);
  CHECK(home.phone.downloads().empty());
}

TEST_CASE("a message whose kind is no text is no detection") {
  Home home;
  home.bound();
  home.phone.onMessage(home.cam.serial, {{"kind", 5}, {"at_unix_s", 1}, {"text", {1}}}, {});
  home.runFor(1s);
  CHECK(home.signal("phone/messages") == 1);
  CHECK(home.signal("phone/detections") == 0);
  home.phone.fetchClip("cam", "wide");
  CHECK(home.signal("phone/errors") == 1);
}
