#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

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

TEST_CASE("The run is driven by keys with the Time panel hidden", "[time]") {
  test::DeskRig desk;
  desk.open("link_lost");
  desk.find<QDockWidget>("time").hide();
  desk.run().setPace(60);
  const auto key = [&](Qt::Key which, Qt::KeyboardModifiers with = {}) {
    QTest::keyClick(&desk.window(), which, with);
  };
  key(Qt::Key_F5);
  desk.until([&] { return desk.run().now() >= Instant{30s}; });
  key(Qt::Key_F5);
  desk.until([&] { return desk.run().state() == State::kPaused; });
  const Instant paused = desk.run().now();
  key(Qt::Key_F10);
  desk.until([&] { return desk.run().now() > paused; });
  desk.run().lookAt(Instant{10s});
  key(Qt::Key_Escape);
  CHECK_FALSE(desk.run().looksBack());
  desk.run().lookAt(Instant{10s});
  key(Qt::Key_G, Qt::ControlModifier);
  desk.until([&] { return desk.run().state() == State::kPaused && desk.run().now() < paused; });
  key(Qt::Key_F5, Qt::ControlModifier);
  desk.until([&] { return desk.run().now() == Instant{}; });
}

TEST_CASE("How a run ended is said, and what can be done then", "[time]") {
  test::DeskRig desk("time");
  desk.open("link_lost");
  auto& goOn = desk.find<QToolButton>("go_on");
  const auto& state = desk.find<QLabel>("state");
  desk.find<QAction>("end").trigger();
  desk.until([&] { return desk.run().state() == State::kEnded; });
  CHECK(state.text() == QStringLiteral("ended by hand"));
  CHECK(goOn.isEnabled());
  desk.run().setPace(0);
  desk.click(desk.find<QToolButton>("restart"));
  desk.until([&] { return desk.run().state() == State::kPaused; });
  desk.click(desk.find<QToolButton>("play"));
  desk.until([&] { return desk.run().state() == State::kEnded; });
  CHECK(state.text() == QStringLiteral("ended: passed"));
  CHECK_FALSE(goOn.isEnabled());
}

TEST_CASE("Seeds: none is the run's own, one too large is refused", "[time]") {
  test::DeskRig desk("time");
  desk.open("link_lost");
  auto& seed = desk.find<QLineEdit>("seed");
  const auto enter = [&](const char* text) {
    seed.setFocus();
    seed.selectAll();
    QTest::keyClick(&seed, Qt::Key_Delete);
    QTest::keyClicks(&seed, text);
    QTest::keyClick(&seed, Qt::Key_Return);
  };
  const auto isSeed = [&](uint64_t value) {
    return desk.run().facts() && desk.run().facts()->seed == value;
  };
  enter("9223372036854775807");
  desk.until([&] { return isSeed(INT64_MAX); });
  enter("9223372036854775808");
  CHECK(desk.find<QLabel>("notice").text().contains(QLatin1String("9223372036854775807")));
  CHECK(isSeed(INT64_MAX));
  enter("3");
  desk.until([&] { return isSeed(3); });
  bool again = false;
  QObject::connect(&desk.run(), &RunModel::begun, &desk.window(), [&] { again = true; });
  enter("");
  desk.until([&] { return again; });
  CHECK(isSeed(3));
}
