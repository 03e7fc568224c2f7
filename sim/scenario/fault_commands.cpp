#include "sim/scenario/fault_commands.h"

#include <algorithm>

#include "sim/core/json_reader.h"
#include "sim/scenario/words.h"

namespace tw::sim {

namespace {

Where within(const Where& where, const std::string& part) {
  return {where.file, where.line, where.path + "/" + part};
}

std::string placeName(const Twin::FaultPlace& place) {
  return (place.camera.empty() ? "" : place.camera + "/") + place.thing->faultName();
}

// By its own name, or with its camera before it, as `tweelens faults` lists it.
Twin::FaultPlace placeOf(const Step& step, const FaultStep& fault, const Stage& stage) {
  std::vector<Twin::FaultPlace> found;
  std::vector<std::string> known;
  for (const Twin::FaultPlace& place : stage.faultPlaces()) {
    if (!step.camera.empty() && place.camera != step.camera) continue;
    known.push_back(place.thing->faultName());
    known.push_back(placeName(place));
    if (place.thing->faultName() == fault.device || placeName(place) == fault.device)
      found.push_back(place);
  }
  const Where where = within(step.where, "fault/device");
  if (found.empty()) {
    const std::string near = suggestion(fault.device, known);
    where.fail("no device " + inQuotes(fault.device) + " that can fail" +
               (near.empty() ? "; see `tweelens faults`" : near));
  }
  if (found.size() > 1)
    where.fail("needs 'camera': there are " + inQuotes(placeName(found[0])) + " and " +
               inQuotes(placeName(found[1])));
  return found[0];
}

FaultSpec specOf(const Step& step, const FaultStep& fault, const Twin::FaultPlace& place) {
  std::vector<std::string> known;
  for (const FaultSpec& spec : place.thing->faults()) {
    if (spec.kind == fault.kind) return spec;
    known.push_back(spec.kind);
  }
  std::string all;
  for (const std::string& kind : known) all += (all.empty() ? "; it has " : ", ") + inQuotes(kind);
  const std::string near = suggestion(fault.kind, known);
  within(step.where, "fault/kind")
      .fail(inQuotes(fault.device) + " has no fault " + inQuotes(fault.kind) +
            (near.empty() ? all : near));
}

void checkMagnitude(const Step& step, const FaultSpec& spec, double magnitude) {
  if (spec.accepts(magnitude)) return;
  within(step.where, "fault")
      .fail("the magnitude of " + inQuotes(spec.kind) + " is " + spec.range() + ", not " +
            numberWords(magnitude));
}

// It passes through all between its ends (so that a switch has none), so that 0, which mends, is
// only in range where the fault's own range has it.
void checkRamp(const Step& step, const FaultSpec& spec, const FaultStep::Ramp& ramp) {
  if (spec.isSwitch())
    within(step.where, "fault/ramp")
        .fail(inQuotes(spec.kind) + " is on or off and has no ramp: give \"magnitude\": 1");
  for (const auto& [key, value] : {std::pair("from", ramp.from), std::pair("to", ramp.to)}) {
    if (value >= spec.min && value <= spec.max) continue;
    const std::string unit = spec.unit.empty() ? "" : " " + spec.unit;
    const double right = std::clamp(value, spec.min, spec.max);
    within(step.where, std::string("fault/ramp/") + key)
        .fail("a ramp of " + inQuotes(spec.kind) + " stays from " + numberWords(spec.min) + " to " +
              numberWords(spec.max) + unit + ", not " + numberWords(value) + ": write \"" + key +
              "\": " + numberWords(right) +
              (value == 0 && key == std::string("to") ? ", and \"for_s\" to mend it" : ""));
  }
}

class FaultPlan {
 public:
  FaultPlan(const FaultStep& fault, const Twin::FaultPlace& place)
      : fault_(fault), device_(place.thing->faultName()), camera_(place.camera) {}

  std::vector<TimedCommand> plan() {
    if (fault_.ramp)
      ramp(*fault_.ramp);
    else
      add({}, fault_.magnitude);
    if (fault_.lasts) add(*fault_.lasts, 0);
    return std::move(plan_);
  }

 private:
  void ramp(const FaultStep::Ramp& ramp) {
    const double over = toSeconds(ramp.over);
    for (Duration t{}; t < ramp.over; t += ramp.every)
      add(t, ramp.from + (ramp.to - ramp.from) * (toSeconds(t) / over));
    add(ramp.over, ramp.to);
  }

  void add(Duration later, double magnitude) {
    plan_.push_back(
        {later,
         {.camera = camera_,
          .action = "fault",
          .args = {{"device", device_}, {"kind", fault_.kind}, {"magnitude", magnitude}}}});
  }

  const FaultStep& fault_;
  std::string device_, camera_;
  std::vector<TimedCommand> plan_;
};

}  // namespace

std::vector<TimedCommand> commandsOf(const Step& step, const Stage& stage) {
  if (const auto* action = std::get_if<ActionStep>(&step.what))
    return {{{}, {.camera = step.camera, .action = action->action, .args = action->with}}};
  const auto& fault = std::get<FaultStep>(step.what);
  const Twin::FaultPlace place = placeOf(step, fault, stage);
  const FaultSpec spec = specOf(step, fault, place);
  if (fault.ramp)
    checkRamp(step, spec, *fault.ramp);
  else
    checkMagnitude(step, spec, fault.magnitude);
  return FaultPlan(fault, place).plan();
}

}  // namespace tw::sim
