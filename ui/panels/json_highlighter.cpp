#include "ui/panels/json_highlighter.h"

namespace tw::ui {
namespace {
bool isWordPart(QChar c) {
  return c.isLetterOrNumber() || c == QLatin1Char('.') || c == QLatin1Char('-') ||
         c == QLatin1Char('+');
}
}  // namespace

JsonHighlighter::JsonHighlighter(QTextDocument* document) : QSyntaxHighlighter(document) {
  dark_ = true;
  setDark(false);
}

void JsonHighlighter::setDark(bool dark) {
  if (dark == dark_) return;
  dark_ = dark;
  colours_ = dark ? Colours{QColor(0x7c, 0xb7, 0xff), QColor(0x9a, 0xd0, 0x7a),
                            QColor(0xe5, 0xb5, 0x67), QColor(0xd7, 0x9a, 0xe8)}
                  : Colours{QColor(0x0b, 0x4f, 0x9e), QColor(0x2f, 0x6b, 0x1e),
                            QColor(0x8a, 0x4b, 0x00), QColor(0x7b, 0x1f, 0x8f)};
  rehighlight();
}

// No text of JSON goes on in the next line, so each line is for itself.
void JsonHighlighter::highlightBlock(const QString& text) {
  for (qsizetype at = 0; at < text.size();) {
    if (text[at] == QLatin1Char('"'))
      at = highlightString(text, at);
    else if (isWordPart(text[at]))
      at = highlightWord(text, at);
    else
      ++at;
  }
}

qsizetype JsonHighlighter::highlightString(const QString& text, qsizetype start) {
  qsizetype end = start + 1;
  while (end < text.size() && text[end] != QLatin1Char('"'))
    end += text[end] == QLatin1Char('\\') ? 2 : 1;
  end = std::min(end + 1, text.size());
  qsizetype next = end;
  while (next < text.size() && text[next].isSpace()) ++next;
  const bool key = next < text.size() && text[next] == QLatin1Char(':');
  paint(start, end, key ? colours_.key : colours_.text);
  return end;
}

qsizetype JsonHighlighter::highlightWord(const QString& text, qsizetype start) {
  qsizetype end = start;
  while (end < text.size() && isWordPart(text[end])) ++end;
  paint(start, end, text[start].isLetter() ? colours_.word : colours_.number);
  return end;
}

void JsonHighlighter::paint(qsizetype start, qsizetype end, const QColor& colour) {
  setFormat(static_cast<int>(start), static_cast<int>(end - start), colour);
}

}  // namespace tw::ui
