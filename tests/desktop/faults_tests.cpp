#include <QAbstractItemView>
#include <QCompleter>
#include <QToolButton>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/faults_panel.h"

// Its own namespace: files of a test are compiled together.
namespace tw::faults_desk {
using namespace tw::ui;
using State = RunModel::State;

namespace {

struct Bench : test::DeskRig {
  Bench() : DeskRig("faults") { open("link_lost"); }

  void type(const char* field, const char* text) {
    auto& line = find<QLineEdit>(field);
    click(line);
    line.selectAll();
    QTest::keyClicks(&line, text);
    if (line.completer()) line.completer()->popup()->hide();
  }
  void pick(const char* list, Qt::Key key) { QTest::keyClick(&find<QComboBox>(list), key); }
  void apply() { click(find<QPushButton>("fault_apply")); }
  QString note() { return find<QLabel>("fault_note").text(); }
  // Of the list of active and waiting faults; empty: it is not there.
  QString state(const QString& fault) {
    const auto found = find<QTreeWidget>("fault_list").findItems(fault, Qt::MatchExactly);
    return found.isEmpty() ? QString() : found[0]->text(1);
  }
  void untilActive(const QString& fault,
                   std::source_location where = std::source_location::current()) {
    until([&] { return state(fault).contains("since"); }, 20'000, where);
  }
  // When the fault of that kind was last set to 0.
  std::optional<Instant> mendedAt(const char* kind) {
    std::optional<Instant> at;
    size_t first = 0;
    run().events().since(first, [&](const sim::LoggedEvent& event) {
      const auto with = event.fields.value("with", nlohmann::json::object());
      if (with.value("kind", "") == kind && with.value("magnitude", 1.0) == 0) at = event.at;
    });
    return at;
  }
  void mend(const QString& fault) {
    click(find<QToolButton>(("mend " + fault).toUtf8().constData()));
    until([&] { return state(fault).isEmpty(); });
  }
};

}  // namespace

TEST_CASE("A fault is found, applied, seen, left to wait, looked back at and mended", "[faults]") {
  Bench desk;
  desk.type("fault_search", "cloud down");
  CHECK(desk.find<QLabel>("fault_name").text() == "cloud down");
  desk.apply();
  desk.untilActive("cloud down");
  CHECK(desk.state("cloud down") == "on since 0:00.000");
  desk.mend("cloud down");

  desk.type("fault_search", "led blue_dead");
  desk.pick("fault_when", Qt::Key_End);
  CHECK_FALSE(desk.find<QPushButton>("fault_apply").isEnabled());
  CHECK(desk.note().contains("Name the signal"));
  desk.type("condition_signal", "cam/led.pattern");
  QTest::keyClicks(&desk.find<QComboBox>("condition_value"), "slow_blue");
  CHECK(desk.note().isEmpty());
  desk.apply();
  const QString waits = "waits: when cam/led.pattern is slow_blue";
  desk.until([&] { return desk.state("cam/led blue_dead 1") == waits; });

  desk.run().setPace(60);
  desk.click(desk.find<QToolButton>("play"));
  desk.untilActive("cam/led blue_dead");
  desk.click(desk.find<QToolButton>("play"));
  desk.until([&] { return desk.run().state() == State::kPaused; });
  CHECK(desk.state("cam/led blue_dead 1").isEmpty());
  desk.picture("faults");

  desk.run().lookAt(Instant{1s});
  desk.until([&] { return desk.state("cam/led blue_dead").isEmpty(); });
  CHECK(desk.state("cam/led blue_dead 1") == waits);
  CHECK(desk.note().contains("look back"));
  desk.click(desk.find<QToolButton>("to_now"));
  desk.untilActive("cam/led blue_dead");
  desk.mend("cam/led blue_dead");
}

TEST_CASE("A magnitude is set with slider or number, at a time and for a while", "[faults]") {
  Bench desk;
  desk.type("fault_search", "card slow");
  QTest::keyClick(&desk.find<QLineEdit>("fault_search"), Qt::Key_Return);
  auto& slider = desk.find<QSlider>("fault_slider");
  auto& magnitude = desk.find<QDoubleSpinBox>("fault_magnitude");
  slider.setFocus();
  QTest::keyClick(&slider, Qt::Key_End);
  CHECK(magnitude.value() == 1000);
  magnitude.setValue(0.5);
  CHECK(desk.note().contains("0 or 1 to 1000 ratio"));
  magnitude.setValue(10);
  CHECK(slider.value() == 334);
  desk.pick("fault_when", Qt::Key_Down);
  desk.type("fault_at", "0:xy");
  CHECK(desk.note().contains("minutes:seconds"));
  desk.type("fault_at", "0:02.5");
  desk.click(desk.find<QCheckBox>("fault_is_lasting"));
  CHECK(desk.note().isEmpty());
  desk.apply();
  desk.until([&] { return desk.state("cam/card slow 10") == "waits: at 2.5 s"; });

  desk.run().setPace(10);
  desk.click(desk.find<QToolButton>("play"));
  desk.untilActive("cam/card slow");
  CHECK(desk.state("cam/card slow") == "10 ratio since 0:02.500");
  desk.until([&] { return desk.state("cam/card slow").isEmpty(); });
  CHECK(desk.mendedAt("slow") == Instant{12500ms});
}

}  // namespace tw::faults_desk
