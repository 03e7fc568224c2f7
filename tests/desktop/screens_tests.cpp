// The window as it first comes up, on a low and on a high screen, in both languages and themes:
// every panel is whole.
#include <QDockWidget>
#include <QScreen>
#include <QScrollArea>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/panel_list.h"

using namespace tw;
using namespace tw::ui;

namespace {

// What cannot be scrolled to is not wider than it is seen.
void checkNothingIsCutOff(MainWindow& window) {
  for (const auto* area : window.findChildren<QScrollArea*>()) {
    if (!area->isVisible() || !area->widget()) continue;
    INFO(area->widget()->metaObject()->className()
         << " in " << area->parent()->objectName().toStdString());
    if (area->horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
      CHECK(area->widget()->width() <= area->viewport()->width());
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
    checkNothingIsCutOff(desk.window());
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
