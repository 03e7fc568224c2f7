// A run that fails while it goes on: what and where is said, and the window lives on.
#include <QDir>
#include <QLabel>
#include <QToolButton>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "tests/support/dying_renderer.h"
#include "ui/viewport/view_canvas.h"

namespace tw::failures_desk {
using namespace tw::ui;
using State = RunModel::State;

namespace {

// The window over renderers of ours.
struct Rig {
  explicit Rig(int pictures) : lenses(pictures) {
    window.resize(1200, 700);
    window.show();
  }
  ~Rig() { run.pause(); }
  test::DyingRenderer lenses, view{2};
  QTemporaryDir folder;
  QSettings settings{folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat};
  RunModel run{&lenses};
  Kept kept;
  MainWindow window{run, kept, &view, settings};

  void open(const char* name) {
    REQUIRE(window.open(
        QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/%1.scenario.json").arg(QLatin1String(name))));
    REQUIRE(QTest::qWaitFor([&] { return run.facts() != nullptr; }, 20'000));
  }
  void playTo(State state) {
    run.setPace(0);
    run.play();
    REQUIRE(QTest::qWaitFor([&] { return run.state() == state; }, 60'000));
  }
  QString text(const char* label) {
    return window.findChild<QLabel*>(QLatin1String(label))->text();
  }
};

}  // namespace

TEST_CASE("A run whose files have gone says so and leaves nothing of the one before",
          "[failures]") {
  Rig rig(1000);
  const QString copy = rig.folder.filePath(QStringLiteral("here.camera.json"));
  QFile::copy(QStringLiteral(TWEELENS_SOURCE_DIR "/models/cameras/dual_lens.camera.json"), copy);
  sim::Scenario scenario = sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json");
  scenario.cameras[0].model = copy.toStdString();
  rig.run.open(scenario);
  REQUIRE(QTest::qWaitFor([&] { return rig.run.facts() != nullptr; }, 20'000));
  QFile::remove(copy);
  rig.run.restart(1);
  REQUIRE(QTest::qWaitFor([&] { return rig.run.state() == State::kFailed; }, 20'000));
  CHECK(rig.text("notice").contains(QLatin1String("here.camera.json")));
  CHECK(rig.text("state") == QStringLiteral("cannot be played"));
  CHECK(rig.run.signalStore().size() == 0);
}

TEST_CASE("A driver that dies in a run is named; the window lives on and plays another",
          "[failures]") {
  Rig rig(3);
  rig.open("day_visitor");
  rig.playTo(State::kFailed);
  CHECK(rig.text("notice").contains(QLatin1String(test::DyingRenderer::kWhy)));
  CHECK(rig.text("state") == QStringLiteral("broken off by an error"));
  CHECK(rig.text("notice").contains(QLatin1String("The run broke off at ")));
  CHECK(rig.run.now() > Instant{});  // where it was is still seen
  CHECK(rig.run.events().end() > 0);
  CHECK_FALSE(rig.window.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
  QTest::qWait(100);  // what is to be painted is painted
  QDir().mkpath(QStringLiteral(SCREENS));
  CHECK(rig.window.grab().save(QStringLiteral(SCREENS "/failure.png")));

  rig.open("link_lost");
  CHECK(rig.window.findChild<QToolButton*>(QStringLiteral("play"))->isEnabled());
  rig.playTo(State::kEnded);
  CHECK(rig.run.result()->passed);
}

TEST_CASE("A run that failed can be begun again, and looked back at", "[failures]") {
  Rig rig(3);
  rig.open("day_visitor");
  rig.playTo(State::kFailed);
  rig.run.lookAt(Instant{1s});
  CHECK(rig.run.looksBack());
  const auto begun = [&] { return rig.run.facts() && rig.run.facts()->seed == 9; };
  rig.run.restart(9);
  REQUIRE(QTest::qWaitFor(begun, 20'000));
  CHECK_FALSE(rig.run.looksBack());
}

TEST_CASE("A view whose driver dies says so in its place, and the run goes on", "[failures]") {
  Rig rig(1'000'000);
  rig.open("first_day");
  auto& canvas = *rig.window.findChild<ViewCanvas*>();
  rig.run.setPace(1);
  rig.run.play();
  CHECK(QTest::qWaitFor(
      [&] { return canvas.message().contains(QLatin1String(test::DyingRenderer::kWhy)); }, 20'000));
  const Instant before = rig.run.now();
  CHECK(QTest::qWaitFor([&] { return rig.run.now() > before + 500ms; }, 20'000));
  CHECK(rig.run.state() == State::kRunning);
}

}  // namespace tw::failures_desk
