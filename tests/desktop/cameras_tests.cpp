// Two cameras in a run: every panel shows the one that is chosen, and hands come to that one.
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QTabBar>
#include <QTableView>
#include <QToolButton>
#include <QTreeWidget>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/models/settings_table.h"
#include "ui/panels/picture_view.h"

namespace tw::cameras_desk {
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct Two : test::DeskRig {
  Two() {
    REQUIRE(window().open(QStringLiteral(TWEELENS_SOURCE_DIR
                                         "/tests/data/scenarios/good/two_by_hand.scenario.json")));
    until([this] { return run().facts() && run().state() == State::kPaused; });
  }
  QString is(const char* signal) {
    const auto id = run().signalStore().find(signal);
    REQUIRE(id);
    return run().signalStore().textAt(*id, run().shownAt());
  }
  void untilIs(const char* signal, const char* text) {
    INFO(signal);
    until([&] { return is(signal) == QLatin1String(text); });
  }
  void raise(const char* dock) {
    find<QDockWidget>(dock).raise();
    QTest::qWait(100);  // it is refreshed
  }
  void choose(const char* list, const char* camera) {
    auto& cameras = find<QComboBox>(list);
    REQUIRE(cameras.isVisible());
    QTest::keyClick(&cameras, camera == std::string("back") ? Qt::Key_Down : Qt::Key_Up);
    REQUIRE(cameras.currentText() == QLatin1String(camera));
  }
  void tick(const char* box) {
    auto& found = find<QCheckBox>(box);
    until([&] { return found.isEnabled(); });
    QTest::mouseClick(&found, Qt::LeftButton, {}, {10, found.height() / 2});
  }
  void press(const char* button) {
    auto& found = find<QPushButton>(button);
    until([&] { return found.isEnabled(); });
    if (auto& scroll = find<QScrollArea>("app_scroll"); scroll.isAncestorOf(&found))
      scroll.ensureWidgetVisible(&found);
    click(found);
  }
  void tab(int number) {
    QTabBar& bar = *find<QTabWidget>("firmware_tabs").tabBar();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.tabRect(number).center());
    QTest::qWait(100);
  }
  // The one at the back is powered and online; the other is not even plugged in.
  void bringBackOnline() {
    raise("hardware");
    choose("hardware_camera", "back");
    tick("power");
    tick("cable");
    run().setPace(20);  // the run must not be over before it is paused
    run().play();
    untilIs("back/led.pattern", "slow_blue");
    run().pause();
    until([this] { return run().state() == State::kPaused; });
    REQUIRE(is("cam/power.plugged") == "false");
  }
};

QString cell(const QAbstractItemModel& model, int row, int column) {
  return model.index(row, column).data().toString();
}

int rowNamed(const QAbstractItemModel& model, const char* name) {
  for (int row = 0; row < model.rowCount(); ++row)
    if (cell(model, row, 0) == QLatin1String(name)) return row;
  throw std::runtime_error(std::string("no row ") + name);
}

}  // namespace

TEST_CASE("Hands of the hardware panel come to the camera that is chosen", "[cameras]") {
  Two desk;
  desk.raise("hardware");
  desk.choose("hardware_camera", "back");
  desk.tick("power");
  desk.untilIs("back/power.plugged", "true");
  CHECK(desk.is("cam/power.plugged") == "false");
  auto& power = desk.find<QCheckBox>("power");
  desk.until([&] { return power.isChecked(); });
  desk.choose("hardware_camera", "cam");
  desk.until([&] { return !power.isChecked(); });
  desk.tick("cable");
  desk.untilIs("cam/ethernet.cable", "true");
  CHECK(desk.is("back/ethernet.cable") == "false");
  desk.choose("hardware_camera", "back");
  auto& reset = desk.find<QPushButton>("reset");
  desk.until([&] { return reset.isEnabled(); });
  QTest::mousePress(&reset, Qt::LeftButton);
  desk.untilIs("back/reset_button.pressed", "true");
  CHECK(desk.is("cam/reset_button.pressed") == "false");
  QTest::mouseRelease(&reset, Qt::LeftButton);
  desk.untilIs("back/reset_button.pressed", "false");
  desk.picture("cameras_hardware");
}

TEST_CASE("A fault is of the camera under which it was chosen, and so is its mending",
          "[cameras]") {
  Two desk;
  desk.raise("faults");
  auto& search = desk.find<QLineEdit>("fault_search");
  auto& list = desk.find<QTreeWidget>("fault_list");
  const auto active = [&](const char* fault) {
    return list.findItems(QLatin1String(fault), Qt::MatchExactly).size() == 1;
  };
  const auto apply = [&](const char* words, const char* fault) {
    search.selectAll();
    QTest::keyClicks(&search, words);
    REQUIRE(desk.find<QLabel>("fault_name").text() == QLatin1String(fault));
    desk.press("fault_apply");
    desk.until([&] { return active(fault); });
  };
  apply("back led blue_dead", "back/led blue_dead");
  CHECK_FALSE(active("cam/led blue_dead"));
  apply("cam led blue_dead", "cam/led blue_dead");
  desk.picture("cameras_faults");
  desk.click(desk.find<QToolButton>("mend back/led blue_dead"));
  desk.until([&] { return !active("back/led blue_dead"); });
  CHECK(active("cam/led blue_dead"));
}

TEST_CASE("Log, app, settings and lenses are of the camera that is chosen", "[cameras]") {
  Two desk;
  desk.bringBackOnline();
  desk.raise("firmware");
  const QAbstractItemModel& lines = *desk.find<QTableView>("log_table").model();
  desk.until([&] { return lines.rowCount() == 0; });  // cam has no power
  desk.choose("firmware_camera", "back");
  desk.until([&] { return lines.rowCount() > 5; });

  desk.tab(4);
  desk.press("action_open_app");
  desk.press("action_add_camera");
  desk.run().setPace(0.5);
  desk.run().play();
  desk.untilIs("phone/back.online", "true");
  CHECK(desk.is("phone/cam.bound") == "false");
  auto& states = desk.find<QLabel>("app_states");
  desk.until([&] { return states.text().contains("added and online"); });

  desk.tab(2);
  auto& table = desk.find<QTableView>("settings_table");
  const QAbstractItemModel& settings = *table.model();
  desk.until([&] { return settings.rowCount() > 0; });
  const int people = rowNamed(settings, "detect human");
  const QModelIndex value = settings.index(people, SettingsTable::kValue);
  table.scrollTo(value);
  const QRect box = table.visualRect(value);
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, {box.left() + 9, box.center().y()});
  desk.until([&] { return cell(settings, people, SettingsTable::kAnswer).startsWith("accepted"); });
  desk.picture("cameras_firmware");
  desk.choose("firmware_camera", "cam");
  desk.until([&] { return desk.find<QLabel>("settings_note").text().contains("not started"); });

  desk.raise("lenses");
  const auto& view = desk.find<PictureView>("lens_view_wide");
  desk.until([&] { return view.why().contains("no power"); });
  desk.choose("lens_camera", "back");
  desk.until([&] { return view.why().isEmpty(); });
  CHECK_FALSE(desk.find<QLabel>("lens_facts_wide").text().isEmpty());
  desk.picture("cameras_lenses");
}

}  // namespace tw::cameras_desk
