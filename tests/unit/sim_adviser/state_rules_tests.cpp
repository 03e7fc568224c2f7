// What a scene says rather than shows: film, kit, cover, notices; and the list of rules.
#include <set>

#include "tests/unit/sim_adviser/yard.h"

using namespace tw;
using namespace tw::sim;

namespace {

Verdict weather(const Yard& yard) { return yard.finding("weather").verdict; }

}  // namespace

TEST_CASE("Every rule is answered once, in the manual's order, with all that a reader needs") {
  const Yard yard;
  std::string order;
  std::set<std::string> names;
  for (const Finding& finding : findingsOf(yard.survey())) {
    order += finding.promise + " ";
    INFO(finding.name);
    CHECK(names.insert(finding.name).second);
    CHECK_FALSE(finding.rule.empty());
    CHECK_FALSE(finding.measured.empty());
    CHECK_FALSE(finding.consequence.empty());
  }
  CHECK(order == "INS-3 INS-3 INS-3 INS-4 INS-5 INS-5 INS-6 INS-8 PRV-3 ");
}

TEST_CASE("Of Wi-Fi nothing is known from a scene") {
  const Yard yard;
  CHECK(yard.finding("wifi").verdict == Verdict::kCannotTell);
}

TEST_CASE("Film, kit and cover: one that is wrong breaks the rule, one unknown leaves it open") {
  Yard yard;
  CHECK(weather(yard) == Verdict::kCannotTell);
  CHECK(has(yard.finding("weather").measured, "\"film_on\""));
  yard.mount.filmOn = false;
  yard.mount.portKit = true;
  CHECK(weather(yard) == Verdict::kCannotTell);
  CHECK_FALSE(has(yard.finding("weather").measured, "\"film_on\""));
  yard.mount.coverClosed = true;
  CHECK(weather(yard) == Verdict::kMet);
  yard.mount.portKit = false;
  CHECK(weather(yard) == Verdict::kNotMet);
  CHECK(has(yard.finding("weather").consequence, "Ethernet fault"));
  CHECK_FALSE(has(yard.finding("weather").consequence, "card fault"));
  yard.mount.portKit = true;
  yard.mount.coverClosed = false;
  CHECK(weather(yard) == Verdict::kNotMet);
  CHECK(has(yard.finding("weather").consequence, "card fault"));
}

TEST_CASE("In the dry only the film counts") {
  Yard yard;
  yard.mount.outdoors = false;
  yard.mount.portKit = false;
  yard.mount.coverClosed = false;
  CHECK(weather(yard) == Verdict::kCannotTell);
  yard.mount.filmOn = false;
  CHECK(weather(yard) == Verdict::kMet);
  yard.mount.filmOn = true;
  CHECK(weather(yard) == Verdict::kNotMet);
}

TEST_CASE("A public place needs a notice") {
  Yard yard;
  CHECK(yard.finding("notice").verdict == Verdict::kCannotTell);
  yard.scene.publicPlace = false;
  CHECK(yard.finding("notice").verdict == Verdict::kMet);
  CHECK(yard.finding("privacy").verdict == Verdict::kCannotTell);
  yard.scene.publicPlace = true;
  CHECK(yard.finding("notice").verdict == Verdict::kNotMet);
  CHECK(yard.finding("privacy").verdict == Verdict::kNotMet);
  yard.scene.notices = {yard.add(Shape::kBox, "sign", {0.3, 0.02, 0.4}, {3, 4, 1.5})};
  const Finding finding = yard.finding("notice");
  CHECK(finding.verdict == Verdict::kMet);
  CHECK(figure(finding, "notice_m") == Approx(5));
  CHECK(has(finding.measured, "'sign', 5.00 m"));
  CHECK(yard.finding("privacy").verdict == Verdict::kMet);
}
