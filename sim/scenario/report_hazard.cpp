#include "sim/scenario/report_hazard.h"

#include <algorithm>
#include <map>

#include "sim/core/number_text.h"
#include "sim/scenario/report_hazard_map.h"
#include "sim/scenario/report_html.h"

namespace tw::sim {
using namespace html;
namespace {

constexpr std::string_view kPerson = "person/", kGroupEnd = ".risk_group";

// Seconds that it shone, of each signal asked for.
std::map<SignalId, double> secondsLit(const Signals& signals, const std::vector<SignalId>& asked,
                                      Instant end) {
  std::map<SignalId, double> seconds;
  std::map<SignalId, Instant> since;
  for (const SignalId id : asked) seconds[id] = 0;
  const auto stop = [&](SignalId id, Instant at) {
    const auto lit = since.find(id);
    if (lit == since.end()) return;
    seconds[id] += toSeconds(at - lit->second);
    since.erase(lit);
  };
  for (const SignalChange& change : signals.history()) {
    if (!seconds.contains(change.signal)) continue;
    stop(change.signal, change.at);
    if (change.value > 0) since[change.signal] = change.at;
  }
  for (const SignalId id : asked) stop(id, end);
  return seconds;
}

std::string intensitySignal(const std::string& camera, const LampSafety& lamp) {
  return camera + "/" + lamp.lamp.name + (lamp.lamp.infrared ? ".intensity_w_sr" : ".intensity_cd");
}

class HazardSection {
 public:
  explicit HazardSection(const ReportData& data) : data_(data), people_(eyeFigures(data.signals)) {
    std::vector<SignalId> asked;
    for (const ModelLamps& model : data.lamps)
      for (const LampSafety& lamp : model.lamps)
        for (const SignalId id : signalsOf(model, lamp)) asked.push_back(id);
    lit_ = secondsLit(data.signals, asked, Instant{data.result.duration});
  }

  std::string html() const {
    std::string html;
    for (const ModelLamps& model : data_.lamps)
      if (shone(model)) html += ofModel(model);
    html += people();
    return html.empty() ? html : section("Light and eyes", html);
  }

 private:
  std::vector<SignalId> signalsOf(const ModelLamps& model, const LampSafety& lamp) const {
    std::vector<SignalId> found;
    for (const std::string& camera : model.cameras)
      if (const auto id = data_.signals.find(intensitySignal(camera, lamp))) found.push_back(*id);
    return found;
  }

  // Of the camera where that was longest.
  double longestLit(const ModelLamps& model, const LampSafety& lamp) const {
    double longest = 0;
    for (const SignalId id : signalsOf(model, lamp)) longest = std::max(longest, lit_.at(id));
    return longest;
  }

  std::vector<LampSafety> lampsThatShone(const ModelLamps& model) const {
    std::vector<LampSafety> lamps;
    for (const LampSafety& lamp : model.lamps)
      if (longestLit(model, lamp) > 0) lamps.push_back(lamp);
    return lamps;
  }
  bool shone(const ModelLamps& model) const { return !lampsThatShone(model).empty(); }

  std::string row(const ModelLamps& model, const LampSafety& lamp) const {
    const bool exempt = lamp.hazard.group == RiskGroup::kExempt;
    std::string html = "<tr>";
    for (const std::string& cell : lampSafetyCells(lamp))
      html += cell == toString(lamp.hazard.group)
                  ? "<td><span class='tag" + std::string(exempt ? "" : " care") + "'>" + e(cell) +
                        "</span></td>"
                  : "<td>" + e(cell) + "</td>";
    const double lit = longestLit(model, lamp);
    return html + "<td class='num'>" + (lit > 0 ? fixed(lit, 1) + " s" : "-") + "</td></tr>\n";
  }

  std::string table(const ModelLamps& model) const {
    std::string html = "<div class='scroll'><table><tr>";
    for (const std::string& title : lampSafetyHead()) html += "<th>" + e(title) + "</th>";
    html += "<th class='num'>was on</th></tr>\n";
    for (const LampSafety& lamp : model.lamps) html += row(model, lamp);
    return html + "</table></div>";
  }

  std::string origins(const ModelLamps& model) const {
    std::string html = "<details><summary>What these figures come from</summary>";
    for (const LampSafety& lamp : model.lamps) html += "<p>" + e(lampSafetyInputs(lamp)) + "</p>";
    html += "<p class='soft'>";
    for (const std::string& line : lampSafetyFormulas()) html += e(line) + ' ';
    return html + "</p></details>";
  }

  static std::string calibrated(const ModelLamps& model) {
    std::string html;
    for (const LampSafety& lamp : model.lamps)
      if (lamp.lamp.calibratedAt)
        html += "<p>The intensity of the " + e(lamp.lamp.name) +
                " is calibrated, not measured: it is the one that is exempt from the manual's " +
                fixed(*lamp.lamp.calibratedAt, 2) + " m on.</p>";
    return html;
  }

  std::string ofModel(const ModelLamps& model) const {
    std::string cameras;
    for (const std::string& camera : model.cameras)
      cameras += (cameras.empty() ? "" : ", ") + camera;
    const auto lamps = lampsThatShone(model);
    std::string html = "<h3>" + e(model.model + ": " + cameras) +
                       "</h3><p class='soft'>Looked into at 200 mm on the beam's axis, at full "
                       "duty, by IEC 62471.</p>" +
                       table(model) + calibrated(model) + origins(model);
    html += "<h3>How far the lamps that were on reach, at full duty</h3><div class='maps'>";
    html += "<figure>" + hazardMap(lamps, model.body, MapSide::kAbove) +
            "<figcaption>from above</figcaption></figure><figure>" +
            hazardMap(lamps, model.body, MapSide::kAside) +
            "<figcaption>from the side</figcaption></figure></div>";
    return html + hazardLegend(lamps);
  }

  std::string people() const {
    std::string rows;
    for (const EyeFigures& one : people_) {
      if (!one.reached) continue;
      const bool exempt = one.worstGroup == toString(RiskGroup::kExempt);
      rows += "<tr><td>" + e(one.person) + "</td><td><span class='tag" +
              std::string(exempt ? "" : " care") + "'>" + e(one.worstGroup) +
              "</span></td><td class='num'>" + percent(one.dose) + "</td></tr>\n";
    }
    if (rows.empty()) return {};
    return "<h3>Who was reached</h3><p class='soft'>The worst group that shone at the eyes, "
           "wherever "
           "they looked, and the blue light taken in while they looked into a lamp, of the dose "
           "that is allowed.</p><div class='scroll'><table class='short'><tr><th>Person</th>"
           "<th>Worst group</th><th class='num'>Blue-light dose</th></tr>\n" +
           rows + "</table></div>";
  }

  // Two digits that count.
  static std::string percent(double share) {
    const double value = share * 100;
    int digits = 0;
    for (double limit = 10; value > 0 && value < limit && digits < 6; limit /= 10) ++digits;
    return fixed(value, digits) + " %";
  }

  const ReportData& data_;
  std::vector<EyeFigures> people_;
  std::map<SignalId, double> lit_;
};

}  // namespace

std::vector<ModelLamps> modelLamps(const Scenario& scenario) {
  std::vector<ModelLamps> all;
  for (const CameraSetup& camera : scenario.cameras) {
    const std::string file = camera.model.string();
    auto known = std::find_if(all.begin(), all.end(),
                              [&](const ModelLamps& one) { return one.file == file; });
    if (known == all.end()) {
      const CameraModel model = loadCameraModel(camera.model);
      all.push_back({file, model.name, {}, lampSafety(model), bodyParts(model, {}, {})});
      known = all.end() - 1;
    }
    known->cameras.push_back(camera.name);
  }
  return all;
}

std::vector<EyeFigures> eyeFigures(const Signals& signals) {
  std::map<SignalId, double> worst;
  for (SignalId id = 0; id < signals.size(); ++id) {
    const std::string& name = signals.spec(id).name;
    if (name.starts_with(kPerson) && name.ends_with(kGroupEnd)) worst[id] = signals.value(id);
  }
  if (worst.empty()) return {};
  for (const SignalChange& change : signals.history())
    if (const auto one = worst.find(change.signal); one != worst.end())
      one->second = std::max(one->second, change.value);
  std::vector<EyeFigures> all;
  for (const auto& [id, group] : worst) {
    std::string name = signals.spec(id).name.substr(kPerson.size());
    name.resize(name.size() - kGroupEnd.size());
    const auto fraction = signals.find(std::string(kPerson) + name + ".blue_light_dose_fraction");
    const double dose = fraction ? signals.value(*fraction) : 0;
    all.push_back({name, signals.textOf(id, group), dose, dose > 0 || group > 0});
  }
  return all;
}

nlohmann::json eyesJson(const ReportData& data) {
  nlohmann::json all = nlohmann::json::object();
  for (const EyeFigures& one : eyeFigures(data.signals))
    all[one.person] = {{"blue_light_dose_fraction", one.dose},
                       {"worst_risk_group", one.worstGroup}};
  return all;
}

std::string hazardSection(const ReportData& data) { return HazardSection(data).html(); }

}  // namespace tw::sim
