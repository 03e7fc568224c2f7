// The window as it first comes up, on a low and on a high screen, in both languages and themes:
// every panel is whole.
#include <QDockWidget>
#include <QScreen>
#include <QScrollBar>
#include <QToolBar>

#include "tests/desktop/desk_rig.h"
#include "tests/desktop/fit.h"
#include "tests/support/catch.h"
#include "ui/panels/expectations_view.h"
#include "ui/panels/fault_editor.h"
#include "ui/panels/fitting_scroll.h"
#include "ui/panels/panel_list.h"
#include "ui/panels/signals_panel.h"
#include "ui/panels/timeline_view.h"
#include "ui/panels/view_panel.h"

using namespace tw;
using namespace tw::ui;

namespace {

// The lanes of states are there without scrolling, and some of the plots.
void checkSignals(test::DeskRig& desk) {
  const auto& strip = desk.find<LogicStrip>("logic_strip");
  const auto& plot = desk.find<SignalPlot>("signal_plot");
  CHECK(strip.visibleRegion().boundingRect() == strip.rect());
  CHECK(plot.visibleRegion().boundingRect().height() >= 40);
}

// Any fault can be edited without scrolling to the side; and, with a usual text, down.
void checkFaultForm(test::DeskRig& desk) {
  auto& editor = *desk.window().findChild<FaultEditor*>();
  const auto& form = *editor.findChild<FittingScroll*>();
  const auto& around = *desk.find<QDockWidget>("faults").widget()->findChild<QScrollArea*>();
  for (const RunFacts::Fault& fault : desk.run().facts()->faults) {
    INFO(fault.device << " " << fault.spec.kind);
    editor.edit(&fault, 0);
    CHECK(QTest::qWaitFor([&] { return !form.verticalScrollBar()->isVisible(); }, 1000));
    CHECK(form.widget()->minimumSizeHint().width() <= form.viewport()->width());
    CHECK_FALSE(around.horizontalScrollBar()->isVisible());
  }
  desk.picture(QStringLiteral("fault_form"));
  editor.edit(nullptr, 0);
}

void checkExpectations(test::DeskRig& desk) {
  const auto& table = desk.find<QTreeView>("expectations");
  CHECK(table.columnWidth(ExpectationTable::kTitle) >= table.viewport()->width() * 2 / 5);
}

// The names of the rows stand before the times.
void checkTimeline(test::DeskRig& desk) {
  const auto& timeline = *desk.window().findChild<TimelineView*>();
  CHECK(timeline.xOf(Instant{}) >
        timeline.fontMetrics().horizontalAdvance(TimelineView::tr("Warnings")));
  CHECK(timeline.accessibleDescription().contains(TimelineView::tr("Warnings")));
}

// No button of the view hides behind a sign for more.
void checkViewBar(test::DeskRig& desk) {
  const auto& bar = *desk.window().findChild<ViewPanel*>()->findChild<QToolBar*>();
  for (QAction* action : bar.actions()) {
    INFO(action->text().toStdString());
    CHECK(bar.widgetForAction(action)->isVisible());
  }
}

void raiseAll(test::DeskRig& desk, const QString& name) {
  for (const PanelEntry& entry : panels()) {
    INFO(entry.id);
    if (auto* dock = desk.window().findChild<QDockWidget*>(QLatin1String(entry.id))) dock->raise();
    QTest::qWait(400);
    auto* panel = desk.window().findChild<QWidget*>(QLatin1String(entry.id));
    REQUIRE(panel);
    CHECK(panel->isVisible());
    CHECK(panel->width() >= panel->minimumSizeHint().width());
    CHECK(panel->height() >= panel->minimumSizeHint().height());
    test::checkFits(desk.window());
    if (entry.id == std::string_view("signals")) checkSignals(desk);
    if (entry.id == std::string_view("faults")) checkFaultForm(desk);
    if (entry.id == std::string_view("scenario")) checkExpectations(desk);
    if (entry.id == std::string_view("time")) checkTimeline(desk);
    if (entry.id == std::string_view("view")) checkViewBar(desk);
    desk.picture(name + QLatin1String(entry.id));
  }
}

}  // namespace

TEST_CASE("Every panel fits into the window and shows a run", "[screens]") {
  test::DeskRig desk;
  desk.open("day_visitor");
  desk.run().setPace(0);
  desk.run().play();
  const auto found = [&] {
    const auto id = desk.run().signalStore().find("cam/firmware.detections");
    return id && desk.run().signalStore().value(*id) > 0;
  };
  desk.until(found, 120'000);
  desk.run().pause();
  desk.until([&] { return desk.run().state() == RunModel::State::kPaused; });
  CHECK(desk.window().devicePixelRatio() ==
        qEnvironmentVariable("QT_SCALE_FACTOR", QStringLiteral("1")).toDouble());
  const QSize screen = desk.window().screen()->size();
  CHECK(desk.window().width() <= screen.width());
  CHECK(desk.window().height() <= screen.height());
  raiseAll(desk, QStringLiteral("all_"));
  MainWindow* english = &desk.window();
  test::choose(*english, "themes", "dark");
  test::choose(*english, "languages", "nl");
  desk.until([&] { return &desk.window() != english && desk.window().isVisible(); });
  raiseAll(desk, QStringLiteral("dutch_dark_"));
  test::choose(desk.window(), "themes", "light");
}
