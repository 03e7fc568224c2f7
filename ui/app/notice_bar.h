// What went wrong, above the panels until it is read: the newest few, each once, and behind a
// button those before them.
#pragma once

#include <QLabel>
#include <QStringList>
#include <QToolBar>

namespace tw::ui {

class NoticeBar : public QToolBar {
  Q_OBJECT

 public:
  explicit NoticeBar(QWidget* parent = nullptr);

  void tell(const QString& notice);
  void take(const QString& notice);  // back: it is no longer true
  const QStringList& notices() const { return notices_; }

 protected:
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  QAction* addButton(const char* name, const QString& text, const QString& tip,
                     const QKeySequence& key, void (NoticeBar::*what)());
  void clear();
  void show();
  void showAll();
  void fit();
  void takeStyle();

  QStringList notices_;  // the oldest first
  QLabel* text_;
  QAction *more_, *close_ = nullptr;
};

}  // namespace tw::ui
