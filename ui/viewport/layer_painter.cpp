#include "ui/viewport/layer_painter.h"

#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr double kFrustumM = 10, kWatchedM = 40, kConeM = 3;
constexpr Duration kSightingShown = std::chrono::seconds{4};  // its ray; its mark stays
constexpr double kGlowM = 0.03;                               // around what shines
constexpr double kGlowPx = 7;                                 // at least

const hal::PerLens<QColor> kLensColours{QColor(0x2c, 0xc4, 0xd4), QColor(0xff, 0x96, 0x2e)};
const QColor kPerson(0x5a, 0xe0, 0x6a), kThing(0xc8, 0xcc, 0xd2), kWay(0xe8, 0x6a, 0xd8),
    kSighting(0xff, 0xe0, 0x3a), kInfrared(0xb0, 0x70, 0xff), kPlate(0x14, 0x16, 0x1a, 190);

QColor withAlpha(QColor colour, int alpha) {
  colour.setAlpha(alpha);
  return colour;
}

// Bright and of the light's hue.
QColor hueOf(const sim::Colour& light) {
  const double most = std::max({light.r, light.g, light.b, 1e-6});
  const auto part = [&](double value) {
    return static_cast<int>(255 * std::pow(std::clamp(value / most, 0.0, 1.0), 0.45));
  };
  return QColor(part(light.r), part(light.g), part(light.b));
}

}  // namespace

void LayerPainter::paint(const ViewLayers& layers, const sim::Snapshot& look,
                         const Tracks& tracks) {
  painter_.setRenderHint(QPainter::Antialiasing);
  if (layers.watched) paintWatched(look);
  if (layers.lamps && look.scene) paintLamps(*look.scene);
  if (layers.tracks) paintWays(tracks, look.at);
  if (layers.frustums) paintFrustums(look);
  if (layers.tracks) paintSightings(tracks, look.at);
  if (layers.truth) paintTruth(look);
}

void LayerPainter::paintLines(const std::vector<Line3>& lines, const QColor& colour, double width) {
  QVector<QLineF> seen;
  for (const Line3& line : lines)
    if (const auto cut = on_.line(line.from, line.to)) seen << *cut;
  painter_.setPen(QPen(withAlpha(Qt::black, 90), width + 1.5, Qt::SolidLine,
                       Qt::FlatCap));  // readable on white and on green
  painter_.drawLines(seen);
  painter_.setPen(QPen(colour, width));
  painter_.drawLines(seen);
}

void LayerPainter::fillArea(const std::vector<Vec3>& corners, const QColor& colour, int alpha) {
  const QPolygonF area = on_.area(corners);
  if (area.isEmpty()) return;
  painter_.setPen(QPen(withAlpha(colour, 200), 1.2));
  painter_.setBrush(withAlpha(colour, alpha));
  painter_.drawPolygon(area, Qt::WindingFill);
  painter_.setBrush(Qt::NoBrush);
}

void LayerPainter::paintWatched(const sim::Snapshot& look) {
  for (const sim::CameraLook& camera : look.cameras)
    for (const hal::LensId lens : hal::kLenses) {
      const size_t i = hal::index(lens);
      fillArea(watchedGround(camera.lenses[i], camera.lensPoses[i], kWatchedM), kLensColours[i],
               36);
    }
}

void LayerPainter::paintFrustums(const sim::Snapshot& look) {
  for (const sim::CameraLook& camera : look.cameras) {
    for (const hal::LensId lens : hal::kLenses) {
      const size_t i = hal::index(lens);
      paintLines(frustumLines(camera.lenses[i], camera.lensPoses[i], kFrustumM), kLensColours[i],
                 1.3);
    }
    paintLabel(camera.body.position + Vec3{0, 0, 0.3}, QString::fromStdString(camera.name),
               kLensColours[0]);
  }
}

void LayerPainter::paintLamps(const sim::SceneState& scene) {
  for (const auto* lamps : {&scene.placeLamps, &scene.lamps})
    for (const sim::Lamp& lamp : *lamps) {
      // An infrared one may glow a faint red.
      const QColor colour = lamp.intensityCd > lamp.infraredWSr ? hueOf(lamp.colour) : kInfrared;
      fillArea(litGround(lamp, kWatchedM / 2), colour, 22);
      paintLines(coneLines(lamp, kConeM), colour, 1);
    }
}

void LayerPainter::paintWays(const Tracks& tracks, Instant at) {
  for (const auto& [name, way] : tracks.ways()) {
    std::vector<Line3> lines;
    for (size_t i = 1; i < way.size() && way[i].at <= at; ++i)
      if (!way[i].begins) lines.push_back({way[i - 1].place, way[i].place});
    paintLines(lines, kWay, 2);
  }
}

void LayerPainter::paintSightings(const Tracks& tracks, Instant at) {
  for (const Sighting3& sighting : tracks.sightings()) {
    if (sighting.at > at) break;
    const auto ground = groundAt(sighting.from, sighting.towards, kWatchedM);
    const Vec3 end = ground.value_or(sighting.from + sighting.towards * kWatchedM);
    const bool fresh = at - sighting.at <= kSightingShown;
    if (fresh) paintLines({{sighting.from, end}}, kSighting, 1.3);
    const auto mark = ground ? on_.point(*ground) : std::nullopt;
    if (!mark) continue;
    painter_.setPen(QPen(withAlpha(Qt::black, 140), 1));
    painter_.setBrush(withAlpha(kSighting, fresh ? 255 : 130));
    painter_.drawEllipse(*mark, fresh ? 5 : 3, fresh ? 5 : 3);
    painter_.setBrush(Qt::NoBrush);
  }
}

void LayerPainter::paintTruth(const sim::Snapshot& look) {
  for (const sim::ActorLook& actor : look.actors) {
    const QColor colour = actor.person ? kPerson : kThing;
    paintBox(actor.box, colour);
    const Vec3 top{(actor.box.low.x + actor.box.high.x) / 2,
                   (actor.box.low.y + actor.box.high.y) / 2, actor.box.high.z};
    paintLabel(top, QString::fromStdString(actor.name), colour);
  }
}

void LayerPainter::paintBox(const sim::Box& box, const QColor& colour) {
  paintLines(edgesOf(box), colour, 1.3);
}

// Beside the place, on a plate.
void LayerPainter::paintLabel(Vec3 at, const QString& text, const QColor& edge, Side side) {
  const auto place = on_.point(at);
  if (!place) return;
  const QRectF bounds =
      QFontMetricsF(painter_.font()).boundingRect({0, 0, 600, 200}, Qt::AlignHCenter, text);
  QRectF plate(0, 0, bounds.width() + 10, bounds.height() + 4);
  const double away = plate.height() / 2 + 6;
  plate.moveCenter(*place + QPointF(0, side == Side::kAbove ? -away : away));
  painter_.setPen(QPen(edge, 1));
  painter_.setBrush(kPlate);
  painter_.drawRoundedRect(plate, 3, 3);
  painter_.setBrush(Qt::NoBrush);
  painter_.setPen(Qt::white);
  painter_.drawText(plate, Qt::AlignCenter, text);
}

void LayerPainter::paintGlows(const sim::Snapshot& look, const Sees& sees) {
  painter_.save();
  painter_.setPen(Qt::NoPen);
  painter_.setCompositionMode(QPainter::CompositionMode_Screen);
  for (size_t i = 0; i < look.cameras.size(); ++i)
    for (const sim::Glow& glow : look.cameras[i].glows) {
      const auto at = on_.point(glow.at);
      if (at && dot(glow.towards, on_.eye() - glow.at) > 0 && sees(*at, i)) paintGlow(glow, *at);
    }
  painter_.restore();
}

void LayerPainter::paintGlow(const sim::Glow& glow, QPointF at) {
  const double radius = kGlowPx + kGlowM * on_.pixelsPerMetre(glow.at);
  const QColor colour = hueOf(glow.colour);
  const double strength = std::sqrt(std::clamp(glow.strength, 0.0, 1.0));
  QRadialGradient light(at, radius);
  const auto shine = [&](QColor from, double share) {
    return withAlpha(from, static_cast<int>(255 * strength * share));
  };
  light.setColorAt(0, shine(colour.lighter(150), 1));
  light.setColorAt(0.25, shine(colour, 0.9));
  light.setColorAt(0.6, shine(colour, 0.25));
  light.setColorAt(1, shine(colour, 0));
  painter_.setBrush(light);
  painter_.drawEllipse(at, radius, radius);
}

}  // namespace tw::ui
