#include "ui/viewport/projector.h"

#include <vector>

namespace tw::ui {
namespace {

using sim::Vec3;

constexpr double kNearM = 0.02;
constexpr double kBeyond = 1.1;  // lines end outside the edge, where nobody sees their ends

Vec3 between(Vec3 a, Vec3 b, double share) { return a + (b - a) * share; }

}  // namespace

Projector::Projector(const sim::View& view, QSizeF shown)
    : view_(view),
      scaleX_(shown.width() / view.size.width),
      scaleY_(shown.height() / view.size.height),
      reachX_(kBeyond * view.size.width / 2.0 / view.focalPx),
      reachY_(kBeyond * view.size.height / 2.0 / view.focalPx) {}

Vec3 Projector::toLens(Vec3 world) const {
  return sim::inverse(view_.pose.turn) * (world - view_.pose.position);
}

double Projector::within(int plane, Vec3 lens) const {
  switch (plane) {
    case 0:
      return lens.z - kNearM;
    case 1:
      return lens.z * reachX_ - lens.x;
    case 2:
      return lens.z * reachX_ + lens.x;
    case 3:
      return lens.z * reachY_ - lens.y;
    default:
      return lens.z * reachY_ + lens.y;
  }
}

QPointF Projector::onScreen(Vec3 lens) const {
  return {(view_.size.width / 2.0 + view_.focalPx * lens.x / lens.z) * scaleX_,
          (view_.size.height / 2.0 + view_.focalPx * lens.y / lens.z) * scaleY_};
}

std::optional<QPointF> Projector::point(Vec3 world) const {
  const Vec3 lens = toLens(world);
  if (lens.z < kNearM) return std::nullopt;
  return onScreen(lens);
}

std::optional<QLineF> Projector::line(Vec3 from, Vec3 to) const {
  Vec3 a = toLens(from), b = toLens(to);
  for (int plane = 0; plane < kPlanes; ++plane) {
    const double atA = within(plane, a), atB = within(plane, b);
    if (atA < 0 && atB < 0) return std::nullopt;
    if (atA < 0) a = between(a, b, atA / (atA - atB));
    if (atB < 0) b = between(b, a, atB / (atB - atA));
  }
  return QLineF(onScreen(a), onScreen(b));
}

// Sutherland and Hodgman 1974: plane by plane.
QPolygonF Projector::area(std::span<const Vec3> corners) const {
  std::vector<Vec3> kept, cut;
  for (const Vec3 corner : corners) kept.push_back(toLens(corner));
  for (int plane = 0; plane < kPlanes; ++plane) {
    cut.clear();
    for (size_t i = 0; i < kept.size(); ++i) {
      const Vec3 a = kept[i], b = kept[(i + 1) % kept.size()];
      const double atA = within(plane, a), atB = within(plane, b);
      if (atA >= 0) cut.push_back(a);
      if ((atA >= 0) != (atB >= 0)) cut.push_back(between(a, b, atA / (atA - atB)));
    }
    std::swap(kept, cut);
  }
  QPolygonF area;
  for (const Vec3 corner : kept) area << onScreen(corner);
  return area;
}

double Projector::pixelsPerMetre(Vec3 at) const {
  const Vec3 lens = toLens(at);
  return lens.z < kNearM ? 0 : view_.focalPx * scaleX_ / lens.z;
}

Vec3 Projector::directionAt(QPointF screen) const {
  return sim::directionAt(view_, screen.x() / scaleX_, screen.y() / scaleY_);
}

}  // namespace tw::ui
