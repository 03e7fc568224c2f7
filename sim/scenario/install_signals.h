// What the installation adviser found, as signals for expectations: `<camera>/install.<rule>` is
// the verdict on a rule, `<camera>/install.<figure>` what it measured, named as by `tweelens
// install-check --json`. Distances to what is not there are the largest of their range; other
// figures that could not be measured are 0. Left out: the figures of a flare (flare.h), which say
// what breaking a rule does.
//
// They are the bench's alone: scene, mount and camera model decide them, once for a run.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "sim/adviser/finding.h"
#include "sim/core/signals.h"

namespace tw::sim {

class InstallSignals {
 public:
  InstallSignals(Signals& signals, const std::string& camera);
  void show(const std::vector<Finding>& findings);  // figures beyond their range at its end

 private:
  void show(const Figure& figure);

  Signals* signals_;                     // borrowed; outlives this
  std::map<std::string, SignalId> ids_;  // by the name of rule or figure
};

}  // namespace tw::sim
