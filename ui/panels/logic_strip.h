// Flags, choices and texts over time, each in a lane of coloured boxes with the value written in;
// and the ruler of seconds that stands below all plots.
#pragma once

#include "ui/models/run_model.h"
#include "ui/panels/time_scale.h"

namespace tw::ui {

class LogicStrip : public QWidget {
  Q_OBJECT

 public:
  // Borrows both; they outlive it.
  LogicStrip(RunModel& run, const TimeWindow& window, QWidget* parent = nullptr);

  void choose(const std::vector<sim::SignalId>& chosen);  // takes its own kinds of them
  const std::vector<sim::SignalId>& lanes() const { return lanes_; }
  QSize sizeHint() const override { return {300, height(lanes_.size())}; }
  QSize minimumSizeHint() const override { return {120, height(lanes_.size())}; }

 protected:
  void paintEvent(QPaintEvent* event) override;
  bool event(QEvent* event) override;

 private:
  static int height(size_t lanes);
  void paintLane(QPainter& painter, size_t lane, const TimeScale& scale) const;
  void paintBox(QPainter& painter, const LaneBox& box, const QRect& rect,
                sim::SignalId signal) const;
  QString shortName(const QString& name, int room) const;
  QString tipAt(QPoint place) const;

  RunModel& run_;
  const TimeWindow& window_;
  std::vector<sim::SignalId> lanes_;
};

class TimeRuler : public QWidget {
  Q_OBJECT

 public:
  TimeRuler(RunModel& run, const TimeWindow& window, QWidget* parent = nullptr);
  void setPlotWidth(int width);  // of the plots above, without their scroll bar

 protected:
  void paintEvent(QPaintEvent* event) override;

 private:
  RunModel& run_;
  const TimeWindow& window_;
  int plotWidth_ = 0;
};

}  // namespace tw::ui
