#include "sim/scenario/install_signals.h"

#include <algorithm>
#include <numbers>

#include "sim/adviser/adviser.h"
#include "sim/adviser/beside.h"

namespace tw::sim {
namespace {

constexpr double kMostM2 = std::numbers::pi * kWatchedM * kWatchedM;

std::vector<SignalSpec> figureSpecs() {
  std::vector<SignalSpec> specs;
  const auto add = [&specs](const std::string& name, const char* unit, double min, double max,
                            const char* doc) {
    specs.push_back({.name = name, .doc = doc, .unit = unit, .min = min, .max = max});
  };
  add("height_m", "m", 0, 10, "of the camera above what lies below");
  add("face_from_above_deg", "deg", -90, 90, "how steeply it looks down on a face 3 m away");
  for (const std::string lens : {"wide", "ptz"}) {
    add(lens + "_area_m2", "m2", 0, kMostM2, "ground in this lens's picture, within 15 m");
    add(lens + "_hidden_m2", "m2", 0, kMostM2, "of it, hidden by what stands there");
  }
  add("nearest_m", "m", 0, kWatchedM, "to the nearest thing that hides ground");
  add("left_m", "m", 0, kBesideM, "to the nearest surface on the camera's left");
  add("right_m", "m", 0, kBesideM, "to the nearest surface on its right");
  add("eave_m", "m", 0, kAboveM, "from the camera's top to what hangs above");
  add("notice_m", "m", 0, 100, "to the nearest notice, on the plan");
  add("in_sight_share", "share", 0, 1, "of the ground in the pictures: it has the camera in sight");
  for (const std::string day : {"date", "june", "december"}) {
    add(day + "_up_min", "min", 0, 24 * 60, "the sun above the level horizon");
    for (const std::string lens : {"wide", "ptz"}) {
      add(day + "_" + lens + "_home_min", "min", 0, 24 * 60, "the sun in this lens's picture");
      add(day + "_" + lens + "_reach_min", "min", 0, 24 * 60, "or where its axes could turn to");
    }
  }
  return specs;
}

}  // namespace

InstallSignals::InstallSignals(Signals& signals, const std::string& camera) : signals_(&signals) {
  const auto add = [&](SignalSpec spec) {
    const std::string name = spec.name;
    spec.name = camera + "/install." + name;
    ids_.emplace(name, signals.add(std::move(spec)));
  };
  for (const std::string& rule : ruleNames())
    add({.name = rule,
         .kind = SignalKind::kChoice,
         .doc = "how it hangs, by the rule of this name of `tweelens install-check`",
         .labels = {toString(Verdict::kCannotTell), toString(Verdict::kMet),
                    toString(Verdict::kNotMet)}});
  for (SignalSpec& spec : figureSpecs()) add(std::move(spec));
}

void InstallSignals::show(const std::vector<Finding>& findings) {
  for (const auto& [name, id] : ids_)
    if (signals_->spec(id).unit == "m") signals_->set(id, signals_->spec(id).max);
  for (const Finding& finding : findings) {
    signals_->setText(ids_.at(finding.name), toString(finding.verdict));
    for (const Figure& figure : finding.figures) show(figure);
  }
}

void InstallSignals::show(const Figure& figure) {
  if (figure.consequence) return;
  const SignalId id = ids_.at(figure.name);
  const SignalSpec& spec = signals_->spec(id);
  signals_->set(id, std::clamp(figure.value, spec.min, spec.max));
}

}  // namespace tw::sim
