#include "ui/models/condition_text.h"

#include <QCoreApplication>
#include <algorithm>
#include <limits>

#include "sim/core/json_reader.h"

namespace tw::ui {
namespace {

using Operator = ConditionText::Operator;
using sim::SignalKind;

class Conditions {
  Q_DECLARE_TR_FUNCTIONS(Conditions)
};

QString unknownSignal(const QString& name, const SignalStore& known) {
  if (name.isEmpty())
    return Conditions::tr("Name the signal to wait for, such as cam/led.pattern.");
  std::vector<std::string> names;
  for (sim::SignalId id = 0; id < known.size(); ++id) names.push_back(known.spec(id).name);
  const std::string near = sim::suggestion(name.toStdString(), names);
  return near.empty()
             ? Conditions::tr("There is no signal '%1': type a part of a name and choose.")
                   .arg(name)
             : Conditions::tr("There is no signal '%1'%2.").arg(name, QString::fromStdString(near));
}

// What a signal never reaches is waited for in vain.
QString outOfRange(const sim::SignalSpec& spec, Operator is, double limit) {
  const double least = spec.min;
  const double most =
      spec.kind == SignalKind::kCount ? std::numeric_limits<double>::infinity() : spec.max;
  const bool comes = is == Operator::kAbove     ? limit < most
                     : is == Operator::kAtLeast ? limit <= most
                     : is == Operator::kBelow   ? limit > least
                                                : limit >= least;
  if (comes) return {};
  const QString range = spec.kind == SignalKind::kCount
                            ? Conditions::tr("counts from 0")
                            : Conditions::tr("goes from %1 to %2 %3")
                                  .arg(QString::number(least), QString::number(most),
                                       QString::fromStdString(spec.unit))
                                  .trimmed();
  return Conditions::tr("'%1' %2: it is never %3 %4.")
      .arg(QString::fromStdString(spec.name), range, operatorText(is), QString::number(limit));
}

QString readLimit(const ConditionText& text, const sim::SignalSpec& spec, sim::Condition& into) {
  bool fits = false;
  const double limit = text.value.trimmed().toDouble(&fits);
  if (!fits)
    return Conditions::tr("'%1' is compared with a number, not '%2'.").arg(text.signal, text.value);
  into.low = into.high = limit;
  return outOfRange(spec, text.is, limit);
}

QString readLabel(const ConditionText& text, const sim::SignalSpec& spec, sim::Condition& into) {
  const std::string label = text.value.toStdString();
  into.value = label;
  const auto& labels = spec.labels;
  if (spec.kind == SignalKind::kText ||
      std::find(labels.begin(), labels.end(), label) != labels.end())
    return {};
  QStringList all;
  for (const std::string& known : labels) all << QString::fromStdString(known);
  return Conditions::tr("'%1' is one of %2, not '%3'.")
      .arg(text.signal, all.join(QStringLiteral(", ")), text.value);
}

QString readValue(const ConditionText& text, const sim::SignalSpec& spec, sim::Condition& into) {
  if (text.is == Operator::kChanges) return {};
  if (comparesNumbers(text.is)) return readLimit(text, spec, into);
  if (spec.kind != SignalKind::kFlag) return readLabel(text, spec, into);
  into.value = text.value == QLatin1String("true");
  if (text.value == QLatin1String("true") || text.value == QLatin1String("false")) return {};
  return Conditions::tr("'%1' is true or false, not '%2'.").arg(text.signal, text.value);
}

}  // namespace

std::vector<Operator> operatorsOf(const sim::SignalSpec& spec) {
  switch (spec.kind) {
    case SignalKind::kFlag:
      return {Operator::kIs, Operator::kChanges};
    case SignalKind::kChoice:
    case SignalKind::kText:
      return {Operator::kIs, Operator::kIsNot, Operator::kChanges};
    case SignalKind::kNumber:
      return {Operator::kAbove, Operator::kBelow, Operator::kChanges};
    case SignalKind::kCount:
      return {Operator::kAtLeast, Operator::kAbove, Operator::kBelow, Operator::kChanges};
  }
  return {};
}

QString operatorText(Operator is) {
  switch (is) {
    case Operator::kIs:
      return Conditions::tr("is");
    case Operator::kIsNot:
      return Conditions::tr("is not");
    case Operator::kAbove:
      return Conditions::tr("above");
    case Operator::kBelow:
      return Conditions::tr("below");
    case Operator::kAtLeast:
      return Conditions::tr("at least");
    case Operator::kAtMost:
      return Conditions::tr("at most");
    case Operator::kChanges:
      return Conditions::tr("changes");
    case Operator::kBetween:
    case Operator::kAll:
    case Operator::kAny:
    case Operator::kNot:
      break;
  }
  return {};
}

bool comparesNumbers(Operator is) {
  return is == Operator::kAbove || is == Operator::kBelow || is == Operator::kAtLeast ||
         is == Operator::kAtMost;
}

ConditionRead conditionFrom(const ConditionText& text, const SignalStore& known) {
  const QString name = text.signal.trimmed();
  const auto id = known.find(name.toStdString());
  if (!id) return {.wrong = unknownSignal(name, known)};
  const sim::SignalSpec& spec = known.spec(*id);
  const auto operators = operatorsOf(spec);
  if (std::find(operators.begin(), operators.end(), text.is) == operators.end())
    return {.wrong =
                Conditions::tr("'%1' cannot be asked for '%2'.").arg(name, operatorText(text.is))};
  sim::Condition condition{.kind = text.is, .signal = name.toStdString()};
  if (QString wrong = readValue(text, spec, condition); !wrong.isEmpty()) return {.wrong = wrong};
  return {.condition = std::move(condition)};
}

}  // namespace tw::ui
