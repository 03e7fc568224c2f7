// What went wrong, above the panels until it is read: the last few, each once.
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

 private:
  void clear();
  void show();
  void fit();

  QStringList notices_;  // the oldest first
  QLabel* text_;
};

}  // namespace tw::ui
