#include "ui/panels/hardware_panel.h"

#include <QDragEnterEvent>
#include <QGridLayout>
#include <QMimeData>
#include <QScrollArea>

#include "ui/models/hands.h"
#include "ui/panels/hardware_words.h"

namespace tw::ui {
namespace {

// A scenario is the window's.
QString droppedImage(const QMimeData& data) {
  const auto urls = data.urls();
  if (urls.size() != 1 || !urls[0].isLocalFile()) return {};
  const QString file = urls[0].toLocalFile();
  return file.endsWith(QLatin1String(".json")) ? QString() : file;
}

void setTicked(QCheckBox& box, bool on) {
  if (box.isChecked() != on) box.setChecked(on);
}

}  // namespace

HardwarePanel::HardwarePanel(Desk& desk) : run_(desk.run), hand_{desk.run} {
  setAcceptDrops(true);
  auto* scroll = new QScrollArea;
  scroll->setWidgetResizable(true);
  scroll->setFrameShape(QFrame::NoFrame);
  scroll->setWidget(makeContent());
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->addWidget(scroll);
  connect(&run_, &RunModel::opened, &due_, &RefreshSoon::soon);
  connect(&run_, &RunModel::begun, people_, &PeopleControl::begin);
  connect(&run_, &RunModel::stateChanged, &due_, &RefreshSoon::soon);
  connect(&run_, &RunModel::shownChanged, &due_, &RefreshSoon::soon);
  connect(&run_, &RunModel::problem, &due_, &RefreshSoon::soon);
  people_->begin();
  chooseCamera();
  refresh();
}

QWidget* HardwarePanel::makeContent() {
  camera_ = new CameraChoice(run_, "hardware_camera");
  connect(camera_, &CameraChoice::chosen, this, &HardwarePanel::chooseCamera);
  face_ = new CameraFace;
  led_ = new QLabel;
  led_->setObjectName(QStringLiteral("led_words"));
  reset_ = new ResetControl(hand_);
  card_ = new CardControl(hand_);
  people_ = new PeopleControl(run_);
  auto* content = new QWidget;
  auto* all = new QVBoxLayout(content);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(camera_);
  all->addWidget(face_);
  all->addWidget(led_);
  all->addLayout(makeSwitches());
  for (QWidget* part : {static_cast<QWidget*>(reset_), static_cast<QWidget*>(card_),
                        static_cast<QWidget*>(people_)})
    all->addWidget(part);
  all->addStretch(1);
  return content;
}

QLayout* HardwarePanel::makeSwitches() {
  power_ = makeSwitch("power", tr("Power"), tr("The adapter is plugged in"), "plug_in", "unplug");
  cable_ = makeSwitch("cable", tr("Ethernet cable"), tr("The cable is in the Ethernet port"),
                      "insert_cable", "pull_cable");
  kit_ = makeSwitch("port_kit", tr("Port kit"),
                    tr("The waterproof kit is on the Ethernet port; a hand that reaches for the "
                       "cable takes it off and puts it back by itself"),
                    "fit_port_kit", "remove_port_kit");
  cover_ = makeSwitch("cover", tr("Cover open"),
                      tr("The cover of card slot and RESET stands open; a hand that reaches behind "
                         "a closed one opens and closes it by itself"),
                      "open_cover", "close_cover");
  auto* rows = new QGridLayout;
  int count = 0;
  for (QCheckBox* box : {power_, cover_, cable_, kit_}) {
    rows->addWidget(box, count / 2, count % 2);
    ++count;
  }
  return rows;
}

QCheckBox* HardwarePanel::makeSwitch(const char* name, const QString& text, const QString& tip,
                                     const char* toOn, const char* toOff) {
  auto* made = new QCheckBox(text);
  made->setObjectName(QLatin1String(name));
  made->setToolTip(tip);
  connect(made, &QCheckBox::clicked, this,
          [this, toOn, toOff](bool on) { hand_.act(on ? toOn : toOff); });
  return made;
}

void HardwarePanel::chooseCamera() {
  hand_.camera = camera_->camera();
  signals_ = HardwareSignals(run_.signalStore(), hand_.camera);
  lastShown_.reset();
  due_.soon();
}

// While it runs, lights are shown as an eye takes them in from one picture to the next: else those
// of a fast run would flicker at random.
void HardwarePanel::refresh() {
  const bool runs = run_.state() == RunModel::State::kRunning && !run_.looksBack();
  const Instant at = run_.shownAt();
  const auto since = runs && lastShown_ && *lastShown_ < at ? lastShown_ : std::nullopt;
  showState(run_.facts() ? signals_.at(at, since) : HardwareState{});
  lastShown_ = at;
}

void HardwarePanel::showState(const HardwareState& state) {
  face_->setState(state);
  const QString led = tr("Status LED: %1").arg(ledWords(state.ledPattern));
  if (led != led_->text()) led_->setText(led);
  const QString whyNot = whyNoHand(run_);
  for (QCheckBox* box : {power_, cable_, kit_, cover_}) allow(*box, whyNot);
  setTicked(*power_, state.plugged);
  setTicked(*cable_, state.cable);
  setTicked(*kit_, state.portKit);
  setTicked(*cover_, state.coverOpen);
  reset_->showState(state, whyNot);
  card_->showState(state, whyNot);
  people_->showState(whyNot);
}

void HardwarePanel::dragEnterEvent(QDragEnterEvent* event) {
  if (!droppedImage(*event->mimeData()).isEmpty()) event->acceptProposedAction();
}

void HardwarePanel::dropEvent(QDropEvent* event) {
  const QString file = droppedImage(*event->mimeData());
  if (file.isEmpty()) return;
  event->acceptProposedAction();
  if (const QString why = whyNoHand(run_); !why.isEmpty())
    Q_EMIT run_.problem(tr("%1 was not put in. %2").arg(file, why));
  else
    card_->insertImage(file);
}

}  // namespace tw::ui
