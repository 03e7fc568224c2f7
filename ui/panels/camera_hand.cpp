#include "ui/panels/camera_hand.h"

#include <QCoreApplication>
#include <QVariant>

namespace tw::ui {
namespace {

constexpr char kOwnTip[] = "ownToolTip";

struct HandWords {
  Q_DECLARE_TR_FUNCTIONS(HandWords)
};

}  // namespace

QString whyNoHand(const RunModel& run) {
  using State = RunModel::State;
  if (!run.isOpen()) return HandWords::tr("No run is open: open a scenario first.");
  if (run.looksBack())
    return HandWords::tr("You look back: go to now (Esc), or go on from here, and you can act.");
  if (run.state() == State::kFailed) return HandWords::tr("This scenario cannot be played.");
  if (!run.facts()) return HandWords::tr("The run is being built.");
  if (run.state() == State::kEnded)
    return HandWords::tr("The run has ended: restart it, or look back and go on from there.");
  if (run.state() == State::kCatchingUp)
    return HandWords::tr("The run is catching up with the time that it goes on from.");
  return {};
}

void allow(QWidget& control, const QString& whyNot) {
  if (!control.property(kOwnTip).isValid()) control.setProperty(kOwnTip, control.toolTip());
  const QString tip = whyNot.isEmpty() ? control.property(kOwnTip).toString() : whyNot;
  if (control.toolTip() != tip) control.setToolTip(tip);
  control.setEnabled(whyNot.isEmpty());
}

}  // namespace tw::ui
