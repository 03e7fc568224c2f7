#include "ui/viewport/picked_thing.h"

#include <QCoreApplication>

#include "ui/viewport/camera_bodies.h"

namespace tw::ui {
namespace {

using sim::Vec3;

const QColor kColour(0xff, 0xff, 0xff);

struct PickedWords {
  Q_DECLARE_TR_FUNCTIONS(PickedWords)
};

QString nameOf(uint16_t id, const sim::Snapshot& look, const std::vector<std::string>& objects) {
  const auto camera = cameraOf(id);
  if (camera && *camera < look.cameras.size())
    return QString::fromStdString(look.cameras[*camera].name);
  return id < objects.size() ? QString::fromStdString(objects[id]) : QString();
}

std::optional<sim::Box> boxOf(uint16_t id, const DrawWish& wish) {
  std::vector<sim::Part> parts;
  for (const auto* some : {&wish.scene->place->parts, &wish.scene->swaying, &wish.bodies})
    for (const sim::Part& part : *some)
      if (part.objectId == id) parts.push_back(part);
  const auto box = sim::boxAround(parts);
  return box && isThing(*box) ? box : std::nullopt;
}

QString textOf(const PickedThing& thing, Vec3 at, const sim::Snapshot& look) {
  const sim::CameraLook* nearest = nullptr;
  for (const sim::CameraLook& camera : look.cameras)
    if (!nearest || length(camera.body.position - at) < length(nearest->body.position - at))
      nearest = &camera;
  if (!nearest) return thing.name;
  if (cameraOf(thing.id))
    return PickedWords::tr("%1\n%2 m above the ground").arg(thing.name).arg(at.z, 0, 'f', 1);
  return PickedWords::tr("%1\n%2 m from %3")
      .arg(thing.name)
      .arg(length(nearest->body.position - at), 0, 'f', 1)
      .arg(QString::fromStdString(nearest->name));
}

}  // namespace

std::optional<PickedThing> pickAt(QPointF at, QSizeF shown, const DrawnView& view,
                                  const std::vector<std::string>& objects) {
  const DrawWish& wish = view.wish;
  const auto id = view.idAt(at, shown);
  const QString name = id ? nameOf(*id, *wish.look, objects) : QString();
  if (name.isEmpty()) return std::nullopt;
  const Projector projector(wish.view, shown);
  const Vec3 direction = projector.directionAt(at);
  const auto way = distanceTo(*id, projector.eye(), direction, *wish.scene, wish.bodies);
  if (!way) return std::nullopt;
  return PickedThing{*id, name, projector.eye() + direction * *way, boxOf(*id, wish)};
}

// Whoever walks takes the label along.
void paintPicked(LayerPainter& layers, const PickedThing& thing, const sim::Snapshot& look) {
  Vec3 at = thing.at;
  for (const sim::ActorLook& actor : look.actors)
    if (actor.objectId == thing.id) {
      at = (actor.box.low + actor.box.high) * 0.5;
      layers.paintBox(actor.box, kColour);
    }
  if (thing.box) layers.paintBox(*thing.box, kColour);
  layers.paintLabel(at, textOf(thing, at, look), kColour);
}

}  // namespace tw::ui
