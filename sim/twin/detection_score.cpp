#include "sim/twin/detection_score.h"

#include <algorithm>
#include <cmath>

namespace tw::sim {
namespace {

constexpr const char* kDevice = "detection";
constexpr size_t kPoses = 8;  // 2 s of them: longer than the engine takes to answer

SignalSpec lead(const std::string& lens) {
  return {.name = lens + "_lead_s",
          .doc = "how long before an event's first sighting that lens's clip began",
          .unit = "s",
          .max = 3600};
}

// Its middle in the person's box, enlarged by half on each side.
bool liesOn(const hal::PixelBox& sighting, const PictureBox& person) {
  const double x = sighting.x + sighting.width / 2.0, y = sighting.y + sighting.height / 2.0;
  const double aside = person.width() / 2, above = person.height() / 2;
  return x >= person.left - aside && x <= person.right + aside && y >= person.top - above &&
         y <= person.bottom + above;
}

double offMiddle(const hal::PixelBox& sighting, const PictureBox& person) {
  return std::hypot(sighting.x + sighting.width / 2.0 - (person.left + person.right) / 2,
                    sighting.y + sighting.height / 2.0 - (person.top + person.bottom) / 2);
}

bool inPicture(const PictureBox& box, hal::ImageSize size) {
  const double x = (box.left + box.right) / 2, y = (box.top + box.bottom) / 2;
  return x >= 0 && x <= size.width && y >= 0 && y <= size.height;
}

}  // namespace

DetectionScore::DetectionScore(const Bench& bench, const World& world, LensFeed& lenses)
    : bench_(bench),
      world_(world),
      lenses_(lenses),
      near_(bench.signal(kDevice, flagSignal("near", "a person is near, by the ground truth"))),
      visits_(bench.signal(kDevice,
                           countSignal("visits", "persons who came near, by the ground truth"))),
      found_(bench.signal(kDevice, countSignal("found", "visits that a sighting lay on"))),
      false_(bench.signal(kDevice, countSignal("false_sightings", "sightings that lay on nobody"))),
      leads_{Lead{bench.signal(kDevice, lead("wide"))}, Lead{bench.signal(kDevice, lead("ptz"))}},
      due_(bench.queue, [this] { look(); }) {
  for (const std::string& name : world.people()) people_.push_back({.name = name});
}

void DetectionScore::look() {
  notePoses();
  readLog();
  bool near = false;
  for (Person& person : people_) near |= watch(person);
  near_.set(near);
  due_.startIn(kEvery);
}

bool DetectionScore::watch(Person& person) {
  const Instant now = bench_.queue.now();
  const double distance = distanceM(person.name, now);
  if (person.here && distance > kAwayM) person = {.name = person.name};
  const auto box = boxOf(person.name, hal::LensId::kWide, now);
  if (!box || !inPicture(*box, kSightingFrame) || distance > kAwayM) return false;
  if (!person.here) person.came = now;
  person.here = true;
  if (distance > kReachM) return false;
  person.near += kEvery;
  if (person.near >= kLongEnough) countVisit(person);
  return true;
}

void DetectionScore::countVisit(Person& person) {
  if (person.counted) return;
  person.counted = true;
  visits_.increment();
  if (person.found) found_.increment();
  tell("visit", {{"person", person.name}, {"came_s", toSeconds(person.came.time_since_epoch())}});
}

void DetectionScore::readLog() {
  const auto& events = bench_.events.events();
  const std::string source = bench_.path("firmware");
  for (; read_ < events.size(); ++read_) {
    if (events[read_].source != source) continue;
    const auto sighting = sightingLine(events[read_]);
    const auto clip = clipOpenedLine(events[read_]);
    if (sighting) judge(*sighting);
    if (clip) takeClip(*clip);
  }
}

void DetectionScore::judge(const SightingLine& sighting) {
  noteEvent(sighting.at);
  if (sighting.kind != "human") return;
  Person* nearest = nullptr;
  double least = INFINITY;
  for (Person& person : people_) {
    const auto box = boxOf(person.name, sighting.lens, sighting.at);
    if (!box || !liesOn(sighting.box, *box)) continue;
    const double off = offMiddle(sighting.box, *box);
    if (off < least) least = off, nearest = &person;
  }
  if (nearest) return find(*nearest, sighting);
  false_.increment();
  const hal::PixelBox& box = sighting.box;
  tell("false_sighting", {{"lens", hal::toString(sighting.lens)},
                          {"at_s", toSeconds(sighting.at.time_since_epoch())},
                          {"box", {box.x, box.y, box.width, box.height}}});
}

void DetectionScore::find(Person& person, const SightingLine& sighting) {
  if (!person.here || person.found) return;
  person.found = true;
  if (person.counted) found_.increment();
  const double distance = distanceM(person.name, sighting.at);
  tell("found", {{"person", person.name},
                 {"came_s", toSeconds(person.came.time_since_epoch())},
                 {"lens", hal::toString(sighting.lens)},
                 {"after_s", std::max(0.0, toSeconds(sighting.at - person.came))},
                 {"distance_m", std::round(distance * 10) / 10}});
}

void DetectionScore::noteEvent(Instant at) {
  if (!lastSighting_ || at - *lastSighting_ >= kQuiet) {
    firstSighting_ = at;
    for (Lead& lead : leads_) {
      lead.taken = false;
      lead.signal.set(0.0);
    }
  }
  lastSighting_ = std::max(at, lastSighting_.value_or(at));
}

// One clip a lens and event tells its lead: not what goes on in another slot, nor one by hand.
void DetectionScore::takeClip(const ClipOpenedLine& clip) {
  Lead& lead = leads_[hal::index(clip.lens)];
  if (lead.taken || !firstSighting_ || clip.firstFrame >= *firstSighting_) return;
  lead.taken = true;
  lead.signal.set(toSeconds(*firstSighting_ - clip.firstFrame));
}

void DetectionScore::notePoses() {
  poses_.push_front({bench_.queue.now(),
                     {lenses_.lensPose(hal::LensId::kWide), lenses_.lensPose(hal::LensId::kPtz)}});
  if (poses_.size() > kPoses) poses_.pop_back();
}

// Where it was at the last look before: the firmware takes no frame of a lens that moves.
Pose DetectionScore::poseAt(hal::LensId lens, Instant at) const {
  for (const Poses& poses : poses_)
    if (poses.at <= at) return poses.of[hal::index(lens)];
  return poses_.back().of[hal::index(lens)];
}

std::optional<PictureBox> DetectionScore::boxOf(const std::string& person, hal::LensId lens,
                                                Instant at) {
  const auto box = world_.actorBox(person, at);
  if (!box) return std::nullopt;
  return boxIn(lenses_.lensModel(lens), kSightingFrame, poseAt(lens, at), *box);
}

double DetectionScore::distanceM(const std::string& person, Instant at) const {
  const auto box = world_.actorBox(person, at);
  if (!box) return INFINITY;
  const Vec3 away = (box->low + box->high) * 0.5 - poseAt(hal::LensId::kWide, at).position;
  return std::hypot(away.x, away.y);
}

void DetectionScore::tell(const char* kind, nlohmann::json fields) {
  bench_.events.add(bench_.path(kDevice), kind, std::move(fields));
}

}  // namespace tw::sim
