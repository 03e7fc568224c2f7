#include "ui/viewport/hazard_layer.h"

#include <QCoreApplication>
#include <QFontMetricsF>
#include <algorithm>
#include <cmath>

namespace tw::ui {
namespace {

using sim::RiskGroup;
using sim::Vec3;

constexpr double kSmallPx = 12;  // of a depth, where a shell is no more than a spot
constexpr double kNearPx = 70;   // of a depth, from which there is room to say more than metres
constexpr int kThrough = 46, kAtRim = 130;  // alpha where one looks through it, and along it
constexpr size_t kRingsBetween = 10;        // those of the border that are drawn: of 30, 60 degrees
constexpr int kRibsBetween = kShellRound / 8;

const QColor kExemptLine(0x3c, 0xdc, 0x84), kGroup1(0xff, 0xb0, 0x20), kGroup2(0xf4, 0x3e, 0x32),
    kGroup3(0xb0, 0x10, 0x50), kLegendPlate(0x14, 0x16, 0x1a, 210);

struct LegendWords {
  Q_DECLARE_TR_FUNCTIONS(HazardWords)
};

QColor colourOf(RiskGroup group) {
  if (group == RiskGroup::k1) return kGroup1;
  return group == RiskGroup::k2 ? kGroup2 : kGroup3;
}

// Of a shell's border: from group 1's on it is exempt.
QColor borderOf(RiskGroup group) {
  return group == RiskGroup::k1 ? kExemptLine : colourOf(group).lighter(130);
}

QColor faded(QColor colour, double alpha) {
  colour.setAlpha(static_cast<int>(alpha));
  return colour;
}

struct Row {
  QString text;
  QColor fill, line;  // of its sign; invalid: none
};

std::vector<Row> rowsOf(const HazardLegend& legend) {
  std::vector<Row> rows{{LegendWords::tr("Hazard zone (IEC 62471)"), {}, {}}};
  if (legend.worst > RiskGroup::kExempt) {
    rows.push_back({LegendWords::tr("exempt from this border on"), {}, kExemptLine});
    for (const RiskGroup group : {RiskGroup::k1, RiskGroup::k2, RiskGroup::k3})
      if (group <= legend.worst) rows.push_back({groupWords(group), colourOf(group), {}});
    rows.push_back({LegendWords::tr("not judged nearer than 0.2 m"), {}, {}});
  }
  for (const QString& lamp : legend.lamps) rows.push_back({lamp, {}, {}});
  return rows;
}

}  // namespace

void HazardLayer::paint(const sim::Snapshot& look,
                        const std::function<bool(size_t camera)>& leftOut) {
  for (size_t i = 0; i < look.cameras.size(); ++i) {
    if (leftOut(i)) continue;
    QStringList words;
    std::optional<HazardShell> largest;
    for (const sim::LampZone& zone : look.cameras[i].zones) {
      const auto shells = shellsOf(zone);
      for (const HazardShell& shell : shells) paintShell(shell);
      if (shells.empty()) continue;
      words << zoneWords(zone);
      if (!largest || shells[0].depthM > largest->depthM) largest = shells[0];
    }
    if (!largest || largest->holds(on_.eye())) continue;
    const bool near = largest->depthM * on_.pixelsPerMetre(largest->lamp) >= kNearPx;
    labels_.paintLabel(lowestOf(*largest), near ? words.join('\n') : metresWords(largest->depthM),
                       kExemptLine, LayerPainter::Side::kBelow);
  }
}

// On the screen.
Vec3 HazardLayer::lowestOf(const HazardShell& shell) const {
  Vec3 lowest = shell.tip;
  double most = -INFINITY;
  for (const auto& ring : shell.rings)
    for (const Vec3 place : ring)
      if (const auto at = on_.point(place); at && at->y() > most) {
        most = at->y();
        lowest = place;
      }
  return lowest;
}

bool HazardLayer::isFront(const HazardShell& shell, size_t ring, int part) const {
  return dot(shell.outwards(ring, part), on_.eye() - shell.face(ring, part)[0]) > 0;
}

// Who stands in it sees no shell around him.
void HazardLayer::paintShell(const HazardShell& shell) {
  if (shell.holds(on_.eye())) return;
  if (shell.depthM * on_.pixelsPerMetre(shell.lamp) < kSmallPx) return paintSpot(shell);
  painter_.save();
  painter_.setRenderHint(QPainter::Antialiasing, false);  // faces meet without a seam
  painter_.setPen(Qt::NoPen);
  paintFaces(shell, false);
  paintFaces(shell, true);
  painter_.setRenderHint(QPainter::Antialiasing);
  painter_.setBrush(Qt::NoBrush);
  paintBorder(shell);
  painter_.restore();
}

// As of glass: the more is seen of it, the more one looks along it.
void HazardLayer::paintFaces(const HazardShell& shell, bool front) {
  for (size_t ring = 0; ring + 1 < shell.rings.size(); ++ring)
    for (int part = 0; part < kShellRound; ++part) {
      if (isFront(shell, ring, part) != front) continue;
      const auto face = shell.face(ring, part);
      const QPolygonF area = on_.area(face);
      if (area.isEmpty()) continue;
      const Vec3 sight = sim::unit(face[0] - on_.eye());
      const double along = 1 - std::abs(dot(shell.outwards(ring, part), sight));
      painter_.setBrush(
          faded(colourOf(shell.group), kThrough + (kAtRim - kThrough) * std::pow(along, 3)));
      painter_.drawPolygon(area);
    }
}

// Where its front meets its back, and some rings and ribs of the front, for its shape.
void HazardLayer::paintBorder(const HazardShell& shell) {
  QVector<QLineF> rim, form;
  const auto add = [&](QVector<QLineF>& lines, Vec3 from, Vec3 to) {
    if (const auto line = on_.line(from, to)) lines << *line;
  };
  const size_t faces = shell.rings.size() - 1;
  for (size_t ring = 0; ring < faces; ++ring)
    for (int part = 0; part < kShellRound; ++part) {
      const auto face = shell.face(ring, part);
      const bool front = isFront(shell, ring, part);
      const bool edgeAside = front != isFront(shell, ring, (part + 1) % kShellRound);
      const bool edgeOut = ring + 1 < faces && front != isFront(shell, ring + 1, part);
      if (edgeAside) add(rim, face[1], face[2]);
      if (edgeOut) add(rim, face[0], face[1]);
      if (!front) continue;
      if (!edgeAside && part % kRibsBetween == 0) add(form, face[1], face[2]);
      if (!edgeOut && (ring + 1) % kRingsBetween == 0) add(form, face[0], face[1]);
    }
  painter_.setPen(QPen(faded(borderOf(shell.group), 130), 1));
  painter_.drawLines(form);
  painter_.setPen(QPen(faded(Qt::black, 100), 3, Qt::SolidLine, Qt::RoundCap));
  painter_.drawLines(rim);
  painter_.setPen(QPen(borderOf(shell.group), 1.8, Qt::SolidLine, Qt::RoundCap));
  painter_.drawLines(rim);
}

void HazardLayer::paintSpot(const HazardShell& shell) {
  const auto at = on_.point((shell.lamp + shell.tip) * 0.5);
  if (!at) return;
  painter_.setPen(QPen(borderOf(shell.group), 1.5));
  painter_.setBrush(faded(colourOf(shell.group), kAtRim));
  painter_.drawEllipse(*at, kSmallPx / 2, kSmallPx / 2);
  painter_.setBrush(Qt::NoBrush);
}

void HazardLayer::paintLegend(const sim::Snapshot& look, const QRectF& room) {
  const HazardLegend legend = legendOf(look);
  if (legend.lamps.isEmpty()) return;
  const std::vector<Row> rows = rowsOf(legend);
  const QFontMetricsF font(painter_.font());
  const double line = font.height() + 2, sign = line * 1.4;
  double widest = 0;
  for (const Row& row : rows) widest = std::max(widest, font.horizontalAdvance(row.text));
  QRectF plate(0, 0, widest + sign + 18, line * static_cast<double>(rows.size()) + 10);
  if (plate.height() > room.height() / 2) return;
  plate.moveBottomLeft(room.bottomLeft() + QPointF(8, -8));
  painter_.setPen(Qt::NoPen);
  painter_.setBrush(kLegendPlate);
  painter_.drawRoundedRect(plate, 4, 4);
  double y = plate.top() + 5;
  for (const Row& row : rows) {
    const bool signless = !row.fill.isValid() && !row.line.isValid();
    const QRectF box(plate.left() + 8, y + line * 0.22, sign - 8, line * 0.56);
    if (row.fill.isValid()) painter_.fillRect(box, row.fill);
    painter_.setPen(QPen(row.line, 2.5));
    if (row.line.isValid())
      painter_.drawLine(QPointF(box.left(), box.center().y()),
                        QPointF(box.right(), box.center().y()));
    painter_.setPen(Qt::white);
    const double left = plate.left() + 8 + (signless ? 0 : sign);
    painter_.drawText(QRectF(left, y, plate.right() - left, line), Qt::AlignLeft | Qt::AlignVCenter,
                      row.text);
    y += line;
  }
  painter_.setBrush(Qt::NoBrush);
}

}  // namespace tw::ui
