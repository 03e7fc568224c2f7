#include "ui/panels/fault_tree.h"

#include <QHeaderView>

namespace tw::ui {
namespace {
constexpr int kFaultRole = Qt::UserRole;  // its number
constexpr int kMagnitudeWidth = 96, kIndent = 12;
}  // namespace

FaultTree::FaultTree(const FaultTable& faults) : faults_(faults) {
  setObjectName(QStringLiteral("fault_tree"));
  setAccessibleName(tr("Faults"));
  setHeaderLabels({tr("Fault"), tr("Magnitude")});
  setIndentation(kIndent);
  setUniformRowHeights(true);
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  header()->setStretchLastSection(false);
  header()->setSectionResizeMode(0, QHeaderView::Stretch);
  header()->setSectionResizeMode(1, QHeaderView::Interactive);
  header()->resizeSection(1, kMagnitudeWidth);
  setMinimumHeight(60);
  setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Ignored);  // what others leave
  connect(this, &QTreeWidget::currentItemChanged, this, &FaultTree::faultChosen);
}

void FaultTree::fill() {
  clear();
  items_.clear();
  for (size_t i = 0; i < faults_.size(); ++i) {
    const sim::FaultSpec& spec = faults_[i].spec;
    auto* item =
        new QTreeWidgetItem(groupOf(faults_[i]), QStringList(QString::fromStdString(spec.kind)));
    item->setData(0, kFaultRole, static_cast<qulonglong>(i));
    const QString tip = QString::fromStdString(spec.doc) + QLatin1Char('\n') +
                        (spec.isSwitch() ? tr("on or off") : QString::fromStdString(spec.range()));
    item->setToolTip(0, tip);
    item->setToolTip(1, tip);
    items_.push_back(item);
  }
  shown_.assign(items_.size(), 0);
  for (int i = 0; i < topLevelItemCount(); ++i) topLevelItem(i)->setExpanded(true);
}

QTreeWidgetItem* FaultTree::groupOf(const RunFacts::Fault& fault) {
  auto* camera =
      child(invisibleRootItem(),
            fault.camera.empty() ? tr("network and peers") : QString::fromStdString(fault.camera));
  return child(camera, QString::fromStdString(fault.device));
}

QTreeWidgetItem* FaultTree::child(QTreeWidgetItem* parent, const QString& text) {
  for (int i = 0; i < parent->childCount(); ++i)
    if (parent->child(i)->text(0) == text) return parent->child(i);
  auto* made = new QTreeWidgetItem(parent, QStringList(text));
  made->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable);
  return made;
}

void FaultTree::showMagnitudes(Instant at) {
  for (size_t i = 0; i < items_.size(); ++i) {
    const double magnitude = faults_.magnitudeAt(i, at);
    if (magnitude == shown_[i]) continue;
    shown_[i] = magnitude;
    items_[i]->setText(1, magnitude == 0 ? QString() : magnitudeText(faults_[i].spec, magnitude));
    QFont font = items_[i]->font(0);
    font.setBold(magnitude != 0);
    items_[i]->setFont(0, font);
    items_[i]->setFont(1, font);
  }
}

void FaultTree::search(const QString& text) {
  showMatches(text);
  std::vector<size_t> found;
  for (size_t i = 0; i < items_.size() && found.size() < 2; ++i)
    if (!items_[i]->isHidden()) found.push_back(i);
  if (found.size() == 1) choose(found[0]);
}

void FaultTree::showMatches(const QString& text) {
  const bool all = text.trimmed().isEmpty();
  for (int i = 0; i < topLevelItemCount(); ++i)
    for (int j = 0; j < topLevelItem(i)->childCount(); ++j)
      topLevelItem(i)->child(j)->setHidden(true);
  for (size_t i = 0; i < items_.size(); ++i) {
    const bool matches = all || faults_.matches(i, text);
    items_[i]->setHidden(!matches);
    if (!matches) continue;
    items_[i]->parent()->setHidden(false);
    if (!all) items_[i]->parent()->setExpanded(true);
  }
  for (int i = 0; i < topLevelItemCount(); ++i) {
    QTreeWidgetItem* camera = topLevelItem(i);
    bool any = false;
    for (int j = 0; j < camera->childCount(); ++j) any |= !camera->child(j)->isHidden();
    camera->setHidden(!any);
    if (any) camera->setExpanded(true);
  }
}

void FaultTree::chooseFirst() {
  for (size_t i = 0; i < items_.size(); ++i)
    if (!items_[i]->isHidden()) return choose(i);
}

void FaultTree::choose(size_t fault) {
  setCurrentItem(items_[fault]);
  scrollToItem(items_[fault]);
}

std::optional<size_t> FaultTree::chosen() const {
  const QTreeWidgetItem* item = currentItem();
  if (!item || !item->data(0, kFaultRole).isValid()) return std::nullopt;
  return item->data(0, kFaultRole).toULongLong();
}

}  // namespace tw::ui
