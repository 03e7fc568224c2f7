#include "ui/viewport/view_canvas.h"

#include <QAction>
#include <QApplication>
#include <QToolBar>
#include <algorithm>

#include "sim/render/qt3d/qt3d_runtime.h"
#include "sim/twin/twin.h"
#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/view_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

void drag(QWidget& canvas, Qt::MouseButton button, QPoint from, QPoint by) {
  QTest::mousePress(&canvas, button, {}, from);
  for (int i = 1; i <= 4; ++i) {
    // QTest's own moves carry no buttons.
    const QPointF to = from + by * i / 4;
    QMouseEvent move(QEvent::MouseMove, to, canvas.mapToGlobal(to), Qt::NoButton, button, {});
    QCoreApplication::sendEvent(&canvas, &move);
    QTest::qWait(20);
  }
  QTest::mouseRelease(&canvas, button, {}, from + by);
}

sim::Command walk(const std::string& actor) {
  return {.at = {}, .camera = {}, .action = "start_walk", .args = {{"actor", actor}}};
}

struct ViewRig : test::DeskRig {
  ViewRig() : DeskRig("time") {}
  ViewCanvas& canvas = find<ViewCanvas>("view_canvas");

  void settle() {
    until([&] { return canvas.settled(); });
  }
  void playTo(Instant at, double pace) {
    run().setPace(pace);
    run().play();
    until([&] { return run().now() >= at; });
    run().pause();
    until([&] { return run().state() == State::kPaused; });
  }
  QPoint place(sim::Vec3 world) { return canvas.screenOf(world).value().toPoint(); }
  QImage shot() { return canvas.grab().toImage(); }
};

}  // namespace

TEST_CASE("The place is orbited, picked in and looked at in layers, also through a lens",
          "[view]") {
  ViewRig desk;
  ViewCanvas& canvas = desk.canvas;
  desk.open("first_day");
  desk.playTo(Instant{6s}, 0);
  desk.run().send(walk("walker"));
  desk.playTo(Instant{12s}, 0);
  desk.settle();
  desk.picture("view");

  const auto before = canvas.view();
  drag(canvas, Qt::LeftButton, {300, 200}, {60, 20});
  CHECK_FALSE(canvas.view().pose.turn == before.pose.turn);
  const auto orbited = canvas.view();
  drag(canvas, Qt::RightButton, {300, 200}, {-40, 0});
  CHECK(canvas.view().pose.turn == orbited.pose.turn);
  CHECK_FALSE(canvas.view().pose.position == orbited.pose.position);
  QTest::keyClick(&canvas, Qt::Key_R);
  CHECK(canvas.view().pose == before.pose);
  desk.settle();

  QTest::mouseClick(&canvas, Qt::LeftButton, {}, desk.place({5, 15, 1.6}));
  CHECK(canvas.pickedName() == "house");
  const sim::Box& walker = desk.run().shown().actors.at(0).box;
  const sim::Vec3 middle = (walker.low + walker.high) * 0.5;
  QTest::mouseClick(&canvas, Qt::LeftButton, {}, desk.place(middle));
  CHECK(canvas.pickedName() == "walker");
  QTest::mouseDClick(&canvas, Qt::LeftButton, {}, desk.place(middle));
  desk.settle();
  const QPointF centre = canvas.screenOf(middle).value() - QPointF(canvas.rect().center());
  CHECK(centre.manhattanLength() < 20);

  QTest::mouseClick(&canvas, Qt::LeftButton, {}, {2, 2});
  CHECK(canvas.pickedName() != "walker");
  QTest::keyClick(&canvas, Qt::Key_Return);
  CHECK(canvas.pickedName() == "walker");

  for (const char* layer : {"layer_frustums", "layer_watched", "layer_tracks", "layer_lamps",
                            "layer_truth", "layer_hazards"}) {
    INFO(layer);
    const QImage with = desk.shot();
    auto& action = desk.find<QAction>(layer);
    action.trigger();
    CHECK_FALSE(action.isChecked());
    const bool ofLamps =
        layer == std::string("layer_lamps") || layer == std::string("layer_hazards");
    CHECK((desk.shot() == with) == ofLamps);  // none is on
    action.trigger();
    CHECK(desk.shot() == with);
  }

  desk.find<QAction>("view_ptz").trigger();
  desk.settle();
  CHECK(canvas.view().pose == desk.run().shown().cameras.at(0).lensPoses[1]);
  desk.picture("view_ptz");
  QTest::keyClick(&canvas, Qt::Key_F);
  desk.settle();
  desk.picture("view_all");
}

TEST_CASE("Layers are shown and hidden by keyboard", "[view]") {
  ViewRig desk;
  desk.canvas.setFocus();
  const std::pair<Qt::Key, const char*> kKeys[] = {
      {Qt::Key_C, "layer_frustums"}, {Qt::Key_W, "layer_watched"}, {Qt::Key_T, "layer_tracks"},
      {Qt::Key_L, "layer_lamps"},    {Qt::Key_G, "layer_truth"},   {Qt::Key_H, "layer_hazards"}};
  for (const auto& [key, layer] : kKeys) {
    INFO(layer);
    QTest::keyClick(&desk.canvas, key);
    CHECK_FALSE(desk.find<QAction>(layer).isChecked());
  }
  auto& bar = *desk.window().findChild<ViewPanel*>()->findChild<QToolBar*>();
  auto& lamps = desk.find<QAction>("layer_lamps");
  desk.tabTo(*bar.widgetForAction(&lamps));
  QTest::keyClick(QApplication::focusWidget(), Qt::Key_Space);
  CHECK(lamps.isChecked());
}

TEST_CASE("Nothing is drawn while nothing changes, or while nobody sees it", "[view]") {
  ViewRig desk;
  desk.open("link_lost");
  desk.playTo(Instant{2s}, 2);
  desk.settle();
  const uint64_t drawings = desk.canvas.drawings();
  QTest::qWait(300);
  CHECK(desk.canvas.drawings() == drawings);
  desk.canvas.hide();
  desk.run().send(walk("walker"));
  desk.playTo(Instant{5s}, 2);
  CHECK(desk.canvas.drawings() == drawings);
  desk.canvas.show();
  desk.settle();
  CHECK(desk.canvas.drawings() > drawings);
}

TEST_CASE("The body's LED and lamps are lit as they are", "[view]") {
  ViewRig desk;
  desk.open("lights_by_hand");
  desk.playTo(Instant{1s}, 1);
  desk.settle();
  const sim::CameraLook& camera = desk.run().shown().cameras.at(0);
  REQUIRE(camera.glows.size() == 1);  // the LED, red while it starts
  const sim::Vec3 led = camera.glows[0].at;
  QTest::mouseDClick(&desk.canvas, Qt::LeftButton, {}, desk.place(led));
  CHECK(desk.canvas.pickedName() == "cam");
  for (int i = 0; i < 22; ++i) QTest::keyClick(&desk.canvas, Qt::Key_Plus);
  desk.settle();
  for (const char* layer : {"layer_frustums", "layer_watched", "layer_lamps", "layer_truth"})
    desk.find<QAction>(layer).setChecked(false);
  QTest::mouseClick(&desk.canvas, Qt::LeftButton, {}, {2, 2});
  const QImage shot = desk.shot();
  const QColor shown(shot.pixel(desk.place(led) * shot.devicePixelRatio()));
  CHECK(shown.red() > 200);
  CHECK(shown.blue() < shown.red());

  // By night, once the spotlight is on.
  const auto spotlight = [&] {
    const auto& glows = desk.run().shown().cameras.at(0).glows;
    return std::any_of(glows.begin(), glows.end(), [](const sim::Glow& glow) {
      return std::min({glow.colour.r, glow.colour.g, glow.colour.b}) > 0.9 && glow.strength > 0.1;
    });
  };
  desk.run().setPace(10);
  desk.run().play();
  desk.until(spotlight);
  desk.run().pause();
  desk.settle();
  desk.picture("view_body");
  QTest::keyClick(&desk.canvas, Qt::Key_R);
  for (const char* layer : {"layer_frustums", "layer_watched", "layer_lamps", "layer_truth"})
    desk.find<QAction>(layer).setChecked(true);
  desk.settle();
  const QImage with = desk.shot();
  desk.find<QAction>("layer_lamps").trigger();
  CHECK_FALSE(desk.shot() == with);
  desk.find<QAction>("layer_lamps").trigger();
  desk.picture("view_night");
}

TEST_CASE("Who may be harmed by a lamp that is on sees a shell around it, in metres", "[view]") {
  ViewRig desk;
  desk.open("light_safety");
  desk.settle();  // before the first second: no lamp is on
  auto& bar = *desk.window().findChild<ViewPanel*>()->findChild<QToolBar*>();
  auto& action = desk.find<QAction>("layer_hazards");
  auto& button = *bar.widgetForAction(&action);
  CHECK(button.accessibleName() == "Hazard zone");
  const QImage dark = desk.shot();
  desk.click(button);
  CHECK_FALSE(action.isChecked());
  CHECK(desk.shot() == dark);
  desk.click(button);
  desk.playTo(Instant{75s}, 0);
  const sim::CameraLook camera = desk.run().shown().cameras.at(0);
  REQUIRE(camera.zones.size() == 2);  // spotlight and infrared
  desk.settle();
  desk.picture("view_hazard_far");
  const QImage far = desk.shot();
  desk.click(button);
  CHECK_FALSE(desk.shot() == far);  // as small as it is
  desk.click(button);

  const sim::Pose lamp = camera.zones.at(0).pose;
  QTest::mouseDClick(&desk.canvas, Qt::LeftButton, {}, desk.place(camera.body.position));
  CHECK(desk.canvas.pickedName() == "staring");
  for (const char* layer : {"layer_frustums", "layer_watched", "layer_lamps", "layer_truth"})
    desk.find<QAction>(layer).setChecked(false);
  for (int i = 0; i < 20; ++i) QTest::keyClick(&desk.canvas, Qt::Key_Plus);
  desk.settle();
  desk.picture("view_hazard");
  const QPoint within = desk.place(lamp.position + lamp.turn * sim::Vec3{0.2, 0, 0});
  REQUIRE(desk.canvas.rect().contains(within));
  const auto colour = [&] {
    const QImage shot = desk.shot();
    return QColor(shot.pixel(within * shot.devicePixelRatio()));
  };
  const QColor with = colour();
  QTest::keyClick(&desk.canvas, Qt::Key_H);
  const QColor without = colour();
  CHECK(with.red() - with.blue() > without.red() - without.blue() + 20);  // amber
}

TEST_CASE("Where nothing can be drawn the view says so and shows its layers", "[view]") {
  RunModel run;
  RunActions actions(run, nullptr);
  Kept kept;
  Desk desk{run, actions, kept};
  ViewPanel panel(desk);
  panel.resize(960, 540);
  panel.show();
  REQUIRE(QTest::qWaitForWindowExposed(&panel));
  CHECK(panel.canvas().message().contains("Open a scenario"));
  run.open(sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json"));
  REQUIRE(QTest::qWaitFor([&] { return run.shown().scene != nullptr; }, 60'000));
  CHECK(panel.canvas().message().contains("Nothing can be drawn"));
  const QImage with = panel.canvas().grab().toImage();
  panel.findChild<QAction*>("layer_frustums")->trigger();
  CHECK_FALSE(panel.canvas().grab().toImage() == with);
  with.save(SCREENS "/view_without.png");
}
