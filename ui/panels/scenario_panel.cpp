#include "ui/panels/scenario_panel.h"

#include <QDir>
#include <QDockWidget>
#include <QEvent>
#include <QFileInfo>
#include <QMainWindow>
#include <QMessageBox>
#include <QPushButton>
#include <QTimer>
#include <QVBoxLayout>

#include "sim/core/json_reader.h"
#include "ui/models/recording.h"
#include "ui/panels/scenario_file.h"

namespace tw::ui {
ScenarioPanel::ScenarioPanel(Desk& desk) : run_(desk.run) {
  expectations_ = new ExpectationsView(run_);
  editor_ = new ScenarioEditor(desk);
  tabs_ = new QTabWidget;
  tabs_->setObjectName(QStringLiteral("scenario_tabs"));
  tabs_->setDocumentMode(true);
  tabs_->addTab(expectations_, tr("Expectations"));
  tabs_->addTab(editor_, tr("Text"));
  record_ = new QToolButton;
  record_->setObjectName(QStringLiteral("save_recording"));
  record_->setText(tr("Save recording..."));
  record_->setAccessibleName(record_->text());
  record_->setToolTip(
      tr("Saves what was done by hand in this run as a scenario that plays by itself"));
  connect(record_, &QToolButton::clicked, this, &ScenarioPanel::record);
  tabs_->setCornerWidget(record_);
  note_ = new QLabel;
  note_->setObjectName(QStringLiteral("scenario_note"));
  note_->setWordWrap(true);
  note_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  note_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  note_->hide();
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->addWidget(tabs_, 1);
  all->addWidget(note_);
  connect(editor_, &ScenarioEditor::wantsToBeSeen, this, &ScenarioPanel::showText);
  connect(editor_, &ScenarioEditor::told, this, &ScenarioPanel::tell);
  connect(editor_, &ScenarioEditor::modifiedChanged, this, &ScenarioPanel::showModified);
  connect(&run_, &RunModel::opened, note_, &QWidget::hide);
  connect(&run_, &RunModel::opened, this, [this] { recordsAtEnd_ = false; });
  connect(&run_, &RunModel::unplayable, this, &ScenarioPanel::showText);
  connect(&run_, &RunModel::stateChanged, this, &ScenarioPanel::showState);
  connect(&run_, &RunModel::begun, this, &ScenarioPanel::showState);
  showModified();
  showState();
  QTimer::singleShot(0, this, &ScenarioPanel::findWindow);  // when it is in one
}

// Above other panels, too.
void ScenarioPanel::showText() {
  tabs_->setCurrentWidget(editor_);
  for (QWidget* above = parentWidget(); above; above = above->parentWidget())
    if (auto* dock = qobject_cast<QDockWidget*>(above)) {
      dock->show();
      dock->raise();
    }
}

void ScenarioPanel::showModified() {
  const bool modified = editor_->document().isModified();
  tabs_->setTabText(tabs_->indexOf(editor_), modified ? tr("Text *") : tr("Text"));
  if (window_) window_->setWindowModified(modified);
}

void ScenarioPanel::tell(const QString& text) {
  note_->setText(text);
  note_->setVisible(!text.isEmpty());
}

void ScenarioPanel::showState() {
  using State = RunModel::State;
  const State state = run_.state();
  record_->setEnabled(run_.facts() && state != State::kFailed && state != State::kCatchingUp);
  if (state != State::kEnded || !recordsAtEnd_) return;
  recordsAtEnd_ = false;
  // Not within the news of the end: the dialog has a loop of its own.
  QTimer::singleShot(0, this, &ScenarioPanel::chooseRecording);
}

void ScenarioPanel::record() {
  if (run_.result())
    chooseRecording();
  else
    askToEnd();
}

void ScenarioPanel::askToEnd() {
  if (question_) return;
  auto* box = new QMessageBox(QMessageBox::Question, tr("The run goes on"),
                              tr("A recording reaches to the run's end. End the run here, and "
                                 "record what was done so far?"),
                              QMessageBox::NoButton, this);
  box->setObjectName(QStringLiteral("end_run"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  QPushButton* end = box->addButton(tr("End and record"), QMessageBox::AcceptRole);
  end->setObjectName(QStringLiteral("end_and_record"));
  box->addButton(tr("Let it run on"), QMessageBox::RejectRole);
  question_ = box;
  connect(end, &QPushButton::clicked, this, [this] {
    recordsAtEnd_ = true;
    run_.end();
    showState();  // it may have ended by itself
  });
  box->open();
}

void ScenarioPanel::chooseRecording() {
  const QFileInfo scenario(QString::fromStdString(run_.scenario().file.string()));
  const QString name =
      QStringLiteral("recorded_%1.scenario.json").arg(QString::fromStdString(run_.scenario().name));
  const QString file =
      chooseScenarioFile(this, tr("Save the recording as"), scenario.absoluteDir().filePath(name));
  if (!file.isEmpty()) saveRecording(file);
}

bool ScenarioPanel::saveRecording(const QString& file) {
  if (!run_.result() || !run_.facts()) {
    tell(tr("There is nothing to record: no run has ended yet."));
    return false;
  }
  try {
    const Recording recording =
        recordingOf(run_.scenario(), *run_.result(), run_.facts()->pictures);
    ui::saveRecording(recording, file);
    QString text = tr("Recorded as %1.").arg(QFileInfo(file).fileName());
    if (!recording.leftOut.isEmpty())
      text += tr(" Left out, as its description says why: %1.").arg(recording.leftOut.size());
    tell(text);
    note_->setToolTip(recording.leftOut.join(QLatin1Char('\n')));
    return true;
  } catch (const sim::InputError& error) {
    tell(QString::fromStdString(error.what()));
    return false;
  }
}

// A window that closes would lose a text that is not saved, wherever this panel is docked.
void ScenarioPanel::findWindow() {
  for (QWidget* above = parentWidget(); above && !window_; above = above->parentWidget())
    if (qobject_cast<QMainWindow*>(above)) {
      window_ = above;
      window_->installEventFilter(this);
    }
  showModified();
}

bool ScenarioPanel::eventFilter(QObject* watched, QEvent* event) {
  if (watched != window_ || event->type() != QEvent::Close || mayClose_ ||
      !editor_->document().isModified())
    return QWidget::eventFilter(watched, event);
  event->ignore();
  editor_->whenNothingIsLost([this] {
    mayClose_ = true;
    window_->close();
  });
  return true;
}

}  // namespace tw::ui
