// The 3D view of the scene and its cameras, and which of its layers are shown.
#pragma once

#include <QAction>
#include <QToolBar>

#include "ui/panels/desk.h"
#include "ui/viewport/view_canvas.h"

namespace tw::ui {

class ViewPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ViewPanel(Desk& desk);

  ViewCanvas& canvas() { return *canvas_; }

 protected:
  void showEvent(QShowEvent* event) override;

 private:
  QToolBar* makeBar();
  // The key is the panel's.
  void addLayer(QToolBar& bar, const char* name, const QString& text, const QString& tip,
                Qt::Key key, bool ViewLayers::*layer);
  template <class What>
  void addLook(QToolBar& bar, const char* name, const QString& text, const QString& tip, What what);
  void beginRun();
  void followRun();
  void showRun();

  RunModel& run_;
  Tracks tracks_;
  size_t eventsTaken_ = 0;
  ViewLayers layers_;
  ViewCanvas* canvas_;
};

}  // namespace tw::ui
