#include "ui/viewport/view_feed.h"

#include <utility>

namespace tw::ui {
namespace {
constexpr int kPauseMs = 40;
}  // namespace

ViewFeed::ViewFeed(sim::Renderer* renderer, Wish wish) : wish_(std::move(wish)) {
  pause_.setSingleShot(true);
  connect(&pause_, &QTimer::timeout, this, [this] {
    if (wants_) want();
  });
  if (!renderer) return;
  drawer_ = std::make_unique<ViewDrawer>(*renderer);
  connect(&drawer_->painter(), &ViewPainter::drawn, this, &ViewFeed::take);
}

void ViewFeed::setPlace(std::shared_ptr<const sim::Place> place) { place_ = std::move(place); }

void ViewFeed::forget() {
  place_.reset();
  drawn_.reset();
  if (drawer_) drawer_->painter().forgetExposure();
  Q_EMIT changed();
}

void ViewFeed::wantInTime() {
  wants_ = true;
  if (!pause_.isActive()) want();
}

void ViewFeed::want() {
  wants_ = true;
  if (!drawer_) return Q_EMIT changed();
  if (flying_) return;
  std::optional<DrawWish> wish = wish_();
  if (!wish) return;
  wants_ = false;
  if (drawn_ && drawn_->settled && drawn_->wish.same(*wish)) {
    auto same = std::make_shared<DrawnView>(*drawn_);  // its image is shared
    same->wish = std::move(*wish);
    drawn_ = std::move(same);
    return Q_EMIT changed();
  }
  flying_ = true;
  pause_.start(kPauseMs);
  drawer_->painter().wish(std::move(*wish));
}

void ViewFeed::take(std::shared_ptr<const DrawnView> view) {
  flying_ = false;
  if (view->wish.scene->place != place_) return want();
  drawn_ = std::move(view);
  ++count_;
  wants_ = wants_ || !drawn_->settled;
  Q_EMIT changed();
  if (wants_ && (eyeMoves_ || !pause_.isActive())) want();
}

}  // namespace tw::ui
