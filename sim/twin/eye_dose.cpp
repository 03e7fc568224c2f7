#include "sim/twin/eye_dose.h"

#include <algorithm>
#include <cmath>

#include "sim/world/daylight.h"

namespace tw::sim {
namespace {

constexpr double kMostDoses = 1000;  // that the signal tells
constexpr double kTouching = 0.01;   // m; no eye comes nearer to a lamp

SignalSpec fractionSpec() {
  return {.name = "blue_light_dose_fraction",
          .doc = "blue light taken in by the eyes, of the dose that IEC 62471 allows",
          .max = kMostDoses};
}

SignalSpec groupSpec() {
  SignalSpec spec{.name = "risk_group",
                  .kind = SignalKind::kChoice,
                  .doc = "of the camera lamps that reach the eyes, by IEC 62471"};
  for (const RiskGroup group : {RiskGroup::kExempt, RiskGroup::k1, RiskGroup::k2, RiskGroup::k3})
    spec.labels.push_back(toString(group));
  return spec;
}

bool within(Vec3 gaze, Vec3 direction) {
  return dot(gaze, direction) >= std::cos(kExemptField / 2);
}

}  // namespace

struct EyeDose::Shining {
  Vec3 eyes{}, at{};
  Vec3 direction{};  // unit, from the eyes
  double distance = 0;
  EyeLamp lamp{};
  std::optional<bool> hidden{};  // by the place; found out where it matters
  double irradiance() const { return lamp.emitters * lamp.blueIntensity / (distance * distance); }
};

EyeDose::EyeDose(const Bench& bench, const World& world,
                 std::function<std::vector<EyeSource>()> sources)
    : bench_(bench),
      world_(world),
      sources_(std::move(sources)),
      due_(bench.queue, [this] { look(); }) {
  for (const std::string& name : world.people())
    people_.push_back({name, world.eyesModel(name), bench.signal(name, fractionSpec()),
                       bench.signal(name, groupSpec())});
  if (!people_.empty()) due_.startIn(kEvery);
}

void EyeDose::look() {
  const std::vector<EyeSource> sources = sources_();
  for (Person& person : people_) expose(person, sources);
  due_.startIn(kEvery);
}

std::vector<EyeDose::Shining> EyeDose::shiningAt(const Person& person, const EyePose& eyes,
                                                 const std::vector<EyeSource>& sources) {
  std::vector<Shining> lamps;
  for (const EyeSource& source : sources) {
    const Vec3 at = source.lamp.pose.position, way = at - eyes.position;
    const double distance = std::max(length(way), kTouching);
    const Vec3 direction = way * (1 / distance);
    const double share = beamShare(source.lamp, direction * -1);
    if (share <= 0) continue;
    EyeLamp lamp = dimmed(source.eye, share);
    lamp.blueIntensity *= person.eyes.glassesTransmittance;
    lamps.push_back({eyes.position, at, direction, distance, lamp});
  }
  return lamps;
}

bool EyeDose::reaches(Shining& lamp) const {
  if (!lamp.hidden) lamp.hidden = world_.hides(lamp.eyes, lamp.at);
  return !*lamp.hidden;
}

RiskGroup EyeDose::worstOf(std::vector<Shining>& lamps) const {
  RiskGroup worst = RiskGroup::kExempt;
  for (Shining& lamp : lamps) {
    const RiskGroup group = eyeHazard(lamp.lamp, lamp.distance).group;
    if (group > worst && reaches(lamp)) worst = group;
  }
  return worst;
}

// Null: none that is seen.
const EyeDose::Shining* EyeDose::brightestOf(std::vector<Shining>& lamps) const {
  const Shining* brightest = nullptr;
  for (Shining& lamp : lamps)
    if (lamp.irradiance() > (brightest ? brightest->irradiance() : 0) && reaches(lamp))
      brightest = &lamp;
  return brightest;
}

// Whether a glance is over. Lamps that flash are one sight.
bool EyeDose::turnedAway(Person& person) const {
  const Instant now = bench_.queue.now();
  if (!person.litLast || now - *person.litLast > EyesModel::kForgotten) person.litSince = now;
  person.litLast = now;
  return person.eyes.glance && now - *person.litSince >= *person.eyes.glance;
}

// Nothing: turned away from all lamps.
std::optional<Vec3> EyeDose::gazeOf(Person& person, const EyePose& eyes,
                                    std::vector<Shining>& lamps) const {
  switch (person.eyes.look) {
    case EyesModel::Look::kAhead:
      break;
    case EyesModel::Look::kPoint: {
      const Vec3 way = person.eyes.point - eyes.position;
      return length(way) > kTouching ? unit(way) : eyes.ahead;
    }
    case EyesModel::Look::kLamps: {
      const Shining* brightest = brightestOf(lamps);
      if (!brightest) break;
      if (turnedAway(person)) return std::nullopt;
      return brightest->direction;
    }
  }
  return eyes.ahead;
}

void EyeDose::expose(Person& person, const std::vector<EyeSource>& sources) {
  const auto eyes = sources.empty() ? std::nullopt : world_.eyesAt(person.name, bench_.queue.now());
  auto lamps = eyes ? shiningAt(person, *eyes, sources) : std::vector<Shining>{};
  person.group.set(toString(worstOf(lamps)));
  double rate = 0;
  const auto gaze = lamps.empty() ? std::nullopt : gazeOf(person, *eyes, lamps);
  for (Shining& lamp : lamps) {
    if (!gaze || !within(*gaze, lamp.direction) || !reaches(lamp)) continue;
    EyeLamp lit = lamp.lamp;
    lit.duty = 1;  // it is on just now
    rate += blueDoseRate(lit, lamp.distance);
  }
  person.dose += rate * toSeconds(kEvery);
  const bool wholeSecond = bench_.queue.sinceStart() % 1s == Duration::zero();
  if (rate == 0 || wholeSecond) person.fraction.set(std::min(person.dose, kMostDoses));
}

}  // namespace tw::sim
