// The small pieces that the page's sections are made of. Text is escaped here, unless it says HTML.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "firmware_core/base/time.h"

namespace tw::sim::html {

std::string e(std::string_view text);  // escaped
std::string secondsText(Instant at);   // "12.345"
std::string sized(uint64_t bytes);     // "1.2 MB"

std::string section(const std::string& title, const std::string& contentHtml);
std::string fact(const std::string& name, const std::string& value);
std::string tag(bool good, const std::string& word);

}  // namespace tw::sim::html
