#include "ui/panels/find_bar.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QToolButton>

namespace tw::ui {

FindBar::FindBar(QPlainTextEdit& text) : text_(text) {
  words_ = new QLineEdit;
  words_->setObjectName(QStringLiteral("find_words"));
  words_->setAccessibleName(tr("Words to find"));
  words_->setPlaceholderText(tr("Find"));
  words_->installEventFilter(this);
  connect(words_, &QLineEdit::textEdited, this, &FindBar::findAsTyped);
  found_ = new QLabel;
  auto* row = new QHBoxLayout(this);
  row->setContentsMargins(0, 0, 0, 0);
  row->addWidget(words_, 1);
  row->addWidget(found_);
  const auto add = [this, row](Qt::ArrowType arrow, const QString& tip, auto what) {
    auto* button = new QToolButton;
    button->setArrowType(arrow);
    button->setToolTip(tip);
    button->setAccessibleName(tip);
    connect(button, &QToolButton::clicked, this, what);
    row->addWidget(button);
  };
  add(Qt::UpArrow, tr("The one before (Shift+Enter)"),
      [this] { find(QTextDocument::FindBackward); });
  add(Qt::DownArrow, tr("The next one (Enter)"), [this] { find({}); });
  hide();
}

void FindBar::begin() {
  const QString selected = text_.textCursor().selectedText();
  if (!selected.isEmpty() && !selected.contains(QChar(QChar::ParagraphSeparator)))
    words_->setText(selected);
  found_->clear();
  show();
  words_->setFocus();
  words_->selectAll();
}

void FindBar::end() {
  hide();
  text_.setFocus();
}

// From the beginning of what is selected, so that one more letter stays where it is.
void FindBar::findAsTyped() {
  QTextCursor cursor = text_.textCursor();
  cursor.setPosition(cursor.selectionStart());
  text_.setTextCursor(cursor);
  find({});
}

void FindBar::find(QTextDocument::FindFlags flags) {
  found_->clear();
  if (words_->text().isEmpty() || text_.find(words_->text(), flags)) return;
  const QTextCursor before = text_.textCursor();
  text_.moveCursor(flags.testFlag(QTextDocument::FindBackward) ? QTextCursor::End
                                                               : QTextCursor::Start);
  if (text_.find(words_->text(), flags)) return;
  text_.setTextCursor(before);
  found_->setText(tr("not found"));
}

// Keys that are the window's elsewhere are this bar's while one types in it.
bool FindBar::eventFilter(QObject* watched, QEvent* event) {
  const bool overrides = event->type() == QEvent::ShortcutOverride;
  if (!overrides && event->type() != QEvent::KeyPress) return QWidget::eventFilter(watched, event);
  const auto* key = static_cast<QKeyEvent*>(event);
  const bool enter = key->key() == Qt::Key_Return || key->key() == Qt::Key_Enter;
  if (key->key() != Qt::Key_Escape && !(enter && !(key->modifiers() & Qt::ControlModifier)))
    return QWidget::eventFilter(watched, event);
  if (overrides)
    event->accept();
  else if (enter)
    find(key->modifiers() & Qt::ShiftModifier ? QTextDocument::FindBackward
                                              : QTextDocument::FindFlags{});
  else
    end();
  return true;
}

}  // namespace tw::ui
