#include "ui/models/event_words.h"

namespace tw::ui {
namespace {

QString withFields(const std::string& what, const nlohmann::json& fields) {
  const QString word = QString::fromStdString(what);
  if (fields.empty()) return word;
  return word + QLatin1Char(' ') + QString::fromStdString(fields.dump());
}

}  // namespace

QString wordsOf(const std::string& name) {
  QString words = QString::fromStdString(name);
  return words.replace(QLatin1Char('_'), QLatin1Char(' '));
}

const nlohmann::json& fieldOf(const nlohmann::json& of, const char* key) {
  static const nlohmann::json kNothing;
  const auto found = of.find(key);
  return found == of.end() ? kNothing : *found;
}

std::string fieldText(const nlohmann::json& fields, const char* key) {
  const nlohmann::json& field = fieldOf(fields, key);
  return field.is_string() ? field.get<std::string>() : std::string();
}

QString lineOf(const sim::LoggedEvent& event) {
  if (event.kind == "log") return QString::fromStdString(fieldText(event.fields, "text"));
  if (event.kind != "command") return withFields(event.kind, event.fields);
  const QString camera = QString::fromStdString(fieldText(event.fields, "camera"));
  const QString what = withFields(fieldText(event.fields, "do"), fieldOf(event.fields, "with"));
  return camera.isEmpty() ? what : camera + QStringLiteral(": ") + what;
}

}  // namespace tw::ui
