#include "sim/adviser/weather_rule.h"

namespace tw::sim {
namespace {

// One of the things that must be so.
struct Item {
  std::optional<bool> good;  // nothing: not known
  std::string yes, no, unknown, harm;
};

std::vector<Item> itemsOf(const MountPoint& mount) {
  std::vector<Item> items{
      {mount.filmOn ? std::optional(!*mount.filmOn) : std::nullopt, "the film is off",
       "the film is still on a lens", "whether the film is off (\"film_on\")",
       "A film left on scatters 5 to 20 % of the light over the whole picture, as a dirty window "
       "does: grey instead of black, and a halo round each lamp."}};
  if (!mount.outdoors) return items;
  items.push_back({mount.portKit, "the kit is on the port", "the port is open",
                   "whether the kit is on the port (\"port_kit\")",
                   "Damp in the open port ends in an Ethernet fault: no live picture by cable."});
  items.push_back({mount.coverClosed, "the cover is closed", "the cover is open",
                   "whether the cover is closed (\"cover_closed\")",
                   "Damp behind the open cover ends in a card fault: nothing is recorded."});
  return items;
}

void add(std::string& text, const std::string& more, const char* by) {
  text += (text.empty() ? "" : by) + more;
}

}  // namespace

Finding weatherRule(const Survey& survey) {
  Finding finding{.promise = "INS-6",
                  .rule =
                      "The protective film is off; outdoors or in damp places the waterproof "
                      "kit is on the Ethernet port and the cover is closed."};
  std::string known, unknown, harm;
  bool broken = false;
  const std::vector<Item> items = itemsOf(survey.mount);
  for (const Item& item : items) {
    add(item.good ? known : unknown, item.good ? (*item.good ? item.yes : item.no) : item.unknown,
        ", ");
    broken = broken || item.good == false;
    if (item.good != true) add(harm, item.harm, " ");
  }
  if (harm.empty())
    for (const Item& item : items) add(harm, item.harm, " ");
  finding.measured = survey.mount.outdoors ? "outdoors" : "in the dry";
  if (!known.empty()) finding.measured += ": " + known;
  if (!unknown.empty()) finding.measured += "; the mount does not say " + unknown;
  finding.consequence = harm;
  finding.verdict = broken             ? Verdict::kNotMet
                    : !unknown.empty() ? Verdict::kCannotTell
                                       : Verdict::kMet;
  return finding;
}

}  // namespace tw::sim
