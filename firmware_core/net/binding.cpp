#include "firmware_core/net/binding.h"

#include <algorithm>

#include "firmware_core/base/bytes.h"

namespace tw::fw {

Result<void> Binding::bind(Instant now, const std::string& account, const std::string& code) {
  if (account.empty() || account.size() > kMaxAccount)
    return Error{Errc::kDenied, "no valid account"};
  if (wrong_ >= kFreeTries && now < lockedUntil_)
    return Error{Errc::kDenied, "too many wrong codes, try later"};
  if (!crypto_.equal(asBytes(code), asBytes(code_))) return wrongCode(now);
  wrong_ = 0;
  if (bound() && account != account_)
    return Error{Errc::kDenied, "bound to another account already"};
  account_ = account;
  return {};
}

Result<void> Binding::wrongCode(Instant now) {
  ++wrong_;
  Duration lock = kFirstLock;
  for (int i = kFreeTries; i < wrong_; ++i) lock = std::min(lock * 2, kLongestLock);
  if (wrong_ >= kFreeTries) lockedUntil_ = now + lock;
  return Error{Errc::kDenied, "wrong verification code"};
}

}  // namespace tw::fw
