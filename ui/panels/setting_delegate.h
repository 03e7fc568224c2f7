// The editor that fits a setting: a list of its choices, a number within its range, a line.
#pragma once

#include <QStyledItemDelegate>

#include "ui/models/settings_table.h"

namespace tw::ui {

class SettingDelegate : public QStyledItemDelegate {
  Q_OBJECT

 public:
  // The settings outlive this.
  SettingDelegate(const SettingsTable& settings, QObject* parent)
      : QStyledItemDelegate(parent), settings_(settings) {}

  QWidget* createEditor(QWidget* parent, const QStyleOptionViewItem& option,
                        const QModelIndex& index) const override;
  void setEditorData(QWidget* editor, const QModelIndex& index) const override;
  void setModelData(QWidget* editor, QAbstractItemModel* model,
                    const QModelIndex& index) const override;

 private:
  QWidget* makeList(const sim::SettingLook& look, QWidget* parent) const;

  const SettingsTable& settings_;
};

}  // namespace tw::ui
