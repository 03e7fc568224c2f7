#include "firmware_core/net/picture_store.h"

#include "firmware_core/base/check.h"

namespace tw::fw {

bool PictureStore::add(uint64_t message, hal::Snapshot picture) {
  TW_CHECK(pictures_.empty() || pictures_.rbegin()->first < message);
  const size_t size = picture.jpeg.size();
  if (size == 0 || size > kMaxPictureBytes) {
    ++dropped_;
    return false;
  }
  while (pictures_.size() >= kCapacity || bytes_ + size > kMaxBytes) {
    forgetOldest();
    ++dropped_;
  }
  bytes_ += size;
  pictures_.emplace(message, std::move(picture));
  return true;
}

const hal::Snapshot* PictureStore::find(uint64_t message) const {
  const auto found = pictures_.find(message);
  return found == pictures_.end() ? nullptr : &found->second;
}

void PictureStore::forgetOldest() {
  bytes_ -= pictures_.begin()->second.jpeg.size();
  pictures_.erase(pictures_.begin());
}

void PictureStore::forgetUpTo(uint64_t message) {
  while (!pictures_.empty() && pictures_.begin()->first <= message) forgetOldest();
}

void PictureStore::clear() {
  pictures_.clear();
  bytes_ = 0;
}

}  // namespace tw::fw
