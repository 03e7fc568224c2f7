// Requests of the app as they come from the cloud: judged here, answered by the rest of the
// firmware.
//
// Only a well-formed request of the account that the camera is bound to is handed on. A malformed
// one is refused with one line if it can be told whom to answer, else dropped; neither changes
// anything.
#pragma once

#include <map>
#include <optional>
#include <span>

#include "firmware_core/net/app_handler.h"

namespace tw::fw {

class AppProtocol {
 public:
  static constexpr size_t kMaxPending = 16;                    // requests answered later
  static constexpr size_t kMaxCommand = 40;                    // bytes
  static constexpr uint64_t kMaxId = (uint64_t{1} << 53) - 1;  // whole numbers of JSON

  explicit AppProtocol(AppHandler& handler) : handler_(handler) {}

  // The answer to send now; nothing when it comes later, or when nobody can be answered.
  std::optional<nlohmann::json> request(std::span<const uint8_t> payload,
                                        const std::string& account);
  // Completes a deferred answer; nothing when nobody waits for it any more.
  std::optional<nlohmann::json> answer(uint64_t token, nlohmann::json body);
  void sessionEnded() { pending_.clear(); }

  // Set by an accepted `unbind`; asking clears it.
  bool takeUnbind() { return std::exchange(unbind_, false); }
  uint64_t refused() const { return refused_; }
  // The app's number of a request, for snapshots.
  std::optional<uint64_t> idOf(uint64_t token) const;

 private:
  std::optional<nlohmann::json> judge(uint64_t id, const nlohmann::json& outer,
                                      const std::string& account);
  std::optional<nlohmann::json> perform(uint64_t id, AppRequest request);
  nlohmann::json refuse(uint64_t id, const std::string& why);

  AppHandler& handler_;
  std::map<uint64_t, uint64_t> pending_;  // token -> the app's id
  uint64_t nextToken_ = 1;
  uint64_t refused_ = 0;
  bool unbind_ = false;
};

}  // namespace tw::fw
