#include "sim/scenario/report_plots.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <limits>

#include "firmware_core/base/check.h"
#include "sim/core/number_text.h"
#include "sim/scenario/junit.h"

namespace tw::sim {
namespace {

constexpr double kRowWidth = 1000;  // of every row's coordinates
constexpr double kNarrowest = 0.5;  // a piece below this is not drawn on its own
constexpr int kStripHeight = 18, kLineHeight = 44;
// Of a mark, in a row's coordinates where the row is about 1000 px wide.
constexpr double kMarkWidth = 20, kDigitWidth = 8, kMarkPadding = 10;

std::string number(double value) { return formatted("%.6g", value); }
std::string coordinate(double value) { return fixed(value, 2); }

std::string rectangle(const std::string& style, double from, double to, int top, int height) {
  return "<rect class='" + style + "' x='" + coordinate(from) + "' y='" + std::to_string(top) +
         "' width='" + coordinate(std::max(to - from, kNarrowest)) + "' height='" +
         std::to_string(height) + "'/>";
}

// At most twelve ticks, at round times.
double tickFor(double seconds) {
  static constexpr std::array<double, 20> kRound = {0.001, 0.01, 0.1,  0.2,  0.5,   1,    2,
                                                    5,     10,   15,   30,   60,    120,  300,
                                                    600,   1800, 3600, 7200, 21600, 86400};
  for (double tick : kRound)
    if (seconds / tick <= 12) return tick;
  return std::ceil(seconds / 12 / 86400) * 86400;
}

std::string tickText(double seconds) {
  if (seconds < 600) return number(seconds) + " s";
  char text[48];
  const auto whole = static_cast<long>(seconds);
  std::snprintf(text, sizeof text, "%ld:%02ld:%02ld", whole / 3600, whole / 60 % 60, whole % 60);
  return text;
}

std::string label(double from, double to, const std::string& text, const std::string& style) {
  const std::string safe = escapeMarkup(text);
  return "<span class='" + style + "' title='" + safe +
         "' style='left:" + coordinate(from / kRowWidth * 100) +
         "%;width:" + coordinate((to - from) / kRowWidth * 100) + "%'>" + safe + "</span>";
}

// States that name a colour of light look like it; the others take turns.
int stateColour(const std::string& text, double index) {
  if (text.find("red") != std::string::npos) return 5;
  if (text.find("blue") != std::string::npos) return 1;
  static constexpr std::array<int, 6> kOthers = {0, 2, 3, 4, 6, 7};
  return kOthers[static_cast<size_t>(index) % kOthers.size()];
}

}  // namespace

SignalPlots::SignalPlots(const Signals& signals, Instant end)
    : signals_(signals),
      end_(end),
      tickSeconds_(tickFor(toSeconds(end.time_since_epoch()))),
      series_(signals.size()) {
  TW_CHECK(end > Instant{});
  for (const SignalChange& change : signals.history()) {
    Series& series = series_[change.signal];
    if (!series.empty() && series.back().at == change.at)
      series.back().value = change.value;
    else
      series.push_back({change.at, change.value});
  }
}

bool SignalPlots::changes(SignalId signal) const { return series_[signal].size() > 1; }

double SignalPlots::place(Instant at) const {
  return kRowWidth * toSeconds(at.time_since_epoch()) / toSeconds(end_.time_since_epoch());
}

// Consecutive narrow pieces become one busy piece, which shows the value it had longest.
std::vector<SignalPlots::Piece> SignalPlots::pieces(const Series& series) const {
  std::vector<Piece> all;
  for (size_t i = 0; i < series.size(); ++i) {
    const double from = place(series[i].at);
    const double to = i + 1 < series.size() ? place(series[i + 1].at) : kRowWidth;
    const bool narrow = to - from < kNarrowest;
    const bool extends = narrow && !all.empty() && all.back().busy && from - all.back().from < 4;
    if (extends) {
      all.back().to = to;
      if (series[i].value != 0) all.back().value = series[i].value;
    } else {
      all.push_back({from, to, series[i].value, narrow});
    }
  }
  return all;
}

std::string SignalPlots::gridLines() const {
  std::string path;
  const double seconds = toSeconds(end_.time_since_epoch());
  for (double at = tickSeconds_; at < seconds; at += tickSeconds_)
    path.append("M").append(coordinate(at / seconds * kRowWidth)).append(" 0V100");
  return "<path class='grid' d='" + path + "'/>";
}

std::string SignalPlots::frame(const std::string& name, const std::string& note,
                               const std::string& svg, const std::string& labels,
                               int height) const {
  const std::string size = std::to_string(height);
  return "<div class='row'><div class='name'>" + escapeMarkup(name) + "<i>" + escapeMarkup(note) +
         "</i></div><div class='plot' style='height:" + size + "px'><svg viewBox='0 0 1000 " +
         size + "' preserveAspectRatio='none'>" + gridLines() + svg + "</svg>" + labels +
         "</div></div>\n";
}

std::string SignalPlots::axis() const {
  std::string labels;
  const double seconds = toSeconds(end_.time_since_epoch());
  for (double at = 0; at <= seconds * 0.97; at += tickSeconds_)
    labels +=
        "<span style='left:" + coordinate(at / seconds * 100) + "%'>" + tickText(at) + "</span>";
  return "<div class='row axis'><div class='name'></div><div class='plot'>" + labels +
         "</div></div>\n";
}

// In order of time; a mark that would cover the one before joins it.
std::vector<PlotMark> SignalPlots::joined(std::span<const PlotMark> marks) const {
  const auto width = [](const PlotMark& mark) {
    return std::max(kMarkWidth,
                    kMarkPadding + kDigitWidth * static_cast<double>(mark.label.size()));
  };
  std::vector<PlotMark> inOrder(marks.begin(), marks.end()), all;
  std::stable_sort(inOrder.begin(), inOrder.end(),
                   [](const PlotMark& a, const PlotMark& b) { return a.at < b.at; });
  for (PlotMark& mark : inOrder) {
    const bool covers = !all.empty() && place(mark.at) - place(all.back().at) <
                                            (width(mark) + width(all.back())) / 2;
    if (!covers) {
      all.push_back(std::move(mark));
      continue;
    }
    std::string& label = all.back().label;
    label = label.substr(0, label.find('-')) + "-" + mark.label;
    all.back().title += "\n" + mark.title;
  }
  return all;
}

std::string SignalPlots::marks(std::span<const PlotMark> marks) const {
  std::string labels;
  for (const PlotMark& mark : joined(marks))
    labels += "<span class='mark' title='" + escapeMarkup(mark.title) +
              "' style='left:" + coordinate(place(mark.at) / kRowWidth * 100) + "%'>" +
              escapeMarkup(mark.label) + "</span>";
  return frame("steps", "", "", labels, kStripHeight);
}

std::string SignalPlots::row(SignalId signal) const {
  switch (signals_.spec(signal).kind) {
    case SignalKind::kFlag:
      return flagRow(signal);
    case SignalKind::kChoice:
    case SignalKind::kText:
      return stateRow(signal);
    case SignalKind::kNumber:
    case SignalKind::kCount:
      return lineRow(signal);
  }
  return {};
}

std::string SignalPlots::flagRow(SignalId signal) const {
  std::string svg = "<path class='low' d='M0 " + std::to_string(kStripHeight - 2) + "H1000'/>";
  for (const Piece& piece : pieces(series_[signal]))
    if (piece.value != 0)
      svg += rectangle(piece.busy ? "on busy" : "on", piece.from, piece.to, 3, kStripHeight - 5);
  return frame(signals_.spec(signal).name, "", svg, "", kStripHeight);
}

std::string SignalPlots::stateRow(SignalId signal) const {
  std::string svg, labels;
  for (const Piece& piece : pieces(series_[signal])) {
    const std::string text = signals_.textOf(signal, piece.value);
    std::string style = "k";
    style += std::to_string(stateColour(text, piece.value));
    if (piece.busy) style += " busy";
    svg += rectangle(style, piece.from, piece.to, 1, kStripHeight - 2);
    if (!piece.busy) labels += label(piece.from, piece.to, text, "state");
  }
  return frame(signals_.spec(signal).name, "", svg, labels, kStripHeight);
}

// Within one pixel only the first, lowest, highest and last value count.
std::string SignalPlots::lineRow(SignalId signal) const {
  const Series& series = series_[signal];
  const SignalSpec& spec = signals_.spec(signal);
  double low = std::numeric_limits<double>::infinity(), high = -low;
  for (const Point& point : series) {
    low = std::min(low, point.value);
    high = std::max(high, point.value);
  }
  const double span = high > low ? high - low : 1;
  const auto height = [&](double value) {
    return coordinate(kLineHeight - 4 - (value - low) / span * (kLineHeight - 8));
  };
  std::string path;
  for (size_t i = 0; i < series.size();) {
    const double x = place(series[i].at);
    double bottom = series[i].value, top = bottom;
    const bool first = path.empty();
    path.append(first ? "M" : "H").append(coordinate(x)).append(first ? " " : "V");
    path.append(height(series[i].value));
    size_t next = i + 1;
    for (; next < series.size() && place(series[next].at) - x < kNarrowest; ++next) {
      bottom = std::min(bottom, series[next].value);
      top = std::max(top, series[next].value);
    }
    if (next > i + 1)
      for (const double value : {bottom, top, series[next - 1].value})
        path.append("V").append(height(value));
    i = next;
  }
  if (!path.empty()) path += "H1000";
  const std::string unit = spec.unit.empty() ? "" : ' ' + spec.unit;
  const std::string note = number(low) + " to " + number(high) + unit;
  return frame(spec.name, note, "<path class='line' d='" + path + "'/>", "", kLineHeight);
}

// 0 dark, 1 red, 2 blue, 3 both.
SignalPlots::Series SignalPlots::merged(SignalId red, SignalId blue) const {
  Series all;
  const Series &reds = series_[red], &blues = series_[blue];
  size_t r = 0, b = 0;
  bool redOn = false, blueOn = false;
  while (r < reds.size() || b < blues.size()) {
    const Instant at =
        std::min(r < reds.size() ? reds[r].at : kNever, b < blues.size() ? blues[b].at : kNever);
    if (r < reds.size() && reds[r].at == at) redOn = reds[r++].value != 0;
    if (b < blues.size() && blues[b].at == at) blueOn = blues[b++].value != 0;
    all.push_back({at, (redOn ? 1.0 : 0.0) + (blueOn ? 2.0 : 0.0)});
  }
  return all;
}

std::string SignalPlots::spanRow(const std::string& name, const std::string& note,
                                 std::span<const PlotSpan> spans) const {
  std::string svg = "<path class='low' d='M0 " + std::to_string(kStripHeight - 2) + "H1000'/>";
  for (const PlotSpan& one : spans)
    svg += "<g><title>" + escapeMarkup(one.title) + "</title>" +
           rectangle(one.style, place(one.span.from), place(one.span.to), 1, kStripHeight - 2) +
           "</g>";
  return frame(name, note, svg, "", kStripHeight);
}

std::string SignalPlots::ledRow(const std::string& name, SignalId red, SignalId blue) const {
  static constexpr std::array<const char*, 4> kStyles = {"dark", "red", "blue", "both"};
  std::string svg = rectangle("dark", 0, kRowWidth, 1, kStripHeight - 2);
  for (const Piece& piece : pieces(merged(red, blue))) {
    if (piece.value == 0) continue;
    std::string style = kStyles[static_cast<size_t>(piece.value)];
    if (piece.busy) style += " busy";
    svg += rectangle(style, piece.from, piece.to, 1, kStripHeight - 2);
  }
  return frame(name, "as it shone", svg, "", kStripHeight);
}

}  // namespace tw::sim
