#include "ui/models/fault_order.h"

#include <QCoreApplication>

#include "sim/scenario/words.h"

namespace tw::ui {
namespace {

using When = FaultOrder::When;

class FaultOrders {
  Q_DECLARE_TR_FUNCTIONS(FaultOrders)
};

QString secondsText(Instant at) {
  return QString::fromStdString(sim::roundedSeconds(toSeconds(at.time_since_epoch())));
}

QString whyNotThen(const FaultOrder& order, Instant now, Instant end) {
  if (order.when == When::kCondition) return order.condition.wrong;
  if (order.when == When::kNow) return {};
  if (!order.at) return FaultOrders::tr("Write the time as minutes:seconds, such as 2:30.5.");
  if (*order.at <= now)
    return FaultOrders::tr("%1 has passed: write a time after %2.")
        .arg(secondsText(*order.at), secondsText(now));
  if (*order.at >= end)
    return FaultOrders::tr("The run ends at %1: write a time before that.").arg(secondsText(end));
  return {};
}

sim::Command commandOf(const RunFacts::Fault& fault, double magnitude) {
  return {.camera = fault.camera,
          .action = "fault",
          .args = {{"device", fault.device}, {"kind", fault.spec.kind}, {"magnitude", magnitude}}};
}

sim::Trigger triggerOf(const FaultOrder& order, Instant now) {
  using Kind = sim::Trigger::Kind;
  if (order.when == When::kCondition)
    return {.kind = Kind::kWhen,
            .when = {*order.condition.condition},
            .nth = order.nth,
            .delay = order.delay};
  const Instant at = order.when == When::kAt ? *order.at : now;
  return {.kind = Kind::kAt, .at = at.time_since_epoch()};
}

}  // namespace

QString whyNot(const FaultOrder& order, Instant now, Instant end) {
  const sim::FaultSpec& spec = order.fault.spec;
  if (!spec.accepts(order.magnitude))
    return FaultOrders::tr("'%1' is %2, not %3.")
        .arg(QString::fromStdString(spec.kind), QString::fromStdString(spec.range()),
             QString::number(order.magnitude));
  if (order.lasts && order.magnitude == 0)
    return FaultOrders::tr("Magnitude 0 mends it: that has no duration.");
  if (order.lasts && *order.lasts <= Duration::zero())
    return FaultOrders::tr("The duration has to be longer than 0 s.");
  return whyNotThen(order, now, end);
}

// A step also where it is now but does not last: the run mends it by itself.
sim::Hand handOf(const FaultOrder& order, Instant now) {
  if (order.when == When::kNow && !order.lasts) return commandOf(order.fault, order.magnitude);
  return sim::Step{.where = {.file = "by hand"},
                   .trigger = triggerOf(order, now),
                   .camera = order.fault.camera,
                   .optional = true,
                   .what = sim::FaultStep{.device = order.fault.device,
                                          .kind = order.fault.spec.kind,
                                          .magnitude = order.magnitude,
                                          .lasts = order.lasts}};
}

sim::Hand mendOf(const RunFacts::Fault& fault) { return commandOf(fault, 0); }

}  // namespace tw::ui
