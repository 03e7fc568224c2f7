// Looks for words in a text: Enter goes on, Shift+Enter back, Esc closes.
#pragma once

#include <QLabel>
#include <QLineEdit>
#include <QPlainTextEdit>
#include <QTextDocument>

namespace tw::ui {

class FindBar : public QWidget {
  Q_OBJECT

 public:
  explicit FindBar(QPlainTextEdit& text);  // borrowed; outlives it
  void begin();                            // shows it, with what is selected

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void find(QTextDocument::FindFlags flags);
  void findAsTyped();
  void end();

  QPlainTextEdit& text_;
  QLineEdit* words_;
  QLabel* found_;
};

}  // namespace tw::ui
