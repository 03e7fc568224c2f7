// The pictures of the 3D view: one wish at a time, no more often than a window needs, until the
// picture is what the view would be and its exposure has settled.
#pragma once

#include <QTimer>
#include <functional>

#include "ui/viewport/view_drawer.h"

namespace tw::ui {

class ViewFeed : public QObject {
  Q_OBJECT

 public:
  // What is to be drawn now; nothing: nobody looks, or there is nothing yet.
  using Wish = std::function<std::optional<DrawWish>()>;

  // Borrows the renderer; null: no picture ever comes.
  ViewFeed(sim::Renderer* renderer, Wish wish);

  bool draws() const { return drawer_ != nullptr; }
  void setPlace(std::shared_ptr<const sim::Place> place);  // pictures of others are dropped
  void forget();                                           // another place is to come
  void want();
  void wantInTime();                                   // once the last picture is old enough
  void setEyeMoves(bool moves) { eyeMoves_ = moves; }  // then without a pause
  bool eyeMoves() const { return eyeMoves_; }

  const DrawnView* latest() const { return drawn_.get(); }  // null: none has come
  uint64_t count() const { return count_; }
  bool settled() const { return !flying_ && !wants_ && drawn_ && drawn_->settled; }

 Q_SIGNALS:
  void changed();

 private:
  void take(std::shared_ptr<const DrawnView> view);

  Wish wish_;
  std::unique_ptr<ViewDrawer> drawer_;
  std::shared_ptr<const sim::Place> place_;
  std::shared_ptr<const DrawnView> drawn_;
  uint64_t count_ = 0;
  bool flying_ = false, wants_ = false;  // a wish is with the drawer; another one is to follow
  bool eyeMoves_ = false;
  QTimer pause_;  // between pictures of what goes on
};

}  // namespace tw::ui
