#include "ui/panels/camera_face.h"

#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>
#include <cmath>

#include "ui/panels/hardware_words.h"

namespace tw::ui {
namespace {

// The drawing's own units.
constexpr double kFaceWidth = 360, kFaceHeight = 168, kLargestScale = 1.3;
const QRectF kUpperBody(24, 8, 148, 78), kRecess(218, 17, 118, 54), kSlot(228, 26, 46, 34);
const QRectF kLan(228, 101, 40, 28), kBackBody(204, 8, 148, 134), kJack(294, 101, 28, 28);
const QPointF kWideLens(98, 45), kPtzLens(98, 124), kLedPlace(98, 17), kResetPlace(308, 40);
const QPointF kSpots[] = {{52, 45}, {144, 45}};
const QPointF kInfraredLeds[] = {{73, 28}, {123, 28}, {73, 62}, {123, 62}};
const QRectF kRedBar(36, 70, 36, 8), kBlueBar(124, 70, 36, 8);
constexpr double kSpotRadius = 10, kLedRadius = 4, kResetRadius = 9, kLensRadius = 19;

// A camera of light plastic looks the same in both themes.
const QColor kPlastic(0xdc, 0xdf, 0xe3), kRim(0x8a, 0x90, 0x98), kLetters(0x2c, 0x30, 0x36);
const QColor kHole(0x3a, 0x3e, 0x44), kGlass(0x15, 0x1a, 0x22), kUnlit(0x6e, 0x73, 0x7a);
const QColor kRedLight(0xff, 0x2c, 0x22), kBlueLight(0x2a, 0x7b, 0xff),
    kSpotLight(0xff, 0xf6, 0xd8);
const QColor kInfraredLight(0xb0, 0x30, 0x60), kGreenLight(0x2f, 0xb3, 0x5a),
    kCardColour(0x2f, 0x4b, 0x78);

QColor mixedColour(const QColor& from, const QColor& to, double share) {
  const auto part = [share](int a, int b) { return qRound(a + (b - a) * share); };
  return {part(from.red(), to.red()), part(from.green(), to.green()), part(from.blue(), to.blue())};
}

// What is seen of a light: a faint one is still noticed.
double seenShare(double brightness) { return std::pow(std::clamp(brightness, 0.0, 1.0), 0.6); }

void paintGlow(QPainter& painter, QPointF centre, double radius, QColor colour, double brightness) {
  if (brightness <= 0) return;
  QRadialGradient gradient(centre, radius);
  colour.setAlphaF(static_cast<float>(0.75 * seenShare(brightness)));
  gradient.setColorAt(0, colour);
  colour.setAlpha(0);
  gradient.setColorAt(1, colour);
  painter.setPen(Qt::NoPen);
  painter.setBrush(gradient);
  painter.drawEllipse(centre, radius, radius);
}

void paintLamp(QPainter& painter, QPointF centre, double radius, const QColor& colour,
               double brightness) {
  paintGlow(painter, centre, radius * 2.6, colour, brightness);
  painter.setPen(QPen(kRim, 1));
  painter.setBrush(mixedColour(kUnlit, colour, seenShare(brightness)));
  painter.drawEllipse(centre, radius, radius);
}

void paintBar(QPainter& painter, const QRectF& place, const QColor& colour, double brightness) {
  paintGlow(painter, place.center(), place.width(), colour, brightness);
  painter.setPen(QPen(kRim, 1));
  painter.setBrush(mixedColour(mixedColour(kUnlit, colour, 0.15), colour, seenShare(brightness)));
  painter.drawRoundedRect(place, 3, 3);
}

void paintLens(QPainter& painter, QPointF centre) {
  painter.setPen(QPen(kRim, 1.5));
  painter.setBrush(kGlass);
  painter.drawEllipse(centre, kLensRadius, kLensRadius);
  painter.setBrush(QColor(0x24, 0x2f, 0x44));
  painter.drawEllipse(centre, kLensRadius * 0.6, kLensRadius * 0.6);
  painter.setPen(Qt::NoPen);
  painter.setBrush(QColor(255, 255, 255, 90));
  painter.drawEllipse(centre - QPointF(6, 7), 4, 3);
}

void paintCable(QPainter& painter, QPointF from, const QColor& colour) {
  painter.setPen(QPen(colour, 4, Qt::SolidLine, Qt::RoundCap));
  painter.drawLine(from, {from.x(), kFaceHeight - 3});
}

void paintCaption(QPainter& painter, QPointF centre, const QString& text) {
  painter.setPen(kLetters);
  painter.drawText(QRectF(centre.x() - 50, centre.y() - 9, 100, 18), Qt::AlignCenter, text);
}

void paintWater(QPainter& painter, const QRectF& place, double wetness) {
  if (wetness <= 0) return;
  painter.setBrush(QColor(0x4a, 0xa0, 0xe0, 40 + qRound(150 * wetness)));
  painter.drawRoundedRect(place, 6, 6);
}

QRectF circleAt(QPointF centre, double radius) {
  return {centre.x() - radius, centre.y() - radius, 2 * radius, 2 * radius};
}

}  // namespace

CameraFace::CameraFace(QWidget* parent) : QWidget(parent) {
  setObjectName(QStringLiteral("camera_face"));
  setAccessibleName(tr("The camera, front and back"));
  QSizePolicy policy(QSizePolicy::Preferred, QSizePolicy::Preferred);
  policy.setHeightForWidth(true);
  setSizePolicy(policy);
}

int CameraFace::heightForWidth(int width) const {
  return qRound(std::min(width / kFaceWidth, kLargestScale) * kFaceHeight);
}

void CameraFace::setState(const HardwareState& state) {
  if (state == state_) return;
  state_ = state;
  const QString words = wholeWords(state);
  if (words != accessibleDescription()) setAccessibleDescription(words);
  update();
}

double CameraFace::scale() const {
  return std::min({width() / kFaceWidth, height() / kFaceHeight, kLargestScale});
}

QPointF CameraFace::origin() const {
  return {(width() - kFaceWidth * scale()) / 2, (height() - kFaceHeight * scale()) / 2};
}

void CameraFace::paintEvent(QPaintEvent*) {
  QPainter painter(this);
  painter.setRenderHint(QPainter::Antialiasing);
  painter.translate(origin());
  painter.scale(scale(), scale());
  QFont small = font();
  small.setPixelSize(std::max(10, static_cast<int>(std::ceil(9 / scale()))));
  painter.setFont(small);
  paintFront(painter);
  paintBack(painter);
}

void CameraFace::paintFront(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1.5));
  painter.setBrush(kPlastic);
  painter.drawRoundedRect(QRectF(84, 80, 28, 16), 3, 3);
  painter.drawEllipse(kPtzLens, 34, 34);
  painter.drawRoundedRect(kUpperBody, 16, 16);
  paintLens(painter, kPtzLens);
  paintLens(painter, kWideLens);
  for (const QPointF& led : kInfraredLeds)
    paintLamp(painter, led, 3, kInfraredLight, state_.infrared);
  paintBar(painter, kRedBar, kRedLight, state_.redAlarm);
  paintBar(painter, kBlueBar, kBlueLight, state_.blueAlarm);
  for (const QPointF& spot : kSpots)
    paintLamp(painter, spot, kSpotRadius, kSpotLight, state_.spotlight);
  const bool red = state_.red >= state_.blue;
  paintLamp(painter, kLedPlace, kLedRadius, red ? kRedLight : kBlueLight,
            red ? state_.red : state_.blue);
}

void CameraFace::paintBack(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1.5));
  painter.setBrush(kPlastic);
  painter.drawRoundedRect(kBackBody, 16, 16);
  paintRecess(painter);
  paintSockets(painter);
}

void CameraFace::paintRecess(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1));
  painter.setBrush(kHole);
  painter.drawRoundedRect(kRecess, 6, 6);
  paintWater(painter, kRecess, state_.wetness);
  paintCard(painter);
  paintReset(painter);
  paintCover(painter);
}

void CameraFace::paintCard(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1, state_.cardIn ? Qt::SolidLine : Qt::DashLine));
  painter.setBrush(state_.cardIn ? QBrush(kCardColour) : QBrush(QColor(0x22, 0x25, 0x2a)));
  painter.drawRoundedRect(kSlot, 3, 3);
  painter.setPen(Qt::white);
  const QString text =
      state_.cardIn ? tr("%1 GB").arg(QString::number(state_.cardGigabytes, 'g', 3)) : tr("empty");
  const QRectF place = state_.cardLocked ? kSlot.adjusted(0, 0, 0, -12) : kSlot;
  painter.drawText(place, Qt::AlignCenter, text);
  if (!state_.cardLocked) return;
  painter.setPen(QColor(0xff, 0xd0, 0x60));
  painter.drawText(kSlot.adjusted(0, 16, 0, 0), Qt::AlignCenter, tr("locked"));
}

void CameraFace::paintReset(QPainter& painter) const {
  const double radius = state_.resetPressed ? kResetRadius - 2 : kResetRadius;
  painter.setPen(QPen(kRim, 1));
  painter.setBrush(state_.resetPressed ? QColor(0xe0, 0x8a, 0x2a) : QColor(0xb8, 0xbd, 0xc4));
  painter.drawEllipse(kResetPlace, radius, radius);
  if (state_.resetPressed) {  // how much of the 5 s is over
    const double share = std::min(toSeconds(state_.resetHeld) / toSeconds(kResetHold), 1.0);
    painter.setPen(QPen(QColor(0xff, 0xb0, 0x40), 2.5));
    painter.drawArc(circleAt(kResetPlace, kResetRadius + 3), 90 * 16, -qRound(360 * 16 * share));
  }
  painter.setPen(Qt::white);
  painter.drawText(QRectF(kResetPlace.x() - 30, kResetPlace.y() + 12, 60, 16), Qt::AlignCenter,
                   tr("RESET"));
}

// Closed it lies over the recess, which shows through; open it hangs below.
void CameraFace::paintCover(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1.5));
  if (state_.coverOpen) {
    painter.setBrush(kPlastic.darker(112));
    painter.drawRoundedRect(QRectF(kRecess.left(), kRecess.bottom(), kRecess.width(), 9), 3, 3);
    return;
  }
  QColor veil = kPlastic;
  veil.setAlpha(150);
  painter.setBrush(veil);
  painter.drawRoundedRect(kRecess.adjusted(-4, -4, 4, 4), 8, 8);
}

void CameraFace::paintSockets(QPainter& painter) const {
  painter.setPen(QPen(kRim, 1));
  painter.setBrush(kHole);
  painter.drawRect(kLan);
  painter.drawEllipse(kJack);
  if (state_.cable) {
    paintCable(painter, {kLan.center().x(), kLan.bottom()}, QColor(0x3d, 0x7e, 0xd0));
    painter.setPen(QPen(kRim, 1));
    painter.setBrush(QColor(0xc9, 0xd6, 0xe6));
    painter.drawRoundedRect(kLan.adjusted(5, 4, -5, 6), 3, 3);
  }
  paintWater(painter, kLan, state_.portWetness);
  if (state_.portKit) {  // its end cap and nut lie over the socket's lower half
    painter.setBrush(kHole.lighter(140));
    painter.drawRoundedRect(kLan.adjusted(-3, 14, 3, 4), 3, 3);
  }
  if (state_.plugged) {
    paintCable(painter, {kJack.center().x(), kJack.bottom()}, QColor(0x55, 0x59, 0x60));
    painter.setPen(QPen(kRim, 1));
    painter.setBrush(state_.powered ? kGreenLight : QColor(0xc8, 0x8a, 0x30));
    painter.drawEllipse(kJack.adjusted(6, 6, -6, -6));
  }
  paintLamp(painter, {kLan.right() + 7, kLan.top() + 5}, 3, kGreenLight, state_.link ? 1 : 0);
  paintCaption(painter, {kLan.center().x(), kLan.top() - 8}, tr("Ethernet"));
  paintCaption(painter, {kJack.center().x(), kJack.top() - 8}, tr("Power"));
}

bool CameraFace::event(QEvent* event) {
  if (event->type() != QEvent::ToolTip) return QWidget::event(event);
  const auto* help = static_cast<QHelpEvent*>(event);
  const QString words = wordsAt((QPointF(help->pos()) - origin()) / scale());
  QToolTip::showText(help->globalPos(), words, this);
  return true;
}

QString CameraFace::wordsAt(QPointF place) const {
  if (circleAt(kLedPlace, kLedRadius * 2).contains(place))
    return tr("Status LED: %1").arg(ledWords(state_.ledPattern));
  if (kSlot.contains(place)) return tr("Card: %1").arg(cardWords(state_));
  if (circleAt(kResetPlace, kResetRadius + 3).contains(place)) return resetWords(state_);
  if (circleAt(kWideLens, kLensRadius).contains(place)) return tr("Wide lens");
  if (circleAt(kPtzLens, kLensRadius).contains(place)) return tr("PTZ lens");
  if (kUpperBody.contains(place)) return tr("Lights: %1").arg(lightsWords(state_));
  return kBackBody.contains(place) ? sidesWords(state_) : QString();
}

}  // namespace tw::ui
