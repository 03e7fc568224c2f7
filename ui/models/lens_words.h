// What is said of a lens's picture: its facts, or why there is none.
#pragma once

#include <QString>

#include "ui/models/signal_store.h"

namespace tw::ui {

struct LensFacts {
  QString frame;     // "mean 118.2, 0.13 s old"
  QString exposure;  // "8.33 ms, 12 dB"
};

// `shownAt`: the instant that is looked at; `mean`: 0..255.
LensFacts lensFacts(const SignalStore& store, const std::string& camera, hal::LensId lens,
                    Instant shownAt, Instant capturedAt, double mean);

// Why the firmware has no picture of a lens; `facts` null: there is no run.
QString whyNoPicture(const RunFacts* facts, const SignalStore& store, const std::string& camera,
                     Instant shownAt);

QString lensName(hal::LensId lens);  // for people

}  // namespace tw::ui
