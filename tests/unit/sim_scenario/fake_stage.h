// A stage without a twin: signals that a test's script moves, one device that can fail, and a lamp
// that answers to its plug as the product's LED does.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "sim/core/event_queue.h"
#include "sim/core/hash.h"
#include "sim/core/json_reader.h"
#include "sim/scenario/scenario_run.h"
#include "tests/support/input_errors.h"

namespace tw::sim::test {

inline Instant at(double seconds) { return Instant{fromSeconds(seconds)}; }

inline const std::vector<ActionSpec>& fakeActions() {
  static const std::vector<ActionSpec> kActions = {
      {.name = "plug_in", .doc = "plug the adapter in"},
      {.name = "unplug", .doc = "pull the plug"},
      {.name = "insert_card",
       .doc = "insert a card",
       .parameters = {{.name = "capacity_gb", .doc = "size", .min = 1, .max = 512},
                      {.name = "kind",
                       .kind = ParameterKind::kChoice,
                       .doc = "its kind",
                       .required = false,
                       .choices = {"good", "fake"}},
                      {.name = "locked",
                       .kind = ParameterKind::kFlag,
                       .doc = "the lock",
                       .required = false}}},
      {.name = "write", .doc = "writes to the card at once and 1 s later"},
      {.name = "ring", .doc = "the phone rings", .needsCamera = false},
  };
  return kActions;
}

class FakeCard : public Faultable {
 public:
  explicit FakeCard(std::string name = "card") : name_(std::move(name)) {}
  std::string faultName() const override { return name_; }
  std::vector<FaultSpec> faults() const override {
    return {{.kind = "write_error", .doc = "writes fail", .unit = "share", .min = 0.1, .max = 1},
            {.kind = "slow", .doc = "slower", .unit = "ratio", .min = 0, .max = 100}};
  }
  void applyFault(const std::string&, double magnitude) override { magnitude_ = magnitude; }
  double magnitude() const { return magnitude_; }

 private:
  std::string name_;
  double magnitude_ = 0;
};

class FakeStage : public Stage {
 public:
  explicit FakeStage(std::vector<std::string> cameras = {"cam"})
      : cameras_(std::move(cameras)), signals_([this] { return queue_.now(); }) {
    for (const std::string& camera : cameras_) {
      add({.name = camera + "/power.plugged", .kind = SignalKind::kFlag});
      add({.name = camera + "/led.pattern",
           .kind = SignalKind::kChoice,
           .labels = {"off", "solid_red", "fast_blue", "slow_blue"}});
      add({.name = camera + "/card.writes", .kind = SignalKind::kCount});
      add({.name = camera + "/pan.angle_deg", .unit = "deg", .min = -180, .max = 180});
      add({.name = camera + "/app.message", .kind = SignalKind::kText});
    }
  }

  Instant now() const override { return queue_.now(); }
  Instant nextEvent() const override { return queue_.nextTime(); }
  bool step(Instant limit) override {
    const bool ran = queue_.runNext(limit);
    if (ran) note("event");
    return ran;
  }
  void check(const Command& command) const override {
    if (command.action == "refuse") throw InputError("refused");
  }
  void apply(Command command) override {
    command.at = now();
    note(command.action);
    commands_.push_back(command);
    react(command);
  }
  const std::vector<Command>& commands() const override { return commands_; }
  Signals& signals() override { return signals_; }
  std::vector<std::string> cameras() const override { return cameras_; }
  std::vector<Twin::FaultPlace> faultPlaces() const override {
    std::vector<Twin::FaultPlace> places;
    for (const std::string& camera : cameras_) places.push_back({camera, &card_});
    places.push_back({"", &cloud_});
    return places;
  }
  std::vector<std::pair<std::string, uint64_t>> hashes() const override {
    return {{"log", hashOf(log_)}, {"signals", signals_.hash()}};
  }

  // The script of a test.
  void set(double seconds, const std::string& signal, double value) {
    queue_.at(at(seconds), [this, signal, value] { signals_.set(id(signal), value); });
  }
  void label(double seconds, const std::string& signal, const char* label) {
    queue_.at(at(seconds),
              [this, signal, text = std::string(label)] { signals_.setText(id(signal), text); });
  }
  EventQueue& queue() { return queue_; }
  const std::string& log() const { return log_; }
  const FakeCard& card() const { return card_; }
  SignalId id(const std::string& name) const { return *signals_.find(name); }

 private:
  void add(SignalSpec spec) { signals_.add(std::move(spec)); }
  void note(const std::string& what) {
    log_ += std::to_string(now().time_since_epoch().count()) + " " + what + "\n";
  }
  void later(double seconds, const std::string& signal, const char* label) {
    queue_.in(fromSeconds(seconds),
              [this, signal, text = std::string(label)] { signals_.setText(id(signal), text); });
  }
  void react(const Command& command) {
    const std::string camera = command.camera + "/";
    if (command.action == "plug_in") {
      signals_.set(id(camera + "power.plugged"), 1);
      later(0, camera + "led.pattern", "solid_red");
      later(3, camera + "led.pattern", "fast_blue");
    } else if (command.action == "unplug") {
      signals_.set(id(camera + "power.plugged"), 0);
      later(0, camera + "led.pattern", "off");
    } else if (command.action == "write") {
      for (const double delay : {0.0, 1.0})
        queue_.in(fromSeconds(delay),
                  [this, camera] { signals_.increment(id(camera + "card.writes")); });
    } else if (command.action == "fault") {
      card_.applyFault("", command.args.at("magnitude").get<double>());
    }
  }

  std::vector<std::string> cameras_;
  EventQueue queue_;
  Signals signals_;
  std::vector<Command> commands_;
  mutable FakeCard card_;
  mutable FakeCard cloud_{"cloud"};
  std::string log_;
};

// A scenario around the given steps and expectations, each on lines of their own.
inline std::string scenarioText(const std::string& steps, const std::string& expect,
                                double duration = 60, const std::string& cameras = R"("cam")") {
  std::string list;
  for (size_t from = 0; from < cameras.size();) {
    const size_t end = std::min(cameras.find(' ', from), cameras.size());
    list += std::string(list.empty() ? "" : ", ") + R"({"name": )" +
            cameras.substr(from, end - from) + R"(, "model": "m.camera.json", "mount": "pole"})";
    from = end + 1;
  }
  return "{\"title\": \"t\", \"scene\": \"s.scene.json\", \"duration_s\": " +
         std::to_string(duration) + ",\n\"cameras\": [" + list + "],\n\"steps\": [\n" + steps +
         "],\n\"expect\": [\n" + expect + "]}";
}

inline Scenario readText(const std::string& text) {
  return readScenario(JsonDocument::parse("f.scenario.json", text), fakeActions(), nullptr);
}

}  // namespace tw::sim::test
