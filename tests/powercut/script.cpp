#include "tests/powercut/script.h"

#include "sim/twin/camera.h"
#include "tests/card_proof/small_camera.h"

namespace tw::powercut {
namespace {

using nlohmann::json;
using sim::Twin;

constexpr uint64_t kCardBytes = 64'000'000;  // 52 clips: the ring wraps
constexpr int kShortRecordings = 28;

class Writer {
 public:
  void apply(const std::string& action, json args = json::object(), Duration then = 1s) {
    steps_.push_back({{}, {}, then, [=](Twin& twin) { twin.apply({{}, "cam", action, args}); }});
  }
  void await(const std::string& signal, const std::string& is, Duration then = {}) {
    steps_.push_back({signal, is, then, {}});
  }
  void act(std::function<void(Twin&)> act, Duration then = 1s) {
    steps_.push_back({{}, {}, then, std::move(act)});
  }
  void change(const std::string& name, json value) {
    apply("change_setting", {{"name", name}, {"value", std::move(value)}}, 0s);
    await("cam/firmware.settings_saved", "false");
    await("cam/firmware.settings_saved", "true", 300ms);
  }
  void startRecording() {
    apply("start_recording");
    await("cam/firmware.recording", "true");
  }
  void stopRecording() {
    apply("stop_recording", json::object(), 200ms);
    await("cam/firmware.recording", "false");
  }
  void initialise() {
    apply("initialise_card");
    await("cam/firmware.card_state", "initialising");
    await("cam/firmware.card_state", "in_use", 500ms);
  }
  std::vector<Step> take() { return std::move(steps_); }

 private:
  std::vector<Step> steps_;
};

void insertSmallCard(Twin& twin) {
  sim::CardSpec spec;
  spec.capacityBytes = kCardBytes;
  twin.camera("cam").card().insert(spec);
}

void setUp(Writer& w) {
  w.apply("plug_in");
  w.await("cam/led.pattern", "fast_blue");
  w.apply("insert_cable");
  w.await("cam/led.pattern", "slow_blue");
  w.apply("add_camera");
  w.await("cam/firmware.settings_saved", "true");
  w.await("phone/cam.bound", "true", 1s);
  w.act(insertSmallCard);
  w.await("cam/firmware.card_state", "uninitialised");
  w.initialise();
}

// Short ones: their pre-record alone is five seconds.
void recordShortly(Writer& w, int number) {
  w.startRecording();
  if (number % 3 == 0) w.change("speaker_volume_percent", 10 + number);
  if (number % 4 == 1) w.apply("take_snapshot", {{"lens", number % 8 == 1 ? "wide" : "ptz"}}, 0s);
  w.stopRecording();
}

// An event records until five seconds after its end, detection on or off.
void recordEvent(Writer& w) {
  w.change("detect_human", true);
  w.act(proof::walkBy, 3s);
  w.await("cam/firmware.recording", "true");
  w.change("detect_human", false);
  w.await("cam/firmware.recording", "false");
}

void cutAndStartAgain(Writer& w) {
  w.startRecording();
  w.apply("unplug", json::object(), 2170ms);
  w.apply("plug_in");
  w.await("cam/firmware.ready", "true");
  w.await("cam/firmware.session", "up", 1s);
}

void resetByButton(Writer& w) {
  w.startRecording();
  w.apply("press_reset");
  w.await("cam/firmware.restart_cause", "factory_reset");
  w.apply("release_reset");
  w.await("cam/firmware.ready", "true", 3s);
}

}  // namespace

std::vector<Step> everythingThatWrites() {
  Writer w;
  setUp(w);
  w.startRecording();
  w.stopRecording();
  w.apply("take_snapshot", {{"lens", "wide"}});
  w.initialise();  // footage and all
  w.change("record_audio", true);
  w.startRecording();
  w.act([](Twin&) {}, 45s);  // past the end of a slot
  w.stopRecording();
  w.change("record_audio", false);
  for (int i = 0; i < kShortRecordings; ++i) recordShortly(w, i);
  recordEvent(w);
  cutAndStartAgain(w);
  recordShortly(w, 2);
  resetByButton(w);
  return w.take();
}

bool Script::holds(const Twin& twin) const {
  const Step& step = steps_[next_];
  if (step.signal.empty()) return true;
  const auto id = twin.signals().find(step.signal);
  TW_CHECK(id.has_value());
  return twin.signals().text(*id) == step.is;
}

Instant Script::advance(Twin& twin) {
  while (!done()) {
    if (!due_ && holds(twin)) due_ = twin.now() + steps_[next_].then;
    if (!due_ && twin.now() - since_ > kPatience)
      throw CheckFailed("the script waits in vain for " + steps_[next_].signal + " to be " +
                        steps_[next_].is);
    if (!due_) return since_ + kPatience + 1s;
    if (twin.now() < *due_) return *due_;
    if (steps_[next_].act) steps_[next_].act(twin);
    ++next_;
    due_.reset();
    since_ = twin.now();
  }
  return kNever;
}

}  // namespace tw::powercut
