// A camera that is tried at another place: its mount moved about in the run's scene, and what the
// installation adviser says of it there. The run knows nothing of it.
//
// An answer takes a tenth of a second and is found beside the window's thread; while one is on its
// way the mount can be moved on, and the next answer is for where it is then.
#pragma once

#include <QObject>
#include <QThreadPool>
#include <memory>

#include "sim/adviser/adviser.h"
#include "sim/adviser/plan_things.h"

namespace tw::ui {

class InstallTrial : public QObject {
  Q_OBJECT

 public:
  static constexpr double kHalfM = sim::kWatchedM + 1;  // of the plan's side; the mount stays on it

  struct Answer {
    sim::MountPoint mount;
    std::vector<sim::Finding> findings;
    hal::PerLens<sim::WatchedArea> watched;
    std::optional<double> groundZ;
    std::optional<std::vector<sim::PlanThing>> things;  // where they were asked for
  };

  InstallTrial();
  ~InstallTrial() override;

  // Reads both files, beside the window's thread, and hangs the camera at the named mount. The same
  // again changes nothing.
  void begin(const std::filesystem::path& scene, const std::filesystem::path& camera,
             const std::string& mount);
  void end();  // nothing is tried
  bool isOpen() const { return scene_ != nullptr; }
  const QString& problem() const { return problem_; }  // with the files; empty: none

  std::vector<std::string> mountNames() const;
  void hangAt(const std::string& mount);  // as the scene says, and in the plan's middle
  void moveTo(double x, double y);        // metres; kept on the plan
  void lift(double metres);               // up or down, from 0.5 to 10 m above the ground
  void turnTo(double headingDeg);         // 0 = east, 90 = north
  void face(double x, double y);          // that place

  const sim::MountPoint& mount() const { return mount_; }  // as it hangs now
  double headingDeg() const { return headingDeg_; }
  double heightM() const { return mount_.pose.position.z - centre_.z; }
  sim::Vec3 centre() const { return centre_; }  // of the plan, on the ground
  const std::vector<sim::PlanThing>& things() const { return things_; }
  const Answer* answer() const { return answer_.get(); }  // the newest; null: none yet

 Q_SIGNALS:
  void opened();    // isOpen(), mountNames(), problem()
  void moved();     // mount()
  void answered();  // answer(), things()

 private:
  struct Files {
    std::filesystem::path scene, camera;
    std::string mount;
    bool operator==(const Files&) const = default;
  };
  struct Place {
    std::shared_ptr<const sim::SceneFile> scene;
    std::shared_ptr<const sim::CameraModel> model;
    QString problem;
  };
  static Place load(const Files& files);
  void open(Place place);
  void change();
  void ask();
  void take(std::shared_ptr<const Answer> answer);

  Files files_;
  std::shared_ptr<const sim::SceneFile> scene_;
  std::shared_ptr<const sim::CameraModel> model_;
  QString problem_;
  sim::MountPoint mount_;
  double headingDeg_ = 0, pitchDeg_ = 0;
  sim::Vec3 centre_{};
  std::vector<sim::PlanThing> things_;
  std::shared_ptr<const Answer> answer_;
  int trial_ = 0;  // counts files: what comes of others is not wanted any more
  bool asking_ = false, again_ = false;
  bool anew_ = false;  // the plan has another middle
  QThreadPool pool_;   // one thread
};

}  // namespace tw::ui
