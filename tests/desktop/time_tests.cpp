#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/time_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

TEST_CASE("A run is started, paused, stepped, looked back at and gone on from by hand", "[time]") {
  test::DeskRig desk("time");
  desk.open("link_lost");
  auto& play = desk.find<QToolButton>("play");
  desk.run().setPace(60);
  desk.click(play);
  desk.until([&] { return desk.run().now() >= Instant{30s}; });
  CHECK(desk.run().state() == State::kRunning);
  desk.click(play);
  desk.until([&] { return desk.run().state() == State::kPaused; });
  const Instant paused = desk.run().now();
  desk.click(desk.find<QToolButton>("step"));
  desk.until([&] { return desk.run().now() > paused; });

  auto& timeline = *desk.window().findChild<TimelineView*>();
  const QPoint back(timeline.xOf(Instant{10s}), timeline.height() / 2);
  QTest::mouseClick(&timeline, Qt::LeftButton, {}, back);
  CHECK(desk.run().looksBack());
  CHECK(desk.run().shownAt() < Instant{20s});
  desk.picture("time");
  QTest::keyClick(&desk.window(), Qt::Key_Escape);
  CHECK_FALSE(desk.run().looksBack());
  QTest::mouseClick(&timeline, Qt::LeftButton, {}, back);
  desk.click(desk.find<QToolButton>("go_on"));
  desk.until(
      [&] { return desk.run().state() == State::kPaused && desk.run().now() < Instant{20s}; });
  QTest::keyClick(&desk.window(), Qt::Key_F5);
  desk.until([&] { return desk.run().state() == State::kRunning; });
  auto& seed = desk.find<QLineEdit>("seed");
  seed.setFocus();
  seed.selectAll();
  QTest::keyClicks(&seed, "7");
  QTest::keyClick(&seed, Qt::Key_Return);
  desk.until([&] { return desk.run().facts() && desk.run().facts()->seed == 7; });
}
