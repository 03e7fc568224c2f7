// Colours a JSON text: keys, texts, numbers, words. Readable on light and dark ground.
#pragma once

#include <QColor>
#include <QSyntaxHighlighter>

namespace tw::ui {

class JsonHighlighter : public QSyntaxHighlighter {
  Q_OBJECT

 public:
  explicit JsonHighlighter(QTextDocument* document);
  void setDark(bool dark);

 protected:
  void highlightBlock(const QString& text) override;

 private:
  qsizetype highlightString(const QString& text, qsizetype start);
  qsizetype highlightWord(const QString& text, qsizetype start);
  void paint(qsizetype start, qsizetype end, const QColor& colour);

  struct Colours {
    QColor key, text, number, word;
  };
  Colours colours_;
  bool dark_ = false;
};

}  // namespace tw::ui
