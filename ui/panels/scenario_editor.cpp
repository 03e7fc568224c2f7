#include "ui/panels/scenario_editor.h"

#include <QAction>
#include <QFileInfo>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

#include "sim/core/json_reader.h"
#include "ui/panels/scenario_file.h"
#include "ui/panels/tab_button.h"

namespace tw::ui {
namespace {
constexpr int kCheckAfterMs = 300;  // of not typing
constexpr int kMostProblemRows = 4;
}  // namespace

ScenarioEditor::ScenarioEditor(Desk& desk) : run_(desk.run), document_(desk.kept.document) {
  edit_ = new CodeEdit;
  edit_->setObjectName(QStringLiteral("scenario_code"));
  edit_->setAccessibleName(tr("The scenario's text"));
  edit_->setPlaceholderText(tr("Open a scenario (Ctrl+O) or begin a new one."));
  edit_->setReadOnly(true);
  find_ = new FindBar(*edit_);
  file_ = new QLabel;
  file_->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
  state_ = new QLabel;
  state_->setObjectName(QStringLiteral("scenario_check"));
  makeProblemList();
  auto* bar = new QToolBar;
  makeActions(*bar);
  for (QAction* action : actions())
    if (action->shortcutContext() == Qt::WindowShortcut) desk.fileActions << action;
  auto* line = new QHBoxLayout;
  line->addWidget(file_, 1);
  line->addWidget(state_);
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(2);
  all->addWidget(bar);
  all->addLayout(line);
  all->addWidget(find_);
  all->addWidget(edit_, 1);
  all->addWidget(problems_);
  checkSoon_.setSingleShot(true);
  checkSoon_.setInterval(kCheckAfterMs);
  connect(&checkSoon_, &QTimer::timeout, this, [this] {
    if (isVisible()) check();
  });
  connect(edit_, &QPlainTextEdit::textChanged, this, &ScenarioEditor::takeTyped);
  connect(&run_, &RunModel::opened, this, &ScenarioEditor::follow);
  connect(&run_, &RunModel::unplayable, this, &ScenarioEditor::loadWithoutLoss);
  if (!document_.file().isEmpty()) showDocument();
}

void ScenarioEditor::makeActions(QToolBar& bar) {
  const auto add = [this, &bar](const char* name, const QString& text, const QString& tip,
                                const QKeySequence& key, Qt::ShortcutContext where, auto what) {
    auto* action = new QAction(text, this);
    action->setToolTip(tr("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
    action->setShortcut(key);
    action->setShortcutContext(where);
    connect(action, &QAction::triggered, this, what);
    addAction(action);
    addTabButton(bar, action)->setObjectName(QLatin1String(name));
  };
  constexpr auto kHere = Qt::WidgetWithChildrenShortcut;
  add("scenario_run", tr("Run text"), tr("Runs the text as it stands, saved or not"),
      Qt::CTRL | Qt::Key_Return, kHere, &ScenarioEditor::runText);
  add("scenario_save", tr("Save"), tr("Saves the text"), Qt::CTRL | Qt::Key_S, Qt::WindowShortcut,
      &ScenarioEditor::save);
  add("scenario_find", tr("Find"), tr("Finds words in the text"), Qt::CTRL | Qt::Key_F, kHere,
      [this] { find_->begin(); });
  add("scenario_new", tr("New..."), tr("Begins another scenario"), Qt::CTRL | Qt::Key_N,
      Qt::WindowShortcut, &ScenarioEditor::chooseNew);
  add("scenario_save_as", tr("Save as..."), tr("Saves the text in another file"),
      Qt::CTRL | Qt::SHIFT | Qt::Key_S, Qt::WindowShortcut, &ScenarioEditor::chooseSaveAs);
}

void ScenarioEditor::makeProblemList() {
  problems_ = new QListWidget;
  problems_->setObjectName(QStringLiteral("scenario_problems"));
  problems_->setAccessibleName(tr("What is wrong in the text"));
  problems_->setWordWrap(true);
  problems_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Maximum);
  problems_->hide();
  const auto jump = [this](QListWidgetItem* item) { jumpToProblem(problems_->row(item)); };
  connect(problems_, &QListWidget::itemClicked, this, jump);
  connect(problems_, &QListWidget::itemActivated, this, jump);
}

void ScenarioEditor::jumpToProblem(int row) {
  const auto& all = document_.problems();
  if (row < 0 || static_cast<size_t>(row) >= all.size()) return;
  if (all[static_cast<size_t>(row)].line > 0) goToLine(all[static_cast<size_t>(row)].line);
}

// The window has opened a scenario: its text is what is shown here, unless that would lose another.
void ScenarioEditor::follow() {
  if (opensItself_) return;
  loadWithoutLoss(QString::fromStdString(run_.scenario().file.string()));
}

void ScenarioEditor::loadWithoutLoss(const QString& file) {
  whenNothingIsLost([this, file] { load(file); });
}

void ScenarioEditor::load(const QString& file) {
  try {
    document_.load(file);
  } catch (const sim::InputError& error) {
    Q_EMIT told(QString::fromStdString(error.what()));
    return;
  }
  showDocument();
}

void ScenarioEditor::begin(const QString& file) {
  document_.begin(file, scenarioTemplate(file, run_.isOpen() ? &run_.scenario() : nullptr));
  showDocument();
  Q_EMIT wantsToBeSeen();
}

void ScenarioEditor::showDocument() {
  edit_->setReadOnly(false);
  edit_->setProblems({});
  edit_->setPlainText(document_.text());
  showFile();
  showProblems();
  checkSoon_.start();
}

void ScenarioEditor::showEvent(QShowEvent*) { checkSoon_.start(); }

// Colours that change are a change to the edit, too.
void ScenarioEditor::takeTyped() {
  const QString text = edit_->text();
  if (text == document_.text()) return;
  document_.setText(text);
  Q_EMIT told({});  // what was said was of another text
  showFile();
  checkSoon_.start();
}

void ScenarioEditor::check() {
  checkSoon_.stop();
  if (document_.file().isEmpty()) return;
  document_.check();
  showProblems();
}

void ScenarioEditor::showProblems() {
  edit_->setProblems(document_.problems());
  problems_->clear();
  for (const ScenarioProblem& problem : document_.problems()) {
    QString text = problem.line > 0 ? tr("Line %1: %2").arg(problem.line).arg(problem.message)
                                    : problem.message;
    if (problem.path.size() > 1) text += tr("  [%1]").arg(problem.path);
    problems_->addItem(text);
  }
  const int rows = std::min(problems_->count(), kMostProblemRows);
  problems_->setFixedHeight((fontMetrics().lineSpacing() * 2 + 2) * rows + 4);  // of two lines
  problems_->setVisible(rows > 0);
  if (problems_->count() > 0)
    state_->setText(problems_->count() == 1 ? tr("1 mistake")
                                            : tr("%1 mistakes").arg(problems_->count()));
  else
    state_->setText(document_.scenario() ? tr("no mistakes") : QString());
}

void ScenarioEditor::showFile() {
  const QString name = QFileInfo(document_.file()).fileName();
  file_->setText(document_.isModified() ? tr("%1, not saved").arg(name) : name);
  file_->setToolTip(document_.file());
  Q_EMIT modifiedChanged(document_.isModified());
}

bool ScenarioEditor::save() {
  if (document_.file().isEmpty()) return false;
  return saveAs(document_.file());
}

bool ScenarioEditor::saveAs(const QString& file) {
  try {
    document_.saveAs(file);
  } catch (const sim::InputError& error) {
    Q_EMIT run_.problem(QString::fromStdString(error.what()));  // seen with the panel hidden, too
    return false;
  }
  showFile();
  checkSoon_.start();
  Q_EMIT told(tr("Saved %1").arg(QFileInfo(file).fileName()));
  return true;
}

void ScenarioEditor::runText() {
  check();
  if (!document_.scenario()) {
    jumpToProblem(0);
    Q_EMIT told(document_.file().isEmpty()
                    ? tr("There is no text to run: open a scenario, or begin a new one.")
                    : tr("The text cannot be run: mend what is marked in it first."));
    return;
  }
  opensItself_ = true;
  run_.open(*document_.scenario());
  opensItself_ = false;
  run_.play();
}

void ScenarioEditor::whenNothingIsLost(std::function<void()> then) {
  if (!document_.isModified()) return then();
  if (question_) return;  // the first that asked
  auto* box = new QMessageBox(
      QMessageBox::Question, tr("The text is not saved"),
      tr("%1 has changes that are not saved.").arg(QFileInfo(document_.file()).fileName()),
      QMessageBox::Save | QMessageBox::Discard | QMessageBox::Cancel, this);
  box->setObjectName(QStringLiteral("not_saved"));
  box->setAttribute(Qt::WA_DeleteOnClose);
  box->button(QMessageBox::Cancel)->setText(tr("Keep on editing"));
  question_ = box;
  connect(box, &QMessageBox::finished, this, [this, box, then = std::move(then)](int) {
    question_.clear();
    const auto answer = box->standardButton(box->clickedButton());
    if (answer == QMessageBox::Discard || (answer == QMessageBox::Save && save())) then();
  });
  box->open();
}

void ScenarioEditor::chooseNew() {
  whenNothingIsLost([this] {
    const QString file =
        chooseScenarioFile(this, tr("The new scenario's file"), QFileInfo(document_.file()).path());
    if (!file.isEmpty()) begin(file);
  });
}

void ScenarioEditor::chooseSaveAs() {
  const QString file =
      chooseScenarioFile(this, tr("Save the text as"), QFileInfo(document_.file()).path());
  if (!file.isEmpty()) saveAs(file);
}

}  // namespace tw::ui
