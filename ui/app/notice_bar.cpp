#include "ui/app/notice_bar.h"

#include <QStyle>

namespace tw::ui {
namespace {
constexpr qsizetype kMost = 4;
constexpr int kMargin = 4;     // px, around the text
constexpr int kButtonPx = 60;  // of the width: the button's and some room
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
  addAction(style()->standardIcon(QStyle::SP_DialogCloseButton), tr("Close the notices"), this,
            &NoticeBar::clear);
  hide();
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
  text_->setText(notices_.join(QLatin1Char('\n')));
  setVisible(!notices_.isEmpty());
  fit();
}

// As high as the text; a tool bar alone leaves too much room to what wraps.
void NoticeBar::fit() {
  const QRect room(0, 0, std::max(width() - kButtonPx, 200), 0);
  const QRect lines = text_->fontMetrics().boundingRect(room, Qt::TextWordWrap, text_->text());
  text_->setFixedHeight(lines.height() + 2 * kMargin);
}

void NoticeBar::resizeEvent(QResizeEvent* event) {
  QToolBar::resizeEvent(event);
  fit();
}

}  // namespace tw::ui
