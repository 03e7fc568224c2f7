// What the network part asks of the rest of the firmware: answers to the app's requests, and a
// place to keep the account.
//
// Requests that reach a handler are well-formed objects from the account that the camera is bound
// to. Everything else was refused before.
#pragma once

#include <cstdint>
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

namespace tw::fw {

struct AppRequest {
  uint64_t token = 0;   // names this request in Network::answer(); never reused
  std::string command;  // "do"
  nlohmann::json args;  // the request's other members, an object ("id" and "do" are taken out)
};

class AppHandler {
 public:
  virtual ~AppHandler() = default;

  // The answer's body, made with okAnswer() or errorAnswer(); or nothing: then the answer follows
  // through Network::answer(token, body). `unbind` never gets here: Network does it itself.
  virtual std::optional<nlohmann::json> handle(const AppRequest& request) = 0;

  // The account is to be kept across restarts, given back to the next Network's constructor. Empty:
  // bound to nobody; the app's rights and everything queued for it are void. True: it is kept;
  // false: Network::bindingKept() follows. Only then is the app told.
  virtual bool bindingChanged(const std::string& account) = 0;

  // Nobody can watch any more: the session with the cloud ended. Live streams stop here.
  virtual void viewersGone() = 0;
};

inline nlohmann::json okAnswer(nlohmann::json members = nlohmann::json::object()) {
  members["ok"] = true;
  return members;
}
inline nlohmann::json errorAnswer(const std::string& oneLine) {
  return {{"ok", false}, {"error", oneLine}};
}

}  // namespace tw::fw
