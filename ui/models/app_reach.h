// Whether the phone app can ask a camera anything at a time of the run, and since when that is so.
#pragma once

#include "ui/models/signal_store.h"

namespace tw::ui {

struct AppReach {
  QString whyNot = {};  // empty: it can
  Instant since{};
  bool operator==(const AppReach&) const = default;
};

AppReach reachOf(const SignalStore& store, const std::string& camera, Instant at);

}  // namespace tw::ui
