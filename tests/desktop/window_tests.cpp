// The window itself: what is wrong is said and nothing is lost; what is remembered.
#include <sys/resource.h>
#include <unistd.h>
#include <QApplication>
#include <QDialogButtonBox>
#include <QDockWidget>
#include <QDropEvent>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QSaveFile>
#include <QToolButton>

#include <fstream>
#include <nlohmann/json.hpp>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/app/theme.h"
#include "ui/panels/code_edit.h"
#include "ui/panels/signals_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

void put(const QString& file, const QByteArray& text) {
  QSaveFile out(file);
  out.open(QIODevice::WriteOnly);
  out.write(text);
  out.commit();
}

// A scenario of one camera in the plain yard, changed; written to `folder`.
QString changedScenario(const QTemporaryDir& folder, const nlohmann::json& change) {
  const std::string scenes = TWEELENS_SOURCE_DIR "/scenes/";
  nlohmann::json scenario = {{"title", "changed"},
                             {"scene", scenes + "plain_yard.scene.json"},
                             {"cameras",
                              {{{"name", "cam"},
                                {"model", scenes + "../models/cameras/dual_lens.camera.json"},
                                {"mount", "pole"}}}},
                             {"duration_s", 60},
                             {"steps", nlohmann::json::array({{{"at_s", 0}, {"do", "plug_in"}}})}};
  scenario.merge_patch(change);
  const QString file = folder.filePath(QStringLiteral("changed.scenario.json"));
  put(file, QByteArray::fromStdString(scenario.dump(2)));
  return file;
}

// A file of the tree, changed; written to `folder` under another name.
std::string changedFile(const QTemporaryDir& folder, const char* of, const nlohmann::json& change,
                        const char* name) {
  nlohmann::json all = nlohmann::json::parse(std::ifstream(TWEELENS_SOURCE_DIR + std::string(of)));
  all.merge_patch(change);
  const QString file = folder.filePath(QLatin1String(name));
  put(file, QByteArray::fromStdString(all.dump(2)));
  return file.toStdString();
}

QString notice(test::DeskRig& desk) { return desk.find<QLabel>("notice").text(); }

}  // namespace

TEST_CASE("A file that is no scenario is refused with file, line and reason; the run goes on",
          "[window]") {
  const QTemporaryDir folder;
  test::DeskRig desk;
  desk.open("link_lost");
  desk.run().play();
  CHECK_FALSE(desk.window().open(changedScenario(folder, {{"durations_s", 3}})));
  CHECK(notice(desk).contains(QLatin1String("changed.scenario.json:")));
  CHECK(notice(desk).contains(QLatin1String("durations_s")));
  CHECK(desk.find<QLabel>("notice").isVisible());
  desk.until([&] { return desk.run().now() > Instant{}; });
  desk.until([&] { return desk.run().state() == State::kRunning; });
  CHECK_FALSE(desk.window().open(folder.filePath(QStringLiteral("none.scenario.json"))));
  CHECK(notice(desk).contains(QLatin1String("none.scenario.json")));
  // Names that only a built twin knows.
  CHECK_FALSE(desk.window().open(changedScenario(
      folder, {{"expect",
                {{{"id", "a"}, {"always", {{"signal", "cam/led.patern"}, {"is", "off"}}}},
                 {{"id", "b"}, {"always", {{"signal", "cam/no"}, {"is", "off"}}}}}}})));
  CHECK(notice(desk).contains(QLatin1String("led.patern")));
  CHECK(notice(desk).contains(QLatin1String("(1 more)")));
  CHECK_FALSE(notice(desk).contains(QLatin1String("none.scenario.json")));  // of another try
  CHECK(desk.find<CodeEdit>("scenario_code").text().contains(QLatin1String("led.patern")));
  CHECK(desk.find<CodeEdit>("scenario_code").isVisible());
  CHECK(desk.run().scenario().name == "link_lost");
  CHECK(desk.run().state() == State::kRunning);
  desk.picture(QStringLiteral("window_notice"));
}

TEST_CASE("A missing model and a missing scene are named; the window lives on", "[window]") {
  const QTemporaryDir folder;
  test::DeskRig desk;
  const auto fails = [&](const nlohmann::json& change, const char* named) {
    static_cast<void>(desk.window().open(changedScenario(folder, change)));
    desk.until([&] { return notice(desk).contains(QLatin1String(named)); });
  };
  fails({{"cameras", {{{"name", "cam"}, {"model", "no_such.camera.json"}, {"mount", "pole"}}}}},
        "no_such.camera.json");
  fails({{"scene", "no_such.scene.json"}}, "no_such.scene.json");
  desk.open("link_lost");
  desk.run().step();
  desk.until([&] { return desk.run().now() > Instant{}; });
}

TEST_CASE("A broken scene or camera file is named with the key in it; the window lives on",
          "[window]") {
  const QTemporaryDir folder;
  test::DeskRig desk;
  const auto fails = [&](const nlohmann::json& change, const char* file, const char* what) {
    desk.window().open(changedScenario(folder, change));
    INFO(what);
    desk.until(
        [&] {
          return notice(desk).contains(QLatin1String(file)) &&
                 notice(desk).contains(QLatin1String(what));
        },
        10'000);
    CHECK(desk.find<QLabel>("notice").isVisible());
  };
  const auto scene = [&](const nlohmann::json& change, const char* name) {
    return nlohmann::json{
        {"scene", changedFile(folder, "/scenes/plain_yard.scene.json", change, name)}};
  };
  const auto model = [&](const nlohmann::json& change, const char* name) {
    const auto file = changedFile(folder, "/models/cameras/dual_lens.camera.json", change, name);
    return nlohmann::json{{"cameras", {{{"name", "cam"}, {"model", file}, {"mount", "pole"}}}}};
  };
  fails(scene({{"sky_lx", 3}}, "a.scene.json"), "a.scene.json", "sky_lx");
  fails(scene({{"sky_lux", "bright"}}, "b.scene.json"), "b.scene.json", "sky_lux");
  fails(scene({{"sun", {{"elevation_deg", 400}}}}, "c.scene.json"), "c.scene.json",
        "elevation_deg");
  fails(model({{"mass_g", 700}}, "a.camera.json"), "a.camera.json", "mass_g");
  fails(model({{"mass_kg", nullptr}}, "b.camera.json"), "b.camera.json", "mass_kg");
  fails(model({{"axes", {{"ptz_pan", {{"step_deg", -1}}}}}}, "c.camera.json"), "c.camera.json",
        "step_deg");
  const QString torn = folder.filePath(QStringLiteral("torn.scene.json"));
  put(torn, "{\n  \"name\": \"torn\",\n  \"objects\": [");
  fails({{"scene", torn.toStdString()}}, "torn.scene.json:3", "");
  desk.picture(QStringLiteral("window_broken_files"));
  desk.open("link_lost");
  desk.run().step();
  desk.until([&] { return desk.run().now() > Instant{}; });
}

TEST_CASE("The window remembers its docks, its theme and the files it had open", "[window]") {
  const QTemporaryDir folder;
  QSettings settings(folder.filePath(QStringLiteral("s.ini")), QSettings::IniFormat);
  {
    Desktop first(settings);
    first.window().show();
    REQUIRE(
        first.window().open(QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json")));
    CHECK(QApplication::palette().color(QPalette::Window).lightness() > 128);
    test::choose(first.window(), "themes", "dark");
    first.window().findChild<QDockWidget*>(QStringLiteral("time"))->hide();
    first.window().close();
  }
  applyTheme(Theme::kLight);
  Desktop second(settings);
  second.window().show();
  CHECK(QApplication::palette().color(QPalette::Window).lightness() < 128);
  CHECK(second.window().findChild<QDockWidget*>(QStringLiteral("signals"))->isVisible());
  CHECK_FALSE(second.window().findChild<QDockWidget*>(QStringLiteral("time"))->isVisible());
  const auto* recent = second.window().findChild<QMenu*>(QStringLiteral("recent"));
  REQUIRE(recent);
  REQUIRE(recent->actions().size() == 1);
  recent->actions()[0]->trigger();
  CHECK(QTest::qWaitFor([&] { return second.run().isOpen(); }));
}

TEST_CASE("A scenario dropped onto the window, or a dock of it, is opened", "[window]") {
  const char* onto = GENERATE("", "signals");
  test::DeskRig desk;
  auto* dock = desk.window().findChild<QDockWidget*>(QLatin1String(onto));
  if (*onto) dock->setFloating(true);
  QWidget* target = *onto ? static_cast<QWidget*>(dock) : &desk.window();
  QMimeData data;
  data.setUrls(
      {QUrl::fromLocalFile(QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/link_lost.scenario.json"))});
  QDragEnterEvent enter({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(target, &enter);
  CHECK(enter.isAccepted());
  QDropEvent drop({100, 100}, Qt::CopyAction, &data, Qt::LeftButton, {});
  QCoreApplication::sendEvent(target, &drop);
  desk.until([&] { return desk.run().facts() != nullptr; });
  CHECK(desk.run().scenario().name == "link_lost");
}

TEST_CASE("What computes gives way to the window's thread", "[window]") {
  const auto before = Precedence::threads();
  test::DeskRig desk;
  const auto allGiveWay = [&before] {
    const auto threads = Precedence::threads();
    return std::all_of(threads.begin(), threads.end(), [&before](int thread) {
      return before.contains(thread) ||
             getpriority(PRIO_PROCESS, static_cast<id_t>(thread)) == Precedence::kNiceness;
    });
  };
  desk.open("link_lost");
  REQUIRE(Precedence::threads().size() >= before.size() + 4);  // two renderers, the view, the run
  desk.until(allGiveWay, 5000);
  MainWindow* english = &desk.window();
  test::choose(*english, "languages", "nl");
  desk.until([&] { return &desk.window() != english; });
  desk.until(allGiveWay, 5000);  // the new window's view, too
  CHECK(getpriority(PRIO_PROCESS, static_cast<id_t>(getpid())) < Precedence::kNiceness);
  desk.run().setPace(0);
  desk.run().play();
  desk.until([&] { return desk.run().now() > Instant{10s}; });
}

TEST_CASE("A panel behind another is brought up by its key", "[window]") {
  test::DeskRig desk;
  auto& faults = desk.find<QLineEdit>("fault_search");
  desk.until([&] { return desk.find<QDockWidget>("hardware").isVisible(); });
  REQUIRE(faults.visibleRegion().isEmpty());
  QTest::keyClick(&desk.window(), Qt::Key_2, Qt::AltModifier);
  desk.until([&] { return !faults.visibleRegion().isEmpty(); });
}

TEST_CASE("Dutch is Dutch at once, and the run goes on", "[window]") {
  test::DeskRig desk;
  desk.open("link_lost");
  desk.run().play();
  const auto choose = [&](const char* code) {
    MainWindow* before = &desk.window();
    test::choose(*before, "languages", code);
    desk.until([&] { return &desk.window() != before && desk.window().isVisible(); });
  };
  choose("nl");
  CHECK(desk.find<QToolButton>("step").text() == QStringLiteral("Stap"));
  QDialogButtonBox qts(QDialogButtonBox::Cancel);
  CHECK(qts.button(QDialogButtonBox::Cancel)->text() == QStringLiteral("Annuleren"));
  CHECK(desk.find<QPushButton>("action_open_app").text() == QStringLiteral("App openen"));
  desk.until([&] { return desk.run().state() == State::kRunning; });
  desk.picture(QStringLiteral("window_dutch"));
  desk.find<SignalsPanel>("signals_panel").tree().setChosen({QStringLiteral("cam/led.red")});
  auto& code = desk.find<CodeEdit>("scenario_code");
  code.insertPlainText(QStringLiteral("/"));  // is not saved
  desk.find<QDockWidget>("scenario").hide();
  choose("en");
  CHECK(desk.find<QToolButton>("step").text() == QStringLiteral("Step"));
  CHECK(desk.find<CodeEdit>("scenario_code").text().startsWith(QLatin1Char('/')));
  CHECK(desk.find<SignalsPanel>("signals_panel").tree().chosen().size() == 1);
  desk.until([&] { return desk.window().isWindowModified(); });
  desk.window().close();
  CHECK(desk.window().isVisible());  // asks first
  CHECK(desk.window().findChild<QMessageBox*>(QStringLiteral("not_saved")) != nullptr);
}

TEST_CASE("Notices are kept, and are read and closed by keyboard", "[window]") {
  test::DeskRig desk;
  for (int i = 1; i <= 60; ++i) desk.window().tell(QStringLiteral("notice <%1>").arg(i));
  CHECK(notice(desk).contains(QLatin1String("<60>")));
  CHECK_FALSE(notice(desk).contains(QLatin1String("<56>")));
  CHECK(desk.find<QToolButton>("more_notices").text() == QLatin1String("and 46 more"));
  QTest::keyClick(&desk.window(), Qt::Key_M, Qt::ControlModifier | Qt::ShiftModifier);
  auto& all = desk.find<QDialog>("all_notices");
  const QString text = all.findChild<QPlainTextEdit*>()->toPlainText();
  CHECK(text.startsWith(QLatin1String("notice <60>")));
  CHECK(text.contains(QLatin1String("<11>")));
  CHECK_FALSE(text.contains(QLatin1String("<10>")));  // fifty are kept
  desk.picture(QStringLiteral("window_notices"));
  QTest::keyClick(&all, Qt::Key_Escape);
  desk.until([&] { return !desk.window().findChild<QDialog*>(QStringLiteral("all_notices")); });
  QApplication::setActiveWindow(&desk.window());  // no window manager does
  auto& close = desk.find<QToolButton>("close_notices");
  desk.tabTo(close);
  QTest::keyClick(&close, Qt::Key_Space);
  CHECK_FALSE(desk.find<QLabel>("notice").isVisible());
  desk.window().tell(QStringLiteral("once more"));
  CHECK(desk.find<QLabel>("notice").isVisible());
  CHECK_FALSE(desk.find<QToolButton>("more_notices").isVisible());
  QTest::keyClick(&desk.window(), Qt::Key_X, Qt::ControlModifier | Qt::ShiftModifier);
  CHECK_FALSE(desk.find<QLabel>("notice").isVisible());
}
