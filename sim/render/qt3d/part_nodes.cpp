#include "sim/render/qt3d/part_nodes.h"

#include <QVector4D>
#include <utility>

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/qt_convert.h"

namespace tw::sim {

using Qt3DCore::QEntity;
using Qt3DRender::QParameter;

PartNodes::PartNodes(QEntity* root, Materials& materials)
    : materials_(materials),
      shapes_(makeShapeMeshes(root)),
      meshes_(root),
      textures_(root),
      staticRoot_(new QEntity(root)),
      movingRoot_(new QEntity(root)) {}

PartNodes::Change PartNodes::show(const SceneState& scene) {
  Change change;
  change.place = showPlace(scene.place);
  size_t index = 0;
  for (const auto* parts : {&scene.swaying, &scene.moving})
    for (const Part& part : *parts) showMoving(index++, part, change.moved);
  hideFrom(index, change.moved);
  change.fresh = std::exchange(fresh_, false);
  return change;
}

bool PartNodes::showPlace(const std::shared_ptr<const Place>& place) {
  TW_CHECK(place != nullptr);
  if (place == place_) return false;
  place_.reset();
  dropAll();
  for (const Part& part : place->parts) make(part, staticRoot_);
  place_ = place;
  return true;
}

// Qt 3D draws what is equally deep in the order of its handles, and gives the handle freed last to
// the next entity: only the reverse order leaves a new place's entities in the order of their
// making.
void PartNodes::dropAll() {
  for (; !moving_.empty(); moving_.pop_back()) delete moving_.back().entity;
  const Qt3DCore::QNodeVector parts = staticRoot_->childNodes();
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) delete *part;
}

void PartNodes::showMoving(size_t index, const Part& part, std::vector<Part>& moved) {
  if (index == moving_.size()) {
    moving_.push_back(make(part, movingRoot_));
  } else {
    Node& node = moving_[index];
    const bool changed = node.part != part;
    if (node.shown && !changed) return;
    if (node.shown) moved.push_back(node.part);
    if (changed) set(node, part, false);
    node.entity->setEnabled(true);
  }
  moving_[index].shown = true;
  moved.push_back(part);
}

void PartNodes::hideFrom(size_t index, std::vector<Part>& moved) {
  for (; index < moving_.size(); ++index) {
    Node& node = moving_[index];
    if (!node.shown) continue;
    node.entity->setEnabled(false);
    node.shown = false;
    moved.push_back(node.part);
  }
}

PartNodes::Looks PartNodes::looksOf(const Part& part) {
  Looks looks{part.shape == Shape::kMesh ? meshes_.of(part.mesh, fresh_)
                                         : shapes_[static_cast<size_t>(part.shape)]};
  if (part.surface == Surface::kImage) {
    const TextureStore::Image image = textures_.of(part.texture, fresh_);
    looks.texture = image.texture;
    looks.imageMean = static_cast<float>(image.mean);
  }
  return looks;
}

PartNodes::Node PartNodes::make(const Part& part, QEntity* parent) {
  looksOf(part);  // throws before there is half a node
  Node node;
  node.entity = new QEntity(parent);
  node.transform = new Qt3DCore::QTransform(node.entity);
  node.material = new Qt3DRender::QMaterial(node.entity);
  node.colour = new QParameter(QStringLiteral("partColour"), QVariant(), node.material);
  node.id = new QParameter(QStringLiteral("partId"), QVariant(), node.material);
  node.size = new QParameter(QStringLiteral("partSize"), QVariant(), node.material);
  for (QParameter* parameter : {node.colour, node.id, node.size})
    node.material->addParameter(parameter);
  set(node, part, true);
  node.entity->addComponent(node.transform);
  node.entity->addComponent(node.material);
  return node;
}

void PartNodes::setLooks(Node& node, const Part& part) {
  const Looks looks = looksOf(part);
  if (looks.geometry != node.geometry) {
    if (node.geometry) node.entity->removeComponent(node.geometry);
    node.entity->addComponent(node.geometry = looks.geometry);
  }
  node.material->setEffect(materials_.part(part.surface, part.shape == Shape::kPlane));
  if (!looks.texture) return;
  if (!node.image) {
    node.image = new QParameter(QStringLiteral("partImage"), QVariant(), node.material);
    node.imageMean = new QParameter(QStringLiteral("partImageMean"), QVariant(), node.material);
    node.material->addParameter(node.image);
    node.material->addParameter(node.imageMean);
  }
  node.image->setValue(QVariant::fromValue(looks.texture));
  node.imageMean->setValue(looks.imageMean);
}

void PartNodes::set(Node& node, const Part& part, bool whole) {
  const Part& old = node.part;
  if (whole || part.shape != old.shape || part.surface != old.surface || part.mesh != old.mesh ||
      part.texture != old.texture)
    setLooks(node, part);
  if (whole || part.colour != old.colour || part.nearInfrared != old.nearInfrared)
    node.colour->setValue(QVector4D(toQt(part.colour), static_cast<float>(part.nearInfrared)));
  if (whole || part.objectId != old.objectId)
    node.id->setValue(static_cast<float>(part.objectId) / 65535.0F);
  if (whole || part.size != old.size) {
    node.size->setValue(toQt(part.size));
    node.transform->setScale3D(toQt(part.size));
  }
  if (whole || part.pose != old.pose) {
    node.transform->setTranslation(toQt(part.pose.position));
    node.transform->setRotation(toQt(part.pose.turn));
  }
  node.part = part;
}

}  // namespace tw::sim
