// Names and numbers in messages: near misses, quoting, no needless point.
#include <algorithm>
#include <cctype>
#include <cmath>
#include <cstdio>
#include <vector>

#include "sim/core/json_reader.h"

namespace tw::sim {

namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  return out;
}

// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours.
size_t editDistance(const std::string& a, const std::string& b) {
  std::vector<size_t> before(b.size() + 1), last(b.size() + 1), row(b.size() + 1);
  for (size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (size_t i = 1; i <= a.size(); ++i) {
    row[0] = i;
    for (size_t j = 1; j <= b.size(); ++j) {
      const size_t replace = last[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1);
      row[j] = std::min({last[j] + 1, row[j - 1] + 1, replace});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
        row[j] = std::min(row[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(row);
  }
  return last[b.size()];
}

// UTF-8, with U+FFFD for what is none.
std::string wellFormed(std::string_view text) {
  constexpr auto kReplace = nlohmann::json::error_handler_t::replace;
  return nlohmann::json::parse(nlohmann::json(text).dump(-1, ' ', false, kReplace));
}

}  // namespace

std::optional<std::string> nearest(std::string_view given, std::span<const std::string> known) {
  constexpr size_t kLongestName = 200;
  if (given.empty() || given.size() > kLongestName) return std::nullopt;
  const std::string wanted = lower(given);
  size_t limit = std::max<size_t>(2, wanted.size() / 3);
  std::optional<std::string> best;
  for (const std::string& name : known) {
    const size_t longer = std::max(name.size(), wanted.size());
    if (longer - std::min(name.size(), wanted.size()) > limit) continue;
    const size_t distance = editDistance(wanted, lower(name));
    if (distance > limit || distance >= longer) continue;  // nothing in common is no near miss
    if (best && distance == limit) continue;
    best = name;
    limit = distance;
  }
  return best;
}

std::string suggestion(std::string_view given, std::span<const std::string> known) {
  const auto name = nearest(given, known);
  return name ? " (did you mean " + inQuotes(*name) + "?)" : "";
}

std::string joined(std::span<const std::string> words, std::string_view by) {
  std::string text;
  for (const std::string& word : words) {
    if (!text.empty()) text += by;
    text += word;
  }
  return text;
}

std::string numberText(double value) {
  if (std::abs(value) < 1e15 && std::trunc(value) == value)
    return std::to_string(static_cast<int64_t>(value));
  return nlohmann::json(value).dump();
}

std::string inQuotes(std::string_view text) {
  constexpr size_t kLongest = 80;
  std::string out = "'";
  size_t end = std::min(text.size(), kLongest);
  while (end < text.size() && end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80)
    --end;  // not in the middle of a character
  const std::string shown = wellFormed(text.substr(0, end));
  for (size_t i = 0; i < shown.size(); ++i) {
    const auto byte = static_cast<unsigned char>(shown[i]);
    const bool highControl = byte == 0xC2 && static_cast<unsigned char>(shown[i + 1]) < 0xA0;
    if (byte >= 0x20 && byte != 0x7F && !highControl) {
      out += shown[i];
      continue;
    }
    char escape[8];
    std::snprintf(escape, sizeof escape, "\\u%04x",
                  highControl ? static_cast<unsigned char>(shown[++i]) : byte);
    out += escape;
  }
  return out + (end < text.size() ? "...'" : "'");
}

}  // namespace tw::sim
