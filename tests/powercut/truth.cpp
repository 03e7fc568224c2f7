#include "tests/powercut/truth.h"

#include <algorithm>
#include <stdexcept>

#include "firmware_core/system/settings_store.h"
#include "tests/card_proof/clips.h"

namespace tw::powercut {
namespace {

struct Silence : LogSink {
  void write(LogLevel, std::string_view, std::string_view) override {}
};

// "ok" to a change that the app asked for.
bool tellsOfSaving(const sim::LoggedEvent& event) {
  if (event.source != "phone" || event.kind != "answer") return false;
  const auto command = event.fields.at("do").get<std::string>();
  return (command == "add" || command == "settings.set") &&
         event.fields.at("answer").value("ok", false);
}

class Rehearsal {
 public:
  explicit Rehearsal(const StageSetup& setup)
      : stage_(setup), saved_(stage_.twin().signals().find("cam/firmware.settings_saved").value()) {
    truth_.settings.push_back({stage_.defaults(), Instant{}});
  }

  Truth run() {
    while (stage_.step()) {
      noteTellings();
      noteSettings();
      noteFiles();
    }
    finish();
    return std::move(truth_);
  }

 private:
  void noteTellings() {
    const auto& events = stage_.twin().events().events();
    for (; seen_ < events.size(); ++seen_)
      if (tellsOfSaving(events[seen_])) told_.push_back(events[seen_].at);
  }
  void noteSettings() {
    const bool saved = stage_.twin().signals().value(saved_) != 0;
    if (saved && !wasSaved_) {
      const fw::Settings now = settingsInFlash(stage_);
      if (now != truth_.settings.back().settings)
        truth_.settings.push_back({now, stage_.twin().now()});
    }
    wasSaved_ = saved;
  }
  void noteFiles() {
    for (const auto& [slot, promise] : stage_.ledger().promises())
      if (promise.closed) noteFile(static_cast<uint32_t>(slot), promise);
  }
  void noteFile(uint32_t slot, const ClipPromise& promise) {
    const ClipKey key{stage_.ledger().content(), promise.clip};
    if (truth_.files.contains(key)) return;
    const SlotFile file(stage_.camera().card(), slot);
    if (promise.picture) {
      truth_.files[key] = file.whole();
      return;
    }
    truth_.files[key] = file.read(0, file.shape().end);
    const Played played = play(file.whole());
    truth_.framesPlayed += played.frames;
    if (played.lens != promise.lens || played.frames < promise.frames)
      throw std::runtime_error("clip " + std::to_string(promise.clip) + ": " +
                               std::to_string(played.frames) + " frames play, " +
                               std::to_string(promise.frames) + " were acknowledged");
  }
  // The k-th telling is of the k-th change; it counts when it came before the saving.
  void finish() {
    if (told_.size() + 2 != truth_.settings.size() ||
        truth_.settings.back().settings != stage_.defaults())
      throw std::runtime_error(
          "the script's changes and the settings do not match: " + std::to_string(told_.size()) +
          " and " + std::to_string(truth_.settings.size()));
    for (size_t i = 0; i < told_.size(); ++i)
      truth_.settings[i + 1].holdsFrom = std::min(truth_.settings[i + 1].holdsFrom, told_[i]);
    truth_.operations = stage_.operations().all();
    truth_.acknowledged = stage_.ledger().acknowledged();
    truth_.cardHash = stage_.camera().card().imageHash();
  }

  Stage stage_;
  sim::SignalId saved_;
  Truth truth_;
  size_t seen_ = 0;
  bool wasSaved_ = false;
  std::vector<Instant> told_;
};

}  // namespace

size_t Truth::settingsAt(Instant now) const {
  const auto later = std::find_if(settings.begin(), settings.end(),
                                  [now](const auto& state) { return state.holdsFrom > now; });
  return static_cast<size_t>(later - settings.begin()) - 1;
}

Truth rehearse(const StageSetup& setup) { return Rehearsal(setup).run(); }

fw::Settings settingsInFlash(Stage& stage) {
  Silence silence;
  fw::SettingsStore store(stage.camera().flash(), stage.defaults(), silence);
  store.load();
  return store.current();
}

}  // namespace tw::powercut
