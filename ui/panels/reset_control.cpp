#include "ui/panels/reset_control.h"

#include <QHBoxLayout>

#include "ui/panels/hardware_words.h"

namespace tw::ui {

ResetControl::ResetControl(CameraHand& hand) : hand_(hand) {
  setTitle(tr("RESET button"));
  press_ = new QPushButton(tr("Press"));
  press_->setObjectName(QStringLiteral("reset"));
  press_->setAccessibleName(tr("RESET, pressed while this is held down"));
  press_->setToolTip(tr("RESET is pressed while the mouse button or the space bar is down"));
  connect(press_, &QPushButton::pressed, this, &ResetControl::press);
  connect(press_, &QPushButton::released, this, &ResetControl::release);
  hold_ = new QPushButton(tr("Hold for"));
  hold_->setObjectName(QStringLiteral("reset_hold"));
  connect(hold_, &QPushButton::clicked, this, &ResetControl::holdForTime);
  seconds_ = new QDoubleSpinBox;
  seconds_->setObjectName(QStringLiteral("reset_seconds"));
  seconds_->setAccessibleName(tr("Virtual seconds that RESET is held for"));
  seconds_->setRange(0.1, 600);
  seconds_->setDecimals(1);
  seconds_->setValue(5.5);
  seconds_->setSuffix(tr(" s"));
  connect(seconds_, &QDoubleSpinBox::valueChanged, this, &ResetControl::showHold);
  words_ = new QLabel;
  words_->setObjectName(QStringLiteral("reset_words"));
  words_->setWordWrap(true);
  auto* row = new QHBoxLayout;
  row->addWidget(press_, 1);
  row->addWidget(hold_, 1);
  row->addWidget(seconds_);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(6, 4, 6, 4);
  all->addLayout(row);
  all->addWidget(words_);
  showHold();
}

void ResetControl::press() {
  pressedHere_ = true;
  hand_.act("press_reset");
}

// Also when it can no longer be pressed, so that no finger stays on it.
void ResetControl::release() {
  if (std::exchange(pressedHere_, false)) hand_.act("release_reset");
}

void ResetControl::holdForTime() { hand_.holdReset(fromSeconds(seconds_->value())); }

void ResetControl::showHold() {
  const QString words = holdWords(seconds_->value());
  seconds_->setToolTip(words);
  hold_->setAccessibleName(tr("Hold RESET for %1 virtual seconds").arg(seconds_->value()));
}

void ResetControl::showState(const HardwareState& state, const QString& whyNot) {
  allow(*press_, whyNot);
  const bool held = state.resetPressed;
  allow(*hold_, !whyNot.isEmpty() || !held ? whyNot : tr("RESET is pressed already."));
  if (const QString words = resetWords(state); words != words_->text()) words_->setText(words);
}

}  // namespace tw::ui
