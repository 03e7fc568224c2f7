#include "ui/models/install_trial.h"

#include <algorithm>
#include <cmath>
#include <tuple>
#include <utility>

#include "sim/core/json_reader.h"
#include "sim/world/scene_file.h"

namespace tw::ui {
namespace {

constexpr double kLowestM = 0.5, kHighestM = 10;

// Of the front, and of how far it looks up.
std::pair<double, double> anglesOf(const sim::Pose& pose) {
  const sim::Vec3 ahead = pose.turn * sim::Vec3{1, 0, 0};
  return {toDegrees(Radians{std::atan2(ahead.y, ahead.x)}),
          toDegrees(Radians{std::atan2(ahead.z, std::hypot(ahead.x, ahead.y))})};
}

}  // namespace

InstallTrial::InstallTrial() { pool_.setMaxThreadCount(1); }

InstallTrial::~InstallTrial() { pool_.waitForDone(); }

InstallTrial::Place InstallTrial::load(const Files& files) {
  try {
    auto scene = std::make_shared<const sim::SceneFile>(sim::SceneFile::load(files.scene));
    auto model = std::make_shared<const sim::CameraModel>(sim::loadCameraModel(files.camera));
    static_cast<void>(mountOf(*scene, files.mount));
    return {std::move(scene), std::move(model), {}};
  } catch (const sim::InputError& error) {
    return {nullptr, nullptr, QString::fromUtf8(error.what())};
  }
}

void InstallTrial::begin(const std::filesystem::path& scene, const std::filesystem::path& camera,
                         const std::string& mount) {
  Files files{scene, camera, mount};
  if (files == files_) return;
  end();
  files_ = files;
  pool_.start([this, files, trial = trial_] {
    QMetaObject::invokeMethod(this, [this, trial, place = load(files)] {
      if (trial == trial_) open(place);
    });
  });
}

void InstallTrial::end() {
  ++trial_;
  files_ = {};
  scene_ = nullptr;
  answer_ = nullptr;
  things_.clear();
  problem_.clear();
  asking_ = again_ = false;
  Q_EMIT opened();
}

void InstallTrial::open(Place place) {
  scene_ = std::move(place.scene);
  model_ = std::move(place.model);
  problem_ = place.problem;
  Q_EMIT opened();
  hangAt(files_.mount);
}

std::vector<std::string> InstallTrial::mountNames() const {
  std::vector<std::string> names;
  if (scene_)
    for (const sim::MountPoint& mount : scene_->mounts) names.push_back(mount.name);
  return names;
}

void InstallTrial::hangAt(const std::string& mount) {
  if (!scene_) return;
  mount_ = mountOf(*scene_, mount);
  std::tie(headingDeg_, pitchDeg_) = anglesOf(mount_.pose);
  centre_ = mount_.pose.position;
  centre_.z = 0;  // until the answer comes
  anew_ = true;
  change();
}

void InstallTrial::moveTo(double x, double y) {
  mount_.pose.position.x = std::clamp(x, centre_.x - kHalfM, centre_.x + kHalfM);
  mount_.pose.position.y = std::clamp(y, centre_.y - kHalfM, centre_.y + kHalfM);
  change();
}

void InstallTrial::lift(double metres) {
  double& z = mount_.pose.position.z;
  z = std::clamp(z + metres, centre_.z + kLowestM, centre_.z + kHighestM);
  change();
}

void InstallTrial::turnTo(double headingDeg) {
  headingDeg_ = std::remainder(headingDeg, 360);
  mount_.pose.turn = sim::headingAndPitch(degrees(headingDeg_), degrees(pitchDeg_));
  change();
}

void InstallTrial::face(double x, double y) {
  const sim::Vec3 from = mount_.pose.position;
  if (std::hypot(x - from.x, y - from.y) > 1e-3)
    turnTo(toDegrees(Radians{std::atan2(y - from.y, x - from.x)}));
}

void InstallTrial::change() {
  Q_EMIT moved();
  ask();
}

void InstallTrial::ask() {
  again_ = asking_;
  if (asking_ || !scene_) return;
  asking_ = true;
  const auto find = [scene = scene_, model = model_, mount = mount_, centre = centre_,
                     anew = std::exchange(anew_, false)] {
    const sim::Survey survey(*scene, mount, *model);
    Answer answer{mount, sim::findingsOf(survey), survey.watched, survey.groundZ, std::nullopt};
    if (anew)
      answer.things =
          planThings(survey.parts, {centre.x, centre.y, survey.groundZ.value_or(0)}, kHalfM);
    return std::make_shared<const Answer>(std::move(answer));
  };
  pool_.start([this, find, trial = trial_] {
    QMetaObject::invokeMethod(this, [this, trial, answer = find()] {
      if (trial == trial_) take(answer);
    });
  });
}

void InstallTrial::take(std::shared_ptr<const Answer> answer) {
  asking_ = false;
  if (answer->things) {
    things_ = *answer->things;
    centre_.z = answer->groundZ.value_or(0);
  }
  answer_ = std::move(answer);
  Q_EMIT answered();
  if (again_) ask();
}

}  // namespace tw::ui
