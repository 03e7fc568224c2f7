#include "ui/models/app_reach.h"

#include <QCoreApplication>
#include <algorithm>

namespace tw::ui {
namespace {

Instant lastChange(const SignalStore& store, sim::SignalId id, Instant at) {
  const auto samples = store.samples(id);
  const auto after = firstAfter(samples, at);
  return after == samples.begin() ? Instant{} : std::prev(after)->at;
}

}  // namespace

AppReach reachOf(const SignalStore& store, const std::string& camera, Instant at) {
  const auto bound = store.find("phone/" + camera + ".bound");
  const auto online = store.find("phone/" + camera + ".online");
  if (!bound || !online) return {};
  AppReach reach{.since = std::max(lastChange(store, *bound, at), lastChange(store, *online, at))};
  if (store.valueAt(*bound, at) == 0)
    reach.whyNot = QCoreApplication::translate("AppReach", "the camera is not added to it");
  else if (store.valueAt(*online, at) == 0)
    reach.whyNot = QCoreApplication::translate("AppReach", "the camera is offline");
  return reach;
}

}  // namespace tw::ui
