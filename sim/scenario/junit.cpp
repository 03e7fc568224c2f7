#include "sim/scenario/junit.h"

#include <algorithm>

#include "sim/core/number_text.h"

namespace tw::sim {
namespace {

size_t count(const std::vector<JunitCase>& cases, JunitOutcome outcome) {
  return static_cast<size_t>(std::count_if(
      cases.begin(), cases.end(), [outcome](const auto& one) { return one.outcome == outcome; }));
}

std::string secondsText(double seconds) { return fixed(seconds, 3); }

std::string countsText(size_t tests, size_t failures, size_t errors, double seconds) {
  return " tests=\"" + std::to_string(tests) + "\" failures=\"" + std::to_string(failures) +
         "\" errors=\"" + std::to_string(errors) + "\" time=\"" + secondsText(seconds) + "\"";
}

std::string caseXml(const std::string& suite, const JunitCase& one) {
  std::string xml = "    <testcase classname=\"" + escapeMarkup(suite) + "\" name=\"" +
                    escapeMarkup(one.name) + "\"";
  if (one.outcome == JunitOutcome::kPassed) return xml + "/>\n";
  const std::string tag = one.outcome == JunitOutcome::kFailed ? "failure" : "error";
  return xml + ">\n      <" + tag + " message=\"" + escapeMarkup(one.message) + "\">" +
         escapeMarkup(one.details) + "</" + tag + ">\n    </testcase>\n";
}

std::string suiteXml(const JunitSuite& suite) {
  std::string xml = "  <testsuite name=\"" + escapeMarkup(suite.name) + "\"" +
                    countsText(suite.cases.size(), count(suite.cases, JunitOutcome::kFailed),
                               count(suite.cases, JunitOutcome::kError), suite.wallSeconds) +
                    ">\n";
  for (const JunitCase& one : suite.cases) xml += caseXml(suite.name, one);
  return xml + "  </testsuite>\n";
}

}  // namespace

std::string junitXml(const std::vector<JunitSuite>& suites) {
  size_t tests = 0, failures = 0, errors = 0;
  double seconds = 0;
  for (const JunitSuite& suite : suites) {
    tests += suite.cases.size();
    failures += count(suite.cases, JunitOutcome::kFailed);
    errors += count(suite.cases, JunitOutcome::kError);
    seconds += suite.wallSeconds;
  }
  std::string xml = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"tweelens\"" +
                    countsText(tests, failures, errors, seconds) + ">\n";
  for (const JunitSuite& suite : suites) xml += suiteXml(suite);
  return xml + "</testsuites>\n";
}

std::string escapeMarkup(std::string_view text) {
  std::string out;
  for (char c : text) {
    if (c == '&')
      out += "&amp;";
    else if (c == '<')
      out += "&lt;";
    else if (c == '>')
      out += "&gt;";
    else if (c == '"')
      out += "&quot;";
    else if (c == '\'')
      out += "&#39;";
    else if (static_cast<unsigned char>(c) < ' ' && c != '\n' && c != '\t')
      out += '?';
    else
      out += c;
  }
  return out;
}

}  // namespace tw::sim
