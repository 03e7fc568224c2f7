// What is asked on the way: files, whether to end a run, what a new card is; and lists, by mouse.
#include <QAbstractItemView>
#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDockWidget>
#include <QDoubleSpinBox>
#include <QFile>
#include <QImage>
#include <QLabel>
#include <QLineEdit>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QToolButton>

#include "sim/scenario/scenario.h"
#include "tests/desktop/answers.h"
#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"

namespace tw::dialogs_desk {
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct Rig : test::DeskRig {
  explicit Rig(const char* dock) : DeskRig(dock) {}
  test::Answers answers;
  QTemporaryDir folder;

  QString file(const char* name) const { return folder.filePath(QLatin1String(name)); }
  void answered(std::source_location where = std::source_location::current()) {
    until([this] { return answers.done(); }, 15'000, where);
    REQUIRE_FALSE(answers.failed());
  }
  void openByHand() {
    REQUIRE(window().open(QStringLiteral(TWEELENS_SOURCE_DIR
                                         "/tests/data/scenarios/good/two_by_hand.scenario.json")));
    until([this] { return run().facts() && run().state() == State::kPaused; });
    QTest::qWait(100);
  }
  void playTo(Instant at) {
    run().setPace(50);  // the run must not be over before it is paused
    run().play();
    until([&] { return run().now() >= at; });
    run().pause();
    until([this] { return run().state() == State::kPaused; });
  }
  void clickTool(const char* name) {
    auto& found = find<QToolButton>(name);
    until([&] { return found.isEnabled(); });
    click(found);
  }
  void press(const char* name) {
    auto& found = find<QPushButton>(name);
    until([&] { return found.isEnabled(); });
    click(found);
  }
  QString is(const char* signal) {
    const auto id = run().signalStore().find(signal);
    REQUIRE(id);
    return run().signalStore().textAt(*id, run().shownAt());
  }
};

QByteArray contents(const QString& file) {
  QFile opened(file);
  REQUIRE(opened.open(QIODevice::ReadOnly));
  return opened.readAll();
}

// As a mouse does it: it opens, the mouse moves to the item, and clicks later than twice a click.
void pickInList(test::DeskRig& desk, QComboBox& list, int row) {
  QTest::mouseClick(&list, Qt::LeftButton);
  QAbstractItemView& items = *list.view();
  desk.until([&] { return items.isVisible(); });
  QTest::qWait(QApplication::doubleClickInterval() + 100);
  const QPoint place = items.visualRect(items.model()->index(row, 0)).center();
  QTest::mouseMove(items.viewport(), place);
  QTest::mouseClick(items.viewport(), Qt::LeftButton, {}, place);
  desk.until([&] { return !items.isVisible(); });
}

void retype(QWidget& field, const char* text) {
  field.setFocus();
  QTest::keyClick(&field, Qt::Key_A, Qt::ControlModifier);
  QTest::keyClicks(&field, QLatin1String(text));
}

}  // namespace

TEST_CASE("A run is ended and recorded into the file that one types, or left to go on",
          "[dialogs]") {
  Rig desk("scenario");
  desk.open("link_lost");
  desk.run().setPace(1);
  desk.run().play();
  desk.until([&] { return desk.run().now() > Instant{500ms}; });
  desk.answers.press("Let it run on");
  desk.clickTool("save_recording");
  desk.answered();
  QTest::qWait(100);
  CHECK(desk.run().state() == State::kRunning);

  const QString file = desk.file("mine.scenario.json");
  desk.answers.press("End and record");
  desk.answers.takeFile(file);
  desk.clickTool("save_recording");
  desk.answered();
  CHECK(desk.run().state() == State::kEnded);
  const auto& note = desk.find<QLabel>("scenario_note");
  desk.until([&] { return note.text().contains("Recorded as mine.scenario.json"); });
  CHECK(note.isVisible());
  sim::checkScenario(std::filesystem::path(file.toStdString()));
  CHECK(sim::loadScenario(file.toStdString()).duration < 60s);
}

TEST_CASE("Signals are written to the files that one chooses in the menu", "[dialogs]") {
  Rig desk("signals");
  desk.open("link_lost");
  desk.playTo(Instant{30s});
  const auto write = [&](const char* how, const QString& file) {
    desk.answers.pick(how);
    desk.answers.takeFile(file);
    desk.clickTool("signals_export");
    desk.answered();
    desk.until([&] { return desk.find<QLabel>("signals_written").text().contains(file); });
    return contents(file);
  };
  const QByteArray chosen = write("Chosen signals as CSV...", desk.file("chosen.csv"));
  const QByteArray all = write("All signals as CSV...", desk.file("all.csv"));
  CHECK(chosen.startsWith("time_s,signal,value,unit\r\n"));
  CHECK_FALSE(chosen.contains(",cam/card.writes,"));
  CHECK(all.contains(",cam/card.writes,"));
  CHECK(write("Whole run as VCD...", desk.file("all.vcd")).contains("$enddefinitions"));
}

TEST_CASE("A lens's picture is saved as the firmware got it; where it cannot be, one is told",
          "[dialogs]") {
  Rig desk("lenses");
  desk.run().open(sim::loadScenario(TWEELENS_SOURCE_DIR "/scenes/day_visitor.scenario.json"),
                  sim::Pictures::kPattern);
  desk.until([&] { return desk.run().facts() != nullptr; });
  desk.playTo(Instant{45s});  // it looks for people by then
  const auto picture = desk.run().shown().cameras.at(0).seen[hal::index(hal::LensId::kPtz)];
  REQUIRE(picture.picture);
  desk.answers.pick("PTZ: save picture...");
  desk.answers.takeFile(desk.file("head.png"));
  desk.clickTool("lens_save");
  desk.answered();
  desk.until([&] { return QFile::exists(desk.file("head.png")); });
  const QImage saved(desk.file("head.png"));
  CHECK(saved.width() == picture.picture->size.width);
  CHECK(saved.height() == picture.picture->size.height);

  desk.answers.pick("Wide: save picture...");
  desk.answers.takeFile(QStringLiteral("/proc/wide.png"));  // where nobody writes
  desk.answers.press("OK");                                 // of the message that it could not
  desk.clickTool("lens_save");
  desk.answered();
}

TEST_CASE("The pace is picked in its list, and Restart begins anew with the seed that is typed",
          "[dialogs]") {
  Rig desk("time");
  desk.open("link_lost");
  auto& pace = desk.find<QComboBox>("pace");
  pickInList(desk, pace, pace.findText(QStringLiteral("60x")));
  CHECK(desk.run().pace() == 60);
  desk.clickTool("play");
  desk.until([&] { return desk.run().now() >= Instant{20s}; });
  pickInList(desk, pace, pace.count() - 1);
  CHECK(desk.run().pace() == 0);
  desk.until([&] { return desk.run().state() == State::kEnded; });
  pickInList(desk, pace, pace.findText(QStringLiteral("0.1x")));
  auto& seed = desk.find<QLineEdit>("seed");
  retype(seed, "23");
  desk.clickTool("restart");
  desk.until([&] { return desk.run().facts() && desk.run().facts()->seed == 23; });
  CHECK(desk.run().now() < Instant{5s});
  CHECK_FALSE(desk.run().result());
  CHECK(desk.run().pace() == 0.1);
}

TEST_CASE("A new card is as it is described; what no card can be is not put in", "[dialogs]") {
  Rig desk("hardware");
  desk.openByHand();
  desk.press("card_new");
  retype(*desk.find<QComboBox>("new_card_capacity").lineEdit(), "64");
  retype(desk.find<QDoubleSpinBox>("new_card_real_capacity_gb"), "128");
  auto& ok = desk.find<QPushButton>("new_card_ok");
  desk.until([&] { return !ok.isEnabled(); });
  CHECK(ok.toolTip().contains("more than it claims"));
  desk.click(ok);
  desk.answers.press("Cancel");
  desk.answered();
  desk.until([&] { return !desk.window().findChild<QDialog*>("new_card"); });
  CHECK(desk.is("cam/card.inserted") == "false");

  desk.press("card_new");
  retype(*desk.find<QComboBox>("new_card_capacity").lineEdit(), "64");
  pickInList(desk, desk.find<QComboBox>("new_card_class"), 0);
  retype(desk.find<QDoubleSpinBox>("new_card_real_capacity_gb"), "8");
  pickInList(desk, desk.find<QComboBox>("new_card_beyond"), 1);
  desk.answers.press("Put in");
  desk.answered();
  desk.until([&] { return desk.is("cam/card.inserted") == "true"; });
  CHECK(desk.is("cam/card.capacity_gb") == "64 GB");
  nlohmann::json with;
  size_t first = 0;
  desk.run().events().since(first, [&](const sim::LoggedEvent& event) {
    if (event.fields.contains("with")) with = event.fields["with"];
  });
  CHECK(with.value("real_capacity_gb", 0.0) == 8);
  CHECK(with.value("beyond", "") == "drops");
  CHECK(with.value("speed_class", 0) == 2);
}

TEST_CASE("A card image is chosen in a dialog, and a scenario by the menu", "[dialogs]") {
  Rig desk("hardware");
  desk.openByHand();
  QFile image(desk.file("card.img"));
  REQUIRE(image.open(QIODevice::WriteOnly));
  REQUIRE(image.resize(4'000'768));
  image.close();
  desk.answers.takeFile(image.fileName());
  desk.press("card_image");
  desk.answered();
  desk.until([&] { return desk.is("cam/card.inserted") == "true"; });

  QMenuBar& bar = *desk.window().menuBar();
  desk.answers.pick("Open scenario...");
  desk.answers.takeFile(QStringLiteral(TWEELENS_SOURCE_DIR "/scenes/reset_button.scenario.json"));
  QTest::mouseClick(&bar, Qt::LeftButton, {}, bar.actionGeometry(bar.actions()[0]).center());
  desk.answered();
  desk.until([&] { return desk.run().scenario().name == "reset_button"; });
}

}  // namespace tw::dialogs_desk
