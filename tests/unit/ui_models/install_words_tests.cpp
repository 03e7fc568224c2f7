#include "ui/models/install_words.h"

#include "sim/adviser/adviser.h"
#include "tests/support/catch.h"

using namespace tw;
using namespace tw::ui;

namespace {

const std::filesystem::path kSource = TWEELENS_SOURCE_DIR;

std::vector<sim::Finding> findingsAt(const char* scene, const char* mount) {
  const auto file = sim::SceneFile::load(kSource / "scenes" / scene);
  const auto model = sim::loadCameraModel(kSource / "models/cameras/dual_lens.camera.json");
  return sim::findingsOf(sim::Survey(file, mountOf(file, mount), model));
}

sim::Finding finding(const char* name, std::vector<sim::Figure> figures, sim::Verdict verdict) {
  sim::Finding made;
  made.name = name;
  made.figures = std::move(figures);
  made.verdict = verdict;
  return made;
}

std::string measured(const sim::Finding& one, const sim::MountPoint& mount = {}) {
  return wordsOf(one, mount).measured.toStdString();
}

}  // namespace

TEST_CASE("Every finding of the adviser has words of the window's own") {
  for (const auto& [scene, mount] :
       {std::pair{"house_front.scene.json", "wall"}, std::pair{"plain_yard.scene.json", "house"}})
    for (const sim::Finding& one : findingsAt(scene, mount)) {
      INFO(one.name);
      const FindingWords words = wordsOf(one, {});
      CHECK_FALSE(words.measured.isEmpty());
      CHECK_FALSE(words.consequence.isEmpty());
      CHECK(words.rule.toStdString() != one.rule);  // that would be the adviser's, in English only
      CHECK_FALSE(words.consequence.contains(QLatin1Char('%') + QString::number(1)));
    }
}

TEST_CASE("Figures are told as they were measured") {
  using sim::Verdict;
  CHECK(measured(finding("height", {{"height_m", 2.8}}, Verdict::kMet)) == "2.80 m");
  CHECK(
      measured(finding("view", {{"wide_area_m2", 200}, {"wide_hidden_m2", 50}, {"ptz_area_m2", 80}},
                       Verdict::kMet)) == "wide lens 25 %, PTZ lens 0 %");
  CHECK(measured(finding("wall", {{"right_m", 0.254}}, Verdict::kNotMet)) ==
        "left free, right 0.25 m");
  CHECK(measured(finding(
            "sun", {{"date_up_min", 900}, {"june_wide_home_min", 91}, {"december_ptz_home_min", 7}},
            Verdict::kNotMet)) ==
        "on the scene's day: wide lens 0 min, PTZ lens 0 min; in June: wide lens 91 min, PTZ lens "
        "0 min; in December: wide lens 0 min, PTZ lens 7 min");
  CHECK(measured(finding("sun", {}, Verdict::kCannotTell)) == "the scene has no site");
  CHECK(measured(finding("notice", {}, Verdict::kNotMet)) == "public, without a notice");
  CHECK(measured(finding("notice", {{"notice_m", 3.24}}, Verdict::kMet)) == "a notice, 3.2 m away");
}

TEST_CASE("Film, port and cover are told as the mount has them, in the dry only the film") {
  sim::MountPoint mount;
  mount.filmOn = true;
  mount.coverClosed = false;
  const sim::Finding one = finding("weather", {}, sim::Verdict::kNotMet);
  CHECK(measured(one, mount) == "the film is on, port not known, the cover is open");
  mount.outdoors = false;
  CHECK(measured(one, mount) == "the film is on");
}
