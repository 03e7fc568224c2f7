#include "sim/twin/detection_score.h"

#include <cmath>

namespace tw::sim {
namespace {

constexpr const char* kDevice = "detection";

SignalSpec count(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = SignalKind::kCount, .doc = std::move(doc)};
}
SignalSpec lead(const std::string& lens) {
  return {.name = lens + "_lead_s",
          .doc = "how long before the last sighting the newest event clip of that lens began",
          .unit = "s",
          .max = 3600};
}

void increment(Signal& signal) { signal.set(signal.value() + 1); }

// Its middle in the person's box, enlarged by half on each side.
bool liesOn(const hal::PixelBox& sighting, const PictureBox& person) {
  const double x = sighting.x + sighting.width / 2.0, y = sighting.y + sighting.height / 2.0;
  const double aside = person.width() / 2, above = person.height() / 2;
  return x >= person.left - aside && x <= person.right + aside && y >= person.top - above &&
         y <= person.bottom + above;
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
      visits_(bench.signal(kDevice, count("visits", "persons who came near, by the ground truth"))),
      found_(bench.signal(kDevice, count("found", "visits that a sighting lay on"))),
      false_(bench.signal(kDevice, count("false_sightings", "sightings that lay on nobody"))),
      lead_{bench.signal(kDevice, lead("wide")), bench.signal(kDevice, lead("ptz"))},
      due_(bench.queue, [this] { look(); }) {
  for (const std::string& name : world.people()) people_.push_back({.name = name});
}

void DetectionScore::look() {
  for (Person& person : people_) watch(person);
  readLog();
  due_.startIn(kEvery);
}

void DetectionScore::watch(Person& person) {
  const Instant now = bench_.queue.now();
  const double distance = distanceM(person.name, now);
  if (person.here && distance > kAwayM) person = {.name = person.name};
  const auto box = boxOf(person.name, hal::LensId::kWide, now);
  if (!box || !inPicture(*box, kSightingFrame) || distance > kAwayM) return;
  if (!person.here) person.came = now;
  person.here = true;
  if (distance > kReachM) return;
  person.near += kEvery;
  if (person.near >= kLongEnough) countVisit(person);
}

void DetectionScore::countVisit(Person& person) {
  if (person.counted) return;
  person.counted = true;
  increment(visits_);
  if (person.found) increment(found_);
  tell("visit", {{"person", person.name}, {"came_s", toSeconds(person.came.time_since_epoch())}});
}

void DetectionScore::readLog() {
  const auto& events = bench_.events.events();
  const std::string source = bench_.path("firmware");
  for (; read_ < events.size(); ++read_) {
    if (events[read_].source != source) continue;
    const LoggedEvent event = events[read_];  // a copy: the log grows while it is judged
    if (const auto sighting = sightingLine(event)) judge(*sighting);
    if (const auto clip = clipOpenedLine(event)) takeClip(*clip);
  }
}

void DetectionScore::judge(const SightingLine& sighting) {
  lastSighting_ = sighting.at;
  if (sighting.kind != "human") return;
  const hal::LensId lens = sighting.lens == "ptz" ? hal::LensId::kPtz : hal::LensId::kWide;
  bool onSomebody = false;
  for (Person& person : people_) {
    const auto box = boxOf(person.name, lens, sighting.at);
    if (!box || !liesOn(sighting.box, *box)) continue;
    onSomebody = true;
    find(person, sighting);
  }
  if (onSomebody) return;
  increment(false_);
  const hal::PixelBox& box = sighting.box;
  tell("false_sighting", {{"lens", sighting.lens},
                          {"at_s", toSeconds(sighting.at.time_since_epoch())},
                          {"box", {box.x, box.y, box.width, box.height}}});
}

void DetectionScore::find(Person& person, const SightingLine& sighting) {
  if (!person.here || person.found) return;
  person.found = true;
  if (person.counted) increment(found_);
  const double distance = distanceM(person.name, sighting.at);
  tell("found", {{"person", person.name},
                 {"came_s", toSeconds(person.came.time_since_epoch())},
                 {"lens", sighting.lens},
                 {"after_s", toSeconds(sighting.at - person.came)},
                 {"distance_m", std::round(distance * 10) / 10}});
}

// A clip that goes on in another slot begins after the sighting, and says nothing of the lead.
void DetectionScore::takeClip(const ClipOpenedLine& clip) {
  if (!lastSighting_ || clip.firstFrame >= *lastSighting_) return;
  lead_[clip.lens == "ptz" ? 1 : 0].set(toSeconds(*lastSighting_ - clip.firstFrame));
}

std::optional<PictureBox> DetectionScore::boxOf(const std::string& person, hal::LensId lens,
                                                Instant at) {
  const auto box = world_.actorBox(person, at);
  if (!box) return std::nullopt;
  return boxIn(lenses_.lensModel(lens), kSightingFrame, lenses_.lensPose(lens), *box);
}

double DetectionScore::distanceM(const std::string& person, Instant at) const {
  const auto box = world_.actorBox(person, at);
  if (!box) return INFINITY;
  const Vec3 away = (box->low + box->high) * 0.5 - lenses_.lensPose(hal::LensId::kWide).position;
  return std::hypot(away.x, away.y);
}

void DetectionScore::tell(const char* kind, nlohmann::json fields) {
  bench_.events.add(bench_.path(kDevice), kind, std::move(fields));
}

}  // namespace tw::sim
