#include "firmware_core/net/strict_json.h"

#include <optional>
#include <set>
#include <vector>

namespace tw::fw {
namespace {

// Counted on the text, so that a deep one never reaches the parser.
bool tooDeep(std::string_view text) {
  int depth = 0;
  bool inString = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inString) {
      if (c == '\\') ++i;
      if (c == '"') inString = false;
      continue;
    }
    if (c == '"') inString = true;
    if (c == '{' || c == '[') ++depth;
    if (c == '}' || c == ']') --depth;
    if (depth > kMaxJsonDepth) return true;
  }
  return false;
}

// Watches the parser for keys that come twice.
class KeyWatch {
 public:
  bool operator()(int, nlohmann::json::parse_event_t event, nlohmann::json& parsed) {
    using Event = nlohmann::json::parse_event_t;
    if (event == Event::object_start) open_.emplace_back();
    if (event == Event::object_end) open_.pop_back();
    if (event == Event::key && !open_.back().insert(parsed.get<std::string>()).second)
      twice_ = true;
    return true;
  }
  bool twice() const { return twice_; }

 private:
  std::vector<std::set<std::string>> open_;
  bool twice_ = false;
};

}  // namespace

Result<nlohmann::json> parseStrict(std::span<const uint8_t> text) {
  if (text.size() > kMaxJsonBytes) return Error{Errc::kOutOfRange, "too long"};
  if (tooDeep(asText(text))) return Error{Errc::kOutOfRange, "too deep"};
  KeyWatch watch;
  auto parsed = nlohmann::json::parse(asText(text), std::ref(watch), false);
  if (parsed.is_discarded() || !parsed.is_object()) return Error{Errc::kCorrupt, "no JSON object"};
  if (watch.twice()) return Error{Errc::kCorrupt, "a key twice"};
  return parsed;
}

Bytes dumpJson(const nlohmann::json& value) {
  const std::string text = value.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
  return Bytes(text.begin(), text.end());
}

std::optional<std::string> textMember(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_string()) return std::nullopt;
  return found->get<std::string>();
}

std::optional<uint64_t> wholeMember(const nlohmann::json& object, const char* key) {
  const auto found = object.find(key);
  if (found == object.end() || !found->is_number_unsigned()) return std::nullopt;
  return found->get<uint64_t>();
}

}  // namespace tw::fw
