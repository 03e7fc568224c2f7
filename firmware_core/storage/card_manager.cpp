#include "firmware_core/storage/card_manager.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "firmware_core/storage/format_task.h"
#include "firmware_core/storage/mount_task.h"

namespace tw::fw {
namespace {
constexpr Duration kAskAgain = std::chrono::milliseconds{50};
constexpr int kClass10 = 10;
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
  state_ = state;
  reason_ = std::move(reason);
  const std::string line =
      std::string("state=") + toString(state) + (reason_.empty() ? "" : " reason=" + reason_);
  if (state == CardState::kError)
    log_.error(line);
  else
    log_.info(line);
}

void CardManager::dropStore() {
  runner_.drop();
  mount_.reset();
  format_.reset();
  if (!store_) return;
  store_.reset();
  ++generation_;
}

Instant CardManager::poll(Instant now) {
  noticeSlot(now);
  if (state_ == CardState::kStarting && !mount_) identify(now);
  while (workOnce(now)) {
  }
  if (state_ == CardState::kStarting && !mount_) return now + kAskAgain;
  return currentTask() != nullptr ? runner_.deadline() : kNever;
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
  enter(CardState::kStarting);
}

void CardManager::leave() {
  dropStore();
  insertion_.reset();
  info_ = {};
  warning_.clear();
}

void CardManager::identify(Instant now) {
  const auto info = slot_.info();
  if (info) {
    info_ = info.value();
    judge();
  } else if (now - insertedAt_ >= kAnswerTimeout) {
    enter(CardState::kError, "the card does not answer");
  }
}

void CardManager::judge() {
  if (info_.capacityBytes > kMaxCapacityBytes)
    return enter(CardState::kUnsupported, "larger than 512 GB");
  if (info_.capacityBytes < kMinCapacityBytes)
    return enter(CardState::kUnsupported, "smaller than 64 MB");
  if (info_.capacityBytes / hal::kSectorSize != slot_.blocks().sectorCount())
    return enter(CardState::kError, "its size is not what it claims");
  if (info_.speedClass < kClass10) {
    warning_ = "slower than class 10: recordings may have gaps";
    log_.warning("class=" + std::to_string(info_.speedClass) + " " + warning_);
  }
  startMount();
}

void CardManager::startMount() {
  const auto layout = VolumeLayout::plan(info_.capacityBytes / hal::kSectorSize);
  if (!layout) return enter(CardState::kUnsupported, "no layout for this size");
  layout_ = layout.value();
  mount_ = std::make_unique<MountTask>(layout_, info_.writeProtected);
}

BlockTask* CardManager::currentTask() {
  if (mount_) return mount_.get();
  if (format_) return format_.get();
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
  if (mount_)
    finishMount();
  else if (format_)
    finishFormat();
  else
    store_->finishJob();
}

void CardManager::finishMount() {
  const auto mount = std::move(mount_);
  if (!mount->foreign().empty()) return enter(CardState::kUninitialised, mount->foreign());
  if (mount->recoveredClips() > 0)
    log_.warning("recovered clips=" + std::to_string(mount->recoveredClips()));
  if (mount->missingFiles() > 0)
    log_.warning("missing files=" + std::to_string(mount->missingFiles()));
  store_ = std::make_unique<RingStore>(layout_, mount->takeIndex(), info_.writeProtected);
  ++generation_;
  if (info_.writeProtected)
    enter(CardState::kReadOnly, "write-protected");
  else
    enter(CardState::kInUse);
}

void CardManager::finishFormat() {
  format_.reset();
  enter(CardState::kStarting);
  startMount();
}

void CardManager::fail(const Error& error) {
  dropStore();
  if (!slot_.cardPresent() || insertion_ != slot_.insertions())
    return enter(CardState::kStarting);  // what lies in the slot is noticed at the next poll
  if (error.code == Errc::kDenied) {
    info_.writeProtected = true;
    enter(CardState::kStarting, "write-protected");
    return startMount();
  }
  enter(CardState::kError,
        error.detail.empty() ? std::string("card error ") + toString(error.code) : error.detail);
}

Result<void> CardManager::initialise() {
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
  if (info_.capacityBytes == 0) return Error{Errc::kNotReady, "the card does not answer"};
  if (info_.writeProtected) return Error{Errc::kDenied, "write-protected"};
  const auto layout = VolumeLayout::plan(info_.capacityBytes / hal::kSectorSize);
  if (!layout) return Errc::kUnsupported;
  startFormat(layout.value());
  return {};
}

void CardManager::startFormat(const VolumeLayout& layout) {
  dropStore();
  layout_ = layout;
  Bytes id(4);
  entropy_.fill(id);
  format_ = std::make_unique<FormatTask>(layout, getLittle<uint32_t>(id, 0), calendar_.now());
  enter(CardState::kInitialising);
}

double CardManager::progress() const { return format_ ? format_->progress() : 0; }

}  // namespace tw::fw
