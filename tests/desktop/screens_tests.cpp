// The window as it first comes up, on a low and on a high screen: every panel is whole.
#include <QDockWidget>
#include <QScreen>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/panel_list.h"

using namespace tw;
using namespace tw::ui;

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
  for (const PanelEntry& entry : panels()) {
    INFO(entry.id);
    if (auto* dock = desk.window().findChild<QDockWidget*>(QLatin1String(entry.id))) dock->raise();
    QTest::qWait(400);
    auto* panel = desk.window().findChild<QWidget*>(QLatin1String(entry.id));
    REQUIRE(panel);
    CHECK(panel->isVisible());
    CHECK(panel->width() >= panel->minimumSizeHint().width());
    CHECK(panel->height() >= panel->minimumSizeHint().height());
    desk.picture(QStringLiteral("all_") + QLatin1String(entry.id));
  }
}
