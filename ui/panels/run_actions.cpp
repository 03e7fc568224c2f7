#include "ui/panels/run_actions.h"

#include <QApplication>
#include <limits>

namespace tw::ui {

RunActions::RunActions(RunModel& run, QObject* parent)
    : QObject(parent),
      play(action("play", Qt::Key_F5, &RunActions::playOrPause)),
      step(action("step", Qt::Key_F10, &RunActions::stepOnce)),
      restart(action("restart", Qt::CTRL | Qt::Key_F5, &RunActions::restartWithSeed)),
      end(action("end", {}, &RunActions::endHere)),
      goOn(action("go_on", Qt::CTRL | Qt::Key_G, &RunActions::goOnFromHere)),
      now(action("to_now", Qt::Key_Escape, &RunActions::lookAtNow)),
      run_(run) {
  step->setText(tr("Step"));
  step->setToolTip(tr("To the next instant at which something happens (F10)"));
  restart->setText(tr("Restart"));
  restart->setToolTip(tr("From the beginning, with this seed (Ctrl+F5)"));
  end->setText(tr("End here"));
  end->setToolTip(tr("Ends the run and judges it as far as it has come"));
  goOn->setText(tr("Go on from here"));
  goOn->setToolTip(
      tr("Plays the run again up to where you look, exactly, and lets you act there (Ctrl+G)"));
  now->setText(tr("To now"));
  now->setToolTip(tr("Looks at the present again (Esc)"));
  for (const auto changed : {&RunModel::stateChanged, &RunModel::begun})
    connect(&run, changed, this, &RunActions::showState);
  connect(&run, &RunModel::shownChanged, this, &RunActions::showLook);
  showState();
}

QAction* RunActions::action(const char* name, QKeySequence key, void (RunActions::*what)()) {
  auto* made = new QAction(this);
  made->setObjectName(QLatin1String(name));
  made->setShortcut(key);
  made->setShortcutContext(Qt::ApplicationShortcut);
  connect(made, &QAction::triggered, this, what);
  return made;
}

void RunActions::playOrPause() {
  using State = RunModel::State;
  if (run_.state() == State::kRunning || run_.state() == State::kCatchingUp)
    run_.pause();
  else
    run_.play();
}

void RunActions::stepOnce() { run_.step(); }

void RunActions::restartWithSeed() {
  const qint64 kMost = std::numeric_limits<qint64>::max();  // as a scenario's
  bool isSeed = true;
  const uint64_t own = run_.facts() ? run_.facts()->seed : run_.scenario().seed;
  const uint64_t seed = seed_.isEmpty() ? own : seed_.toULongLong(&isSeed);
  if (isSeed && seed <= uint64_t{kMost})
    run_.restart(seed);
  else
    Q_EMIT run_.problem(tr("The seed %1 is too large: it must be a whole number from 0 to %2.")
                            .arg(seed_)
                            .arg(kMost));
}

void RunActions::endHere() { run_.end(); }
void RunActions::goOnFromHere() { run_.goOnFrom(run_.shownAt()); }

// The key also closes lists.
void RunActions::lookAtNow() {
  if (!QApplication::activePopupWidget()) run_.lookAt({});
}

void RunActions::showState() {
  using State = RunModel::State;
  const State state = run_.state();
  const bool goes = state == State::kRunning || state == State::kCatchingUp;
  play->setText(goes ? tr("Pause") : tr("Run"));
  play->setToolTip(state == State::kCatchingUp ? tr("Stays where it has come to (F5)")
                                               : tr("Run or pause (F5)"));
  play->setEnabled(run_.isOpen() && (goes || state == State::kPaused));
  step->setEnabled(play->isEnabled() && state != State::kCatchingUp);
  end->setEnabled(step->isEnabled());
  restart->setEnabled(run_.isOpen());
  showLook();
}

// Comes with each picture.
void RunActions::showLook() {
  now->setEnabled(run_.looksBack());
  // At its own end nothing more could be done.
  goOn->setEnabled(run_.looksBack() || run_.endedByHand());
}

}  // namespace tw::ui
