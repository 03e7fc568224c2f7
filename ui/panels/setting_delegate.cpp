#include "ui/panels/setting_delegate.h"

#include <QComboBox>
#include <QLineEdit>
#include <QSpinBox>

#include "ui/models/twin_words.h"

namespace tw::ui {
namespace {

QWidget* makeNumber(const sim::SettingLook& look, QWidget* parent) {
  auto* number = new QSpinBox(parent);
  number->setRange(static_cast<int>(look.min), static_cast<int>(look.max));
  return number;
}

QWidget* makeLine(const sim::SettingLook& look, QWidget* parent) {
  auto* line = new QLineEdit(parent);
  line->setMaxLength(static_cast<int>(look.max));  // bytes; the camera refuses what is too long
  if (look.secret != sim::SettingSecret::kNone)
    line->setPlaceholderText(SettingDelegate::tr("new"));
  return line;
}

}  // namespace

// Chosen is done: nobody needs to press Enter as well.
QWidget* SettingDelegate::makeList(const sim::SettingLook& look, QWidget* parent) const {
  auto* list = new QComboBox(parent);
  for (const std::string& choice : look.choices) list->addItem(QString::fromStdString(choice));
  auto* self = const_cast<SettingDelegate*>(this);
  connect(list, &QComboBox::activated, self, [self, list] {
    Q_EMIT self->commitData(list);
    Q_EMIT self->closeEditor(list);
  });
  return list;
}

QWidget* SettingDelegate::createEditor(QWidget* parent, const QStyleOptionViewItem&,
                                       const QModelIndex& index) const {
  const sim::SettingLook& look = settings_.look(index.row());
  const auto make = [&]() -> QWidget* {
    switch (look.kind) {
      case sim::SettingKind::kChoice:
        return makeList(look, parent);
      case sim::SettingKind::kWhole:
        return makeNumber(look, parent);
      case sim::SettingKind::kText:
        return makeLine(look, parent);
      case sim::SettingKind::kFlag:
        return nullptr;  // its check box is always there
    }
    return nullptr;
  };
  QWidget* editor = make();
  if (editor) {
    editor->setObjectName(QString::fromStdString("setting_" + look.name));
    editor->setAccessibleName(titleOf(look.name));
    editor->setAutoFillBackground(true);
  }
  return editor;
}

void SettingDelegate::setEditorData(QWidget* editor, const QModelIndex& index) const {
  const QVariant value = index.data(Qt::EditRole);
  if (auto* list = qobject_cast<QComboBox*>(editor)) list->setCurrentText(value.toString());
  if (auto* number = qobject_cast<QSpinBox*>(editor)) number->setValue(value.toInt());
  if (auto* line = qobject_cast<QLineEdit*>(editor)) line->setText(value.toString());
}

// A line that nobody touched is no wish: of a secret it shows nothing.
void SettingDelegate::setModelData(QWidget* editor, QAbstractItemModel* model,
                                   const QModelIndex& index) const {
  if (auto* list = qobject_cast<QComboBox*>(editor)) model->setData(index, list->currentText());
  if (auto* number = qobject_cast<QSpinBox*>(editor)) {
    number->interpretText();
    model->setData(index, number->value());
  }
  if (auto* line = qobject_cast<QLineEdit*>(editor); line && line->isModified())
    model->setData(index, line->text());
}

}  // namespace tw::ui
