#include "ui/app/main_window.h"

#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QTimer>

#include "sim/core/json_reader.h"
#include "sim/scenario/scenes_folder.h"
#include "ui/app/language.h"
#include "ui/app/theme.h"
#include "ui/panels/panel_list.h"

namespace tw::ui {
namespace {

constexpr int kMostRecent = 10;
constexpr int kLayoutVersion = 1;  // another set of docks forgets the old layout
const char kRecent[] = "recent", kTheme[] = "theme", kGeometry[] = "geometry", kLayout[] = "layout";

QString droppedFile(const QMimeData& data) {
  const auto urls = data.urls();
  return urls.size() == 1 && urls[0].isLocalFile() ? urls[0].toLocalFile() : QString();
}

}  // namespace

MainWindow::MainWindow(Desk& desk, QSettings& settings) : desk_(desk), settings_(settings) {
  applyTheme(themeFrom(settings.value(kTheme).toString()));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  notices_ = new NoticeBar;
  addToolBar(notices_);
  makeDocks();
  makeMenus();
  resize(1280, 720);
  firstLayout_ = saveState(kLayoutVersion);
  restoreGeometry(settings.value(kGeometry).toByteArray());
  restoreState(settings.value(kLayout).toByteArray(), kLayoutVersion);
  notices_->hide();
  connect(&desk.run, &RunModel::problem, this, &MainWindow::tell);
  connect(&desk.run, &RunModel::opened, this, &MainWindow::showTitle);
  showTitle();
}

void MainWindow::makeDocks() {
  for (const PanelEntry& entry : panels()) {
    if (entry.area == Qt::NoDockWidgetArea) {
      setCentralWidget(entry.make(desk_));
      centralWidget()->setObjectName(QLatin1String(entry.id));
      continue;
    }
    auto* dock = new QDockWidget(QCoreApplication::translate("Panels", entry.title), this);
    dock->setObjectName(QLatin1String(entry.id));
    dock->setWidget(entry.make(desk_));
    addDockWidget(entry.area, dock);
  }
}

void MainWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addAction(tr("&Open scenario..."), QKeySequence::Open, this, &MainWindow::chooseFile);
  recent_ = file->addMenu(tr("&Recent"));
  recent_->setObjectName(QStringLiteral("recent"));
  fillRecent();
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
  QMenu* view = menuBar()->addMenu(tr("&View"));
  for (QDockWidget* dock : findChildren<QDockWidget*>()) view->addAction(dock->toggleViewAction());
  view->addSeparator();
  makeThemeMenu(*view);
  makeLanguageMenu(*view);
  view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::makeThemeMenu(QMenu& view) {
  QMenu* menu = view.addMenu(tr("&Theme"));
  auto* group = new QActionGroup(menu);
  const Theme now = themeFrom(settings_.value(kTheme).toString());
  const std::pair<Theme, QString> kThemes[] = {{Theme::kLight, tr("&Light")},
                                               {Theme::kDark, tr("&Dark")}};
  for (const auto& [theme, title] : kThemes) {
    QAction* action = menu->addAction(title, this, [this, chosen = theme] {
      settings_.setValue(kTheme, toString(chosen));
      applyTheme(chosen);
    });
    action->setCheckable(true);
    action->setChecked(theme == now);
    group->addAction(action);
  }
}

void MainWindow::makeLanguageMenu(QMenu& view) {
  QMenu* menu = view.addMenu(tr("&Language"));
  menu->setObjectName(QStringLiteral("languages"));
  const auto add = [&](const QString& title, const QString& code) {
    QAction* action = menu->addAction(title, this, [this, code] {
      settings_.setValue(kLanguage, code);
      Q_EMIT languageChosen();
    });
    action->setData(code);
    action->setCheckable(true);
    action->setChecked(code == settings_.value(kLanguage).toString());
  };
  add(tr("&System"), QString());
  for (const Language& language : languages())
    add(QString::fromUtf8(language.name), QLatin1String(language.code));
}

void MainWindow::resetLayout() {
  restoreState(firstLayout_, kLayoutVersion);
  notices_->setVisible(!notices_->notices().isEmpty());
}

void MainWindow::fillRecent() {
  recent_->clear();
  for (const QString& file : settings_.value(kRecent).toStringList())
    recent_->addAction(file, this, [this, file] {
      // Later: the menu, and with it this action, is filled anew by then.
      QTimer::singleShot(0, this, [this, file] { open(file); });
    });
  recent_->setEnabled(!recent_->isEmpty());
}

void MainWindow::remember(const QString& file) {
  QStringList files = settings_.value(kRecent).toStringList();
  files.removeAll(file);
  files.prepend(file);
  settings_.setValue(kRecent, QStringList(files.mid(0, kMostRecent)));
  fillRecent();
}

void MainWindow::chooseFile() {
  const QStringList recent = settings_.value(kRecent).toStringList();
  const QString folder = recent.isEmpty() ? QString::fromStdString(sim::scenesFolder().string())
                                          : QFileInfo(recent[0]).path();
  const QString file = QFileDialog::getOpenFileName(
      this, tr("Open a scenario"), folder, tr("Scenarios (*.scenario.json commands.json)"));
  if (!file.isEmpty()) open(file);
}

bool MainWindow::open(const QString& file) {
  const QString whole = QFileInfo(file).absoluteFilePath();
  try {
    desk_.run.open(sim::loadScenario(whole.toStdString()));
  } catch (const sim::InputError& error) {
    openProblem_ = QString::fromStdString(error.what());
    tell(openProblem_);
    return false;
  }
  notices_->take(openProblem_);
  remember(whole);
  return true;
}

void MainWindow::tell(const QString& problem) { notices_->tell(problem); }

void MainWindow::showTitle() {
  const sim::Scenario& scenario = desk_.run.scenario();
  setWindowTitle(desk_.run.isOpen() ? tr("%1 - Tweelens").arg(QString::fromStdString(scenario.name))
                                    : QStringLiteral("Tweelens"));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  settings_.setValue(kGeometry, saveGeometry());
  settings_.setValue(kLayout, saveState(kLayoutVersion));
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (droppedFile(*event->mimeData()).endsWith(QLatin1String(".json")))
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  if (open(droppedFile(*event->mimeData()))) event->acceptProposedAction();
}

}  // namespace tw::ui
