#include "tests/desktop/answers.h"

#include <QApplication>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QTest>
#include <QTimer>

namespace tw::test {
namespace {

constexpr int kEveryMs = 20, kMostTries = 500;
constexpr int kLookMs = 300;  // a file dialog that has not read its folder yet takes no file

QAction* actionOf(const QMenu& menu, const QString& text) {
  for (QAction* action : menu.actions())
    if (action->text().remove(QLatin1Char('&')) == text) return action;
  return nullptr;
}

QPushButton* buttonOf(QWidget& dialog, const QString& text) {
  for (auto* button : dialog.findChildren<QPushButton*>())
    if (button->text().remove(QLatin1Char('&')) == text) return button;
  return nullptr;
}

// A menu takes no click where the mouse was when it opened.
void clickAction(QMenu& menu, const QString& text) {
  const QPoint place = menu.actionGeometry(actionOf(menu, text)).center();
  QTest::mouseMove(&menu, place);
  QTest::mouseClick(&menu, Qt::LeftButton, {}, place);
}

void typeFile(QWidget& dialog, const QString& file) {
  auto& name = *dialog.findChild<QLineEdit*>(QStringLiteral("fileNameEdit"));
  QTest::qWait(kLookMs);
  name.setCompleter(nullptr);  // its list comes late, and takes the click
  name.selectAll();
  QTest::keyClicks(&name, file);
  const auto& buttons = *dialog.findChild<QDialogButtonBox*>();
  auto* save = buttons.button(QDialogButtonBox::Save);
  QTest::mouseClick(save ? save : buttons.button(QDialogButtonBox::Open), Qt::LeftButton);
}

}  // namespace

void Answers::pick(const char* text) {
  const QString wanted = QLatin1String(text);
  add({[wanted]() -> QWidget* {
         auto* menu = qobject_cast<QMenu*>(QApplication::activePopupWidget());
         return menu && actionOf(*menu, wanted) ? menu : nullptr;
       },
       [wanted](QWidget& menu) { clickAction(static_cast<QMenu&>(menu), wanted); }});
}

void Answers::takeFile(const QString& file) {
  add({[] { return qobject_cast<QFileDialog*>(QApplication::activeModalWidget()); },
       [this, file](QWidget& dialog) {
         typeFile(dialog, file);
         if (dialog.isVisible()) giveUp();  // or it would be so for ever
       }});
}

void Answers::press(const char* button) {
  const QString wanted = QLatin1String(button);
  add({[wanted]() -> QWidget* {
         QWidget* dialog = QApplication::activeModalWidget();
         return dialog ? buttonOf(*dialog, wanted) : nullptr;
       },
       [](QWidget& found) { QTest::mouseClick(&found, Qt::LeftButton); }});
}

void Answers::add(Answer answer) {
  const bool first = waiting_.empty();
  waiting_.push_back(std::move(answer));
  if (first) later();
}

// Each time by another timer: what is answered has a loop of its own, in which this goes on.
void Answers::later() {
  if (!waiting_.empty()) QTimer::singleShot(kEveryMs, this, &Answers::tryNext);
}

void Answers::tryNext() {
  QWidget* whom = waiting_.front().whom();
  if (!whom || !whom->isVisible()) return ++tries_ < kMostTries ? later() : giveUp();
  tries_ = 0;
  const auto how = std::move(waiting_.front().how);
  waiting_.pop_front();
  later();
  how(*whom);
}

void Answers::giveUp() {
  failed_ = true;
  waiting_.clear();
  while (QWidget* menu = QApplication::activePopupWidget()) menu->close();
  while (QWidget* dialog = QApplication::activeModalWidget()) dialog->close();
}

}  // namespace tw::test
