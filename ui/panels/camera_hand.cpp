#include "ui/panels/camera_hand.h"

#include <QVariant>

namespace tw::ui {
namespace {

constexpr char kOwnTip[] = "ownToolTip";

}  // namespace

void allow(QWidget& control, const QString& whyNot) {
  if (!control.property(kOwnTip).isValid()) control.setProperty(kOwnTip, control.toolTip());
  const QString tip = whyNot.isEmpty() ? control.property(kOwnTip).toString() : whyNot;
  if (control.toolTip() != tip) control.setToolTip(tip);
  control.setEnabled(whyNot.isEmpty());
}

}  // namespace tw::ui
