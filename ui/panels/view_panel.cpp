#include "ui/panels/view_panel.h"

#include <QVBoxLayout>
#include <algorithm>

#include "ui/panels/tab_button.h"

namespace tw::ui {
namespace {

// What the view needs of it: it is kept as long as its picture is shown.
std::shared_ptr<const sim::Snapshot> lightened(const sim::Snapshot& snapshot) {
  auto kept = std::make_shared<sim::Snapshot>();
  kept->at = snapshot.at;
  kept->scene = snapshot.scene;
  kept->cameras = snapshot.cameras;
  for (sim::CameraLook& camera : kept->cameras) camera.seen = {};
  kept->actors = snapshot.actors;
  return kept;
}

}  // namespace

ViewPanel::ViewPanel(Desk& desk) : run_(desk.run), canvas_(new ViewCanvas(desk.renderer, tracks_)) {
  canvas_->setObjectName(QStringLiteral("view_canvas"));
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(0, 0, 0, 0);
  all->setSpacing(0);
  all->addWidget(makeBar());
  all->addWidget(canvas_, 1);
  connect(&run_, &RunModel::opened, canvas_, &ViewCanvas::forget);
  connect(&run_, &RunModel::begun, this, &ViewPanel::beginRun);
  connect(&run_, &RunModel::advanced, this, &ViewPanel::followRun);
  connect(&run_, &RunModel::shownChanged, this, &ViewPanel::showRun);
  if (!run_.facts()) return;
  beginRun();
  for (const auto& past : run_.past().entries()) tracks_.see(past.value);
  followRun();
  showRun();
}

void ViewPanel::beginRun() {
  tracks_.clear();
  eventsTaken_ = 0;
  canvas_->begin(run_.facts() ? run_.facts()->objects : std::vector<std::string>());
}

QToolBar* ViewPanel::makeBar() {
  auto* bar = new QToolBar(tr("Layers of the 3D view"));
  bar->setToolButtonStyle(Qt::ToolButtonTextOnly);
  addLayer(*bar, "layer_frustums", tr("Frustums"), tr("What both lenses look at, 10 m far"),
           Qt::Key_C, &ViewLayers::frustums);
  addLayer(*bar, "layer_watched", tr("Watched"), tr("The ground that both lenses see, 40 m far"),
           Qt::Key_W, &ViewLayers::watched);
  addLayer(*bar, "layer_tracks", tr("Tracks"),
           tr("Where everybody went, and where the firmware saw somebody"), Qt::Key_T,
           &ViewLayers::tracks);
  addLayer(*bar, "layer_lamps", tr("Lamps"), tr("Cones of the lamps that are on"), Qt::Key_L,
           &ViewLayers::lamps);
  addLayer(*bar, "layer_truth", tr("Ground truth"), tr("Who is there: boxes with names"), Qt::Key_G,
           &ViewLayers::truth);
  addLayer(*bar, "layer_hazards", tr("Hazard zone"),
           tr("Within which the lamps that are on may harm eyes"), Qt::Key_H, &ViewLayers::hazards);
  bar->addSeparator();
  addLook(*bar, "view_all", tr("All"), tr("Shows everything (F)"), &ViewCanvas::frameAll);
  addLook(*bar, "view_reset", tr("Reset"), tr("Looks as at first (R)"), &ViewCanvas::reset);
  addLook(*bar, "view_wide", tr("Wide"), tr("Looks through the wide lens (1)"),
          [this] { canvas_->lookThrough(hal::LensId::kWide); });
  addLook(*bar, "view_ptz", tr("PTZ"), tr("Looks through the PTZ lens (2)"),
          [this] { canvas_->lookThrough(hal::LensId::kPtz); });
  return bar;
}

void ViewPanel::addLayer(QToolBar& bar, const char* name, const QString& text, const QString& tip,
                         Qt::Key key, bool ViewLayers::*layer) {
  auto* action = new QAction(text, this);
  action->setObjectName(QLatin1String(name));
  action->setToolTip(QStringLiteral("%1 (%2)").arg(tip, QKeySequence(key).toString()));
  action->setShortcut(key);
  action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
  addAction(action);
  addTabButton(bar, action);
  action->setCheckable(true);
  action->setChecked(layers_.*layer);
  connect(action, &QAction::toggled, this, [this, layer](bool on) {
    layers_.*layer = on;
    canvas_->setLayers(layers_);
  });
}

template <class What>
void ViewPanel::addLook(QToolBar& bar, const char* name, const QString& text, const QString& tip,
                        What what) {
  auto* action = new QAction(text, this);
  connect(action, &QAction::triggered, canvas_, what);
  addTabButton(bar, action);
  action->setObjectName(QLatin1String(name));
  action->setToolTip(tip);
}

// Also while one looks back, and while nobody looks: a way has no gaps, and costs next to nothing.
void ViewPanel::followRun() {
  tracks_.see(run_.newest());
  run_.events().since(eventsTaken_, [this](const sim::LoggedEvent& event) { tracks_.take(event); });
}

void ViewPanel::showRun() {
  if (isVisible() && run_.shown().scene) canvas_->setLook(lightened(run_.shown()));
}

void ViewPanel::showEvent(QShowEvent*) { showRun(); }

}  // namespace tw::ui
