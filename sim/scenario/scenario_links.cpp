// IDs and what hangs on them.
#include <map>
#include <set>

#include "sim/scenario/language_reader.h"
#include "sim/scenario/words.h"

namespace tw::sim {

namespace {

class LinkCheck {
 public:
  explicit LinkCheck(const Scenario& scenario) : scenario_(scenario) {}

  void check() {
    collectSteps();
    for (const Step& step : scenario_.steps) checkTrigger(step.trigger);
    checkExpectations();
    for (size_t i = 0; i < scenario_.steps.size(); ++i) checkCycle(i);
  }

 private:
  void collectSteps() {
    for (size_t i = 0; i < scenario_.steps.size(); ++i) {
      const Step& step = scenario_.steps[i];
      if (step.id.empty()) continue;
      if (!stepOf_.emplace(step.id, i).second)
        step.where.fail("there is another step " + inQuotes(step.id));
      ids_.push_back(step.id);
    }
  }

  void checkExpectations() {
    std::set<std::string> ids;
    for (const Expectation& e : scenario_.expectations) {
      if (!ids.insert(e.id).second) e.where.fail("there is another expectation " + inQuotes(e.id));
      if (e.from) checkTrigger(*e.from);
      if (e.to) checkTrigger(*e.to);
    }
  }

  void checkTrigger(const Trigger& trigger) {
    if (trigger.kind == Trigger::Kind::kAt && trigger.at > scenario_.duration)
      trigger.where.fail(secondsWords(trigger.at) + " lies beyond the run's end (duration_s " +
                         numberWords(toSeconds(scenario_.duration)) + ")");
    if (trigger.kind == Trigger::Kind::kAfter && !stepOf_.contains(trigger.after))
      trigger.where.fail("no step " + inQuotes(trigger.after) + suggestion(trigger.after, ids_));
    for (const Trigger& since : trigger.since) checkTrigger(since);
  }

  // Which step this trigger hangs on, however indirectly within itself.
  static const std::string& leader(const Trigger& trigger) {
    return trigger.since.empty() ? trigger.after : leader(trigger.since[0]);
  }

  // Each step hangs on one other at most: following that must end.
  void checkCycle(size_t start) {
    std::vector<size_t> path;
    for (size_t at = start; !free_.contains(at);) {
      path.push_back(at);
      const std::string& after = leader(scenario_.steps[at].trigger);
      if (after.empty()) break;
      if (path.size() > scenario_.steps.size())  // so `at` lies on the circle
        scenario_.steps[at].where.fail("this step waits for itself, by way of step " +
                                       inQuotes(after));
      at = stepOf_.at(after);
    }
    free_.insert(path.begin(), path.end());
  }

  const Scenario& scenario_;
  std::map<std::string, size_t> stepOf_;
  std::vector<std::string> ids_;
  std::set<size_t> free_;  // steps from which no circle can be reached
};

}  // namespace

void checkLinks(const Scenario& scenario) { LinkCheck(scenario).check(); }

}  // namespace tw::sim
