// The text of the QR code on the body and on the quick-start guide:
// "TWEELENS:<serial>:<verification code>". Serial and code are 1..32 letters and digits.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tw::sim {

struct QrContent {
  std::string serial;
  std::string code;
};

std::string qrText(const QrContent& content);
std::optional<QrContent> parseQrText(std::string_view text);  // nothing when it is another QR code

}  // namespace tw::sim
