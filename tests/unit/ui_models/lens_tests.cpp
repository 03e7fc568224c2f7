// A lens's picture for people: its colours, its pixels, what is drawn over it and said of it.
#include <QElapsedTimer>
#include <QTemporaryDir>
#include <algorithm>
#include <cmath>
#include <numbers>

#include "tests/support/catch.h"
#include "ui/models/lens_overlays.h"
#include "ui/models/lens_words.h"
#include "ui/models/picture_image.h"
#include "ui/models/picture_zoom.h"

using namespace tw;
using namespace tw::ui;
using hal::LensId;

namespace {

Instant lensTime(double seconds) { return Instant{fromSeconds(seconds)}; }

uint8_t lensByte(double value) {
  return static_cast<uint8_t>(std::lround(std::clamp(value, 0.0, 255.0)));
}

// BT.709, from its luma coefficients alone.
constexpr double kR = 0.2126, kG = 0.7152, kB = 0.0722;

void checkColour(int red, int green, int blue) {
  const double y = kR * red + kG * green + kB * blue;
  const QRgb made = rgbOf(lensByte(y), lensByte(128 + (blue - y) / (2 * (1 - kB))),
                          lensByte(128 + (red - y) / (2 * (1 - kR))));
  CAPTURE(red, green, blue);
  CHECK(std::abs(qRed(made) - red) <= 1);
  CHECK(std::abs(qGreen(made) - green) <= 1);
  CHECK(std::abs(qBlue(made) - blue) <= 1);
}

sim::LoggedEvent sighting(double seconds, const char* box, const char* lens = "wide",
                          const char* source = "cam/firmware") {
  return {lensTime(seconds + 0.053),
          source,
          "log",
          {{"level", "info"},
           {"part", "detection"},
           {"text", std::string("detection kind=human lens=") + lens +
                        " track=1 score=0.97 box=" + box + " frame=3 age_ms=53"}}};
}

Sightings sightings(std::vector<sim::LoggedEvent> events) {
  EventStore store;
  store.take(events);
  Sightings made;
  made.take(store);
  return made;
}

// Looks along the world's y, from 3 m up.
sim::Snapshot lensSnapshot(sim::LensModel lens) {
  const double half = -std::numbers::pi / 4;
  sim::Snapshot snapshot;
  snapshot.cameras.resize(1);
  sim::CameraLook& look = snapshot.cameras[0];
  look.lenses = {lens, lens};
  look.seen[0].picture = std::make_shared<const sim::Picture>(sim::flatPicture({640, 360}, 100));
  look.seen[0].lensPose = {{0, 0, 3}, {std::cos(half), std::sin(half), 0, 0}};
  return snapshot;
}

}  // namespace

TEST_CASE("Grey is shown exactly as grey") {
  for (int y = 0; y < 256; ++y) CHECK(rgbOf(static_cast<uint8_t>(y), 128, 128) == qRgb(y, y, y));
}

TEST_CASE("Pure colours come back within 1 of what they were") {
  for (const int red : {0, 255})
    for (const int green : {0, 255})
      for (const int blue : {0, 255}) checkColour(red, green, blue);
}

TEST_CASE("All colours are those of BT.709 full range, rounded") {
  for (int y = 0; y < 256; y += 5)
    for (int u = 0; u < 256; u += 3)
      for (int v = 0; v < 256; v += 3) {
        const double blue = y + 2 * (1 - kB) * (u - 128), red = y + 2 * (1 - kR) * (v - 128);
        const double green = (y - kR * red - kB * blue) / kG;
        const QRgb made = rgbOf(lensByte(y), lensByte(u), lensByte(v));
        // A half may be rounded either way by whoever reckons in doubles.
        if (std::abs(qRed(made) - std::clamp(red, 0.0, 255.0)) > 0.501 ||
            std::abs(qGreen(made) - std::clamp(green, 0.0, 255.0)) > 0.501 ||
            std::abs(qBlue(made) - std::clamp(blue, 0.0, 255.0)) > 0.501)
          FAIL_CHECK("y " << y << " u " << u << " v " << v);
      }
}

TEST_CASE("An image has each pixel's colour, and its file the same") {
  sim::Picture picture = sim::flatPicture({6, 4}, 0);
  for (size_t i = 0; i < picture.y.size(); ++i) picture.y[i] = static_cast<uint8_t>(10 * i);
  for (size_t i = 0; i < picture.u.size(); ++i) {
    picture.u[i] = static_cast<uint8_t>(40 * i);
    picture.v[i] = static_cast<uint8_t>(250 - 40 * i);
  }
  const QImage image = imageOf(picture);
  REQUIRE(image.size() == QSize(6, 4));
  for (int y = 0; y < 4; ++y)
    for (int x = 0; x < 6; ++x) {
      const auto value = valueAt(picture, {x, y});
      REQUIRE(value);
      CHECK(value->y == 10 * (6 * y + x));
      CHECK(value->u == 40 * (3 * (y / 2) + x / 2));
      CHECK(image.pixel(x, y) == value->rgb);
      CHECK(value->rgb == rgbOf(value->y, value->u, value->v));
    }
  CHECK_FALSE(valueAt(picture, {6, 0}));
  CHECK_FALSE(valueAt(picture, {0, -1}));
  CHECK(meanLuma(picture) == 115);
  CHECK(textOf({1, 0}, *valueAt(picture, {1, 0})).startsWith("1,0  Y 10 U 0 V 250  R "));
  const QTemporaryDir folder;
  const QString file = folder.filePath("a.png");
  CHECK(savePicture(picture, file).isEmpty());
  CHECK(QImage(file).convertToFormat(QImage::Format_RGB32) == image);
}

TEST_CASE("A picture that cannot be written is said with its file") {
  const QTemporaryDir folder;
  const QString file = folder.filePath("none/a.png");
  CHECK(savePicture(sim::flatPicture({2, 2}, 1), file).contains(file));
}

TEST_CASE("An analysis frame becomes an image in little time") {
  const sim::Picture picture = sim::flatPicture({640, 360}, 90, 100, 150);
  double bestMs = 1e9;
  for (int i = 0; i < 50; ++i) {
    QElapsedTimer clock;
    clock.start();
    const QImage image = imageOf(picture);
    bestMs = std::min(bestMs, static_cast<double>(clock.nsecsElapsed()) / 1e6);
  }
  INFO(bestMs << " ms");
#ifdef NDEBUG
  CHECK(bestMs < 2);
#else
  CHECK(bestMs < 40);  // checked at every step
#endif
}

TEST_CASE("A picture fits its view, is zoomed about the mouse and never leaves its place") {
  PictureZoom zoom;
  zoom.setSizes({640, 360}, {800, 800});
  CHECK(zoom.fitted());
  CHECK(zoom.scale() == Approx(1.25));
  CHECK(zoom.toView(QRectF(0, 0, 640, 360)) == QRectF(0, 175, 800, 450));
  CHECK_FALSE(zoom.pixelAt({400, 170}));
  const QPointF mouse(300.5, 300.5);
  const QPointF before = zoom.toPicture(mouse);
  for (int i = 0; i < 100; ++i) zoom.zoomAbout(mouse, 1.25);
  CHECK(zoom.scale() == PictureZoom::kMost);
  CHECK(zoom.toPicture(mouse).x() == Approx(before.x()).margin(0.01));
  CHECK(zoom.toPicture(mouse).y() == Approx(before.y()).margin(0.01));
  CHECK(zoom.pixelAt(mouse) == QPoint(240, 100));
  CHECK(zoom.shown().width() <= 26);
  zoom.pan({1e6, 1e6});
  CHECK(zoom.pixelAt({0.5, 175.5}) == QPoint(0, 0));
  CHECK_FALSE(zoom.pixelAt({0.5, 174.5}));
  zoom.setSizes({640, 360}, {400, 400});
  CHECK(zoom.scale() == PictureZoom::kMost);
  for (int i = 0; i < 100; ++i) zoom.zoomAbout(mouse, 0.8);
  CHECK(zoom.fitted());
  CHECK(zoom.scale() == Approx(400.0 / 640));
}

TEST_CASE("A find is shown about its time, then fades for a second, on its lens and camera") {
  const Sightings found = sightings({sighting(10, "100,50,20,60")});
  const auto at10 = found.around("cam", LensId::kWide, lensTime(10));
  REQUIRE(at10.size() == 1);
  CHECK(at10[0].box == QRectF(100, 50, 20, 60));
  CHECK(at10[0].text == "human 0.97");
  CHECK(at10[0].strength == 1);
  CHECK(found.around("cam", LensId::kWide, lensTime(9.61)).size() == 1);
  CHECK(found.around("cam", LensId::kWide, lensTime(9.59)).empty());
  CHECK(found.around("cam", LensId::kWide, lensTime(10.39))[0].strength == 1);
  CHECK(found.around("cam", LensId::kWide, lensTime(10.9))[0].strength == Approx(0.5));
  CHECK(found.around("cam", LensId::kWide, lensTime(11.5)).empty());
  CHECK(found.around("cam", LensId::kPtz, lensTime(10)).empty());
  CHECK(found.around("back", LensId::kWide, lensTime(10)).empty());
}

TEST_CASE("Of one who moves the find nearest in time is shown, and two of one frame are two") {
  const Sightings found =
      sightings({sighting(10, "100,50,20,60"), sighting(10.2, "108,50,20,60"),
                 sighting(10.2, "112,50,20,60"), sighting(9.5, "300,50,20,60")});
  const auto shown = found.around("cam", LensId::kWide, lensTime(10.2));
  REQUIRE(shown.size() == 3);
  CHECK(shown[0].box.left() == 108);
  CHECK(shown[1].box.left() == 112);
  CHECK(shown[2].box.left() == 300);
  CHECK(shown[2].strength == Approx(0.7));
}

TEST_CASE("Ground truth lies where the lens model puts it, and only what is before the lens") {
  const sim::LensModel lens{sim::Projection::kEquidistant, 1528, {2560, 1440}};
  sim::Snapshot snapshot = lensSnapshot(lens);
  snapshot.actors = {{"ahead", true, 1, {{-0.2, 9.8, 2}, {0.2, 10.2, 4}}},
                     {"behind", true, 2, {{-0.2, -10.2, 2}, {0.2, -9.8, 4}}},
                     {"aside", true, 3, {{50, 1, 2}, {51, 2, 4}}}};
  const auto truth = groundTruth(snapshot, 0, LensId::kWide);
  REQUIRE(truth.size() == 1);
  CHECK(truth[0].text == "ahead");
  CHECK(truth[0].kind == LensOverlay::Kind::kTruth);
  // The near edge is 1 m above and below the axis at 9.8 m, 0.2 m aside.
  const double aside = std::hypot(0.2, 1.0);
  const double reach = 1528.0 / 4 * std::atan(aside / 9.8) * (1 / aside);
  CHECK(truth[0].box.top() == Approx(180 - reach));
  CHECK(truth[0].box.bottom() == Approx(180 + reach));
  CHECK(groundTruth(snapshot, 0, LensId::kPtz).empty());  // it has taken no picture
}

TEST_CASE("Why there is no picture is said, the first reason first") {
  SignalStore store;
  store.begin({{.name = "cam/power.on", .kind = sim::SignalKind::kFlag},
               {.name = "cam/firmware.running", .kind = sim::SignalKind::kFlag},
               {.name = "cam/firmware.ready", .kind = sim::SignalKind::kFlag},
               {.name = "cam/wide_sensor.exposure_ms", .unit = "ms", .max = 66},
               {.name = "cam/wide_sensor.gain_db", .unit = "dB", .max = 42}});
  Session::Look look;
  look.changes = {{lensTime(0), 0, 0},     {lensTime(0), 1, 0}, {lensTime(0), 2, 0},
                  {lensTime(1), 0, 1},     {lensTime(2), 1, 1}, {lensTime(3), 2, 1},
                  {lensTime(3), 3, 8.333}, {lensTime(3), 4, 12}};
  store.take(look);
  RunFacts facts;
  const auto why = [&](double seconds) {
    return whyNoPicture(&facts, store, "cam", lensTime(seconds));
  };
  CHECK(whyNoPicture(nullptr, store, "cam", lensTime(0)).contains("scenario"));
  CHECK(why(5).contains("no pictures"));
  facts.pictures = sim::Pictures::kPattern;
  CHECK(why(0.5).contains("no power"));
  CHECK(why(1.5).contains("not running"));
  CHECK(why(2.5).contains("starting"));
  CHECK(why(3.5).contains("detection is off"));
  const LensFacts said =
      lensFacts(store, "cam", LensId::kWide, lensTime(4), lensTime(3.87), 118.24);
  CHECK(said.frame == "mean 118.2, 0.13 s old");
  CHECK(said.exposure == "8.33 ms, 12 dB");
}
