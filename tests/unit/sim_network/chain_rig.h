// From the cable to the phone: the firmware's network part on the virtual stack, a router, the
// cloud and an app, all on one clock.
#pragma once

#include <algorithm>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware_core/net/network.h"
#include "sim/devices/clocks.h"
#include "sim/devices/crypto.h"
#include "sim/devices/entropy.h"
#include "sim/devices/ethernet_port.h"
#include "sim/devices/network_stack.h"
#include "sim/network/cloud.h"
#include "sim/network/lan.h"
#include "sim/network/phone_app.h"
#include "sim/network/qr_text.h"
#include "tests/support/test_bench.h"

namespace tw::sim {

inline const CalendarTime kMonday{std::chrono::seconds{1780308000}};  // 2026-06-01 10:00 UTC

// The outside world.
struct Outside {
  explicit Outside(uint64_t seed = 1, const LanSetup& setup = {})
      : rig(seed),
        bench{rig.queue, rig.signals, rig.events, seed, kMonday},
        crypto(rig.bench),
        lan(bench, internet, setup),
        cloud(bench, internet, crypto),
        phone(bench, cloud, "anna") {}

  TestBench rig;
  NetBench bench;
  VirtualCrypto crypto;
  Internet internet;
  Lan lan;
  Cloud cloud;
  PhoneApp phone;

  void runFor(Duration time) { rig.runFor(time); }
  Instant now() const { return rig.queue.now(); }
  double signal(const std::string& name) const {
    const auto id = rig.signals.find(name);
    TW_CHECK(id.has_value());
    return rig.signals.value(*id);
  }
  std::string text(const std::string& name) const {
    return rig.signals.text(*rig.signals.find(name));
  }
};

// One camera, as far as the network is concerned.
class TestCamera : public fw::AppHandler, public LogSink {
 public:
  bool keepsAtOnce = true;  // else a test calls bindingKept()

  TestCamera(Outside& outside, std::string name, uint8_t number)
      : outside_(outside),
        bench_{outside.rig.queue,  outside.rig.signals, outside.rig.trace, outside.rig.events,
               outside.bench.seed, std::move(name),     [this] { wake(); }},
        calendar(bench_),
        entropy(bench_),
        port(bench_, outside.lan, {2, 0, 0, 0, 0, number}),
        stack(bench_, outside.lan, port),
        serial("TW" + std::to_string(1000 + number)) {
    identity.serial = serial;
    identity.verificationCode = "CODE" + std::to_string(number);
    identity.deviceKeySeed.fill(number);
    identity.cloudKey = outside.cloud.publicKey();
    outside.cloud.registerCamera(serial,
                                 outside.crypto.signingKeys(identity.deviceKeySeed).publicKey);
    outside.phone.nameCamera(bench_.camera, serial);
  }

  void powerOn() {
    port.powerOn();
    stack.powerOn();
    startFirmware();
  }
  void powerOff() {
    network.reset();
    port.powerOff();
    stack.powerOff();
  }
  // Of the chip: the firmware begins anew with what flash kept.
  void restart(bool keepMessages) {
    saved = keepMessages ? network->messagesToSave() : Bytes{};
    network.reset();
    stack.reset();
    port.reset();
    startFirmware();
  }
  void startFirmware() {
    network = std::make_unique<fw::Network>(
        fw::NetHardware{*this, port, stack, outside_.crypto, entropy, calendar}, identity, account,
        *this, saved);
    wake();
  }
  std::string qr() const { return qrText({serial, identity.verificationCode}); }

  std::optional<nlohmann::json> handle(const fw::AppRequest& request) override {
    requests.push_back(request.command);
    if (odd) return odd;
    if (request.command == "slow") {
      deferred = request.token;
      return std::nullopt;
    }
    if (request.command == "status")
      return fw::okAnswer({{"card_state", "in_use"}, {"restart_reason", "power_on"}});
    if (request.command.starts_with("clip.")) return play(request);
    if (request.command == "live.start") streaming = true;
    if (request.command == "live.stop") streaming = false;
    return fw::okAnswer();
  }
  // Of a card with clips 1, 2, 3...; three at a time where nothing else is asked for.
  nlohmann::json list(const nlohmann::json& args) const {
    const size_t after = args.value("after", size_t{0});
    const size_t last = std::min(after + args.value("limit", size_t{3}), clipsOnCard);
    nlohmann::json clips = nlohmann::json::array();
    for (size_t id = after + 1; id <= last; ++id) clips.push_back({{"id", id}});
    return fw::okAnswer({{"clips", clips}, {"more", last < clipsOnCard}});
  }
  // Its one clip, as far as there is one.
  nlohmann::json play(const fw::AppRequest& request) {
    if (request.command == "clip.list") return list(request.args);
    if (clip.empty()) return fw::errorAnswer("no clip covers this time");
    if (request.command == "clip.find")
      return fw::okAnswer(
          {{"clip", 5}, {"bytes", clip.size()}, {"file", "CLIPS000/a.mp4"}, {"offset_s", 12.5}});
    if (request.command == "clip.seek") {
      sought = request.args.at("offset_s").get<double>();
      return fw::okAnswer(
          {{"head_bytes", 1000}, {"seek_offset", seekOffset}, {"bytes", clip.size()}});
    }
    const auto offset = request.args["offset"].get<size_t>();
    const auto length = request.args["length"].get<size_t>();
    const auto sent = network->sendClipData(request.token, std::span(clip).subspan(offset, length));
    return sent ? fw::okAnswer({{"length", length}}) : fw::errorAnswer("no room");
  }
  bool bindingChanged(const std::string& to) override {
    account = to;
    return keepsAtOnce;
  }
  void viewersGone() override { streaming = false; }
  void write(LogLevel, std::string_view part, std::string_view text) override {
    log.push_back(std::string(part) + ": " + std::string(text));
  }

  // As the twin does: a wake polls within the same instant, a deadline at its time.
  void wake() {
    if (!network || woken_) return;
    woken_ = true;
    outside_.rig.queue.in({}, [this] {
      woken_ = false;
      poll();
    });
  }
  void poll() {
    if (!network) return;
    ++polls;
    const Instant next = network->poll(outside_.now());
    outside_.rig.queue.cancel(deadline_);
    deadline_ = next == kNever
                    ? 0
                    : outside_.rig.queue.at(std::max(next, outside_.now()), [this] { poll(); });
  }

 private:
  Outside& outside_;
  Bench bench_;
  bool woken_ = false;
  EventId deadline_ = 0;

 public:
  VirtualCalendarClock calendar;
  VirtualEntropy entropy;
  VirtualEthernetPort port;
  VirtualNetworkStack stack;
  std::string serial;
  fw::NetIdentity identity;
  std::unique_ptr<fw::Network> network;
  std::string account;  // what flash keeps
  Bytes saved;
  Bytes clip;
  size_t clipsOnCard = 0;
  uint64_t seekOffset = 500'000;      // in it
  double sought = 0;                  // s, as the app asked
  std::optional<nlohmann::json> odd;  // answered to everything
  std::vector<std::string> requests;
  std::vector<std::string> log;
  uint64_t deferred = 0;
  bool streaming = false;
  uint64_t polls = 0;
};

}  // namespace tw::sim
