// Judge: xmllint, which reads back what was written.
#include "sim/scenario/junit.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_report/shell.h"

using namespace tw::sim;

namespace {

std::string query(const std::string& xml, const std::string& xpath) {
  ScratchFolder folder;
  writeFile(folder / "junit.xml", xml);
  const ShellResult result =
      shell("xmllint --xpath '" + xpath + "' " + (folder / "junit.xml").string());
  INFO(result.output);
  REQUIRE(result.status == 0);
  std::string text = result.output;
  if (!text.empty() && text.back() == '\n') text.pop_back();
  return text;
}

}  // namespace

TEST_CASE("JUnit counts cases by outcome, in each suite and over all") {
  const std::string xml = junitXml({
      {"first_day", 1.5, {{"a"}, {"b", JunitOutcome::kFailed, "too late"}}},
      {"card", 2.25, {{"c", JunitOutcome::kError, "crashed"}}},
  });
  CHECK(query(xml, "string(/testsuites/@tests)") == "3");
  CHECK(query(xml, "string(/testsuites/@failures)") == "1");
  CHECK(query(xml, "string(/testsuites/@errors)") == "1");
  CHECK(query(xml, "string(/testsuites/@time)") == "3.750");
  CHECK(query(xml, "string(//testsuite[@name=\"first_day\"]/@failures)") == "1");
  CHECK(query(xml, "string(//testcase[@name=\"b\"]/failure/@message)") == "too late");
  CHECK(query(xml, "string(//testcase[@name=\"c\"]/error/@message)") == "crashed");
  CHECK(query(xml, "count(//testcase[@name=\"a\"]/*)") == "0");
}

TEST_CASE("JUnit survives any text") {
  std::string all;
  for (int c = 1; c < 127; ++c) all += static_cast<char>(c);
  all += "Grün ]]> <b>";
  const std::string xml =
      junitXml({{all, 0, {{all, JunitOutcome::kFailed, all, all}, {"<\"'&>"}}}});
  CHECK(query(xml, "count(//testcase)") == "2");
  CHECK(query(xml, "string(//testcase[2]/@name)") == "<\"'&>");
}
