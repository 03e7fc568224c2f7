#include <QApplication>
#include <QWheelEvent>
#include <algorithm>

#include "tests/desktop/desk_rig.h"
#include "tests/support/catch.h"
#include "ui/panels/lens_panel.h"

using namespace tw;
using namespace tw::ui;
using State = RunModel::State;

namespace {

void turnWheel(QWidget& widget, QPoint at, int notches) {
  for (int i = 0; i < std::abs(notches); ++i) {
    QWheelEvent event(at, widget.mapToGlobal(at), {}, {0, notches > 0 ? 120 : -120}, Qt::NoButton,
                      {}, Qt::NoScrollPhase, false);
    QApplication::sendEvent(&widget, &event);
  }
}

bool shows(const PictureView& view, LensOverlay::Kind kind) {
  const auto& overlays = view.overlays();
  return std::any_of(overlays.begin(), overlays.end(),
                     [&](const LensOverlay& overlay) { return overlay.kind == kind; });
}

// Runs until somebody was found, a little on, and looks back at the first find.
sim::SightingLine lookBackAtSighting(test::DeskRig& desk) {
  RunModel& run = desk.run();
  const auto found = *run.signalStore().find("cam/firmware.detections");
  run.setPace(0);
  run.play();
  desk.until([&] { return run.signalStore().value(found) > 0; }, 280'000);
  const Instant known = run.now();
  desk.until([&] { return run.now() > known + 500ms; }, 280'000);
  run.pause();
  desk.until([&] { return run.state() == State::kPaused; });
  for (size_t i = run.events().first(); i < run.events().end(); ++i)
    if (const auto line = sim::sightingLine(run.events()[i])) {
      run.lookAt(line->at + 300ms);
      return *line;
    }
  throw std::runtime_error("no sighting among the events");
}

}  // namespace

TEST_CASE("Who was found is boxed in the lens's picture, whose pixels can be read", "[lenses]") {
  test::DeskRig desk("lenses");
  desk.open("day_visitor");
  const sim::SightingLine line = lookBackAtSighting(desk);
  auto& view =
      desk.find<PictureView>(line.lens == hal::LensId::kWide ? "lens_view_wide" : "lens_view_ptz");
  using Kind = LensOverlay::Kind;
  desk.until([&] { return shows(view, Kind::kDetection); }, 5000);
  CHECK(desk.run().looksBack());
  CHECK_FALSE(shows(view, Kind::kTruth));
  desk.click(desk.find<QToolButton>("lens_truth"));
  CHECK(shows(view, Kind::kTruth));
  desk.picture("lenses");
  desk.click(desk.find<QToolButton>("lens_detections"));
  CHECK_FALSE(shows(view, Kind::kDetection));
  desk.click(desk.find<QToolButton>("lens_detections"));

  const QPoint there =
      view.zoom().toView(QPointF(line.box.x + line.box.width / 2, line.box.y + 8)).toPoint();
  const auto pixel = view.zoom().pixelAt(there);
  REQUIRE(pixel);
  turnWheel(view, there, 25);
  CHECK(view.zoom().scale() == PictureZoom::kMost);
  const QPoint zoomed = view.zoom().pixelAt(there).value_or(QPoint());
  CHECK((zoomed - *pixel).manhattanLength() <= 1);  // a seam may lie there
  const auto& value = desk.find<QLabel>("lens_value");
  CHECK(value.text().contains(QStringLiteral("%1,%2  Y ").arg(zoomed.x()).arg(zoomed.y())));
  CHECK(desk.find<QLabel>("lens_facts_wide").text().contains("ms"));
  desk.picture("lenses_pixels");
  QTest::mousePress(&view, Qt::LeftButton, {}, there);
  QTest::mouseMove(&view, there + QPoint(-64, 0));
  QTest::mouseRelease(&view, Qt::LeftButton, {}, there + QPoint(-64, 0));
  CHECK(view.zoom().pixelAt(there) != zoomed);
  QTest::mouseDClick(&view, Qt::LeftButton, {}, there);
  CHECK(view.zoom().fitted());
}

TEST_CASE("A run without pictures says so in their place", "[lenses]") {
  test::DeskRig desk("lenses");
  auto& view = desk.find<PictureView>("lens_view_wide");
  CHECK(view.why().contains("scenario"));
  desk.open("link_lost");
  desk.until([&] { return view.why().contains("no pictures"); }, 5000);
  CHECK(desk.find<QComboBox>("lens_camera").isHidden());
  desk.picture("lenses_none");
}

TEST_CASE("With two cameras the lenses of either are shown", "[lenses]") {
  test::DeskRig desk("lenses");
  desk.open("two_cameras");
  auto& cameras = desk.find<QComboBox>("lens_camera");
  REQUIRE(cameras.isVisible());
  CHECK(cameras.count() == 2);
  QTest::keyClick(&cameras, Qt::Key_Down);
  CHECK(cameras.currentText() == "back");
  CHECK(desk.find<PictureView>("lens_view_ptz").why().contains("no power"));
}
