// Numbers and counts over time as step lines: a lane a unit, under one another.
#pragma once

#include <cmath>

#include "ui/models/run_model.h"
#include "ui/panels/custom_plot.h"
#include "ui/panels/time_scale.h"

namespace tw::ui {

class SignalPlot : public QCustomPlot {
  Q_OBJECT

 public:
  // Borrows both; they outlive it.
  SignalPlot(RunModel& run, const TimeWindow& window, QWidget* parent = nullptr);

  void choose(const std::vector<sim::SignalId>& chosen);  // takes its own kinds of them
  void refresh();  // to the run and the window as they are now
  size_t lanes() const { return lanes_.size(); }
  int points() const;  // that are drawn
  QSize sizeHint() const override { return minimumSizeHint(); }
  QSize minimumSizeHint() const override;

 protected:
  void paintEvent(QPaintEvent* event) override;
  void resizeEvent(QResizeEvent* event) override;
  void changeEvent(QEvent* event) override;

 private:
  struct Line {
    sim::SignalId signal;
    QCPGraph* graph;
  };
  struct Lane {
    QString title;  // the unit
    QCPAxisRect* rect;
    std::vector<Line> lines = {};
  };
  struct Extent {
    double lower = INFINITY, upper = -INFINITY;
  };
  Lane& laneOf(const sim::SignalSpec& spec);
  QCPAxisRect* makeRect(const QString& title);
  void addLine(sim::SignalId signal);
  void fill(const Line& line, const TimeScale& scale, Extent& values);
  void fill(Lane& lane, const TimeScale& scale);
  void takeTheme();
  void paintLegend(QPainter& painter, const Lane& lane) const;

  RunModel& run_;
  const TimeWindow& window_;
  std::vector<Lane> lanes_;
  QSharedPointer<QCPAxisTickerFixed> ticks_;
};

}  // namespace tw::ui
