#include "ui/panels/camera_hand.h"

#include <QVariant>

namespace tw::ui {
namespace {

constexpr char kOwnTip[] = "ownToolTip";

}  // namespace

// The release waits for the press.
void CameraHand::holdReset(Duration time) const {
  sim::Condition pressed;
  pressed.signal = camera + "/reset_button.pressed";
  pressed.value = true;
  sim::Step release{.camera = camera, .optional = true};
  release.trigger.kind = sim::Trigger::Kind::kWhen;
  release.trigger.when = {pressed};
  release.trigger.delay = time;
  release.what = sim::ActionStep{"release_reset"};
  run.send(std::move(release));
  act("press_reset");
}

void allow(QWidget& control, const QString& whyNot) {
  if (!control.property(kOwnTip).isValid()) control.setProperty(kOwnTip, control.toolTip());
  const QString tip = whyNot.isEmpty() ? control.property(kOwnTip).toString() : whyNot;
  if (control.toolTip() != tip) control.setToolTip(tip);
  control.setEnabled(whyNot.isEmpty());
}

}  // namespace tw::ui
