// Refreshes a widget at most so often, and only while it is shown (behind another panel, too); at
// once when it comes to be shown.
#pragma once

#include <QTimer>
#include <QWidget>
#include <functional>

namespace tw::ui {

class RefreshSoon : public QObject {
 public:
  static constexpr int kOftenMs = 50;  // enough for text

  // Borrows the widget, whose member it is.
  RefreshSoon(QWidget& widget, std::function<void()> refresh, int ms = kOftenMs);

  void soon() { in(ms_); }
  void in(int ms);  // or earlier, where it is to come already

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  QWidget& widget_;
  std::function<void()> refresh_;
  int ms_;
  QTimer timer_;
};

}  // namespace tw::ui
