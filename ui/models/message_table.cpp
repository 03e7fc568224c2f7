#include "ui/models/message_table.h"

#include "sim/twin/actions.h"
#include "ui/models/colours.h"
#include "ui/models/event_words.h"
#include "ui/models/time_text.h"
#include "ui/models/twin_words.h"

namespace tw::ui {
namespace {

bool isCommand(const sim::LoggedEvent& event) { return event.kind == "command"; }

bool byApp(const sim::LoggedEvent& event) {
  const sim::ActionSpec* action = sim::findAction(fieldText(event.fields, "do"));
  return action && action->who == sim::Doer::kApp;
}

bool saysNo(const sim::LoggedEvent& event) {
  const nlohmann::json& answer = fieldOf(event.fields, "answer");
  return event.fields.contains("error") || (answer.is_object() && fieldOf(answer, "ok") != true);
}

QString directionOf(const sim::LoggedEvent& event) {
  const bool ofCamera = !fieldText(event.fields, "camera").empty();
  if (isCommand(event))
    return ofCamera ? MessageTable::tr("app → camera") : MessageTable::tr("app");
  if (event.source == "cloud") return MessageTable::tr("camera – cloud");
  return ofCamera ? MessageTable::tr("camera → app") : MessageTable::tr("cloud → app");
}

QString whatOf(const sim::LoggedEvent& event) {
  if (isCommand(event)) return titleOf(fieldText(event.fields, "do"));
  if (event.kind == "answer")
    return MessageTable::tr("answer to %1")
        .arg(QString::fromStdString(fieldText(event.fields, "do")));
  if (event.kind == "message") {
    const std::string kind = fieldText(fieldOf(event.fields, "message"), "kind");
    return MessageTable::tr("message: %1").arg(wordsOf(kind));
  }
  return wordsOf(event.kind);
}

QString answerOf(const sim::LoggedEvent& event) {
  const nlohmann::json& answer = fieldOf(event.fields, "answer");
  const QString said =
      saysNo(event) ? QString::fromStdString(fieldText(answer, "error")) : MessageTable::tr("ok");
  const nlohmann::json& asked = fieldOf(event.fields, "asked_ns");
  if (!asked.is_number()) return said;
  const Instant askedAt{Duration{asked.get<int64_t>()}};
  return MessageTable::tr("%1, after %2 s").arg(said).arg(toSeconds(event.at - askedAt), 0, 'f', 3);
}

QString detailsOf(const sim::LoggedEvent& event) {
  if (event.kind == "answer") return answerOf(event);
  if (event.kind == "message")
    return QString::fromStdString(fieldText(fieldOf(event.fields, "message"), "text"));
  nlohmann::json shown = isCommand(event) ? fieldOf(event.fields, "with") : event.fields;
  if (event.kind == "download") shown.erase("camera");
  return shown.empty() ? QString() : QString::fromStdString(shown.dump());
}

}  // namespace

void MessageTable::setCamera(const std::string& camera, const std::string& serial) {
  if (camera == camera_ && serial == serial_) return;
  camera_ = camera;
  serial_ = serial;
  clear();
}

bool MessageTable::wants(const sim::LoggedEvent& event) const {
  if (event.source == "cloud") return fieldText(event.fields, "serial") == serial_;
  if (event.source != "phone" && !(isCommand(event) && byApp(event))) return false;
  const std::string camera = fieldText(event.fields, "camera");
  return camera.empty() || camera == camera_;
}

QString MessageTable::wholeOf(int row) const {
  const sim::LoggedEvent* one = event(row);
  return one ? QString::fromStdString(one->fields.dump(2)) : QString();
}

QVariant MessageTable::data(const QModelIndex& index, int role) const {
  const sim::LoggedEvent* one = event(index.row());
  if (!one) return {};
  if (role == Qt::BackgroundRole && saysNo(*one)) return ground(kRed);
  if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
  switch (index.column()) {
    case kTime:
      return timeText(one->at);
    case kDirection:
      return directionOf(*one);
    case kWhat:
      return whatOf(*one);
    case kDetails:
      return detailsOf(*one);
  }
  return {};
}

QVariant MessageTable::headerData(int section, Qt::Orientation orientation, int role) const {
  if (orientation != Qt::Horizontal || role != Qt::DisplayRole) return {};
  const QString kTitles[] = {tr("Time"), tr("Direction"), tr("What"), tr("Details")};
  return kTitles[section];
}

}  // namespace tw::ui
