#include "ui/panels/lens_panel.h"

#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMessageBox>
#include <QVBoxLayout>

#include "ui/models/lens_words.h"
#include "ui/models/picture_image.h"

namespace tw::ui {
namespace {

constexpr double kShape = 16.0 / 9;

// A line that never widens its panel.
QLabel* line(const char* name) {
  auto* label = new QLabel;
  label->setObjectName(QLatin1String(name));
  label->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
  label->setTextInteractionFlags(Qt::TextSelectableByMouse);
  return label;
}

}  // namespace

LensPanel::LensPanel(Desk& desk) : run_(desk.run) {
  auto* all = new QVBoxLayout(this);
  all->setContentsMargins(4, 4, 4, 4);
  all->setSpacing(3);
  all->addLayout(makeControls());
  both_ = new QBoxLayout(QBoxLayout::TopToBottom);
  both_->setSpacing(4);
  all->addLayout(both_, 1);
  for (const hal::LensId id : hal::kLenses) {
    Lens& lens = lenses_[hal::index(id)];
    lens.id = id;
    both_->addWidget(makeLens(lens), 1);
  }
  value_ = line("lens_value");
  value_->setAccessibleName(tr("Value under the mouse"));
  all->addWidget(value_);
  connect(&run_, &RunModel::opened, this, &LensPanel::beginRun);
  connect(&run_, &RunModel::begun, this, &LensPanel::beginRun);
  connect(&run_, &RunModel::shownChanged, &soon_, &RefreshSoon::soon);
  beginRun();
}

QLayout* LensPanel::makeControls() {
  cameras_ = new CameraChoice(run_, "lens_camera");
  connect(cameras_, &CameraChoice::chosen, this, qOverload<>(&LensPanel::refresh));
  detections_ = option("lens_detections", tr("Detections"),
                       tr("What the firmware found at that time, and how sure it was"), true);
  truth_ = option("lens_truth", tr("Ground truth"),
                  tr("Who really is there now, seen or hidden; the firmware does not know"), false);
  auto* save = new QToolButton;
  save->setObjectName(QStringLiteral("lens_save"));
  save->setText(tr("Save"));
  save->setToolTip(tr("Writes a picture as the firmware got it, in its own size"));
  save->setAccessibleName(tr("Save picture"));
  save->setPopupMode(QToolButton::InstantPopup);
  auto* menu = new QMenu(save);
  for (const hal::LensId id : hal::kLenses) {
    Lens& lens = lenses_[hal::index(id)];
    lens.save = menu->addAction(tr("%1: save picture...").arg(lensName(id)), this,
                                [this, &lens] { this->save(lens); });
  }
  save->setMenu(menu);
  auto* row = new QHBoxLayout;
  row->addWidget(cameras_);
  row->addWidget(detections_);
  row->addWidget(truth_);
  row->addStretch(1);
  row->addWidget(save);
  return row;
}

QToolButton* LensPanel::option(const char* name, const QString& text, const QString& tip, bool on) {
  auto* made = new QToolButton;
  made->setObjectName(QLatin1String(name));
  made->setText(text);
  made->setToolTip(tip);
  made->setAccessibleName(text);
  made->setCheckable(true);
  made->setChecked(on);
  connect(made, &QToolButton::toggled, this, qOverload<>(&LensPanel::refresh));
  return made;
}

QWidget* LensPanel::makeLens(Lens& lens) {
  const QByteArray id = hal::toString(lens.id);
  lens.view = new PictureView(lensName(lens.id));
  lens.view->setObjectName(QLatin1String("lens_view_" + id));
  lens.view->setContextMenuPolicy(Qt::ActionsContextMenu);
  lens.view->addAction(lens.save);
  connect(lens.view, &PictureView::hovered, this, [this, &lens](std::optional<QPoint> pixel) {
    lens.pixel = pixel;
    showValue();
  });
  lens.facts = line(("lens_facts_" + id).constData());
  lens.facts->setAccessibleName(tr("%1 lens, facts").arg(lensName(lens.id)));
  lens.facts->setToolTip(tr("Mean luma of 255, age of the picture, shutter time and gain"));
  auto* made = new QWidget;
  auto* column = new QVBoxLayout(made);
  column->setContentsMargins(0, 0, 0, 0);
  column->setSpacing(1);
  column->addWidget(lens.view, 1);
  column->addWidget(lens.facts);
  return made;
}

void LensPanel::beginRun() {
  sightings_.clear();
  soon_.soon();
}

void LensPanel::showEvent(QShowEvent*) { arrange(); }

void LensPanel::resizeEvent(QResizeEvent*) { arrange(); }

// One above the other or side by side: as pictures become larger.
void LensPanel::arrange() {
  const double text = fontMetrics().height();
  const double width = contentsRect().width(), height = contentsRect().height() - 4 * text;
  const double wide = std::min(width / 2, (height - text) * kShape);
  const double high = std::min(width, (height / 2 - text) * kShape);
  both_->setDirection(wide > high ? QBoxLayout::LeftToRight : QBoxLayout::TopToBottom);
}

const sim::CameraLook* LensPanel::look() const {
  const auto& cameras = run_.shown().cameras;
  const size_t number = cameras_->number();
  return run_.facts() && number < cameras.size() ? &cameras[number] : nullptr;
}

void LensPanel::refresh() {
  if (!isVisible()) return;
  sightings_.take(run_.events());
  for (Lens& lens : lenses_) refresh(lens);
  showValue();
}

void LensPanel::refresh(Lens& lens) {
  const sim::CameraLook* look = this->look();
  const sim::SeenFrame seen = look ? look->seen[hal::index(lens.id)] : sim::SeenFrame{};
  showPicture(lens, seen);
  lens.view->showOverlays(seen.picture ? overlays(lens, seen) : std::vector<LensOverlay>{});
  showFacts(lens, seen);
}

void LensPanel::showPicture(Lens& lens, const sim::SeenFrame& seen) {
  if (!seen.picture)
    lens.view->showNone(whyNoPicture(run_.facts(), run_.signalStore(), camera(), run_.shownAt()));
  lens.save->setEnabled(seen.picture != nullptr);
  if (seen.picture == lens.picture) return;
  lens.picture = seen.picture;
  if (!seen.picture) return;
  lens.mean = meanLuma(*seen.picture);
  lens.view->showPicture(imageOf(*seen.picture));
}

std::vector<LensOverlay> LensPanel::overlays(const Lens& lens, const sim::SeenFrame& seen) const {
  std::vector<LensOverlay> all;
  if (truth_->isChecked()) all = groundTruth(run_.shown(), cameras_->number(), lens.id);
  if (!detections_->isChecked()) return all;
  for (LensOverlay& found : sightings_.around(camera(), lens.id, seen.capturedAt))
    all.push_back(std::move(found));
  return all;
}

void LensPanel::showFacts(Lens& lens, const sim::SeenFrame& seen) {
  if (!seen.picture) return lens.facts->clear();
  const LensFacts facts =
      lensFacts(run_.signalStore(), camera(), lens.id, run_.shownAt(), seen.capturedAt, lens.mean);
  const QString inOne = facts.frame + QStringLiteral(", ") + facts.exposure;
  const bool fits = fontMetrics().horizontalAdvance(inOne) <= lens.view->width();
  lens.facts->setText(fits ? inOne : facts.frame + QLatin1Char('\n') + facts.exposure);
}

void LensPanel::showValue() {
  for (const Lens& lens : lenses_) {
    if (!lens.picture || !lens.pixel) continue;
    if (const auto value = valueAt(*lens.picture, *lens.pixel))
      return value_->setText(lensName(lens.id) + QLatin1Char(' ') + textOf(*lens.pixel, *value));
  }
  value_->setText(lenses_[0].picture || lenses_[1].picture
                      ? tr("Point at a pixel for its value; wheel to zoom")
                      : QString());
}

void LensPanel::save(const Lens& lens) {
  const auto picture = lens.picture;  // a run may go on while one chooses
  if (!picture) return;
  const QString name =
      QStringLiteral("%1_%2.png")
          .arg(QString::fromStdString(camera()), QLatin1String(hal::toString(lens.id)));
  const QString file = QFileDialog::getSaveFileName(
      this, tr("Save picture"), QDir(folder_).filePath(name), tr("PNG (*.png)"));
  if (file.isEmpty()) return;
  folder_ = QFileInfo(file).path();
  const QString problem = savePicture(*picture, file);
  if (!problem.isEmpty()) QMessageBox::warning(this, tr("Save picture"), problem);
}

}  // namespace tw::ui
