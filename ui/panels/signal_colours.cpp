#include "ui/panels/signal_colours.h"

#include <algorithm>
#include <iterator>
#include <string_view>

#include "sim/core/signal_text.h"
#include "ui/models/colours.h"

namespace tw::ui {
namespace {

constexpr QColor kTeal(0x1f, 0x9b, 0xa3), kPink(0xc8, 0x56, 0x9b), kOlive(0x7d, 0x8c, 0x3a);
constexpr QColor kOthers[] = {kGreen, kAmber, kPurple, kTeal, kPink, kOlive};

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
  return std::any_of(words.begin(), words.end(), [text](std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

bool isFaint(std::string_view label) {
  constexpr std::string_view kNothing[] = {"", "off", "none", "false", "down", "no_link", "idle"};
  return std::find(std::begin(kNothing), std::end(kNothing), label) != std::end(kNothing);
}

}  // namespace

QColor lineColour(const sim::SignalSpec& spec, size_t place) {
  if (holds(spec.name, {".red", "/red"})) return kRed;
  if (holds(spec.name, {".blue", "/blue"})) return kBlue;
  return kOthers[place % std::size(kOthers)];
}

QColor valueColour(const sim::SignalSpec& spec, double value) {
  const std::string label = sim::textOf(spec, value);
  if (isFaint(label)) return ground(kGrey);
  if (holds(label, {"_red", "error", "unsupported"})) return kRed;
  if (holds(label, {"_blue"})) return kBlue;
  return lineColour(spec, spec.kind == sim::SignalKind::kFlag ? 0 : static_cast<size_t>(value));
}

}  // namespace tw::ui
