#include "ui/panels/install_panel.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QScrollBar>
#include <QSignalBlocker>
#include <QVBoxLayout>

#include "ui/models/colours.h"
#include "ui/models/install_words.h"

namespace tw::ui {
namespace {

QColor colourOf(sim::Verdict verdict) {
  constexpr QColor kColours[] = {kGreen, kRed, kGrey};
  return kColours[static_cast<int>(verdict)];
}

// A verdict on its colour, the rule, what was measured; and what breaking it does.
QString rowOf(const sim::Finding& finding, const sim::MountPoint& mount) {
  const FindingWords words = wordsOf(finding, mount);
  const QColor ground = colourOf(finding.verdict);
  return QStringLiteral(
             "<p><span style='background-color:%1;color:%2'>&nbsp;%3&nbsp;</span> "
             "<b>%4</b> %5<br>%6<br><i>%7</i></p>")
      .arg(ground.name(), textOn(ground).name(), wordsOf(finding.verdict).toHtmlEscaped(),
           QString::fromStdString(finding.promise), words.rule.toHtmlEscaped(),
           words.measured.toHtmlEscaped(), words.consequence.toHtmlEscaped());
}

}  // namespace

InstallPanel::InstallPanel(Desk& desk) : run_(desk.run) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->setSpacing(3);
  all->addLayout(makeControls());
  auto* plan = new InstallPlan(trial_);
  plan->setObjectName(QStringLiteral("install_plan"));
  all->addWidget(plan, 3);
  pose_ = new QLabel;
  pose_->setObjectName(QStringLiteral("install_pose"));
  pose_->setWordWrap(true);
  pose_->setAccessibleName(tr("Where the camera hangs"));
  all->addWidget(pose_);
  findings_ = new QTextBrowser;
  findings_->setObjectName(QStringLiteral("install_findings"));
  findings_->setAccessibleName(tr("What the rules of installation say"));
  findings_->setMinimumHeight(80);
  all->addWidget(findings_, 4);
  connect(&trial_, &InstallTrial::opened, this, &InstallPanel::showMounts);
  connect(&trial_, &InstallTrial::moved, this, &InstallPanel::showPose);
  connect(&trial_, &InstallTrial::answered, this, &InstallPanel::showFindings);
  connect(&run_, &RunModel::opened, this, &InstallPanel::begin);
  connect(&run_, &RunModel::begun, this, &InstallPanel::begin);
  showMounts();
}

QLayout* InstallPanel::makeControls() {
  cameras_ = new CameraChoice(run_, "install_camera");
  connect(cameras_, &CameraChoice::chosen, this, &InstallPanel::begin);
  mounts_ = new QComboBox;
  mounts_->setObjectName(QStringLiteral("install_mount"));
  mounts_->setAccessibleName(tr("Mount"));
  mounts_->setToolTip(tr("A mount of the scene, to start from"));
  mounts_->setSizeAdjustPolicy(QComboBox::AdjustToContents);
  back_ = new QPushButton(tr("Put back"));
  back_->setObjectName(QStringLiteral("install_back"));
  back_->setToolTip(tr("Hangs the camera where the scene has this mount"));
  const auto hang = [this] { trial_.hangAt(mounts_->currentText().toStdString()); };
  connect(mounts_, &QComboBox::currentIndexChanged, this, hang);
  connect(back_, &QPushButton::clicked, this, hang);
  auto* row = new QHBoxLayout;
  row->addWidget(cameras_);
  row->addWidget(mounts_);
  row->addWidget(back_);
  row->addStretch(1);
  return row;
}

void InstallPanel::showEvent(QShowEvent*) { begin(); }

// Nothing is read for a panel that nobody looks at.
void InstallPanel::begin() {
  if (!isVisible()) return;
  const auto& cameras = run_.scenario().cameras;
  if (!run_.isOpen() || cameras_->number() >= cameras.size()) return trial_.end();
  const sim::CameraSetup& camera = cameras[cameras_->number()];
  trial_.begin(run_.scenario().scene, camera.model, camera.mount);
}

void InstallPanel::showMounts() {
  const QSignalBlocker quiet(mounts_);
  mounts_->clear();
  for (const std::string& name : trial_.mountNames())
    mounts_->addItem(QString::fromStdString(name));
  const auto& cameras = run_.scenario().cameras;
  if (cameras_->number() < cameras.size())
    mounts_->setCurrentText(QString::fromStdString(cameras[cameras_->number()].mount));
  mounts_->setEnabled(trial_.isOpen());
  back_->setEnabled(trial_.isOpen());
  showPose();
  showFindings();
}

void InstallPanel::showPose() {
  if (!trial_.isOpen()) {
    pose_->setText(trial_.problem());
    return;
  }
  const sim::Vec3 at = trial_.mount().pose.position;
  const auto number = [](double value, int digits) {
    return QLocale().toString(value, 'f', digits);
  };
  pose_->setText(
      tr("%1 m east, %2 m north, %3 m up, looks at %4 degrees (0: east, 90: north)")
          .arg(number(at.x, 1), number(at.y, 1), number(at.z, 2), number(trial_.headingDeg(), 0)));
}

void InstallPanel::showFindings() {
  if (!trial_.answer()) {
    findings_->setPlainText(trial_.isOpen() || !trial_.problem().isEmpty()
                                ? QString()
                                : tr("No run: open a scenario."));
    return;
  }
  QString html;
  for (const sim::Finding& finding : trial_.answer()->findings)
    html += rowOf(finding, trial_.answer()->mount);
  const int scrolled = findings_->verticalScrollBar()->value();
  findings_->setHtml(html);
  findings_->verticalScrollBar()->setValue(scrolled);
}

}  // namespace tw::ui
