#include "ui/panels/firmware_app.h"

#include <QGridLayout>
#include <QGroupBox>
#include <QScrollArea>
#include <QVBoxLayout>
#include <algorithm>

#include "ui/models/app_reach.h"
#include "ui/panels/action_form.h"

namespace tw::ui {
namespace {

struct Group {
  const char* title;
  std::vector<std::string> actions;
};

// What belongs together. An action that stands nowhere here comes last, by itself.
std::vector<Group> groups() {
  std::vector<Group> all = {
      {QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "App"), {"open_app", "close_app"}},
      {QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "Camera"),
       {"add_camera", "unbind", "initialise_card"}},
      {QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "Live view"),
       {"stop_live", "watch_live", "go_to", "turn_wide"}},
      {QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "Recording"),
       {"start_recording", "stop_recording", "take_snapshot", "fetch_clip", "list_clips"}},
      {QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "Light and alarm"),
       {"start_alarm", "stop_alarm", "spotlight"}}};
  Group more{QT_TRANSLATE_NOOP("tw::ui::FirmwareApp", "More"), {}};
  for (const sim::ActionSpec& action : sim::actions()) {
    const bool placed = std::any_of(all.begin(), all.end(), [&](const Group& group) {
      return std::find(group.actions.begin(), group.actions.end(), action.name) !=
             group.actions.end();
    });
    if (action.who == sim::Doer::kApp && !placed) more.actions.push_back(action.name);
  }
  all.push_back(std::move(more));
  return all;
}

}  // namespace

FirmwareApp::FirmwareApp(Desk& desk) : FirmwareTab(desk) {
  states_ = new QLabel;
  states_->setObjectName(QStringLiteral("app_states"));
  states_->setWordWrap(true);
  states_->setTextFormat(Qt::PlainText);
  actions_ = new QWidget;
  auto* column = new QVBoxLayout(actions_);
  column->setContentsMargins(0, 0, 4, 0);
  for (const Group& group : groups()) addGroup(*column, tr(group.title), group.actions);
  column->addStretch(1);
  auto* scroll = new QScrollArea;
  scroll->setObjectName(QStringLiteral("app_scroll"));
  scroll->setWidget(actions_);
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAsNeeded);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 4, 0, 0);
  all->addWidget(states_);
  all->addWidget(scroll, 1);
  actions_->setEnabled(false);
}

// Bare buttons two in a row, forms one.
void FirmwareApp::addGroup(QVBoxLayout& to, const QString& title,
                           const std::vector<std::string>& actions) {
  auto* box = new QGroupBox(title);
  auto* grid = new QGridLayout(box);
  grid->setContentsMargins(6, 4, 6, 6);
  int row = 0, column = 0;
  for (const std::string& name : actions) {
    const sim::ActionSpec* action = sim::findAction(name);
    if (!action) continue;
    auto* form = new ActionForm(*action);
    connect(form, &ActionForm::wanted, this, [this, action](const nlohmann::json& args) {
      act(action->name, args, action->needsCamera);
    });
    const bool bare = action->parameters.empty();
    if (!bare && column > 0) ++row, column = 0;
    grid->addWidget(form, row, column, 1, bare ? 1 : 2);
    column = bare ? (column + 1) % 2 : 0;
    if (column == 0) ++row;
  }
  grid->setColumnStretch(0, 1);
  grid->setColumnStretch(1, 1);
  to.addWidget(box);
}

void FirmwareApp::refresh() {
  actions_->setEnabled(canAct());
  states_->setText(states());
}

QString FirmwareApp::stateOf(const std::string& signal) const {
  const SignalStore& store = run().signalStore();
  const auto id = store.find("phone/" + signal);
  const QString text = id ? store.textAt(*id, run().shownAt()) : QString();
  return text.isEmpty() ? QStringLiteral("–") : text;
}

QString FirmwareApp::states() const {
  const AppReach reach = reachOf(run().signalStore(), camera(), run().shownAt());
  const QString card = stateOf(camera() + ".card_state");
  const QString camera =
      reach.whyNot.isEmpty() ? tr("the camera is added and online") : reach.whyNot;
  const std::string live = "live." + this->camera() + ".";
  const QString lines[] = {whyNoHand(run()), tr("Camera: %1").arg(camera),
                           tr("Card, as it last said: %1").arg(card),
                           tr("Live frames: %1 wide, %2 PTZ")
                               .arg(stateOf(live + "wide_frames"), stateOf(live + "ptz_frames")),
                           tr("Last answer: %1").arg(stateOf("last_answer"))};
  QStringList shown;
  for (const QString& line : lines)
    if (!line.isEmpty()) shown << line;
  return shown.join(QLatin1Char('\n'));
}

}  // namespace tw::ui
