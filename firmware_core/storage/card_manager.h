// The card as the product knows it: what state it is in, what may be done to it, and its files.
//
// The only one that moves the card's sectors: mounts, initialises, works off the store's jobs, with
// three tries an operation and a time limit. A card pulled at any instant is noticed there and
// then. Never writes to a card that is not ours without initialise().
#pragma once

#include <memory>
#include <optional>
#include <string>

#include "firmware_core/base/log.h"
#include "firmware_core/base/result.h"
#include "firmware_core/hal/card_slot.h"
#include "firmware_core/hal/clocks.h"
#include "firmware_core/hal/entropy.h"
#include "firmware_core/storage/block_runner.h"
#include "firmware_core/storage/card_health.h"
#include "firmware_core/storage/card_state.h"
#include "firmware_core/storage/ring_store.h"

namespace tw::fw {

class CardTrial;
class FormatTask;
class MountTask;

class CardManager {
 public:
  static constexpr uint64_t kMaxCapacityBytes = uint64_t{512}
                                                << 30;  // "512 GB", either way of counting
  static constexpr uint64_t kMinCapacityBytes = 60'000'000;
  static constexpr Duration kAnswerTimeout = std::chrono::seconds{3};  // info() after insertion
  // A card in error, or read-only, is looked at again after a minute, then after twice as long each
  // time, until it has done something again.
  static constexpr Duration kTryAgainAfter = std::chrono::minutes{1};
  static constexpr Duration kTryAgainAtMost = std::chrono::minutes{32};
  // So often in a row a card is mounted again, when nothing is recorded, of which not all could be
  // read: after a minute, then after twice as long each time.
  static constexpr int kMostLooks = 5;

  // All borrowed; they outlive the manager.
  CardManager(hal::CardSlot& slot, hal::CalendarClock& calendar, hal::Entropy& entropy,
              LogSink& log);
  ~CardManager();

  Instant poll(Instant now);

  CardState state() const { return state_; }
  // Why it is in that state, one line; empty where there is nothing to say.
  const std::string& reason() const { return reason_; }
  // "slow: ..." while a card is in that is slower than class 10, by its own word or by what it
  // wrote when it was initialised, or that did not keep up; else empty.
  const std::string& warning() const { return warning_; }
  // From who lost what was to be recorded, because the card in use did not take it in time.
  void warnOfOverrun() { warn("slow: did not keep up with recording: there are gaps"); }
  uint64_t capacityBytes() const { return info_.capacityBytes; }  // 0 without a card

  // Tries and formats the card, with its owner's consent; everything on it is lost. Allowed when
  // uninitialised, in use or in error. kNotReady: no card, or not settled; kBusy: under way;
  // kDenied: write-protected; kUnsupported. A counterfeit card ends as unsupported.
  Result<void> initialise();
  double progress() const;  // 0..1 of an initialisation under way

  // What the card in use or read-only has been through, up to now; on the card, up to the last 64
  // MiB or error.
  CardHealth health() const;
  const Recovery& recovery() const { return recovery_; }

  // The files; null unless in use or read-only. A store does not outlive its state: compare
  // generation() before touching one that was kept.
  RingStore* store() { return shows() ? store_.get() : nullptr; }
  uint32_t generation() const { return generation_; }  // counts up whenever store() changes

 private:
  void enter(CardState state, std::string reason = {});
  void dropStore();
  void noticeSlot(Instant now);
  void identify(Instant now);
  void judge();
  void tryAgain();
  void planToTryAgain();
  bool settles() { return state_ == CardState::kStarting && currentTask() == nullptr; }
  bool shows() const { return state_ == CardState::kInUse || state_ == CardState::kReadOnly; }
  bool looksAgain() const { return looks_ > 0 && looks_ <= kMostLooks; }
  void leave();
  void startTrial(const VolumeLayout& layout);
  void startFormat(double megabytesPerSecond);
  void warnOfSpeed(double megabytesPerSecond);
  void warn(const char* text);
  bool healthIsDue() const;
  void noteHealth();
  void saveHealth();
  void startMount();
  void finishTrial();
  void finishMount();
  void tellOfRecovery();
  void finishSaving();
  void finishFormat();
  bool workOnce(Instant now);
  BlockTask* currentTask();
  void finishTask();
  void fail(const Error& error);
  bool goOnWithout(std::optional<uint64_t> sector);

  hal::CardSlot& slot_;
  hal::CalendarClock& calendar_;
  hal::Entropy& entropy_;
  Log log_;
  BlockRunner runner_;
  CardState state_ = CardState::kNone;
  std::string reason_, warning_;
  std::optional<uint32_t> insertion_;  // that the state belongs to
  Instant insertedAt_{};
  Instant tryAgainAt_ = kNever;
  Duration patience_ = kTryAgainAfter;
  int looks_ = 0;          // mountings in a row that could not read all
  bool unproved_ = false;  // since it refused or failed it has not taken a write
  hal::CardInfo info_{};
  VolumeLayout layout_;
  Instant now_{};  // that work is being done at
  std::unique_ptr<CardTrial> trial_;
  std::unique_ptr<MountTask> mount_;
  std::unique_ptr<FormatTask> format_;
  std::unique_ptr<RingStore> store_;
  Recovery recovery_;
  CardHealth saved_;           // as it was to be saved last, but for a new start
  uint64_t healthWrites_ = 0;  // that are on the card for certain
  uint32_t healthFailures_ = 0;
  bool newStart_ = false;  // saved as soon as anything else is written
  CardTally counted_;      // by the runner, when that was saved
  std::unique_ptr<ListTask> saving_;
  uint32_t generation_ = 0;
};

}  // namespace tw::fw
