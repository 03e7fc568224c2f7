#include "firmware_core/net/app_protocol.h"

#include <algorithm>

#include "firmware_core/net/strict_json.h"

namespace tw::fw {
namespace {

bool isCommand(const std::string& text) {
  const auto fits = [](char c) { return (c >= 'a' && c <= 'z') || c == '_' || c == '.'; };
  return !text.empty() && text.size() <= AppProtocol::kMaxCommand &&
         std::all_of(text.begin(), text.end(), fits);
}

nlohmann::json withId(uint64_t id, nlohmann::json body) {
  if (!body.is_object()) body = errorAnswer("internal: no answer");
  body["id"] = id;
  return body;
}

}  // namespace

nlohmann::json AppProtocol::refuse(uint64_t id, const std::string& why) {
  ++refused_;
  return withId(id, errorAnswer(why));
}

std::optional<nlohmann::json> AppProtocol::request(std::span<const uint8_t> payload,
                                                   const std::string& account) {
  const auto parsed = parseStrict(payload);
  const auto inner = parsed ? parsed.value().find("request") : nlohmann::json::const_iterator{};
  if (!parsed || inner == parsed.value().end() || !inner->is_object()) {
    ++refused_;
    return std::nullopt;
  }
  const auto id = wholeMember(*inner, "id");
  if (!id || *id > kMaxId) {
    ++refused_;
    return std::nullopt;
  }
  return judge(*id, parsed.value(), account);
}

std::optional<nlohmann::json> AppProtocol::judge(uint64_t id, const nlohmann::json& outer,
                                                 const std::string& account) {
  const auto from = textMember(outer, "account");
  if (outer.size() != 2 || !from) return refuse(id, "malformed request");
  if (account.empty()) return refuse(id, "the camera is bound to no account");
  if (*from != account) return refuse(id, "not authorised");
  nlohmann::json inner = outer["request"];
  const auto command = textMember(inner, "do");
  if (!command || !isCommand(*command)) return refuse(id, "\"do\" is missing or no command");
  inner.erase("id");
  inner.erase("do");
  if (*command == "unbind") {
    if (!inner.empty()) return refuse(id, "unbind takes no arguments");
    unbind_ = true;
    return withId(id, okAnswer());
  }
  if (pending_.size() >= kMaxPending) return refuse(id, "too many requests at once");
  return perform(id, {nextToken_++, *command, std::move(inner)});
}

std::optional<nlohmann::json> AppProtocol::perform(uint64_t id, AppRequest request) {
  const uint64_t token = request.token;
  pending_[token] = id;  // the handler may answer, or send a snapshot, from within
  auto body = handler_.handle(request);
  if (!body) return std::nullopt;
  pending_.erase(token);
  return withId(id, std::move(*body));
}

std::optional<nlohmann::json> AppProtocol::answer(uint64_t token, nlohmann::json body) {
  const auto found = pending_.find(token);
  if (found == pending_.end()) return std::nullopt;
  const uint64_t id = found->second;
  pending_.erase(found);
  return withId(id, std::move(body));
}

std::optional<uint64_t> AppProtocol::idOf(uint64_t token) const {
  const auto found = pending_.find(token);
  if (found == pending_.end()) return std::nullopt;
  return found->second;
}

}  // namespace tw::fw
