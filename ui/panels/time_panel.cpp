#include "ui/panels/time_panel.h"

#include <QHBoxLayout>
#include <QRegularExpressionValidator>
#include <QShortcut>
#include <QVBoxLayout>

#include "ui/models/time_text.h"

namespace tw::ui {
namespace {
constexpr double kPaces[] = {0.1, 0.25, 0.5, 1, 2, 5, 10, 60, 0};
}  // namespace

TimePanel::TimePanel(Desk& desk) : run_(desk.run) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addLayout(makeControls());
  timeline_ = new TimelineView(run_);
  all->addWidget(timeline_, 1);
  connect(&run_, &RunModel::stateChanged, this, &TimePanel::showState);
  connect(&run_, &RunModel::begun, this, &TimePanel::showState);
  connect(&run_, &RunModel::shownChanged, this, &TimePanel::showTime);
  showState();
}

// The key is the window's: a button would forget it with its text.
QToolButton* TimePanel::button(const char* name, const QString& text, const QString& tip,
                               QKeySequence key, void (TimePanel::*what)()) {
  auto* made = new QToolButton;
  made->setObjectName(QLatin1String(name));
  made->setText(text);
  made->setToolTip(tip);
  made->setAccessibleName(text);
  connect(made, &QToolButton::clicked, this, what);
  if (!key.isEmpty()) {
    auto* shortcut = new QShortcut(key, this);
    shortcut->setContext(Qt::ApplicationShortcut);
    connect(shortcut, &QShortcut::activated, made, &QToolButton::click);
  }
  return made;
}

QLayout* TimePanel::makeControls() {
  play_ = button("play", tr("Run"), tr("Run or pause (F5)"), Qt::Key_F5, &TimePanel::playOrPause);
  step_ = button("step", tr("Step"), tr("To the next instant at which something happens (F10)"),
                 Qt::Key_F10, &TimePanel::step);
  restart_ = button("restart", tr("Restart"), tr("From the beginning, with this seed (Ctrl+F5)"),
                    Qt::CTRL | Qt::Key_F5, &TimePanel::restart);
  goOn_ = button("go_on", tr("Go on from here"),
                 tr("Plays the run again up to where you look, exactly, and lets you act there"),
                 {}, &TimePanel::goOnFromHere);
  now_ = button("to_now", tr("To now"), tr("Looks at the present again (Esc)"), Qt::Key_Escape,
                &TimePanel::showNow);
  pace_ = new QComboBox;
  pace_->setObjectName(QStringLiteral("pace"));
  pace_->setAccessibleName(tr("Pace"));
  pace_->setToolTip(tr("Virtual seconds a second"));
  fillPaces();
  seed_ = new QLineEdit;
  seed_->setObjectName(QStringLiteral("seed"));
  seed_->setAccessibleName(tr("Seed"));
  seed_->setToolTip(tr("Of all random numbers; Enter restarts with it"));
  seed_->setValidator(
      new QRegularExpressionValidator(QRegularExpression(QStringLiteral("[0-9]{1,18}")), seed_));
  seed_->setMaximumWidth(fontMetrics().averageCharWidth() * 14);
  connect(seed_, &QLineEdit::returnPressed, this, &TimePanel::restart);
  time_ = new QLabel;
  time_->setObjectName(QStringLiteral("time"));
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("state"));
  auto* row = new QHBoxLayout;
  for (QWidget* widget : {static_cast<QWidget*>(play_), static_cast<QWidget*>(step_),
                          static_cast<QWidget*>(restart_)})
    row->addWidget(widget);
  row->addWidget(new QLabel(tr("Pace")));
  row->addWidget(pace_);
  row->addWidget(new QLabel(tr("Seed")));
  row->addWidget(seed_);
  row->addSpacing(12);
  row->addWidget(time_);
  row->addWidget(state_);
  row->addStretch(1);
  row->addWidget(now_);
  row->addWidget(goOn_);
  return row;
}

void TimePanel::fillPaces() {
  for (const double pace : kPaces)
    pace_->addItem(pace > 0 ? tr("%1x").arg(pace) : tr("as fast as it can"), pace);
  connect(pace_, &QComboBox::activated, this,
          [this](int index) { run_.setPace(pace_->itemData(index).toDouble()); });
}

void TimePanel::playOrPause() {
  if (run_.state() == RunModel::State::kRunning)
    run_.pause();
  else
    run_.play();
}

void TimePanel::step() { run_.step(); }
void TimePanel::restart() { run_.restart(seed_->text().toULongLong()); }
void TimePanel::goOnFromHere() { run_.goOnFrom(run_.shownAt()); }
void TimePanel::showNow() { run_.lookAt({}); }

void TimePanel::showState() {
  using State = RunModel::State;
  const State state = run_.state();
  const bool open = run_.isOpen();
  const bool over = state == State::kEnded || state == State::kFailed;
  play_->setText(state == State::kRunning ? tr("Pause") : tr("Run"));
  play_->setAccessibleName(play_->text());
  play_->setEnabled(open && !over && state != State::kCatchingUp);
  step_->setEnabled(play_->isEnabled());
  restart_->setEnabled(open);
  pace_->setCurrentIndex(pace_->findData(run_.pace()));
  if (run_.facts() && !seed_->hasFocus()) seed_->setText(QString::number(run_.facts()->seed));
  showTime();
}

void TimePanel::showTime() {
  using State = RunModel::State;
  const QString end = run_.facts() ? timeText(run_.facts()->end) : QString();
  time_->setText(tr("%1 of %2").arg(timeText(run_.shownAt()), end));
  const bool back = run_.looksBack();
  now_->setEnabled(back);
  goOn_->setEnabled(back || run_.state() == State::kEnded);
  const auto words = [this]() -> QString {
    if (!run_.isOpen()) return tr("no scenario");
    switch (run_.state()) {
      case State::kPaused:
        return tr("paused");
      case State::kRunning:
        return tr("running");
      case State::kCatchingUp:
        return tr("catching up");
      case State::kEnded:
        return run_.result() && run_.result()->passed ? tr("ended: passed") : tr("ended: failed");
      case State::kFailed:
        return tr("cannot be played");
    }
    return {};
  };
  state_->setText(back ? tr("looking back; %1").arg(words()) : words());
}

}  // namespace tw::ui
