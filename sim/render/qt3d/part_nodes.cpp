#include "sim/render/qt3d/part_nodes.h"

#include "firmware_core/base/check.h"
#include "sim/render/qt3d/qt_convert.h"

namespace tw::sim {

using Qt3DCore::QEntity;
using Qt3DRender::QParameter;

PartNodes::PartNodes(QEntity* root, const Materials& materials)
    : materials_(materials),
      meshes_(makeShapeMeshes(root)),
      staticRoot_(new QEntity(root)),
      movingRoot_(new QEntity(root)) {}

bool PartNodes::show(const std::shared_ptr<const Place>& place, const std::vector<Part>& moving) {
  const bool newPlace = showPlace(place);
  return showMoving(moving) || newPlace;
}

bool PartNodes::showPlace(const std::shared_ptr<const Place>& place) {
  TW_CHECK(place != nullptr);
  if (place == place_) return false;
  for (Qt3DCore::QNode* child : staticRoot_->childNodes()) delete child;
  for (const Part& part : place->parts) make(part, staticRoot_);
  place_ = place;
  return true;
}

bool PartNodes::showMoving(const std::vector<Part>& parts) {
  bool changed = parts.size() != shown_;
  for (size_t i = 0; i < parts.size(); ++i) {
    if (i == moving_.size()) {
      moving_.push_back(make(parts[i], movingRoot_));
    } else if (moving_[i].part != parts[i]) {
      set(moving_[i], parts[i], false);
    } else if (moving_[i].shown) {
      continue;
    }
    moving_[i].entity->setEnabled(true);
    moving_[i].shown = changed = true;
  }
  for (size_t i = parts.size(); i < moving_.size(); ++i) {
    if (moving_[i].shown) moving_[i].entity->setEnabled(false);
    moving_[i].shown = false;
  }
  shown_ = parts.size();
  return changed;
}

PartNodes::Node PartNodes::make(const Part& part, QEntity* parent) {
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

void PartNodes::set(Node& node, const Part& part, bool whole) {
  const Part& old = node.part;
  if (whole || part.shape != old.shape || part.surface != old.surface) {
    if (node.mesh) node.entity->removeComponent(node.mesh);
    node.mesh = meshes_[static_cast<size_t>(part.shape)];
    node.entity->addComponent(node.mesh);
    node.material->setEffect(materials_.part(part.surface, part.shape == Shape::kPlane));
  }
  if (whole || part.colour != old.colour) node.colour->setValue(toQt(part.colour));
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
