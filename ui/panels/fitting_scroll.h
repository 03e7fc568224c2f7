// A scroll area that wants to be as high as what is in it: its bar comes only where there is no
// room. Never narrower than that.
#pragma once

#include <QScrollArea>

namespace tw::ui {

class FittingScroll : public QScrollArea {
 public:
  explicit FittingScroll(QWidget* content);
  QSize sizeHint() const override;
  QSize minimumSizeHint() const override;
  bool eventFilter(QObject* watched, QEvent* event) override;

 protected:
  void resizeEvent(QResizeEvent* event) override;
};

}  // namespace tw::ui
