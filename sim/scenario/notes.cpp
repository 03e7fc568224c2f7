#include "sim/scenario/notes.h"

#include <algorithm>
#include <array>
#include <map>

#include "sim/scenario/words.h"

namespace tw::sim {
namespace {

// A hand's action whose outcome one flag of the camera shows: when the flag was so before, the hand
// has done nothing.
struct Outcome {
  const char* action;
  const char* signal;
  bool flag;
  const char* already;
};
constexpr std::array<Outcome, 12> kOutcomes = {{
    {"plug_in", "power.plugged", true, "it was in already"},
    {"unplug", "power.plugged", false, "it was not in"},
    {"insert_cable", "ethernet.cable", true, "it was in already"},
    {"pull_cable", "ethernet.cable", false, "it was not in"},
    {"pull_card", "card.inserted", false, "there was none"},
    {"open_cover", "cover.open", true, "it was open already"},
    {"close_cover", "cover.open", false, "it was closed already"},
    {"remove_port_kit", "port_kit.fitted", false, "it was off already"},
    {"fit_port_kit", "port_kit.fitted", true, "it was on already"},
    {"peel_film", "wide_glass.film", false, "there was none"},
    {"press_reset", "reset_button.pressed", true, "it was pressed already"},
    {"release_reset", "reset_button.pressed", false, "it was not pressed"},
}};

constexpr const char* kFetch = "fetch_clip";  // many requests, told of as one

class NoteTaker {
 public:
  NoteTaker(const Scenario& scenario, const RunResult& result, const Signals& signals)
      : scenario_(scenario), result_(result), signals_(signals) {}

  void refusals(const EventLog& events) {
    std::map<uint64_t, const LoggedEvent*> answers;  // a refusal may come before an older consent
    for (const LoggedEvent& event : events.events()) {
      if (event.kind == "answer") answers[event.fields.at("id")] = &event;
      if (event.kind == "download" && event.fields.contains("error")) failedFetch(event);
    }
    for (const auto& [id, event] : answers) refusal(event->fields);
  }

  void idleHands() {
    for (size_t i = 0; i < result_.steps.size(); ++i) {
      const auto* step = std::get_if<ActionStep>(&scenario_.steps[i].what);
      if (!step || !result_.steps[i].firedAt) continue;
      for (const Outcome& outcome : kOutcomes)
        if (step->action == outcome.action && wasSo(result_.steps[i], outcome))
          note(i, outcome.already);
    }
  }

  std::vector<std::string> inOrder() const {
    std::vector<std::string> all;
    for (const auto& [step, line] : notes_) all.push_back(line);
    return all;
  }

 private:
  // An app's request is known by its instant, its camera, and, of several steps then, its turn.
  void refusal(const nlohmann::json& fields) {
    const auto& answer = fields.at("answer");
    const std::string camera = fields.at("camera");
    const int64_t asked = fields.at("asked_ns");
    const size_t turn = turns_[{asked, camera}]++;
    if (answer.value("ok", nlohmann::json()) == true) return;
    const std::string error = answer.value("error", nlohmann::json("refused")).dump();
    size_t seen = 0;
    for (size_t i = 0; i < result_.steps.size(); ++i)
      if (asksApp(i) && result_.steps[i].firedAt == Instant{Duration{asked}} &&
          (camera.empty() ? addsCamera(i) : result_.steps[i].camera == camera && !addsCamera(i)) &&
          seen++ == turn)
        return note(i, error);
  }

  // Of the latest step before it that fetched a clip from this camera.
  void failedFetch(const LoggedEvent& event) {
    std::optional<size_t> step;
    for (size_t i = 0; i < result_.steps.size(); ++i) {
      const StepResult& done = result_.steps[i];
      const auto* what = std::get_if<ActionStep>(&scenario_.steps[i].what);
      if (what && what->action == kFetch && done.firedAt && *done.firedAt <= event.at &&
          done.camera == event.fields.at("camera") &&
          (!step || *result_.steps[*step].firedAt <= *done.firedAt))
        step = i;
    }
    if (step) note(*step, event.fields.at("error").dump());
  }

  // It is the cloud that answers this, and of no camera yet.
  bool addsCamera(size_t step) const {
    return std::get<ActionStep>(scenario_.steps[step].what).action == "add_camera";
  }

  bool asksApp(size_t step) const {
    const auto* what = std::get_if<ActionStep>(&scenario_.steps[step].what);
    if (!what || result_.steps[step].camera.empty()) return false;
    const auto hand = std::find_if(kOutcomes.begin(), kOutcomes.end(), [&](const Outcome& outcome) {
      return what->action == outcome.action;
    });
    return hand == kOutcomes.end() && what->action != kFetch && what->action != "insert_card" &&
           what->action != "write_protect_card";
  }

  // The flag had the value before the step's instant, and does not change at it.
  bool wasSo(const StepResult& step, const Outcome& outcome) const {
    const auto id = signals_.find(step.camera + "/" + outcome.signal);
    if (!id) return false;
    std::optional<double> before;  // the signal's first entry is what it began with
    for (const SignalChange& change : signals_.history()) {
      if (change.signal != *id) continue;
      if (change.at > *step.firedAt) break;
      if (before && change.at == *step.firedAt) return false;
      before = change.value;
    }
    return before && (*before != 0) == outcome.flag;
  }

  void note(size_t step, const std::string& words) {
    const std::string& id = result_.steps[step].id;
    const std::string name = std::get<ActionStep>(scenario_.steps[step].what).action;
    notes_.emplace(step, "step " + std::to_string(step + 1) +
                             (id.empty() ? " " : " '" + id + "' ") + name + ": " + words);
  }

  const Scenario& scenario_;
  const RunResult& result_;
  const Signals& signals_;
  std::map<std::pair<int64_t, std::string>, size_t> turns_;
  std::multimap<size_t, std::string> notes_;  // by step
};

}  // namespace

std::vector<std::string> notesOf(const Scenario& scenario, const RunResult& result,
                                 const Signals& signals, const EventLog& events) {
  NoteTaker taker(scenario, result, signals);
  taker.refusals(events);
  taker.idleHands();
  return taker.inOrder();
}

}  // namespace tw::sim
