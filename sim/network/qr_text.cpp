#include "sim/network/qr_text.h"

#include <algorithm>

namespace tw::sim {
namespace {

constexpr std::string_view kPrefix = "TWEELENS:";

bool isPart(std::string_view text) {
  const auto fits = [](char c) {
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
  };
  return !text.empty() && text.size() <= 32 && std::all_of(text.begin(), text.end(), fits);
}

}  // namespace

std::string qrText(const QrContent& content) {
  return std::string(kPrefix) + content.serial + ":" + content.code;
}

std::optional<QrContent> parseQrText(std::string_view text) {
  if (!text.starts_with(kPrefix)) return std::nullopt;
  text.remove_prefix(kPrefix.size());
  const size_t colon = text.find(':');
  if (colon == std::string_view::npos) return std::nullopt;
  const auto serial = text.substr(0, colon), code = text.substr(colon + 1);
  if (!isPart(serial) || !isPart(code)) return std::nullopt;
  return QrContent{std::string(serial), std::string(code)};
}

}  // namespace tw::sim
