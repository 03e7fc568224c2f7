#include <QFile>

#include "sim/scenario/scenario.h"
#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/signals_panel.h"

using namespace tw;
using namespace tw::ui;

namespace {

SignalsPanel& panelOf(test::DeskRig& desk) { return desk.find<SignalsPanel>("signals_panel"); }

void playToEnd(test::DeskRig& desk) {
  desk.run().setPace(0);
  desk.run().play();
  desk.until([&] { return desk.run().state() == RunModel::State::kEnded; });
}

// Ticks a signal's box with the mouse.
void tick(test::DeskRig& desk, const QStringList& path) {
  auto& view = desk.find<QTreeView>("signal_tree");
  QModelIndex index;
  for (const QString& part : path) {
    const auto found = view.model()->match(view.model()->index(0, 0, index), Qt::DisplayRole, part,
                                           1, Qt::MatchExactly | Qt::MatchWrap);
    REQUIRE(found.size() == 1);
    index = found[0];
  }
  view.scrollTo(index);
  QStyleOptionViewItem option;
  option.initFrom(&view);
  option.rect = view.visualRect(index);
  option.features = QStyleOptionViewItem::HasCheckIndicator;
  const QRect box = view.style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option);
  QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, box.center());
}

QPoint placeOf(const QWidget& widget, const TimeWindow& window, double seconds) {
  return {static_cast<int>(TimeScale(window, widget.width()).xOf(seconds)), widget.height() / 2};
}

QByteArray contents(const QString& file) {
  QFile opened(file);
  REQUIRE(opened.open(QIODevice::ReadOnly));
  return opened.readAll();
}

}  // namespace

TEST_CASE("Signals are searched, ticked, measured with cursors and written to files", "[signals]") {
  test::DeskRig desk("signals");
  desk.open("link_lost");
  SignalsPanel& panel = panelOf(desk);
  playToEnd(desk);
  auto& plot = desk.find<SignalPlot>("signal_plot");
  auto& strip = desk.find<LogicStrip>("logic_strip");
  const size_t lanes = strip.lanes().size();
  CHECK(lanes >= 4);
  CHECK(plot.lanes() >= 2);

  auto& search = desk.find<QLineEdit>("signal_search");
  search.setFocus();
  QTest::keyClicks(&search, "led");
  tick(desk, {"cam", "led", "red"});
  CHECK(strip.lanes().size() == lanes + 1);
  tick(desk, {"cam", "led", "red"});
  CHECK(strip.lanes().size() == lanes);
  tick(desk, {"cam", "led", "red"});

  desk.click(desk.find<QToolButton>("signals_fit"));
  QTest::qWait(100);
  const TimeWindow& window = panel.timeWindow();
  CHECK(window.from() == 0);
  CHECK(window.to() == Approx(620));
  QTest::mouseClick(&plot, Qt::LeftButton, {}, placeOf(plot, window, 60));
  QTest::mouseClick(&strip, Qt::LeftButton, Qt::ShiftModifier, placeOf(strip, window, 300));
  REQUIRE(window.cursor(TimeWindow::kA));
  REQUIRE(window.cursor(TimeWindow::kB));
  CHECK(toSeconds(window.cursor(TimeWindow::kA)->time_since_epoch()) == Approx(60).margin(4));
  CHECK(toSeconds(window.cursor(TimeWindow::kB)->time_since_epoch()) == Approx(300).margin(4));
  auto& values = desk.find<QLabel>("cursor_values");
  desk.until([&] { return values.text().contains("B - A 2"); });
  CHECK(values.text().contains("firmware.link: "));
  CHECK(values.height() >= values.heightForWidth(values.width()));  // or it is scrolled
  desk.picture("signals");
}

TEST_CASE("A double click in a plot looks back there, a drag pans, the wheel zooms", "[signals]") {
  test::DeskRig desk("signals");
  desk.open("link_lost");
  SignalsPanel& panel = panelOf(desk);
  playToEnd(desk);
  auto& strip = desk.find<LogicStrip>("logic_strip");
  const TimeWindow& window = panel.timeWindow();
  desk.until([&] { return window.to() >= 620; });
  CHECK(window.follows());
  CHECK(window.length() == TimeWindow::kFirstLength);

  const QPoint from = placeOf(strip, window, 580), to = placeOf(strip, window, 610);
  QTest::mousePress(&strip, Qt::LeftButton, {}, from);
  QMouseEvent drag(QEvent::MouseMove, to, strip.mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
  QCoreApplication::sendEvent(&strip, &drag);
  QTest::mouseRelease(&strip, Qt::LeftButton, {}, to);
  CHECK(window.from() == Approx(530).margin(1));
  CHECK_FALSE(window.follows());
  CHECK_FALSE(window.cursor(TimeWindow::kA));

  QWheelEvent wheel(from, strip.mapToGlobal(from), {}, {0, 120}, {}, {}, Qt::NoScrollPhase, false);
  QCoreApplication::sendEvent(&strip, &wheel);
  CHECK(window.length() == Approx(TimeWindow::kFirstLength * 0.8));

  QTest::mouseDClick(&strip, Qt::LeftButton, {}, placeOf(strip, window, 550));
  CHECK(desk.run().looksBack());
  CHECK(toSeconds(desk.run().shownAt().time_since_epoch()) == Approx(550).margin(1));
  desk.click(desk.find<QToolButton>("signals_follow"));
  CHECK(window.to() == Approx(620));
}

TEST_CASE("Files are written from the panel, and what cannot be written is told", "[signals]") {
  test::DeskRig desk("signals");
  desk.open("link_lost");
  SignalsPanel& panel = panelOf(desk);
  playToEnd(desk);
  const QTemporaryDir folder;
  const QString csv = folder.filePath("a.csv"), vcd = folder.filePath("a.vcd");
  CHECK(panel.exportCsv(csv, false));
  CHECK(contents(csv).startsWith("time_s,signal,value,unit\r\n0,"));
  CHECK(contents(csv).contains(",cam/led.pattern,slow_blue,\r\n"));
  CHECK_FALSE(contents(csv).contains(",cam/card.writes,"));
  CHECK(panel.exportCsv(csv, true));
  CHECK(contents(csv).contains(",cam/card.writes,"));
  CHECK(panel.exportVcd(vcd));
  CHECK(contents(vcd).endsWith("#620000000000\n"));
  CHECK(desk.find<QLabel>("signals_written").text().contains(vcd));
  const QString nowhere = folder.filePath("no/a.csv");
  CHECK_FALSE(panel.exportCsv(nowhere, true));
  CHECK(desk.find<QLabel>("notice").text().contains(nowhere));
}
