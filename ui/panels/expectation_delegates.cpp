#include "ui/panels/expectation_delegates.h"

#include <QApplication>
#include <QPainter>

#include "ui/models/colours.h"
#include "ui/models/step_table.h"

namespace tw::ui {
namespace {

using State = ExpectationState;

constexpr int kSign = 12, kGap = 6, kBar = 5, kLeastText = 40;  // pixels

QColor colourOf(State state) {
  switch (state) {
    case State::kPassed:
      return kGreen;
    case State::kHoldsSoFar:
      return kBlue;
    case State::kBroken:
    case State::kFailed:
      return kRed;
    case State::kNotYet:
    case State::kOpen:
      break;
  }
  return kGrey;
}

// Told apart without colours, too: final ones are filled and hold a tick or a cross.
void drawSign(QPainter& painter, const QRectF& place, State state) {
  const QColor colour = colourOf(state);
  const bool final = state == State::kPassed || state == State::kBroken || state == State::kFailed;
  painter.setPen(QPen(colour, 1.6));
  painter.setBrush(final ? QBrush(colour) : Qt::NoBrush);
  painter.drawEllipse(place.adjusted(1, 1, -1, -1));
  const auto at = [&place](double x, double y) {
    return QPointF(place.left() + x * place.width(), place.top() + y * place.height());
  };
  painter.setPen(QPen(final ? QColor(Qt::white) : colour, 1.6));
  if (state == State::kPassed || state == State::kHoldsSoFar)
    painter.drawPolyline(QPolygonF{at(.28, .52), at(.44, .68), at(.72, .34)});
  if (state == State::kBroken || state == State::kFailed) {
    painter.drawLine(at(.32, .32), at(.68, .68));
    painter.drawLine(at(.68, .32), at(.32, .68));
  }
  if (state == State::kNotYet)
    painter.drawPolyline(QPolygonF{at(.5, .28), at(.5, .52), at(.7, .6)});
}

// The ground of the row; where the rest may be drawn.
QRect drawGround(QPainter& painter, const QStyleOptionViewItem& option) {
  const QStyle& style = option.widget ? *option.widget->style() : *QApplication::style();
  style.drawPrimitive(QStyle::PE_PanelItemViewItem, &option, &painter, option.widget);
  return option.rect.adjusted(4, 0, -4, 0);
}

void drawText(QPainter& painter, const QStyleOptionViewItem& option, const QRect& place,
              const QString& text) {
  const bool selected = option.state & QStyle::State_Selected;
  painter.setPen(option.palette.color(selected ? QPalette::HighlightedText : QPalette::Text));
  painter.drawText(place, Qt::AlignVCenter | Qt::AlignLeft,
                   option.fontMetrics.elidedText(text, Qt::ElideRight, place.width()));
}

// Where there is room for a word at all: a tip has it.
void drawSigned(QPainter& painter, const QStyleOptionViewItem& option, State state,
                const QString& text) {
  painter.save();
  painter.setRenderHint(QPainter::Antialiasing);
  const QRect place = drawGround(painter, option);
  drawSign(painter, QRectF(place.left(), place.center().y() - kSign / 2.0 + .5, kSign, kSign),
           state);
  const QRect rest = place.adjusted(kSign + kGap, 0, 0, 0);
  if (rest.width() > kLeastText) drawText(painter, option, rest, text);
  painter.restore();
}

}  // namespace

void StateDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                          const QModelIndex& index) const {
  const auto state = static_cast<State>(index.data(ExpectationTable::kStateRole).toInt());
  drawSigned(*painter, option, state, index.data().toString());
}

void DoneDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                         const QModelIndex& index) const {
  const bool done = index.data(StepTable::kDoneRole).toBool();
  drawSigned(*painter, option, done ? State::kPassed : State::kNotYet, index.data().toString());
}

QSize MarginDelegate::sizeHint(const QStyleOptionViewItem& option, const QModelIndex&) const {
  const QFontMetrics& metrics = option.fontMetrics;
  return {metrics.horizontalAdvance(QStringLiteral("-000.000 s (-100 %)")) + 10,
          metrics.lineSpacing() + kBar + 2};
}

// Room that was left goes from the middle to the right, what was missed to the left.
void MarginDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  painter->save();
  const QRect place = drawGround(*painter, option);
  const QVariant relative = index.data(ExpectationTable::kRelativeRole);
  if (relative.isValid()) {
    const QRectF bar(place.left(), place.bottom() - kBar + 1, place.width(), 3);
    painter->fillRect(bar, option.palette.color(QPalette::Mid));
    const double half = bar.width() / 2, length = relative.toDouble() * half;
    painter->fillRect(QRectF(bar.left() + half, bar.top(), length, bar.height()).normalized(),
                      length >= 0 ? kGreen : kRed);
  }
  drawText(*painter, option, place.adjusted(0, 0, 0, -kBar), index.data().toString());
  painter->restore();
}

}  // namespace tw::ui
