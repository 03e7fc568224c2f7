#include "ui/models/recording.h"

#include <QCoreApplication>
#include <cmath>

#include "sim/core/json_reader.h"
#include "sim/scenario/words.h"
#include "ui/models/text_file.h"

namespace tw::ui {
namespace {

using nlohmann::json;

struct RecordingWords {
  Q_DECLARE_TR_FUNCTIONS(Recording)
};

// In `duration_s`, that reads back as the same nanosecond.
double exactSeconds(Duration duration) {
  double seconds = toSeconds(duration);
  if (fromSeconds(seconds) < duration) seconds = std::nextafter(seconds, HUGE_VAL);
  if (fromSeconds(seconds) > duration) seconds = std::nextafter(seconds, 0);
  return seconds;
}

std::string nameOf(const sim::ExpectationResult& expectation) {
  return "expectation " + sim::inQuotes(expectation.id);
}

// Why it is left out; empty: it stays.
std::string whyNot(const sim::ExpectationResult& expectation) {
  if (expectation.open) return nameOf(expectation) + ": was not decided yet when the run was ended";
  if (!expectation.passed) return nameOf(expectation) + ": failed: " + expectation.margin.text;
  return "";
}

class Recorder {
 public:
  Recorder(const sim::Scenario& scenario, const sim::RunResult& result)
      : scenario_(scenario), result_(result) {}

  Recording record(sim::Pictures pictures) {
    out_.scenario = sim::commandsAsScenario(scenario_, result_);
    out_.scenario["title"] = "Recorded: " + scenario_.title;
    out_.scenario["pictures"] = sim::toString(pictures);
    out_.scenario["duration_s"] = exactSeconds(result_.duration);
    out_.scenario.erase("covers");  // what it proves is for its author to say
    keepStepsThatCame();
    keepExpectationsThatHeld();
    out_.scenario["description"] = description();
    return std::move(out_);
  }

 private:
  // The log has those that never came at its end; with the same commands they never come again.
  void keepStepsThatCame() {
    json& steps = out_.scenario["steps"];
    for (size_t i = steps.size(); i > result_.commands.size(); --i) steps.erase(i - 1);
    for (const sim::StepResult& step : result_.steps)
      if (!step.command)
        leaveOut("step " + (step.id.empty() ? "" : sim::inQuotes(step.id) + " ") + "(" +
                 step.words + "): had not come");
  }

  void keepExpectationsThatHeld() {
    json kept = json::array();
    for (size_t i = 0; i < result_.expectations.size(); ++i) {
      const std::string why = whyNot(result_.expectations[i]);
      if (why.empty())
        kept.push_back(scenario_.source.at("expect").at(i));
      else
        leaveOut(why);
    }
    out_.scenario["expect"] = std::move(kept);
  }

  void leaveOut(const std::string& what) { out_.leftOut << QString::fromStdString(what); }

  std::string description() const {
    std::string text = "What was done by hand in a run of " + sim::inQuotes(scenario_.name) +
                       ", seed " + std::to_string(result_.seed);
    if (!result_.cutShort.empty())
      text += ", which was ended after " + sim::secondsWords(result_.duration) + " of " +
              sim::secondsWords(scenario_.duration);
    text += ".";
    if (!out_.leftOut.isEmpty())
      text += " Left out: " + out_.leftOut.join(QStringLiteral("; ")).toStdString() + ".";
    return text;
  }

  const sim::Scenario& scenario_;
  const sim::RunResult& result_;
  Recording out_;
};

}  // namespace

Recording recordingOf(const sim::Scenario& scenario, const sim::RunResult& result,
                      sim::Pictures pictures) {
  if (result.duration <= Duration{})
    throw sim::InputError(
        RecordingWords::tr(
            "Nothing to record: the run was ended at its beginning. Let it run, act, "
            "and save the recording then.")
            .toStdString());
  return Recorder(scenario, result).record(pictures);
}

void saveRecording(const Recording& recording, const QString& file) {
  const std::string text =
      recording.scenario.dump(2, ' ', false, json::error_handler_t::replace) + "\n";
  sim::checkScenario(sim::parseScenario(file.toStdString(), text));
  writeText(file, QByteArray::fromStdString(text));
}

}  // namespace tw::ui
