// Verdicts as JUnit XML, the form that CI systems read: a suite a scenario, a case an expectation.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tw::sim {

enum class JunitOutcome { kPassed, kFailed, kError };

struct JunitCase {
  std::string name = {};
  JunitOutcome outcome = JunitOutcome::kPassed;
  std::string message = {};  // one line, for those that did not pass
  std::string details = {};  // further lines; may be empty
};

struct JunitSuite {
  std::string name;
  double wallSeconds = 0;
  std::vector<JunitCase> cases;
};

std::string junitXml(const std::vector<JunitSuite>& suites);

// Text for XML and HTML: &<>"' as entities; control characters, which XML 1.0 forbids, as '?'.
std::string escapeMarkup(std::string_view text);

}  // namespace tw::sim
