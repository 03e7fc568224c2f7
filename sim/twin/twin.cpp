#include "sim/twin/twin.h"

#include <algorithm>

#include "sim/core/json_reader.h"
#include "sim/devices/crypto.h"
#include "sim/network/cloud.h"
#include "sim/network/internet.h"
#include "sim/network/lan.h"
#include "sim/network/phone_app.h"
#include "sim/optics/drawn_pictures.h"
#include "sim/optics/no_pictures.h"
#include "sim/optics/pattern_pictures.h"
#include "sim/twin/actions.h"
#include "sim/twin/camera.h"
#include "sim/twin/detection_score.h"
#include "sim/twin/eye_dose.h"
#include "sim/twin/light_meters.h"
#include "sim/twin/recording_score.h"
#include "sim/twin/weather_maker.h"
#include "sim/world/world.h"

namespace tw::sim {
namespace {

constexpr const char* kOwner = "owner@example";

std::unique_ptr<PictureSource> makePictures(const TwinSetup& setup) {
  switch (setup.pictures) {
    case Pictures::kDrawn:
      TW_CHECK(setup.renderer != nullptr);
      return std::make_unique<DrawnPictures>(*setup.renderer, setup.drawMode);
    case Pictures::kPattern:
      return std::make_unique<PatternPictures>();
    case Pictures::kNone:
      return std::make_unique<NoPictures>();
  }
  return nullptr;
}

}  // namespace

// Members are made from top to bottom and end the other way round: whoever borrows comes later.
struct Twin::Parts {
  explicit Parts(const TwinSetup& setup);

  Bench benchOf(const std::string& camera) {
    return {queue, signals, trace, events, seed, camera, [] {}};
  }
  void addCamera(const CameraSetup& camera, const TwinSetup& setup);
  std::shared_ptr<const SceneState> sceneNow();
  double illuminance(Vec3 position, Vec3 normal);
  void updateLamps();
  std::vector<EyeSource> eyeSources() const;
  Camera* find(const std::string& name) const;
  std::string camerasInWords() const;
  Camera* cameraOf(const Command& command, const ActionSpec& action) const;
  Faultable& faultyThing(const Command& command);
  std::vector<ActorLook> actorsNow() const;
  std::vector<FaultPlace> faultPlaces();
  void checkFault(const Command& command);

  uint64_t seed;
  EventQueue queue;
  Signals signals{[this] { return queue.now(); }};
  Trace trace{[this] { return queue.now(); }};
  EventLog events{[this] { return queue.now(); }};
  std::unique_ptr<World> world;
  Bench cloudBench = benchOf("cloud");
  VirtualCrypto cloudCrypto{cloudBench};
  NetBench net{queue, signals, events, seed, world->calendarStart()};
  Internet internet;
  Lan lan{net, internet};
  Cloud cloud{net, internet, cloudCrypto};
  PhoneApp phone{net, cloud, kOwner};
  std::vector<std::unique_ptr<Camera>> cameras;
  std::vector<std::unique_ptr<DetectionScore>> scores;      // of each
  std::vector<std::unique_ptr<RecordingScore>> recordings;  // likewise
  Bench worldBench = benchOf("world");
  WeatherMaker weather{worldBench, *world, [this](double mmH) {
                         for (const auto& camera : cameras) camera->rain(mmH);
                       }};
  LightMeters meters{worldBench, *world, [this] { updateLamps(); }};
  Bench personBench = benchOf("person");
  EyeDose doses{personBench, *world, [this] { return eyeSources(); }};
  std::vector<Command> commands;
  std::unique_ptr<Workers> workers;  // last: what they are at is done before anything ends
};

Twin::Parts::Parts(const TwinSetup& setup) : seed(setup.seed), world(World::load(setup.scene)) {
  if (setup.pictures == Pictures::kDrawn && setup.threads > 0)
    workers = std::make_unique<Workers>(setup.threads);
  if (setup.cameras.empty()) throw InputError("no camera; expected at least one");
  for (const CameraSetup& camera : setup.cameras) addCamera(camera, setup);
}

void Twin::Parts::addCamera(const CameraSetup& camera, const TwinSetup& setup) {
  if (find(camera.name)) throw InputError("two cameras are called '" + camera.name + "'");
  Bench bench = benchOf(camera.name);
  bench.workers = workers.get();
  CameraPlace place{std::move(bench), lan, [this] { return sceneNow(); },
                    [this](Vec3 at, Vec3 normal) { return illuminance(at, normal); },
                    mountOf(world->scene(), camera.mount)};
  cameras.push_back(std::make_unique<Camera>(std::move(place), loadCameraModel(camera.model),
                                             makePictures(setup), cloud.publicKey()));
  Camera& made = *cameras.back();
  made.rain(world->weather().rainMmH);
  cloud.registerCamera(made.label().serial, made.devicePublicKey());
  phone.nameCamera(made.name(), made.label().serial);
  scores.push_back(std::make_unique<DetectionScore>(made.bench(), *world, made.lenses()));
  if (setup.pictures == Pictures::kDrawn) scores.back()->start();  // else there is nothing to find
  const fw::ProductConfig& config = made.firmware().config();
  recordings.push_back(std::make_unique<RecordingScore>(
      made.bench(),
      RecordingDefaults{config.defaults.continuousRecording, config.defaults.detectHuman,
                        config.defaults.sleep},
      config.video.framesPerSecond));
}

void Twin::Parts::updateLamps() {
  std::vector<Lamp> now;
  for (const auto& camera : cameras) camera->appendLamps(now);
  world->setLamps(std::move(now));
}

std::vector<EyeSource> Twin::Parts::eyeSources() const {
  std::vector<EyeSource> sources;
  for (const auto& camera : cameras) camera->appendEyeSources(sources);
  return sources;
}

std::shared_ptr<const SceneState> Twin::Parts::sceneNow() {
  updateLamps();
  return world->stateAt(queue.now());
}

double Twin::Parts::illuminance(Vec3 position, Vec3 normal) {
  updateLamps();
  return world->illuminanceLux(position, normal, queue.now());
}

Camera* Twin::Parts::find(const std::string& name) const {
  for (const auto& camera : cameras)
    if (camera->name() == name) return camera.get();
  return nullptr;
}

std::string Twin::Parts::camerasInWords() const {
  std::vector<std::string> names;
  for (const auto& camera : cameras) names.push_back(camera->name());
  return joined(names);
}

Camera* Twin::Parts::cameraOf(const Command& command, const ActionSpec& action) const {
  Camera* camera = find(command.camera);
  if (!camera && !command.camera.empty())
    throw InputError("unknown camera '" + command.camera + "'; there is: " + camerasInWords());
  if (!camera && action.needsCamera)
    throw InputError(action.name + ": which camera? expected one of: " + camerasInWords());
  return camera;
}

std::vector<ActorLook> Twin::Parts::actorsNow() const {
  std::vector<ActorLook> actors;
  const auto people = world->people();
  for (const std::string& name : world->actorNames())
    if (const auto box = world->actorBox(name, queue.now()))
      actors.push_back({name, std::find(people.begin(), people.end(), name) != people.end(),
                        world->objectId(name), *box, world->actorWalks(name, queue.now())});
  return actors;
}

std::vector<Twin::FaultPlace> Twin::Parts::faultPlaces() {
  std::vector<FaultPlace> places;
  for (const auto& camera : cameras) {
    for (Device* device : camera->devices()) places.push_back({camera->name(), device});
    places.push_back({camera->name(), &camera->firmware()});
  }
  places.push_back({"", &lan});
  places.push_back({"", &cloud});
  places.push_back({"", &weather});
  return places;
}

Faultable& Twin::Parts::faultyThing(const Command& command) {
  const std::string device = command.args.at("device").get<std::string>();
  std::vector<std::string> known;
  for (const FaultPlace& place : faultPlaces()) {
    if (place.camera != command.camera || place.thing->faults().empty()) continue;
    if (place.thing->faultName() == device) return *place.thing;
    known.push_back(place.thing->faultName());
  }
  const std::string where = command.camera.empty() ? "outside the cameras" : command.camera;
  throw InputError("fault: " + where + " has no device '" + device + "' that can fail" +
                   suggestion(device, known));
}

void Twin::Parts::checkFault(const Command& command) {
  const Faultable& thing = faultyThing(command);
  const std::string kind = command.args.at("kind").get<std::string>();
  const double magnitude = command.args.value("magnitude", 1.0);
  std::vector<std::string> known;
  for (const FaultSpec& spec : thing.faults()) {
    known.push_back(spec.kind);
    if (spec.kind != kind) continue;
    if (spec.accepts(magnitude)) return;
    throw InputError("fault: magnitude " + nlohmann::json(magnitude).dump() + " of " +
                     thing.faultName() + "." + kind + " is out of range; expected " + spec.range());
  }
  throw InputError("fault: " + thing.faultName() + " has no fault '" + kind + "'" +
                   suggestion(kind, known));
}

std::vector<std::string> sceneMounts(const std::filesystem::path& scene) {
  return World::load(scene)->mountNames();
}

Twin::Twin(const TwinSetup& setup) : parts_(std::make_unique<Parts>(setup)) {}
Twin::~Twin() = default;

Instant Twin::now() const { return parts_->queue.now(); }
bool Twin::step(Instant limit) { return parts_->queue.runNext(limit); }
void Twin::runUntil(Instant until) {
  while (step(until)) {
  }
}

void Twin::check(const Command& command) const {
  const ActionSpec* action = findAction(command.action);
  if (!action) {
    std::vector<std::string> known;
    for (const ActionSpec& spec : actions()) known.push_back(spec.name);
    throw InputError("unknown action '" + command.action + "'" + suggestion(command.action, known) +
                     "; see `tweelens actions`");
  }
  parts_->cameraOf(command, *action);
  checkArguments(*action, command.args);
  if (action->name == "fault") parts_->checkFault(command);
  if (action->name == "start_walk" || action->name == "stop_walk") {
    const auto actor = command.args.at("actor").get<std::string>();
    const auto known = parts_->world->actorNames();
    if (std::find(known.begin(), known.end(), actor) == known.end())
      throw InputError(action->name + ": the scene has no actor '" + actor + "'" +
                       suggestion(actor, known));
  }
}

void Twin::apply(Command command) {
  check(command);
  Parts& p = *parts_;
  command.at = p.queue.now();
  const ActionSpec& action = *findAction(command.action);
  const ActionTargets on{*p.world, p.phone, p.cameraOf(command, action), now()};
  checkState(action, on, command.args);
  p.events.add("scenario", "command",
               {{"camera", command.camera}, {"do", command.action}, {"with", command.args}});
  p.trace.record(command.camera.empty() ? "world" : command.camera,
                 command.action + " " + command.args.dump());
  p.commands.push_back(command);
  if (action.name == "fault")
    return p.faultyThing(command).applyFault(command.args.at("kind"),
                                             command.args.value("magnitude", 1.0));
  perform(action, on, command.args);
}

const std::vector<Command>& Twin::commands() const { return parts_->commands; }
Signals& Twin::signals() { return parts_->signals; }
const Signals& Twin::signals() const { return parts_->signals; }
EventQueue& Twin::queue() { return parts_->queue; }
Trace& Twin::trace() { return parts_->trace; }
EventLog& Twin::events() { return parts_->events; }

Camera& Twin::camera(const std::string& name) {
  Camera* found = parts_->find(name);
  TW_CHECK(found != nullptr);
  return *found;
}

std::vector<RecordingFigures> Twin::recordings() const {
  std::vector<RecordingFigures> all;
  for (const auto& score : parts_->recordings) all.push_back(score->figures());
  return all;
}

std::vector<std::string> Twin::cameraNames() const {
  std::vector<std::string> names;
  for (const auto& camera : parts_->cameras) names.push_back(camera->name());
  return names;
}

std::vector<std::string> Twin::actorNames() const { return parts_->world->actorNames(); }
const SceneFile& Twin::scene() const { return parts_->world->scene(); }
const std::vector<std::string>& Twin::objectNames() const { return parts_->world->objectNames(); }

Snapshot Twin::snapshot() {
  Snapshot look;
  look.at = now();
  look.scene = parts_->sceneNow();
  for (const auto& camera : parts_->cameras) look.cameras.push_back(camera->look());
  look.actors = parts_->actorsNow();
  return look;
}

std::vector<Twin::FaultPlace> Twin::faultPlaces() const { return parts_->faultPlaces(); }

bool Twin::saveCardImage(const std::string& camera, const std::filesystem::path& to) const {
  Camera* found = parts_->find(camera);
  TW_CHECK(found != nullptr);
  return found->card().saveImage(to);
}

DrawingCounts Twin::drawingCounts() const {
  DrawingCounts sum;
  for (const auto& camera : parts_->cameras) {
    const DrawingCounts one = camera->pictures().drawingCounts();
    sum.drawings += one.drawings;
    sum.whole += one.whole;
    sum.pixels += one.pixels;
    sum.frames += one.frames;
    sum.compared += one.compared;
  }
  return sum;
}

std::vector<PhoneFile> Twin::phoneFiles() const {
  std::vector<PhoneFile> files;
  int number = 0;
  for (const PhoneMessage& message : parts_->phone.messages()) {
    ++number;
    if (!message.picture.empty())
      files.push_back(
          {"message_" + std::to_string(number) + "_" + message.camera + ".jpg", message.picture});
  }
  number = 0;
  for (const Download& clip : parts_->phone.downloads())
    files.push_back({"clip_" + std::to_string(++number) + "_" + clip.camera + "_" +
                         (clip.fromThere ? "part_" : "") +
                         std::filesystem::path(clip.file).filename().string(),
                     clip.bytes});
  return files;
}

std::vector<std::pair<std::string, uint64_t>> Twin::hashes() const {
  Hasher card, frames;
  for (const auto& camera : parts_->cameras) {
    card.add(camera->card().imageHash());
    frames.add(camera->framesHash());
  }
  return {{"trace", parts_->trace.hash()},
          {"signals", parts_->signals.hash()},
          {"card", card.digest()},
          {"frames", frames.digest()}};
}

}  // namespace tw::sim
