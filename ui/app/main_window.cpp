#include "ui/app/main_window.h"

#include <QApplication>
#include <QCloseEvent>
#include <QDockWidget>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenuBar>
#include <QMimeData>
#include <QScreen>
#include <QTimer>
#include <map>

#include "sim/core/json_reader.h"
#include "sim/scenario/problems.h"
#include "sim/scenario/scenes_folder.h"
#include "ui/app/look_menus.h"
#include "ui/app/theme.h"

namespace tw::ui {
namespace {

constexpr int kMostRecent = 10;
constexpr int kHighScreen = 1000;  // px
constexpr int kSideShare = 27;     // % of the width for the docks of each side
constexpr int kLayoutVersion = 2;  // another set of docks forgets the old layout
const char kRecent[] = "recent", kGeometry[] = "geometry", kLayout[] = "layout";

Qt::DockWidgetArea areaOf(Place place) {
  switch (place) {
    case Place::kLeft:
      return Qt::LeftDockWidgetArea;
    case Place::kRight:
    case Place::kRightBelow:
      return Qt::RightDockWidgetArea;
    case Place::kMiddle:
    case Place::kBottom:
      break;
  }
  return Qt::BottomDockWidgetArea;
}

QString droppedFile(const QMimeData& data) {
  const auto urls = data.urls();
  return urls.size() == 1 && urls[0].isLocalFile() ? urls[0].toLocalFile() : QString();
}

}  // namespace

MainWindow::MainWindow(RunModel& run, Kept& kept, sim::Renderer* viewRenderer, QSettings& settings)
    : desk_{run, *new RunActions(run, this), kept, {}, viewRenderer}, settings_(settings) {
  applyTheme(themeOf(settings));
  setAcceptDrops(true);
  setDockNestingEnabled(true);
  notices_ = new NoticeBar;
  addToolBar(notices_);
  makeDocks();
  makeMenus();
  resize(screen()->availableSize() * 0.9);
  restoreGeometry(settings.value(kGeometry).toByteArray());
  arrange();
  restoreState(settings.value(kLayout).toByteArray(), kLayoutVersion);
  notices_->hide();
  connect(&desk_.run, &RunModel::problem, this, &MainWindow::tell);
  connect(&desk_.run, &RunModel::opened, this, &MainWindow::showTitle);
  showTitle();
}

void MainWindow::makeDocks() {
  for (const PanelEntry& entry : panels()) {
    QWidget* panel = entry.make(desk_);
    if (entry.place == Place::kMiddle) {
      panel->setObjectName(QLatin1String(entry.id));
      setCentralWidget(panel);
      continue;
    }
    auto* dock = new QDockWidget(QCoreApplication::translate("Panels", entry.title), this);
    dock->setObjectName(QLatin1String(entry.id));
    dock->setWidget(panel);
    dock->setAcceptDrops(true);  // floating, it is a window of its own
    dock->installEventFilter(this);
    addDockWidget(areaOf(entry.place), dock);
    docks_.push_back({entry.place, dock});
  }
}

// For this screen: what a high one shows at once are tabs on a low one.
void MainWindow::arrange() {
  const bool high = screen()->availableSize().height() >= kHighScreen;
  std::map<Place, QDockWidget*> first;
  for (const auto& [place, dock] : docks_) {
    dock->setFloating(false);
    dock->show();
    if (place == Place::kBottom) {
      addDockWidget(areaOf(place), dock, Qt::Vertical);
      continue;
    }
    addDockWidget(areaOf(place), dock);
    const Place tabs = place == Place::kRightBelow && !high ? Place::kRight : place;
    const auto [of, isFirst] = first.try_emplace(tabs, dock);
    if (!isFirst) tabifyDockWidget(of->second, dock);
  }
  for (const auto& [place, dock] : first) dock->raise();
  resizeDocks({first[Place::kLeft], first[Place::kRight]},
              {width() * kSideShare / 100, width() * kSideShare / 100}, Qt::Horizontal);
}

void MainWindow::makeMenus() {
  QMenu* file = menuBar()->addMenu(tr("&File"));
  file->addAction(tr("&Open scenario..."), QKeySequence::Open, this, &MainWindow::chooseFile);
  recent_ = file->addMenu(tr("&Recent"));
  recent_->setObjectName(QStringLiteral("recent"));
  fillRecent();
  file->addSeparator();
  file->addActions(desk_.fileActions);
  file->addSeparator();
  file->addAction(tr("&Quit"), QKeySequence::Quit, this, &QWidget::close);
  makeRunMenu();
  QMenu* view = menuBar()->addMenu(tr("&View"));
  for (QDockWidget* dock : findChildren<QDockWidget*>()) view->addAction(dock->toggleViewAction());
  makeGoToMenu(*view);
  view->addSeparator();
  addThemeMenu(*view, settings_);
  connect(addLanguageMenu(*view, settings_), &QMenu::triggered, this, &MainWindow::languageChosen);
  view->addAction(tr("&Reset layout"), this, &MainWindow::resetLayout);
}

void MainWindow::makeRunMenu() {
  const RunActions& can = desk_.actions;
  QMenu* run = menuBar()->addMenu(tr("&Run"));
  run->addActions({can.play, can.step, can.restart, can.end});
  run->addSeparator();
  run->addActions({can.goOn, can.now});
}

// Brings a panel up from behind its neighbours, too: Alt+1 and so on.
void MainWindow::makeGoToMenu(QMenu& view) {
  QMenu* menu = view.addMenu(tr("&Go to"));
  int key = Qt::Key_1;
  for (const auto& [place, dock] : docks_)
    menu->addAction(dock->windowTitle(), QKeySequence(Qt::ALT | static_cast<Qt::Key>(key++)), dock,
                    [dock = dock] {
                      dock->show();
                      dock->raise();
                      dock->activateWindow();
                      dock->widget()->setFocus();
                    });
}

void MainWindow::resetLayout() {
  arrange();
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
  notices_->take(std::exchange(openProblem_, {}));
  try {
    sim::Scenario scenario = sim::loadScenario(whole.toStdString());
    sim::checkScenario(scenario);
    desk_.run.open(std::move(scenario));
  } catch (const sim::InputErrors& errors) {
    const qsizetype more = static_cast<qsizetype>(errors.all().size()) - 1;
    refuse(whole, QString::fromStdString(errors.what()) +
                      (more > 0 ? tr(" (%1 more)").arg(more) : QString()));
    return false;
  } catch (const sim::InputError& error) {
    refuse(whole, QString::fromStdString(error.what()));
    return false;
  }
  remember(whole);
  return true;
}

// Where there is a text, it can be mended.
void MainWindow::refuse(const QString& file, const QString& problem) {
  openProblem_ = problem;
  tell(problem);
  if (QFileInfo(file).isFile()) Q_EMIT desk_.run.unplayable(file);
}

void MainWindow::tell(const QString& problem) { notices_->tell(problem); }

void MainWindow::showTitle() {
  const sim::Scenario& scenario = desk_.run.scenario();
  setWindowTitle(desk_.run.isOpen()
                     ? tr("%1[*] - Tweelens").arg(QString::fromStdString(scenario.name))
                     : QStringLiteral("Tweelens[*]"));
}

void MainWindow::rememberLayout() {
  settings_.setValue(kGeometry, saveGeometry());
  settings_.setValue(kLayout, saveState(kLayoutVersion));
}

void MainWindow::closeEvent(QCloseEvent* event) {
  rememberLayout();
  event->accept();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event) {
  if (droppedFile(*event->mimeData()).endsWith(QLatin1String(".json")))
    event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event) {
  if (open(droppedFile(*event->mimeData()))) event->acceptProposedAction();
}

bool MainWindow::eventFilter(QObject* watched, QEvent* event) {
  if (event->type() == QEvent::DragEnter) dragEnterEvent(static_cast<QDragEnterEvent*>(event));
  if (event->type() == QEvent::Drop) dropEvent(static_cast<QDropEvent*>(event));
  return QMainWindow::eventFilter(watched, event);
}

}  // namespace tw::ui
