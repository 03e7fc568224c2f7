#include "ui/panels/time_panel.h"

#include <QHBoxLayout>
#include <QRegularExpressionValidator>
#include <QToolButton>
#include <QVBoxLayout>

#include "ui/models/time_text.h"

namespace tw::ui {
namespace {
constexpr double kPaces[] = {0.1, 0.25, 0.5, 1, 2, 5, 10, 60, 0};

QToolButton* buttonOf(QAction& action) {
  auto* made = new QToolButton;
  made->setObjectName(action.objectName());
  made->setDefaultAction(&action);
  made->setFocusPolicy(Qt::StrongFocus);
  return made;
}
}  // namespace

TimePanel::TimePanel(Desk& desk) : run_(desk.run), actions_(desk.actions) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addLayout(makeControls());
  timeline_ = new TimelineView(run_);
  all->addWidget(timeline_, 1);
  connect(&run_, &RunModel::opened, this, [this] { seed_->clear(); });  // the scenario's own
  connect(&run_, &RunModel::stateChanged, this, &TimePanel::showState);
  connect(&run_, &RunModel::begun, this, &TimePanel::showState);
  connect(&run_, &RunModel::shownChanged, this, &TimePanel::showTime);
  showState();
}

QLayout* TimePanel::makeControls() {
  pace_ = new QComboBox;
  pace_->setObjectName(QStringLiteral("pace"));
  pace_->setAccessibleName(tr("Pace"));
  pace_->setToolTip(tr("Virtual seconds a second"));
  fillPaces();
  makeSeed();
  time_ = new QLabel;
  time_->setObjectName(QStringLiteral("time"));
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("state"));
  auto* row = new QHBoxLayout;
  for (QAction* action : {actions_.play, actions_.step, actions_.restart})
    row->addWidget(buttonOf(*action));
  row->addWidget(new QLabel(tr("Pace")));
  row->addWidget(pace_);
  row->addWidget(new QLabel(tr("Seed")));
  row->addWidget(seed_);
  row->addSpacing(12);
  row->addWidget(time_);
  row->addWidget(state_);
  row->addStretch(1);
  for (QAction* action : {actions_.now, actions_.goOn}) row->addWidget(buttonOf(*action));
  return row;
}

void TimePanel::makeSeed() {
  seed_ = new QLineEdit;
  seed_->setObjectName(QStringLiteral("seed"));
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("Of all random numbers; Enter restarts with it"));
  seed_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{0,20}")), seed_));
  seed_->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
  connect(seed_, &QLineEdit::textChanged, &actions_, &RunActions::setSeed);
  connect(seed_, &QLineEdit::returnPressed, actions_.restart, &QAction::trigger);
}

void TimePanel::fillPaces() {
  for (const double pace : kPaces)
    pace_->addItem(pace > 0 ? tr("%1x").arg(pace) : tr("as fast as it can"), pace);
  connect(pace_, &QComboBox::activated, this,
          [this](int index) { run_.setPace(pace_->itemData(index).toDouble()); });
}

void TimePanel::showState() {
  pace_->setCurrentIndex(pace_->findData(run_.pace()));
  if (run_.facts() && !seed_->hasFocus()) seed_->setText(QString::number(run_.facts()->seed));
  showTime();
}

void TimePanel::showTime() {
  const QString now = timeText(run_.shownAt());
  time_->setText(run_.facts() ? tr("%1 of %2").arg(now, timeText(run_.facts()->end)) : now);
  const QString words = stateWords();
  state_->setText(run_.looksBack() ? tr("looking back; %1").arg(words) : words);
}

QString TimePanel::stateWords() const {
  using State = RunModel::State;
  if (!run_.isOpen()) return tr("no scenario");
  switch (run_.state()) {
    case State::kPaused:
      return tr("paused");
    case State::kRunning:
      return tr("running");
    case State::kCatchingUp:
      return tr("catching up with %1").arg(timeText(*run_.catchesUpTo()));
    case State::kEnded:
      if (run_.endedByHand()) return tr("ended by hand");
      return run_.result() && run_.result()->passed ? tr("ended: passed") : tr("ended: failed");
    case State::kFailed:
      return run_.facts() ? tr("broken off by an error") : tr("cannot be played");
  }
  return {};
}

}  // namespace tw::ui
