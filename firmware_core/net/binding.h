// Who the camera belongs to: one account or nobody. The verification code from the box is the key.
//
// Wrong codes lock binding for a growing time: after 5 in a row 30 s, then twice as long each, up
// to an hour. The count lives in RAM: a restart needs hands on the camera, and so does the code.
#pragma once

#include <string>

#include "firmware_core/base/result.h"
#include "firmware_core/base/time.h"
#include "firmware_core/hal/crypto.h"

namespace tw::fw {

class Binding {
 public:
  static constexpr int kFreeTries = 5;
  static constexpr Duration kFirstLock = std::chrono::seconds{30};
  static constexpr Duration kLongestLock = std::chrono::hours{1};
  static constexpr size_t kMaxAccount = 64;  // bytes

  Binding(hal::Crypto& crypto, std::string code, std::string account)
      : crypto_(crypto), code_(std::move(code)), account_(std::move(account)) {}

  const std::string& account() const { return account_; }
  bool bound() const { return !account_.empty(); }

  // kDenied with a line for the app: bound to another account, wrong code, or locked. Binding to
  // the account that it has already is no error.
  Result<void> bind(Instant now, const std::string& account, const std::string& code);
  void release() { account_.clear(); }

 private:
  Result<void> wrongCode(Instant now);

  hal::Crypto& crypto_;
  std::string code_;
  std::string account_;
  int wrong_ = 0;
  Instant lockedUntil_{};
};

}  // namespace tw::fw
