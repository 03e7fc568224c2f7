// Both lenses' pictures as the firmware got them, with what it found there; ground truth if wanted.
#pragma once

#include <QBoxLayout>
#include <QLabel>
#include <QToolButton>

#include "ui/panels/camera_choice.h"
#include "ui/panels/desk.h"
#include "ui/panels/picture_view.h"
#include "ui/panels/refresh_soon.h"

namespace tw::ui {

class LensPanel : public QWidget {
  Q_OBJECT

 public:
  explicit LensPanel(Desk& desk);

 protected:
  void showEvent(QShowEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;

 private:
  struct Lens {
    hal::LensId id{};
    PictureView* view = nullptr;
    QLabel* facts = nullptr;
    QAction* save = nullptr;
    std::shared_ptr<const sim::Picture> picture = nullptr;  // that is shown
    double mean = 0;                                        // of it
    std::optional<QPoint> pixel = {};                       // under the mouse
  };

  QLayout* makeControls();
  QToolButton* option(const char* name, const QString& text, const QString& tip, bool on);
  QWidget* makeLens(Lens& lens);
  void beginRun();
  void refresh();
  void refresh(Lens& lens);
  void showPicture(Lens& lens, const sim::SeenFrame& seen);
  std::vector<LensOverlay> overlays(const Lens& lens, const sim::SeenFrame& seen) const;
  void showFacts(Lens& lens, const sim::SeenFrame& seen);
  void showValue();
  void arrange();
  void save(const Lens& lens);
  const sim::CameraLook* look() const;  // of the chosen camera; null: there is none
  std::string camera() const { return cameras_->camera(); }

  RunModel& run_;
  Sightings sightings_;
  CameraChoice* cameras_ = nullptr;
  QToolButton *detections_ = nullptr, *truth_ = nullptr;
  QBoxLayout* both_ = nullptr;
  QLabel* value_ = nullptr;
  hal::PerLens<Lens> lenses_{};
  QString folder_;  // that a picture was saved to last
  RefreshSoon soon_{*this, [this] { refresh(); }};
};

}  // namespace tw::ui
