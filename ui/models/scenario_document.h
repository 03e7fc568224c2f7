// The text of a scenario being written: its file, whether it is saved, and what is wrong where.
//
//   document.load(file);
//   document.setText(text);
//   document.check();       // problems(), or scenario() that can be played, saved or not
#pragma once

#include <QString>
#include <optional>
#include <vector>

#include "sim/scenario/scenario_run.h"

namespace tw::ui {

struct ScenarioProblem {
  int line = 0;          // from 1; 0: of no line of this text
  QString path = {};     // JSON pointer, "/steps/2"; may be empty
  QString message = {};  // what was wrong and what would be right
};

class ScenarioDocument {
 public:
  void load(const QString& file);                        // throws InputError; then all stays
  void begin(const QString& file, const QString& text);  // that is not saved yet
  void setText(const QString& text) { text_ = text; }
  // Throws InputError. The text's paths count from there then.
  void saveAs(const QString& file);

  const QString& file() const { return file_; }  // empty: there is none
  const QString& text() const { return text_; }
  bool isModified() const { return text_ != saved_; }

  // Reads the text as a run of it would, builds a twin without pictures (a few ms) and checks all
  // names.
  void check();
  const std::vector<ScenarioProblem>& problems() const { return problems_; }  // as last checked
  const std::optional<sim::Scenario>& scenario() const { return scenario_; }  // if there are none

 private:
  QString file_, text_, saved_;
  bool windowsLines_ = false;  // ended by CR LF in the file
  std::vector<ScenarioProblem> problems_;
  std::optional<sim::Scenario> scenario_;
};

// "FILE:LINE: PATH: message" taken apart; of another file: all of it, without a line.
ScenarioProblem problemFrom(const QString& error, const QString& file);

// A scenario to begin with, for a file in that folder: with scene and cameras of `like`, or else
// with what lies there.
QString scenarioTemplate(const QString& file, const sim::Scenario* like);

}  // namespace tw::ui
