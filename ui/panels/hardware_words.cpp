#include "ui/panels/hardware_words.h"

#include <QCoreApplication>
#include <QStringList>

namespace tw::ui {
namespace {

struct HardwareWords {
  Q_DECLARE_TR_FUNCTIONS(HardwareWords)
};

struct StateWord {
  const char* label;
  const char* text;
};

QString wordOf(std::span<const StateWord> words, const QString& label) {
  for (const StateWord& word : words)
    if (label == QLatin1String(word.label)) return HardwareWords::tr(word.text);
  return label;
}

// What the product promises of its LED.
constexpr StateWord kLedWords[] = {
    {"off", QT_TRANSLATE_NOOP("HardwareWords", "off")},
    {"solid_red", QT_TRANSLATE_NOOP("HardwareWords", "solid red: starting up")},
    {"slow_red", QT_TRANSLATE_NOOP("HardwareWords", "slow red blink: network exception")},
    {"fast_red", QT_TRANSLATE_NOOP("HardwareWords", "fast red blink: camera exception")},
    {"solid_blue", QT_TRANSLATE_NOOP("HardwareWords", "solid blue: watched in the app")},
    {"slow_blue", QT_TRANSLATE_NOOP("HardwareWords", "slow blue blink: running correctly")},
    {"fast_blue", QT_TRANSLATE_NOOP("HardwareWords", "fast blue blink: ready for configuration")},
    {"irregular", QT_TRANSLATE_NOOP("HardwareWords", "no pattern yet")},
};

constexpr StateWord kCardWords[] = {
    {"none", QT_TRANSLATE_NOOP("HardwareWords", "no card")},
    {"starting", QT_TRANSLATE_NOOP("HardwareWords", "being looked at")},
    {"uninitialised", QT_TRANSLATE_NOOP("HardwareWords", "not initialised")},
    {"initialising", QT_TRANSLATE_NOOP("HardwareWords", "being initialised")},
    {"in_use", QT_TRANSLATE_NOOP("HardwareWords", "in use")},
    {"read_only", QT_TRANSLATE_NOOP("HardwareWords", "read-only")},
    {"error", QT_TRANSLATE_NOOP("HardwareWords", "error")},
    {"unsupported", QT_TRANSLATE_NOOP("HardwareWords", "not supported")},
};

QString percentText(double share) { return HardwareWords::tr("%1 %").arg(qRound(share * 100)); }

QString secondsText(Duration length) { return QString::number(toSeconds(length), 'f', 1); }

}  // namespace

QString ledWords(const QString& pattern) { return wordOf(kLedWords, pattern); }

QString cardWords(const HardwareState& state) {
  if (!state.cardIn)
    return state.cardToPutBack ? HardwareWords::tr("The slot is empty; a card was pulled.")
                               : HardwareWords::tr("The slot is empty.");
  QString firmware = state.powered ? wordOf(kCardWords, state.cardState) : HardwareWords::tr("off");
  if (state.cardState == QLatin1String("initialising"))
    firmware += QLatin1Char(' ') + percentText(state.cardProgress);
  return HardwareWords::tr("%1 GB, %2. The firmware says: %3.")
      .arg(QString::number(state.cardGigabytes, 'g', 4),
           state.cardLocked ? HardwareWords::tr("locked") : HardwareWords::tr("not locked"),
           firmware);
}

QString resetWords(const HardwareState& state) {
  const QString held =
      HardwareWords::tr("Held for %1 s.").arg(secondsText(state.resetHeld)) + QLatin1Char(' ');
  switch (state.resetMeaning) {
    case ResetMeaning::kReleased:
      return HardwareWords::tr(
          "Not pressed. Held for 5 s, the camera restarts with its defaults; for less, nothing "
          "happens.");
    case ResetMeaning::kTooShort:
      return held + HardwareWords::tr("Let go before 5 s and nothing happens.");
    case ResetMeaning::kResets:
      return held + HardwareWords::tr("The camera restarts with its defaults.");
    case ResetMeaning::kNotCounted:
      return held + HardwareWords::tr(
                        "It does not count: the camera did not run all the while. Press it anew.");
  }
  return {};
}

QString holdWords(double seconds) {
  return seconds < toSeconds(kResetHold)
             ? HardwareWords::tr(
                   "Presses RESET for exactly that long, in virtual time: too short for a reset")
             : HardwareWords::tr(
                   "Presses RESET for exactly that long, in virtual time: restarts the camera with "
                   "its defaults");
}

QString lightsWords(const HardwareState& state) {
  const std::pair<QString, double> kLights[] = {
      {HardwareWords::tr("spotlight"), state.spotlight},
      {HardwareWords::tr("infrared"), state.infrared},
      {HardwareWords::tr("red alarm light"), state.redAlarm},
      {HardwareWords::tr("blue alarm light"), state.blueAlarm}};
  QStringList lit;
  for (const auto& [name, brightness] : kLights)
    if (brightness > 0) lit << name + QLatin1Char(' ') + percentText(brightness);
  return lit.isEmpty() ? HardwareWords::tr("no light") : lit.join(QLatin1String(", "));
}

QString sidesWords(const HardwareState& state) {
  QString power = state.plugged ? HardwareWords::tr("plugged in") : HardwareWords::tr("unplugged");
  if (state.plugged && !state.powered) power += HardwareWords::tr(", but no power arrives");
  QString cable = !state.cable ? HardwareWords::tr("no cable")
                  : state.link ? HardwareWords::tr("cable in, with a link")
                               : HardwareWords::tr("cable in, no link");
  if (!state.portKit) cable += HardwareWords::tr(", no kit");
  if (state.portWetness > 0)
    cable += HardwareWords::tr(", port wet to %1").arg(percentText(state.portWetness));
  QString cover =
      state.coverOpen ? HardwareWords::tr("cover open") : HardwareWords::tr("cover closed");
  if (state.wetness > 0)
    cover += HardwareWords::tr(", slot wet to %1").arg(percentText(state.wetness));
  return QStringList{power, cable, cover}.join(QLatin1String("; "));
}

QString wholeWords(const HardwareState& state) {
  return HardwareWords::tr("Status LED: %1. Lights: %2. %3. Card: %4 RESET: %5")
      .arg(ledWords(state.ledPattern), lightsWords(state), sidesWords(state), cardWords(state),
           state.resetPressed ? HardwareWords::tr("pressed.") : HardwareWords::tr("not pressed."));
}

}  // namespace tw::ui
