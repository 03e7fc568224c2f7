#include "ui/models/lens_words.h"

#include <QCoreApplication>

namespace tw::ui {
namespace {

struct Words {
  Q_DECLARE_TR_FUNCTIONS(LensPicture)
};

bool isOff(const SignalStore& store, const std::string& name, Instant at) {
  const auto signal = store.find(name);
  return signal && store.valueAt(*signal, at) == 0;
}

QString number(const SignalStore& store, const std::string& name, Instant at) {
  const auto signal = store.find(name);
  if (!signal) return QStringLiteral("-");
  return QString::number(store.valueAt(*signal, at), 'g', 3) + QLatin1Char(' ') +
         QString::fromStdString(store.spec(*signal).unit);
}

}  // namespace

LensFacts lensFacts(const SignalStore& store, const std::string& camera, hal::LensId lens,
                    Instant shownAt, Instant capturedAt, double mean) {
  const std::string sensor = camera + "/" + hal::toString(lens) + "_sensor.";
  return {Words::tr("mean %1, %2 s old")
              .arg(mean, 0, 'f', 1)
              .arg(toSeconds(shownAt - capturedAt), 0, 'f', 2),
          QStringLiteral("%1, %2").arg(number(store, sensor + "exposure_ms", shownAt),
                                       number(store, sensor + "gain_db", shownAt))};
}

QString whyNoPicture(const RunFacts* facts, const SignalStore& store, const std::string& camera,
                     Instant shownAt) {
  if (!facts) return Words::tr("No run: open a scenario.");
  if (facts->pictures == sim::Pictures::kNone)
    return Words::tr("This run makes no pictures: its scenario says \"pictures\": \"none\".");
  if (isOff(store, camera + "/power.on", shownAt)) return Words::tr("The camera has no power.");
  if (isOff(store, camera + "/firmware.running", shownAt))
    return Words::tr("The firmware is not running.");
  if (isOff(store, camera + "/firmware.ready", shownAt))
    return Words::tr("The firmware is starting.");
  return Words::tr(
      "The firmware has looked at no picture: detection is off, or the camera sleeps.");
}

QString lensName(hal::LensId lens) {
  return lens == hal::LensId::kWide ? Words::tr("Wide") : Words::tr("PTZ");
}

}  // namespace tw::ui
