// The scenario: what it expects and how that stands, its text, and a run's recording.
#pragma once

#include <QLabel>
#include <QPointer>
#include <QTabWidget>
#include <QToolButton>

#include "ui/panels/desk.h"
#include "ui/panels/expectations_view.h"
#include "ui/panels/scenario_editor.h"

namespace tw::ui {

class ScenarioPanel : public QWidget {
  Q_OBJECT

 public:
  explicit ScenarioPanel(Desk& desk);

  ScenarioEditor& editor() { return *editor_; }
  // Of the run that has ended; says what it left out, or why it could not.
  bool saveRecording(const QString& file);

 protected:
  bool eventFilter(QObject* watched, QEvent* event) override;

 private:
  void findWindow();
  void showState();
  void showText();
  void showModified();
  void record();
  void askToEnd();
  void chooseRecording();
  void tell(const QString& text);

  RunModel& run_;
  QTabWidget* tabs_;
  ExpectationsView* expectations_;
  ScenarioEditor* editor_;
  QToolButton* record_;
  QLabel* note_;
  QPointer<QWidget> question_, window_;
  bool recordsAtEnd_ = false;  // the run has been asked to end for that
  bool mayClose_ = false;
};

}  // namespace tw::ui
