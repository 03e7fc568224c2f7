#include "ui/models/log_table.h"

#include <algorithm>

#include "ui/models/colours.h"
#include "ui/models/event_words.h"
#include "ui/models/time_text.h"

namespace tw::ui {
namespace {

constexpr const char* kGrades[] = {"debug", "info", "warning", "error"};

// What is not of a firmware has no level and counts as plain news.
LogGrade gradeOf(const sim::LoggedEvent& event) {
  const std::string level = fieldText(event.fields, "level");
  for (size_t i = 0; i < std::size(kGrades); ++i)
    if (level == kGrades[i]) return static_cast<LogGrade>(i);
  return LogGrade::kInfo;
}

char small(char letter) {
  return letter >= 'A' && letter <= 'Z' ? static_cast<char>(letter - 'A' + 'a') : letter;
}

// `what` in small letters.
bool holds(const std::string& text, const std::string& what) {
  return std::search(text.begin(), text.end(), what.begin(), what.end(),
                     [](char a, char b) { return small(a) == b; }) != text.end();
}

std::string partOf(const sim::LoggedEvent& event) {
  return event.kind == "log" ? fieldText(event.fields, "part") : event.source;
}

}  // namespace

void LogTable::setFilter(const LogFilter& filter) {
  if (filter == filter_) return;
  filter_ = filter;
  std::transform(filter_.text.begin(), filter_.text.end(), filter_.text.begin(), small);
  source_ = filter_.camera + "/firmware";
  clear();
}

bool LogTable::wants(const sim::LoggedEvent& event) const {
  if (!filter_.camera.empty() && (event.kind != "log" || event.source != source_)) return false;
  if (gradeOf(event) < filter_.least) return false;
  if (filter_.text.empty() || holds(partOf(event), filter_.text)) return true;
  if (event.kind == "log") return holds(fieldText(event.fields, "text"), filter_.text);
  return holds(ui::lineOf(event).toStdString(), filter_.text);
}

QString LogTable::textAt(const sim::LoggedEvent& event, int column) const {
  switch (column) {
    case kTime:
      return timeText(event.at);
    case kLevel:
      return QString::fromStdString(fieldText(event.fields, "level"));
    case kPart:
      return QString::fromStdString(partOf(event));
    case kText:
      return ui::lineOf(event);
  }
  return {};
}

QString LogTable::lineOf(int row) const {
  const sim::LoggedEvent* line = event(row);
  if (!line) return {};
  QStringList texts;
  for (int column = 0; column < kColumns; ++column) texts << textAt(*line, column);
  return texts.join(QLatin1Char('\t'));
}

QVariant LogTable::data(const QModelIndex& index, int role) const {
  const sim::LoggedEvent* line = event(index.row());
  if (!line) return {};
  if (role == Qt::DisplayRole) return textAt(*line, index.column());
  if (role == Qt::ToolTipRole && index.column() == kText) return textAt(*line, kText);
  if (role == Qt::BackgroundRole) {  // faint, so that the text reads on it in any theme
    const LogGrade grade = gradeOf(*line);
    if (grade == LogGrade::kError) return ground(kRed);
    if (grade == LogGrade::kWarning) return ground(kAmber);
  }
  return {};
}

QVariant LogTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString kTitles[] = {tr("Time"), tr("Level"), tr("Part"), tr("Text")};
  return kTitles[section];
}

}  // namespace tw::ui
