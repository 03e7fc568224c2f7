#include "tests/desktop/fit.h"

#include <QAbstractButton>
#include <QComboBox>
#include <QHeaderView>
#include <QLabel>
#include <QScrollArea>
#include <QStyleOptionComboBox>
#include <QTabBar>

#include "tests/support/catch.h"

namespace tw::test {
namespace {

// Docks behind others lie beside the window.
template <class Widget>
std::vector<const Widget*> visible(const QWidget& window) {
  std::vector<const Widget*> all;
  for (const auto* one : window.findChildren<Widget*>()) {
    const QRect place(one->mapTo(&window, QPoint()), one->size());
    if (one->isVisible() && place.intersects(window.rect())) all.push_back(one);
  }
  return all;
}

int wide(const QWidget& on, const QString& text) {
  return on.fontMetrics().horizontalAdvance(text);
}

std::string named(const QWidget& widget) {
  return std::string(widget.metaObject()->className()) + " " + widget.objectName().toStdString() +
         " in " + widget.parentWidget()->objectName().toStdString();
}

// What cannot be scrolled to is not wider than it is seen.
void checkArea(const QScrollArea& area) {
  if (area.horizontalScrollBarPolicy() == Qt::ScrollBarAlwaysOff)
    CHECK(area.widget()->width() <= area.viewport()->width());
}

void checkChoice(const QComboBox& combo) {
  QStyleOptionComboBox option;
  option.initFrom(&combo);
  option.editable = combo.isEditable();
  const QRect field = combo.style()->subControlRect(QStyle::CC_ComboBox, &option,
                                                    QStyle::SC_ComboBoxEditField, &combo);
  for (int i = 0; i < combo.count(); ++i) {
    INFO(combo.itemText(i).toStdString());
    CHECK(field.width() >= wide(combo, combo.itemText(i)));
  }
}

void checkHeader(const QHeaderView& header) {
  if (header.orientation() != Qt::Horizontal) return;
  for (int i = 0; i < header.count(); ++i) {
    const QString title = header.model()->headerData(i, Qt::Horizontal).toString();
    INFO(title.toStdString());
    if (!header.isSectionHidden(i)) CHECK(header.sectionSize(i) > wide(header, title));
  }
}

}  // namespace

void checkFits(const ui::MainWindow& window) {
  for (const auto* area : visible<QScrollArea>(window)) {
    INFO(named(*area));
    checkArea(*area);
  }
  for (const auto* label : visible<QLabel>(window)) {
    INFO(named(*label) << ": " << label->text().toStdString());
    if (!label->wordWrap()) CHECK(label->width() >= wide(*label, label->text()));
  }
  for (const auto* button : visible<QAbstractButton>(window)) {
    INFO(named(*button) << ": " << button->text().toStdString());
    CHECK(button->width() >= wide(*button, button->text()));
  }
  for (const auto* combo : visible<QComboBox>(window)) {
    INFO(named(*combo));
    checkChoice(*combo);
  }
  for (const auto* header : visible<QHeaderView>(window)) {
    INFO(named(*header));
    checkHeader(*header);
  }
  for (const auto* bar : visible<QTabBar>(window)) {
    INFO(named(*bar));
    CHECK(bar->tabRect(bar->count() - 1).right() <= bar->width());
  }
}

}  // namespace tw::test
