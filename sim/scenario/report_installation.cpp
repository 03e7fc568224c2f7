#include "sim/scenario/report_installation.h"

#include "sim/scenario/report_html.h"
#include "sim/scenario/report_night.h"

namespace tw::sim {
using namespace html;
namespace {

std::string verdictTag(Verdict verdict) {
  if (verdict == Verdict::kCannotTell)
    return "<span class='tag plain'>" + e(toString(verdict)) + "</span>";
  return tag(verdict == Verdict::kMet, toString(verdict));
}

std::string findingRow(const Finding& finding) {
  return "<tr><td><span class='tag plain'>" + e(finding.promise) + "</span></td><td>" +
         verdictTag(finding.verdict) + "</td><td>" + e(finding.rule) + "</td><td>" +
         e(finding.measured) + "</td><td class='soft'>" + e(finding.consequence) + "</td></tr>\n";
}

std::string cameraPart(const InstalledCamera& installed) {
  std::string html =
      "<h3>" + e(installed.camera) + ", at the mount " + e(installed.advice.mount) +
      "</h3><div class='scroll'><table class='advice'><tr><th></th><th></th><th>Rule</th>"
      "<th>Measured</th><th>What breaking it does</th></tr>\n";
  for (const Finding& finding : installed.advice.findings) html += findingRow(finding);
  return html + "</table></div>\n<details><summary>The watched area on a plan</summary>" +
         installed.advice.plan + "</details>\n" + nightPlots(installed.night, installed.advice);
}

}  // namespace

std::string installationSection(const ReportData& data) {
  if (data.installed.empty()) return {};
  std::string html;
  for (const InstalledCamera& installed : data.installed) html += cameraPart(installed);
  return section("Installation", html);
}

}  // namespace tw::sim
