// A text with line numbers, in which lines are marked as wrong.
#pragma once

#include <QPlainTextEdit>
#include <vector>

#include "ui/models/scenario_document.h"
#include "ui/panels/json_highlighter.h"

namespace tw::ui {

class CodeEdit : public QPlainTextEdit {
  Q_OBJECT

 public:
  explicit CodeEdit(QWidget* parent = nullptr);

  QString text() const;  // as it is: toPlainText() changes some characters
  void setProblems(const std::vector<ScenarioProblem>& problems);  // those with a line are marked
  QString problemAt(int line) const;                               // from 1; empty: it is right
  void goToLine(int line);                                         // from 1
  int line() const;                                                // of the cursor

 protected:
  bool event(QEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;
  void dragEnterEvent(QDragEnterEvent* event) override;
  void keyPressEvent(QKeyEvent* event) override;

 private:
  class Numbers;
  int numbersWidth() const;
  void layNumbers();
  void paintNumbers(QPaintEvent* event);
  void scrollNumbers(const QRect& rect, int dy);
  void mark();
  void showColours();
  bool isDark() const;

  QWidget* numbers_;
  JsonHighlighter* highlighter_;
  std::vector<ScenarioProblem> problems_;
};

}  // namespace tw::ui
