#include "tests/powercut/verdict.h"

#include <algorithm>
#include <set>
#include <stdexcept>

#include "tests/card_proof/card_reader.h"
#include "tests/card_proof/clips.h"

namespace tw::powercut {
namespace {

using nlohmann::json;

constexpr const char* kOwner = "owner@example";
constexpr uint64_t kFramesOfFragment = 15;
constexpr size_t kDecodedAgain = 2;  // fragments, of a clip that is the rehearsal's so far

// What the app sees of a clip, in a form that compares.
json seen(const fw::ClipInfo& clip) {
  return {{"id", clip.id},
          {"lens", toString(clip.start.lens)},
          {"reason", toString(clip.start.reason)},
          {"frames", clip.frames},
          {"fragments", clip.fragments},
          {"bytes", clip.bytes},
          {"file", clip.file}};
}
json seen(json entry) {
  for (const char* other : {"length_s", "open", "started_unix_s"}) entry.erase(other);
  return entry;
}

class Judge {
 public:
  Judge(Stage& stage, const Truth& truth, const Promised& promised, bool thorough)
      : stage_(stage), truth_(truth), promised_(promised), thorough_(thorough) {}

  Verdict judge() {
    verdict_.fragments = promised_.ledger.fragments();
    guarded("the start", [&] { judgeStart(); });
    guarded("the settings", [&] { judgeSettings(); });
    guarded("the app", [&] { askApp(); });
    guarded("the card", [&] { judgeCard(); });
    return std::move(verdict_);
  }

 private:
  void complain(const std::string& what) { verdict_.complaints.push_back(what); }
  template <class Work>
  void guarded(const std::string& what, Work work) {
    try {
      work();
    } catch (const std::exception& e) {
      complain(what + ": " + e.what());
    }
  }
  std::string shown(const char* signal) const {
    const auto& signals = stage_.twin().signals();
    return signals.text(signals.find(signal).value());
  }

  void judgeStart() {
    const std::string cause = shown("cam/firmware.restart_cause");
    if (cause == "watchdog" || cause == "task_hung") complain("the start was caused by " + cause);
    const std::string card = shown("cam/firmware.card_state");
    const bool mayBeBlank = promised_.ledger.card() == Ledger::Card::kBlank;
    const bool well = promised_.ledger.card() == Ledger::Card::kNone
                          ? card == "none"
                          : card == "in_use" || (mayBeBlank && card == "uninitialised");
    if (!well) complain("the card is " + card);
  }

  void judgeSettings() {
    const fw::Settings now = settingsInFlash(stage_);
    const size_t next = std::min(promised_.settings + 1, truth_.settings.size() - 1);
    const auto& old = truth_.settings[promised_.settings].settings;
    if (now != old && now != truth_.settings[next].settings)
      complain("the settings are neither the old ones nor the new ones: " + toJson(now).dump() +
               ", expected " + toJson(old).dump() + " or " +
               toJson(truth_.settings[next].settings).dump());
    if ((shown("cam/firmware.bound") == "true") != now.bound())
      complain("the firmware and its flash differ in whether it is bound");
    const bool reset = next == truth_.settings.size() - 1 && now == truth_.settings[next].settings;
    if (reset && next > 1 && ownerIsLeft()) complain("the reset left the old owner's data behind");
  }

  bool ownerIsLeft() {
    using hal::FlashPartition;
    for (const auto partition :
         {FlashPartition::kSettingsA, FlashPartition::kSettingsB, FlashPartition::kJournal}) {
      const Bytes bytes = stage_.camera().flash().contents(partition);
      if (asText(bytes).find(kOwner) != std::string_view::npos) return true;
    }
    return false;
  }

  // Settings and clips as the owner sees them; nobody to ask when it is bound to none.
  void askApp() {
    if (shown("cam/firmware.bound") != "true") return;
    const json settings = ask("settings.get").at("values");
    if (settings != visibleJson(settingsInFlash(stage_)))
      complain("the app is shown other settings than the flash holds: " + settings.dump());
    if (shown("cam/firmware.card_state") != "in_use") return;
    toldToApp_.emplace();
    const json answer = ask("clip.list");
    for (const json& clip : answer.at("clips")) toldToApp_->insert(seen(clip));
  }

  json ask(const std::string& request) {
    json answer = proof::ask(stage_.twin(), request);
    if (answer.is_null()) throw std::runtime_error("no answer to " + request);
    return answer;
  }

  void judgeCard() {
    if (promised_.ledger.card() == Ledger::Card::kNone) return;
    CardReader reader(stage_.twin(), stage_.camera());
    std::set<json> listed;
    std::map<uint64_t, fw::ClipInfo> clips;
    for (const auto& clip : reader.list()) {
      listed.insert(seen(clip));
      clips[clip.id] = clip;
      guarded("clip " + std::to_string(clip.id), [&] { judgeClip(reader, clip); });
    }
    if (toldToApp_ && *toldToApp_ != listed)
      complain("the app is told of other clips than a second mounting finds: " +
               json(*toldToApp_).dump() + " and " + json(listed).dump());
    if (reader.state() == fw::CardState::kInUse) judgeVolume();
    for (const auto& [slot, promise] : promised_.ledger.promises())
      judgePromise(promise, clips.contains(promise.clip) ? &clips[promise.clip] : nullptr);
  }

  void judgeVolume() {
    const auto& card = stage_.camera().card();
    if (promised_.ledger.card() == Ledger::Card::kInUse && systemHash(card) != promised_.system)
      complain("partition table, boot sectors or FAT have changed");
    if (!thorough_) return;
    if (const auto complaint = volumeComplaint(card)) complain(*complaint);
  }

  void judgePromise(const ClipPromise& promise, const fw::ClipInfo* clip) {
    const bool whole = clip != nullptr && !damaged_.contains(clip->id);
    const uint64_t kept = whole ? std::min<uint64_t>(clip->fragments, promise.fragments) : 0;
    const std::string name = "clip " + std::to_string(promise.clip);
    verdict_.lost += promise.fragments - kept;
    if (clip == nullptr) return complain(name + " is gone, " + told(promise));
    if (clip->fragments < promise.fragments || clip->frames < promise.frames)
      complain(name + " has " + std::to_string(clip->fragments) + " fragments and " +
               std::to_string(clip->frames) + " frames, " + told(promise));
    const Bytes* known = rehearsed(promise.clip);
    const bool other = promise.picture  ? false
                       : promise.closed ? known == nullptr || clip->bytes != known->size()
                                        : clip->fragments > promise.fragments + 1;
    if (other) complain(name + " is not as it was written, " + told(promise));
  }
  static std::string told(const ClipPromise& promise) {
    return std::to_string(promise.fragments) + " fragments and " + std::to_string(promise.frames) +
           " frames were acknowledged";
  }
  // What is left while a card is initialised is what it held before.
  const Bytes* rehearsed(uint64_t clip) const {
    const bool blank = promised_.ledger.card() == Ledger::Card::kBlank;
    const auto known = truth_.files.find({promised_.ledger.content() - (blank ? 1 : 0), clip});
    return known == truth_.files.end() ? nullptr : &known->second;
  }

  // Whatever is listed plays, and what was not promised is what was being written.
  void judgeClip(CardReader& reader, const fw::ClipInfo& clip) {
    damaged_.insert(clip.id);
    const Bytes bytes = reader.read(clip);
    const Bytes* known = rehearsed(clip.id);
    const bool same = known != nullptr && bytes.size() <= known->size() &&
                      std::equal(bytes.begin(), bytes.end(), known->begin());
    if (!same && !promised(clip.id))
      throw std::runtime_error("it was never recorded, as far as it goes");
    if (clip.start.reason != fw::ClipReason::kSnapshot)
      judgeVideo(clip, bytes, same ? known : nullptr);
    else if (!same)
      throw std::runtime_error("the picture is another one");
    damaged_.erase(clip.id);
  }

  bool promised(uint64_t clip) const {
    const auto& promises = promised_.ledger.promises();
    return std::any_of(promises.begin(), promises.end(),
                       [clip](const auto& entry) { return entry.second.clip == clip; });
  }

  void judgeVideo(const fw::ClipInfo& clip, const Bytes& bytes, const Bytes* known) {
    const SlotFile file(stage_.camera().card(), clip.slot);
    if (!clip.file.ends_with("/" + file.name()))
      throw std::runtime_error("it is listed as " + clip.file + ", and a PC shows " + file.name());
    const FileShape shape = file.shape();
    if (shape.end != bytes.size() || shape.fragments.size() != clip.fragments)
      throw std::runtime_error("its file holds " + std::to_string(shape.fragments.size()) +
                               " fragments in " + std::to_string(shape.end) +
                               " bytes, listed are " + std::to_string(clip.fragments) + " in " +
                               std::to_string(bytes.size()));
    if (known == nullptr || thorough_) return expectFrames(clip, file.whole(), clip.frames);
    if (bytes.size() == known->size()) return;  // decoded in the rehearsal, to the last frame
    if (clip.fragments <= kDecodedAgain) return expectFrames(clip, file.whole(), clip.frames);
    const size_t left = clip.fragments - kDecodedAgain;
    Bytes part = file.read(0, shape.fragments.front());
    append(part, file.read(shape.fragments[left], file.bytes() - shape.fragments[left]));
    expectFrames(clip, part, clip.frames - left * kFramesOfFragment);
  }

  void expectFrames(const fw::ClipInfo& clip, const Bytes& file, uint64_t frames) {
    const Played played = play(file);
    verdict_.decoded += played.frames;
    if (played.frames != frames || played.lens != clip.start.lens)
      throw std::runtime_error(std::to_string(played.frames) + " frames of the " +
                               toString(played.lens) + " lens play, expected " +
                               std::to_string(frames));
  }

  Stage& stage_;
  const Truth& truth_;
  const Promised& promised_;
  bool thorough_;
  Verdict verdict_;
  std::optional<std::set<json>> toldToApp_;
  std::set<uint64_t> damaged_;  // clips that are listed and do not play
};

}  // namespace

Verdict judge(Stage& stage, const Truth& truth, const Promised& promised, bool thorough) {
  return Judge(stage, truth, promised, thorough).judge();
}

}  // namespace tw::powercut
