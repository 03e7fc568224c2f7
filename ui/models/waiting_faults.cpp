#include "ui/models/waiting_faults.h"

namespace tw::ui {
namespace {
constexpr std::string_view kFaultWords = "fault ";  // begins the words of a fault's step
}  // namespace

void WaitingFaults::take(const std::vector<sim::StepResult>& steps, size_t ofScenario,
                         Instant now) {
  ofScenario_ = ofScenario;
  while (cameAt_.size() < steps.size())
    cameAt_.push_back(cameAt_.size() < ofScenario ? Instant{} : now);
}

std::vector<WaitingFaults::Waiting> WaitingFaults::at(const std::vector<sim::StepResult>& steps,
                                                      Instant time) const {
  std::vector<Waiting> all;
  for (size_t i = 0; i < steps.size() && i < cameAt_.size(); ++i) {
    const sim::StepResult& step = steps[i];
    if (!step.words.starts_with(kFaultWords) || cameAt_[i] > time) continue;
    if (step.firedAt && *step.firedAt <= time) continue;
    const std::string camera = step.camera.empty() ? "" : step.camera + "/";
    all.push_back({i, QString::fromStdString(camera + step.words.substr(kFaultWords.size())),
                   QString::fromStdString(step.trigger), i >= ofScenario_});
  }
  return all;
}

}  // namespace tw::ui
