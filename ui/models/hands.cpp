#include "ui/models/hands.h"

#include <QCoreApplication>

namespace tw::ui {
namespace {

struct HandWords {
  Q_DECLARE_TR_FUNCTIONS(HandWords)
};

}  // namespace

QString whyNoHand(const RunModel& run) {
  using State = RunModel::State;
  if (!run.isOpen()) return HandWords::tr("No run is open: open a scenario first.");
  if (run.looksBack())
    return HandWords::tr("You look back: go to now (Esc), or go on from here, and you can act.");
  if (run.state() == State::kFailed && run.facts())
    return HandWords::tr("The run broke off: restart it, or look back and go on from there.");
  if (run.state() == State::kFailed) return HandWords::tr("This scenario cannot be played.");
  if (!run.facts()) return HandWords::tr("The run is being built.");
  if (run.state() == State::kEnded)
    return HandWords::tr("The run has ended: restart it, or look back and go on from there.");
  if (run.state() == State::kCatchingUp)
    return HandWords::tr("The run is catching up with the time that it goes on from.");
  return {};
}

}  // namespace tw::ui
