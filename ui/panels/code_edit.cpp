#include "ui/panels/code_edit.h"

#include <QDragEnterEvent>
#include <QFontDatabase>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QTextBlock>
#include <QToolTip>
#include <QUrl>
#include <algorithm>

#include "ui/models/colours.h"

namespace tw::ui {

class CodeEdit::Numbers : public QWidget {
 public:
  explicit Numbers(CodeEdit& edit) : QWidget(&edit), edit_(edit) {}

 protected:
  void paintEvent(QPaintEvent* event) override { edit_.paintNumbers(event); }

 private:
  CodeEdit& edit_;
};

CodeEdit::CodeEdit(QWidget* parent)
    : QPlainTextEdit(parent),
      numbers_(new Numbers(*this)),
      highlighter_(new JsonHighlighter(document())) {
  setFont(QFontDatabase::systemFont(QFontDatabase::FixedFont));
  setLineWrapMode(QPlainTextEdit::NoWrap);
  setTabStopDistance(2 * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
  connect(this, &QPlainTextEdit::blockCountChanged, this, &CodeEdit::layNumbers);
  connect(this, &QPlainTextEdit::updateRequest, this, &CodeEdit::scrollNumbers);
  connect(this, &QPlainTextEdit::cursorPositionChanged, numbers_, qOverload<>(&QWidget::update));
  layNumbers();
  showColours();
}

QString CodeEdit::text() const {
  return document()->toRawText().replace(QChar(QChar::ParagraphSeparator), QLatin1Char('\n'));
}

void CodeEdit::setProblems(const std::vector<ScenarioProblem>& problems) {
  problems_ = problems;
  mark();
  numbers_->update();
}

QString CodeEdit::problemAt(int line) const {
  QStringList all;
  for (const ScenarioProblem& problem : problems_)
    if (problem.line == line) all << problem.message;
  return all.join(QLatin1Char('\n'));
}

void CodeEdit::goToLine(int line) {
  const QTextBlock block = document()->findBlockByNumber(line - 1);
  if (!block.isValid()) return;
  setTextCursor(QTextCursor(block));
  centerCursor();
  setFocus();
}

int CodeEdit::line() const { return textCursor().blockNumber() + 1; }

bool CodeEdit::isDark() const { return palette().color(QPalette::Base).lightness() < 128; }

void CodeEdit::mark() {
  QList<QTextEdit::ExtraSelection> marks;
  for (const ScenarioProblem& problem : problems_) {
    const QTextBlock block = document()->findBlockByNumber(problem.line - 1);
    if (problem.line < 1 || !block.isValid()) continue;
    QTextEdit::ExtraSelection whole, under;
    whole.cursor = under.cursor = QTextCursor(block);
    whole.format.setBackground(ground(kRed));
    whole.format.setProperty(QTextFormat::FullWidthSelection, true);
    under.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
    under.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
    under.format.setUnderlineColor(kRed);
    marks << whole << under;
  }
  setExtraSelections(marks);
}

void CodeEdit::showColours() {
  highlighter_->setDark(isDark());
  mark();
}

bool CodeEdit::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QPlainTextEdit::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QPoint inside = viewport()->mapFrom(this, help->pos());
  const QString problem = problemAt(cursorForPosition(inside).blockNumber() + 1);
  if (problem.isEmpty())
    QToolTip::hideText();
  else
    QToolTip::showText(help->globalPos(), problem, this);
  return true;
}

void CodeEdit::resizeEvent(QResizeEvent* event) {
  QPlainTextEdit::resizeEvent(event);
  layNumbers();
}

void CodeEdit::changeEvent(QEvent* event) {
  QPlainTextEdit::changeEvent(event);
  if (event->type() == QEvent::PaletteChange) showColours();
  if (event->type() == QEvent::FontChange && numbers_) layNumbers();
}

// A file is the window's to open.
void CodeEdit::dragEnterEvent(QDragEnterEvent* event) {
  const auto urls = event->mimeData()->urls();
  if (std::ranges::any_of(urls, &QUrl::isLocalFile))
    event->ignore();
  else
    QPlainTextEdit::dragEnterEvent(event);
}

// A new line begins where the one before does; a tab is two blanks, as in all these files.
void CodeEdit::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (event->key() == Qt::Key_Tab && !textCursor().hasSelection()) {
    insertPlainText(QStringLiteral("  "));
  } else if (enter && !isReadOnly()) {
    const QString before = textCursor().block().text();
    qsizetype indent = 0;
    while (indent < before.size() && before[indent] == QLatin1Char(' ')) ++indent;
    insertPlainText(QLatin1Char('\n') + before.left(indent));
    ensureCursorVisible();
  } else {
    QPlainTextEdit::keyPressEvent(event);
  }
}

int CodeEdit::numbersWidth() const {
  const int digits = std::max(2, static_cast<int>(QString::number(blockCount()).size()));
  return digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + 12;
}

void CodeEdit::layNumbers() {
  setViewportMargins(numbersWidth(), 0, 0, 0);
  const QRect inside = contentsRect();
  numbers_->setGeometry(inside.left(), inside.top(), numbersWidth(), inside.height());
}

void CodeEdit::scrollNumbers(const QRect& rect, int dy) {
  if (dy != 0)
    numbers_->scroll(0, dy);
  else
    numbers_->update(0, rect.y(), numbers_->width(), rect.height());
}

void CodeEdit::paintNumbers(QPaintEvent* event) {
  QPainter painter(numbers_);
  painter.fillRect(event->rect(), palette().color(QPalette::AlternateBase));
  const int height = fontMetrics().height();
  for (QTextBlock block = firstVisibleBlock(); block.isValid(); block = block.next()) {
    const QRectF place = blockBoundingGeometry(block).translated(contentOffset());
    if (place.top() > event->rect().bottom()) break;
    const int number = block.blockNumber() + 1;
    const QRect row(0, static_cast<int>(place.top()), numbers_->width(), height);
    const bool wrong = !problemAt(number).isEmpty();
    if (wrong) painter.fillRect(row, kRed);
    painter.setPen(wrong              ? textOn(kRed)
                   : number == line() ? palette().color(QPalette::Text)
                                      : palette().color(QPalette::PlaceholderText));
    painter.drawText(row.adjusted(0, 0, -6, 0), Qt::AlignRight | Qt::AlignVCenter,
                     QString::number(number));
  }
}

}  // namespace tw::ui
