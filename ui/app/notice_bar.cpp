#include "ui/app/notice_bar.h"

#include <QStyle>

namespace tw::ui {
namespace {
constexpr qsizetype kMost = 4;
}  // namespace

NoticeBar::NoticeBar(QWidget* parent) : QToolBar(tr("Notices"), parent), text_(new QLabel) {
  setObjectName(QStringLiteral("notices"));
  setMovable(false);
  text_->setObjectName(QStringLiteral("notice"));
  text_->setAccessibleName(tr("Notices"));
  text_->setWordWrap(true);
  text_->setTextFormat(Qt::PlainText);
  text_->setTextInteractionFlags(Qt::TextSelectableByMouse);
  text_->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Preferred);
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
}

}  // namespace tw::ui
