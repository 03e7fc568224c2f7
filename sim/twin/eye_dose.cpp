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

struct EyeDose::Reached {
  Vec3 direction{};  // unit, from the eyes
  double distance = 0;
  EyeLamp lamp{};
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

std::vector<EyeDose::Reached> EyeDose::reaching(const Person& person, const EyePose& eyes,
                                                const std::vector<EyeSource>& sources) const {
  std::vector<Reached> lamps;
  for (const EyeSource& source : sources) {
    const Vec3 way = source.lamp.pose.position - eyes.position;
    const double distance = std::max(length(way), kTouching);
    const Vec3 direction = way * (1 / distance);
    const double share = beamShare(source.lamp, direction * -1);
    if (share <= 0 || world_.hides(eyes.position, source.lamp.pose.position)) continue;
    EyeLamp lamp = dimmed(source.eye, share);
    lamp.blueIntensity *= person.eyes.glassesTransmittance;
    lamps.push_back({direction, distance, lamp});
  }
  return lamps;
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
                                    const std::vector<Reached>& lamps) const {
  switch (person.eyes.look) {
    case EyesModel::Look::kAhead:
      break;
    case EyesModel::Look::kPoint: {
      const Vec3 way = person.eyes.point - eyes.position;
      return length(way) > kTouching ? unit(way) : eyes.ahead;
    }
    case EyesModel::Look::kLamps: {
      const auto brightest =
          std::max_element(lamps.begin(), lamps.end(), [](const Reached& a, const Reached& b) {
            const auto irradiance = [](const Reached& r) {
              return r.lamp.emitters * r.lamp.blueIntensity / (r.distance * r.distance);
            };
            return irradiance(a) < irradiance(b);
          });
      const bool seen = brightest != lamps.end() && brightest->lamp.blueIntensity > 0;
      if (!seen) break;
      if (turnedAway(person)) return std::nullopt;
      return brightest->direction;
    }
  }
  return eyes.ahead;
}

void EyeDose::expose(Person& person, const std::vector<EyeSource>& sources) {
  const auto eyes = sources.empty() ? std::nullopt : world_.eyesAt(person.name, bench_.queue.now());
  const auto lamps = eyes ? reaching(person, *eyes, sources) : std::vector<Reached>{};
  RiskGroup group = RiskGroup::kExempt;
  for (const Reached& reached : lamps)
    group = std::max(group, eyeHazard(reached.lamp, reached.distance).group);
  person.group.set(toString(group));
  double rate = 0;
  const auto gaze = lamps.empty() ? std::nullopt : gazeOf(person, *eyes, lamps);
  for (const Reached& reached : lamps) {
    if (!gaze || !within(*gaze, reached.direction)) continue;
    EyeLamp lit = reached.lamp;
    lit.duty = 1;  // it is on just now
    rate += blueDoseRate(lit, reached.distance);
  }
  person.dose += rate * toSeconds(kEvery);
  const bool wholeSecond = bench_.queue.sinceStart() % 1s == Duration::zero();
  if (rate == 0 || wholeSecond) person.fraction.set(std::min(person.dose, kMostDoses));
}

}  // namespace tw::sim
