#include <QDockWidget>
#include <QLabel>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QSpinBox>
#include <QTabBar>
#include <QToolButton>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/models/message_table.h"
#include "ui/models/settings_table.h"
#include "ui/models/time_text.h"
#include "ui/panels/firmware_log.h"
#include "ui/panels/firmware_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct FirmwareRig : test::DeskRig {
  explicit FirmwareRig(const std::string& scenario) : DeskRig("firmware") {
    auto& dock = find<QDockWidget>("firmware");
    window().resizeDocks({&dock}, {460}, Qt::Horizontal);
    run().setPace(0);
    open(scenario);
  }
  void playToEnd() {
    click(find<QToolButton>("play"));
    until([this] { return run().state() == State::kEnded; });
  }
  void tab(int number) {
    QTabBar& bar = *find<QTabWidget>("firmware_tabs").tabBar();
    QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.tabRect(number).center());
    QTest::qWait(100);  // it is refreshed
  }
  void clickCell(QTableView& table, const QModelIndex& index, bool twice, int fromLeft = 40) {
    table.scrollTo(index);
    const QRect cell = table.visualRect(index);
    const QPoint place(cell.left() + fromLeft, cell.center().y());
    QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, place);
    if (twice) QTest::mouseDClick(table.viewport(), Qt::LeftButton, {}, place);
  }
  double value(const char* signal) {
    return run().signalStore().value(*run().signalStore().find(signal));
  }
};

QString cellOf(const QAbstractItemModel& model, int row, int column) {
  return model.index(row, column).data().toString();
}

int rowNamed(const QAbstractItemModel& model, const QString& name) {
  for (int row = 0; row < model.rowCount(); ++row)
    if (cellOf(model, row, 0) == name) return row;
  throw std::runtime_error("no row " + name.toStdString());
}

}  // namespace

TEST_CASE("The log is filtered by level and text, and a double click looks back", "[firmware]") {
  FirmwareRig desk("link_lost");
  desk.playToEnd();
  auto& table = desk.find<QTableView>("log_table");
  const QAbstractItemModel& lines = *table.model();
  desk.until([&] { return lines.rowCount() > 30; });
  desk.picture("firmware_log");
  const int all = lines.rowCount();
  auto& level = desk.find<QComboBox>("log_level");
  level.setFocus();
  QTest::keyClick(&level, Qt::Key_Down);
  QTest::keyClick(&level, Qt::Key_Down);
  desk.until([&] { return lines.rowCount() > 0 && lines.rowCount() < all; });
  for (int row = 0; row < lines.rowCount(); ++row)
    CHECK(cellOf(lines, row, LogTable::kLevel) == "warning");
  const int warnings = lines.rowCount();
  QTest::keyClicks(&desk.find<QLineEdit>("log_text"), "NO ANSWER");
  desk.until([&] { return lines.rowCount() > 0 && lines.rowCount() < warnings; });
  CHECK(cellOf(lines, 0, LogTable::kText) == "connecting: no answer");

  const QString time = cellOf(lines, 0, LogTable::kTime);
  desk.clickCell(table, lines.index(0, LogTable::kText), true);
  CHECK(desk.run().looksBack());
  CHECK(timeText(desk.run().shownAt()) == time);
  desk.until([&] { return lines.rowCount() == 1; });  // what comes later is hidden
  desk.tab(1);
  const QAbstractItemModel& states = *desk.find<QTableView>("state_table").model();
  CHECK(cellOf(states, rowNamed(states, "session"), 1) != "up");
  QTest::keyClick(&desk.window(), Qt::Key_Escape);
  desk.until([&] { return cellOf(states, rowNamed(states, "session"), 1) == "up"; });
  desk.picture("firmware_state");
}

TEST_CASE("The app adds the camera by its buttons and changes settings in place", "[firmware]") {
  FirmwareRig desk("link_lost");
  desk.playToEnd();
  desk.run().goOnFrom(Instant{22500ms});  // online, and nobody's yet
  desk.until([&] { return desk.run().state() == State::kPaused && !desk.run().result(); });
  REQUIRE(desk.value("phone/cam.bound") == 0);
  desk.tab(2);
  CHECK(desk.find<QLabel>("settings_note").text().contains("not added"));
  desk.tab(4);
  auto& scroll = desk.find<QScrollArea>("app_scroll");
  for (const char* name : {"action_open_app", "action_add_camera"}) {
    auto& button = desk.find<QPushButton>(name);
    scroll.ensureWidgetVisible(&button);
    desk.click(button);
  }
  desk.run().setPace(0.25);
  desk.click(desk.find<QToolButton>("play"));
  desk.until([&] { return desk.value("phone/cam.online") == 1; });
  desk.picture("firmware_app");

  desk.tab(2);
  auto& table = desk.find<QTableView>("settings_table");
  const QAbstractItemModel& settings = *table.model();
  const int sensitivity = rowNamed(settings, "human sensitivity"),
            lights = rowNamed(settings, "alarm lights"), night = rowNamed(settings, "night mode");
  desk.clickCell(table, settings.index(sensitivity, SettingsTable::kValue), true);
  auto& number = desk.find<QSpinBox>("setting_human_sensitivity");
  number.selectAll();
  QTest::keyClicks(&number, "5");
  QTest::keyClick(&number, Qt::Key_Return);
  desk.until([&] { return !desk.window().findChild<QSpinBox*>("setting_human_sensitivity"); });
  desk.clickCell(table, settings.index(lights, SettingsTable::kValue), false, 9);
  desk.clickCell(table, settings.index(night, SettingsTable::kValue), true);
  auto& list = desk.find<QComboBox>("setting_night_mode");
  QTest::keyClick(&list, Qt::Key_Down);
  const auto answered = [&](int row, const char* wanted) {
    return cellOf(settings, row, SettingsTable::kValue) == wanted &&
           cellOf(settings, row, SettingsTable::kAnswer).startsWith("accepted");
  };
  desk.until([&] { return answered(sensitivity, "5") && answered(lights, "on"); });
  desk.until([&] { return answered(night, "colour"); });
  desk.picture("firmware_settings");

  desk.tab(3);
  auto& messages = desk.find<QTableView>("message_table");
  const QAbstractItemModel& rows = *messages.model();
  desk.until([&] { return rows.rowCount() > 5; });
  desk.clickCell(messages, rows.index(rows.rowCount() - 1, MessageTable::kWhat), false);
  CHECK(desk.find<QPlainTextEdit>("message_whole").toPlainText().contains("settings.set"));
  desk.picture("firmware_messages");

  auto& dock = desk.find<QDockWidget>("firmware");
  CHECK(dock.minimumSizeHint().width() <= 320);
  CHECK(dock.minimumSizeHint().height() <= 220);
}
