// The open scenario as text: written, checked as one types, saved, run as it stands.
#pragma once

#include <QLabel>
#include <QListWidget>
#include <QPointer>
#include <QTimer>
#include <QToolBar>
#include <functional>

#include "ui/panels/code_edit.h"
#include "ui/panels/desk.h"
#include "ui/panels/find_bar.h"

namespace tw::ui {

class ScenarioEditor : public QWidget {
  Q_OBJECT

 public:
  explicit ScenarioEditor(Desk& desk);

  const ScenarioDocument& document() const { return document_; }
  void begin(const QString& file);  // a new text for that file, not saved yet
  void goToLine(int line) { edit_->goToLine(line); }
  void jumpToProblem(int row);
  bool save();
  bool saveAs(const QString& file);
  void runText();  // as it stands, saved or not

  // At once, or when somebody has said what is to become of a text that is not saved.
  void whenNothingIsLost(std::function<void()> then);

 protected:
  void showEvent(QShowEvent* event) override;

 Q_SIGNALS:
  void wantsToBeSeen();
  void modifiedChanged(bool modified);
  void told(const QString& text);  // what was done, or why not

 private:
  void makeActions(QToolBar& bar);
  void makeProblemList();
  void follow();
  void loadWithoutLoss(const QString& file);
  void load(const QString& file);
  void showDocument();
  void takeTyped();
  void check();
  void showProblems();
  void showFile();
  void chooseNew();
  void chooseSaveAs();

  RunModel& run_;
  ScenarioDocument& document_;
  CodeEdit* edit_;
  FindBar* find_;
  QLabel *file_, *state_;
  QListWidget* problems_;
  QTimer checkSoon_;
  QPointer<QWidget> question_;
  bool opensItself_ = false;  // the run that is being opened is this text's
};

}  // namespace tw::ui
