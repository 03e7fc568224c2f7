#include "sim/scenario/report_html.h"

#include "sim/core/number_text.h"
#include "sim/scenario/junit.h"

namespace tw::sim::html {

std::string e(std::string_view text) { return escapeMarkup(text); }

std::string secondsText(Instant at) { return fixed(toSeconds(at.time_since_epoch()), 3); }

std::string sized(uint64_t bytes) {
  const double amount = static_cast<double>(bytes);
  if (bytes < 1000) return std::to_string(bytes) + " B";
  if (bytes < 1'000'000) return fixed(amount / 1e3, 1) + " kB";
  return fixed(amount / 1e6, 1) + " MB";
}

std::string section(const std::string& title, const std::string& contentHtml) {
  return "<section><h2>" + e(title) + "</h2>\n" + contentHtml + "</section>\n";
}

std::string fact(const std::string& name, const std::string& value) {
  return "<div><span>" + e(name) + "</span><b>" + e(value) + "</b></div>";
}

std::string tag(bool good, const std::string& word) {
  return (good ? "<span class='tag'>" : "<span class='tag bad'>") + e(word) + "</span>";
}

}  // namespace tw::sim::html
