#include "firmware_core/storage/card_manager.h"

#include <algorithm>
#include <cstdio>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/card_trial.h"
#include "firmware_core/storage/format_task.h"
#include "firmware_core/storage/mount_task.h"

namespace tw::fw {
namespace {
constexpr Duration kAskAgain = std::chrono::milliseconds{50};
constexpr const char* kNoAnswer = "the card does not answer";
constexpr const char* kOtherSize = "its size is not what it claims";
constexpr int kClass10 = 10;                     // MB/s
constexpr double kTrialShare = 0.5;              // of an initialisation's progress
constexpr uint64_t kSaveHealthEvery = 64 << 20;  // bytes written

std::string gigabytes(uint64_t bytes) {
  char text[24];
  std::snprintf(text, sizeof text, "%.1f GB", static_cast<double>(bytes) / 1e9);
  return text;
}
}  // namespace

CardManager::CardManager(hal::CardSlot& slot, hal::CalendarClock& calendar, hal::Entropy& entropy,
                         LogSink& log)
    : slot_(slot),
      calendar_(calendar),
      entropy_(entropy),
      log_(log, "card"),
      runner_(slot.blocks()) {}

CardManager::~CardManager() = default;

void CardManager::enter(CardState state, std::string reason) {
  const bool known = state == state_ && reason == reason_;
  tryAgainAt_ = kNever;
  if (state == CardState::kError || state == CardState::kReadOnly) {
    unproved_ = true;
    planToTryAgain();
  }
  if (state == CardState::kInUse && looksAgain())
    tryAgainAt_ = now_ + kTryAgainAfter * (1 << (looks_ - 1));
  if (known) return;
  state_ = state;
  reason_ = std::move(reason);
  const std::string line =
      std::string("state=") + toString(state) + (reason_.empty() ? "" : " reason=" + reason_);
  if (state == CardState::kError)
    log_.error(line);
  else
    log_.info(line);
}

void CardManager::planToTryAgain() {
  tryAgainAt_ = now_ + patience_;
  patience_ = std::min(2 * patience_, kTryAgainAtMost);
}

// What ailed it may have passed: damp contacts, a controller that hung. It is in use again when it
// has been mounted and has taken a write.
void CardManager::tryAgain() {
  if (state_ == CardState::kInUse && !store_->resting()) {
    tryAgainAt_ = now_ + kTryAgainAfter;
    return;
  }
  tryAgainAt_ = kNever;
  const auto info = slot_.info();
  if (!info) {
    dropStore();
    return enter(CardState::kError, kNoAnswer);
  }
  if (state_ == CardState::kReadOnly && info.value().writeProtected && !looksAgain())
    return planToTryAgain();
  info_ = info.value();
  dropStore();
  if (state_ != CardState::kError) enter(CardState::kStarting);
  judge();
}

void CardManager::dropStore() {
  runner_.drop();
  mount_.reset();
  trial_.reset();
  format_.reset();
  saving_.reset();
  if (!store_) return;
  store_.reset();
  ++generation_;
}

Instant CardManager::poll(Instant now) {
  now_ = now;
  noticeSlot(now);
  if (settles()) identify(now);
  if (now >= tryAgainAt_) tryAgain();
  while (workOnce(now)) {
  }
  if (settles()) return now + kAskAgain;
  return currentTask() != nullptr ? std::min(runner_.deadline(), tryAgainAt_) : tryAgainAt_;
}

void CardManager::noticeSlot(Instant now) {
  if (!slot_.cardPresent()) {
    if (state_ == CardState::kNone) return;
    leave();
    enter(CardState::kNone);
    return;
  }
  if (insertion_ == slot_.insertions()) return;
  leave();
  insertion_ = slot_.insertions();
  insertedAt_ = now;
  counted_ = runner_.tally();
  enter(CardState::kStarting);
}

void CardManager::leave() {
  dropStore();
  insertion_.reset();
  info_ = {};
  warning_.clear();
  patience_ = kTryAgainAfter;
  looks_ = 0;
  unproved_ = false;
  healthFailures_ = 0;
}

void CardManager::identify(Instant now) {
  const auto info = slot_.info();
  if (info) {
    info_ = info.value();
    judge();
  } else if (now - insertedAt_ >= kAnswerTimeout) {
    enter(CardState::kError, kNoAnswer);
  }
}

void CardManager::judge() {
  if (info_.capacityBytes > kMaxCapacityBytes)
    return enter(CardState::kUnsupported, "larger than 512 GB");
  if (info_.capacityBytes < kMinCapacityBytes)
    return enter(CardState::kUnsupported, "smaller than 64 MB");
  if (info_.capacityBytes / hal::kSectorSize != slot_.blocks().sectorCount())
    return enter(CardState::kError, kOtherSize);
  if (info_.speedClass < kClass10) warnOfSpeed(info_.speedClass);
  startMount();
}

void CardManager::warnOfSpeed(double megabytesPerSecond) {
  char text[96];
  std::snprintf(text, sizeof text,
                "slow: writes %.1f MB/s, class 10 is 10 MB/s: recordings may have gaps",
                megabytesPerSecond);
  warn(text);
}

void CardManager::warn(const char* text) {
  if (warning_ == text) return;
  warning_ = text;
  log_.warning(warning_);
}

void CardManager::startMount() {
  const auto layout = VolumeLayout::plan(info_.capacityBytes / hal::kSectorSize);
  if (!layout) return enter(CardState::kUnsupported, "no layout for this size");
  layout_ = layout.value();
  mount_ = std::make_unique<MountTask>(layout_, info_.writeProtected);
}

BlockTask* CardManager::currentTask() {
  if (mount_) return mount_.get();
  if (trial_) return trial_.get();
  if (format_) return format_.get();
  if (saving_) return saving_.get();
  if (store_ && !store_->idle()) return &store_->currentTask();
  return nullptr;
}

// True while there is more that can be done at this instant.
bool CardManager::workOnce(Instant now) {
  BlockTask* task = currentTask();
  if (task == nullptr) return false;
  switch (runner_.work(*task, now)) {
    case BlockRunner::Outcome::kWorking:
      return false;
    case BlockRunner::Outcome::kDone:
      finishTask();
      return true;
    case BlockRunner::Outcome::kFailed:
      fail(runner_.error());
      break;
  }
  return currentTask() != nullptr;  // a card that went read-only is mounted again
}

void CardManager::finishTask() {
  if (mount_) return finishMount();
  if (trial_) return finishTrial();
  if (format_) return finishFormat();
  if (saving_) return finishSaving();
  store_->finishJob();
  patience_ = kTryAgainAfter;
  if (healthIsDue()) saveHealth();
}

void CardManager::finishMount() {
  const auto mount = std::move(mount_);
  if (!mount->foreign().empty()) return enter(CardState::kUninitialised, mount->foreign());
  recovery_ = mount->recovery();
  looks_ = mount->sawAll() ? 0 : looks_ + 1;
  tellOfRecovery();
  store_ = std::make_unique<RingStore>(layout_, mount->takeIndex(), info_.writeProtected);
  ++generation_;
  saved_ = mount->health();
  healthWrites_ = saved_.writes;
  if (saved_.megabytesPerSecond > 0 && saved_.megabytesPerSecond < kClass10)
    warnOfSpeed(saved_.megabytesPerSecond);
  if (info_.writeProtected) return enter(CardState::kReadOnly, "write-protected");
  ++saved_.starts;
  saved_.cutOffs += recovery_.clips > 0 ? 1 : 0;
  newStart_ = true;
  if (unproved_) return saveHealth();
  enter(CardState::kInUse);
}

void CardManager::tellOfRecovery() {
  const auto tell = [&](const char* what, uint32_t count) {
    if (count > 0) log_.warning(what + std::to_string(count));
  };
  tell("recovered clips=", recovery_.clips);
  tell("missing files=", recovery_.missingFiles);
  tell("mended entries=", recovery_.mended);
}

void CardManager::finishSaving() {
  saving_.reset();
  healthWrites_ = saved_.writes;
  if (!std::exchange(unproved_, false)) return;
  ++generation_;  // the store shows from now on
  enter(CardState::kInUse);
}

CardHealth CardManager::health() const {
  CardHealth health = saved_;
  const CardTally& all = runner_.tally();
  health.bytesWritten += all.bytesWritten - counted_.bytesWritten;
  health.writeErrors += all.writeErrors - counted_.writeErrors;
  health.readErrors += all.readErrors - counted_.readErrors;
  return health;
}

bool CardManager::healthIsDue() const {
  const CardHealth now = health();
  return state_ == CardState::kInUse &&
         (newStart_ || now.bytesWritten - saved_.bytesWritten >= kSaveHealthEvery ||
          now.writeErrors != saved_.writeErrors || now.readErrors != saved_.readErrors);
}

void CardManager::noteHealth() {
  newStart_ = false;
  saved_ = health();
  counted_ = runner_.tally();
}

// In turn with the copy that is on the card for certain; over that one where the other failed.
void CardManager::saveHealth() {
  noteHealth();
  saved_.writes = healthWrites_ + 1 + healthFailures_ % 2;
  saving_ = std::make_unique<ListTask>();
  saving_->write(layout_.healthSector(saved_.writes), encodeHealth(saved_, store_->volumeId()));
  saving_->flush();
}

void CardManager::finishTrial() {
  const auto trial = std::move(trial_);
  if (trial->honest()) return startFormat(trial->megabytesPerSecond());
  enter(CardState::kUnsupported, "counterfeit: claims " + gigabytes(info_.capacityBytes) +
                                     ", keeps " + gigabytes(trial->keeps() * hal::kSectorSize));
}

void CardManager::finishFormat() {
  format_.reset();
  enter(CardState::kStarting);
  startMount();
}

void CardManager::fail(const Error& error) {
  if (saving_) ++healthFailures_;
  if (error.code == Errc::kIo && goOnWithout(runner_.failedSector())) return;
  dropStore();
  if (!slot_.cardPresent() || insertion_ != slot_.insertions())
    return enter(CardState::kStarting);  // what lies in the slot is noticed at the next poll
  if (error.code == Errc::kDenied && !info_.writeProtected) {
    info_.writeProtected = true;
    enter(CardState::kStarting, "write-protected");
    return startMount();
  }
  enter(CardState::kError,
        error.detail.empty() ? std::string("card error ") + toString(error.code) : error.detail);
}

// What it could not do may cost a slot, a piece of a clip or a note of its health, no more.
bool CardManager::goOnWithout(std::optional<uint64_t> sector) {
  if (!store_ || !shows()) return false;
  if (saving_) {  // not tried again before there is something new to save
    saving_.reset();
    noteHealth();
    return true;
  }
  if (!store_->failJob(sector)) return false;
  log_.warning("went on after an error bad_slots=" + std::to_string(store_->badSlots()));
  return true;
}

Result<void> CardManager::initialise() {
  hal::CardInfo info = info_;
  if (const auto now = slot_.info(); now && insertion_ == slot_.insertions())
    info = now.value();  // a switch may have been moved
  switch (state_) {
    case CardState::kNone:
    case CardState::kStarting:
      return Errc::kNotReady;
    case CardState::kInitialising:
      return Errc::kBusy;
    case CardState::kReadOnly:
      return Errc::kDenied;
    case CardState::kUnsupported:
      return Errc::kUnsupported;
    case CardState::kUninitialised:
    case CardState::kInUse:
    case CardState::kError:
      break;
  }
  if (info.capacityBytes == 0) return Error{Errc::kNotReady, kNoAnswer};
  if (info.writeProtected) return Error{Errc::kDenied, "write-protected"};
  const uint64_t sectors = info.capacityBytes / hal::kSectorSize;
  if (sectors != slot_.blocks().sectorCount()) return Error{Errc::kUnsupported, kOtherSize};
  const auto layout = VolumeLayout::plan(sectors);
  if (!layout) return Errc::kUnsupported;
  info_ = info;
  startTrial(layout.value());
  return {};
}

void CardManager::startTrial(const VolumeLayout& layout) {
  dropStore();
  layout_ = layout;
  Bytes seed(8);
  entropy_.fill(seed);
  trial_ = std::make_unique<CardTrial>(layout.cardSectors, getLittle<uint64_t>(seed, 0), now_);
  enter(CardState::kInitialising);
}

void CardManager::startFormat(double megabytesPerSecond) {
  Bytes id(4);
  entropy_.fill(id);
  CardHealth health;
  health.megabytesPerSecond = megabytesPerSecond;
  format_ =
      std::make_unique<FormatTask>(layout_, getLittle<uint32_t>(id, 0), calendar_.now(), health);
}

double CardManager::progress() const {
  if (trial_) return kTrialShare * trial_->progress();
  return format_ ? kTrialShare + (1 - kTrialShare) * format_->progress() : 0;
}

}  // namespace tw::fw
