#include <QApplication>
#include <QCheckBox>
#include <QComboBox>
#include <QDialog>
#include <QDoubleSpinBox>
#include <QDropEvent>
#include <QFile>
#include <QLabel>
#include <QLineEdit>
#include <QMimeData>
#include <QPushButton>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/hardware_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct HardwareDesk : test::DeskRig {
  HardwareDesk() : DeskRig("hardware") {
    const auto file =
        QStringLiteral(TWEELENS_SOURCE_DIR "/tests/data/scenarios/good/by_hand.scenario.json");
    REQUIRE(window().open(file));
    until([this] { return run().facts() && run().state() == State::kPaused; });
    QTest::qWait(100);  // the panel shows it
  }
  QString is(const char* signal) {
    const auto id = run().signalStore().find(std::string("cam/") + signal);
    REQUIRE(id);
    return run().signalStore().textAt(*id, run().shownAt());
  }
  void untilIs(const char* signal, const char* text) {
    INFO(signal);
    until([&] { return is(signal) == QLatin1String(text); });
  }
  // Where its text is, however wide it is.
  void tick(const char* box) {
    auto& found = find<QCheckBox>(box);
    QTest::mouseClick(&found, Qt::LeftButton, {}, {10, found.height() / 2});
  }
  void press(const char* button) {
    auto& found = find<QPushButton>(button);
    until([&] { return found.isEnabled(); });
    click(found);
  }
  void type(QWidget& where, const char* text) {
    where.setFocus();
    QTest::keyClick(&where, Qt::Key_A, Qt::ControlModifier);
    QTest::keyClicks(&where, QLatin1String(text));
  }
  void drop(const QString& file) {
    auto& panel = *window().findChild<HardwarePanel*>();
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(file)});
    const QPoint place(50, 50);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&panel, &enter);
    CHECK(enter.isAccepted());
    QDropEvent dropped(place, Qt::CopyAction, &data, Qt::LeftButton, {});
    QApplication::sendEvent(&panel, &dropped);
  }
  void insertCard(const char* gigabytes) {
    press("card_new");
    auto& dialog = find<QDialog>("new_card");
    until([&] { return dialog.isVisible(); });
    type(*find<QComboBox>("new_card_capacity").lineEdit(), gigabytes);
    tick("new_card_locked");
    press("new_card_ok");
  }
};

}  // namespace

TEST_CASE("A camera is handled by mouse and keyboard as it is by hand", "[hardware]") {
  HardwareDesk desk;
  desk.tick("power");  // while paused: it is done at this instant
  desk.untilIs("power.plugged", "true");
  desk.tick("cable");
  desk.untilIs("ethernet.cable", "true");
  desk.insertCard("32");
  desk.untilIs("card.inserted", "true");
  CHECK(desk.is("card.capacity_gb") == "32 GB");
  CHECK(desk.is("card.locked") == "true");
  desk.until([&] { return desk.find<QCheckBox>("card_lock").isChecked(); });
  desk.tick("card_lock");
  desk.untilIs("card.locked", "false");
  desk.tick("cover");
  desk.untilIs("cover.open", "true");
  desk.tick("port_kit");
  desk.untilIs("port_kit.fitted", "false");
  desk.run().setPace(20);
  desk.run().play();
  desk.untilIs("led.pattern", "slow_blue");
  desk.run().setPace(0.2);
  desk.press("start_walk_walker");
  auto& walker = desk.find<QLabel>("place_walker");
  desk.until([&] { return walker.text() == "on the way"; });
  desk.press("stop_walk_walker");
  desk.until([&] { return walker.text() == "stands"; });
  QTest::mousePress(&desk.find<QPushButton>("reset"), Qt::LeftButton);
  desk.untilIs("reset_button.pressed", "true");
  auto& face = desk.find<CameraFace>("camera_face");
  desk.until([&] { return face.state().resetHeld > 100ms; });
  CHECK(desk.find<QLabel>("reset_words").text().contains("Held for 0."));
  desk.picture("hardware");
  QTest::mouseRelease(&desk.find<QPushButton>("reset"), Qt::LeftButton);
  desk.untilIs("reset_button.pressed", "false");
  QTest::keyPress(&desk.find<QPushButton>("reset"), Qt::Key_Space);
  desk.untilIs("reset_button.pressed", "true");
  QTest::keyRelease(&desk.find<QPushButton>("reset"), Qt::Key_Space);
  desk.untilIs("reset_button.pressed", "false");
  desk.press("card_pull");
  desk.untilIs("card.inserted", "false");
  CHECK(desk.is("system.boots") == "1");  // RESET was pressed for too short a time
  CHECK(face.accessibleDescription().contains("slow blue blink"));
  desk.press("card_back");
  desk.untilIs("card.inserted", "true");
  CHECK(desk.is("card.capacity_gb") == "32 GB");
}

TEST_CASE("RESET is held for an exact time, however fast the run is", "[hardware]") {
  HardwareDesk desk;
  desk.tick("power");
  desk.untilIs("power.plugged", "true");
  desk.run().setPace(60);
  desk.run().play();
  desk.untilIs("firmware.ready", "true");
  const auto pressed = *desk.run().signalStore().find("cam/reset_button.pressed");
  for (const auto& [seconds, boots] : {std::pair{"2", "1"}, {"5.5", "2"}}) {
    const size_t before = desk.run().signalStore().samples(pressed).size();
    desk.type(desk.find<QDoubleSpinBox>("reset_seconds"), seconds);
    desk.press("reset_hold");
    desk.until([&] { return desk.run().signalStore().samples(pressed).size() == before + 2; });
    const auto samples = desk.run().signalStore().samples(pressed);
    CHECK(samples[before + 1].at - samples[before].at == fromSeconds(std::atof(seconds)));
    const Instant released = samples[before + 1].at;
    desk.until([&] { return desk.run().now() > released + 5s; });
    CHECK(desk.is("system.boots") == boots);
  }
}

TEST_CASE("A dropped file that is no card image is refused with its name and why", "[hardware]") {
  HardwareDesk desk;
  QTemporaryDir folder;
  const QString file = folder.filePath("holiday.img");
  QFile image(file);
  REQUIRE(image.open(QIODevice::WriteOnly));
  image.write(QByteArray(1000, 'x'));
  image.close();
  desk.drop(file);
  auto& notice = desk.find<QLabel>("notice");
  desk.until([&] { return notice.isVisible(); });
  INFO(notice.text().toStdString());
  CHECK(notice.text().contains("holiday.img"));
  CHECK(notice.text().contains("whole sectors of 512"));
  CHECK(desk.is("card.inserted") == "false");
  image.resize(4'000'768);  // whole sectors: a small card
  desk.drop(file);
  desk.untilIs("card.inserted", "true");
}

TEST_CASE("Looking back, the panel shows what was, and says why no hand acts", "[hardware]") {
  HardwareDesk desk;
  desk.run().setPace(20);  // the run must not be over before it is paused
  desk.run().play();
  desk.until([&] { return desk.run().now() >= Instant{5s}; });
  desk.run().pause();
  desk.until([&] { return desk.run().state() == State::kPaused; });
  auto& power = desk.find<QCheckBox>("power");
  desk.tick("power");
  desk.until([&] { return desk.is("power.plugged") == "true" && power.isChecked(); });
  desk.run().lookAt(Instant{1s});
  desk.until([&] { return !power.isEnabled(); });
  CHECK_FALSE(power.isChecked());
  CHECK(power.toolTip().contains("look back"));
  CHECK_FALSE(desk.find<QPushButton>("reset").isEnabled());
  desk.run().lookAt({});
  desk.until([&] { return power.isEnabled() && power.isChecked(); });
  CHECK_FALSE(power.toolTip().contains("look back"));
}
