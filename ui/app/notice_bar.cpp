#include "ui/app/notice_bar.h"

#include <QDialog>
#include <QDialogButtonBox>
#include <QPlainTextEdit>
#include <QStyle>
#include <QVBoxLayout>

#include "ui/panels/tab_button.h"

namespace tw::ui {
namespace {
constexpr qsizetype kMost = 50, kMostInBar = 4;
constexpr int kMargin = 4;     // px, around the text
constexpr int kButtonPx = 60;  // of the width: the closing button's and some room
}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QToolBar(tr("Notices"), parent), text_(new QLabel) {
  setObjectName(QStringLiteral("notices"));
  setMovable(false);
  text_->setObjectName(QStringLiteral("notice"));
  text_->setAccessibleName(tr("Notices"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setMargin(kMargin);
  text_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
  setIconSize({16, 16});
  addWidget(text_);
  more_ = addButton("more_notices", QString(), tr("Shows all notices"),
                    Qt::CTRL | Qt::SHIFT | Qt::Key_M, &NoticeBar::showAll);
  close_ = addButton("close_notices", tr("Close the notices"), tr("Close the notices"),
                     Qt::CTRL | Qt::SHIFT | Qt::Key_X, &NoticeBar::clear);
  takeStyle();
  hide();
}

QAction* NoticeBar::addButton(const char* name, const QString& text, const QString& tip,
                              const QKeySequence& key, void (NoticeBar::*what)()) {
  auto* action = new QAction(text, this);
  action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, key.toString(QKeySequence::NativeText)));
  action->setShortcut(key);
  connect(action, &QAction::triggered, this, what);
  addTabButton(*this, action)->setObjectName(QLatin1String(name));
  return action;
}

void NoticeBar::tell(const QString& notice) {
  notices_.removeAll(notice);
  notices_.append(notice);
  notices_ = notices_.mid(std::max<qsizetype>(0, notices_.size() - kMost));
  show();
}

void NoticeBar::take(const QString& notice) {
  notices_.removeAll(notice);
  show();
}

void NoticeBar::clear() {
  notices_.clear();
  show();
}

void NoticeBar::show() {
  const qsizetype more = std::max<qsizetype>(0, notices_.size() - kMostInBar);
  text_->setText(notices_.mid(more).join(QLatin1Char('\n')));
  more_->setText(tr("and %1 more").arg(more));
  more_->setVisible(more > 0);
  setVisible(!notices_.isEmpty());
  fit();
}

// The newest first.
void NoticeBar::showAll() {
  auto* dialog = new QDialog(window());
  dialog->setObjectName(QStringLiteral("all_notices"));
  dialog->setAttribute(Qt::WA_DeleteOnClose);
  dialog->setWindowTitle(tr("Notices"));
  auto* all = new QPlainTextEdit(
      QStringList(notices_.rbegin(), notices_.rend()).join(QLatin1String("\n\n")));
  all->setReadOnly(true);
  all->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
  auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
  connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
  auto* column = new QVBoxLayout(dialog);
  column->addWidget(all);
  column->addWidget(buttons);
  dialog->resize(window()->size() / 2);
  dialog->open();
}

// As high as the text; a tool bar alone leaves too much room to what wraps.
void NoticeBar::fit() {
  const int more = more_->isVisible() ? widgetForAction(more_)->sizeHint().width() : 0;
  const QRect room(0, 0, std::max(width() - kButtonPx - more, 200), 0);
  const QRect lines = text_->fontMetrics().boundingRect(room, Qt::TextWordWrap, text_->text());
  text_->setFixedHeight(lines.height() + 2 * kMargin);
}

void NoticeBar::takeStyle() {
  close_->setIcon(style()->standardIcon(QStyle::SP_DialogCloseButton));
}

void NoticeBar::changeEvent(QEvent* event) {
  QToolBar::changeEvent(event);
  if (event->type() == QEvent::StyleChange) takeStyle();
}

void NoticeBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  fit();
}

}  // namespace tw::ui
