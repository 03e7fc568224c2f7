// The twin: a world, a network with its peers, and cameras (devices + firmware), stepped by one
// clock.
//
// Commands go in, signals and events come out; a Snapshot is a look at it. One thread owns a Twin.
#pragma once

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "sim/core/command.h"
#include "sim/core/event_log.h"
#include "sim/core/event_queue.h"
#include "sim/core/fault.h"
#include "sim/core/signals.h"
#include "sim/core/trace.h"
#include "sim/optics/picture_source.h"
#include "sim/render/renderer.h"
#include "sim/twin/snapshot.h"

namespace tw::sim {

class Camera;
struct RecordingFigures;
struct SceneFile;

enum class Pictures { kDrawn, kPattern, kNone };

struct CameraSetup {
  std::string name = "cam";     // unique; [a-z0-9_]+
  std::filesystem::path model;  // a *.camera.json
  std::string mount;            // name of a mount point in the scene
};

struct TwinSetup {
  std::filesystem::path scene;  // a *.scene.json
  std::vector<CameraSetup> cameras;
  uint64_t seed = 1;
  Pictures pictures = Pictures::kNone;
  Renderer* renderer = nullptr;  // borrowed; needed for kDrawn, must outlive the Twin
  DrawMode drawMode = DrawMode::kChanges;
  unsigned threads = 0;  // that draw and encode beside the simulation; no result hangs on it
};

// What the phone app has got, for the report: "message_1_cam.jpg" (the picture of the first
// message), "clip_1_cam_2026-06-01_10-02-33_wide_event.mp4" (the first clip it fetched).
struct PhoneFile {
  std::string name;
  Bytes bytes;
};

// Names of a scene's mount points. Throws InputError for a bad scene file.
std::vector<std::string> sceneMounts(const std::filesystem::path& scene);

class Twin {
 public:
  // Throws InputError for a bad scene or model file.
  explicit Twin(const TwinSetup& setup);
  ~Twin();
  Twin(const Twin&) = delete;
  Twin& operator=(const Twin&) = delete;

  Instant now() const;
  // Runs all events up to and including `until`; then now() == until.
  void runUntil(Instant until);
  // Runs the next event not later than `limit`; false when there is none (then now() == limit).
  bool step(Instant limit);

  // Checks a command against the action table without doing it; throws InputError with the reason
  // (no file or line: the caller adds where it stands).
  void check(const Command& command) const;
  // Does it now (command.at is set to now()), logs it. Throws InputError as check() does.
  void apply(Command command);
  const std::vector<Command>& commands() const;  // all that were applied, in order

  Signals& signals();
  const Signals& signals() const;
  EventQueue& queue();
  Trace& trace();
  EventLog& events();
  std::vector<std::string> cameraNames() const;
  std::vector<std::string> actorNames() const;  // of the scene, whether they are there or not
  Camera& camera(const std::string& name);      // its bench; a bug when there is none of this name
  // Everything that can fail, as `<camera>` or empty, and the thing's own face.
  struct FaultPlace {
    std::string camera;  // empty: network and peers
    Faultable* thing;
  };
  std::vector<FaultPlace> faultPlaces() const;

  // The place, as its file says.
  const SceneFile& scene() const;
  // By Part::objectId; [0] is nobody's.
  const std::vector<std::string>& objectNames() const;

  // What there is to see now; shares nothing that changes.
  Snapshot snapshot();

  // The card image of a camera as it lies now (writes still in the card's cache included); false
  // when no card was ever inserted.
  bool saveCardImage(const std::string& camera, const std::filesystem::path& to) const;

  std::vector<PhoneFile> phoneFiles() const;

  // What should have been recorded and what was, of each camera.
  std::vector<RecordingFigures> recordings() const;

  DrawingCounts drawingCounts() const;  // of all cameras

  // Hashes of what must be equal between equal runs: "trace", "signals", "card", "frames".
  std::vector<std::pair<std::string, uint64_t>> hashes() const;

 private:
  struct Parts;
  std::unique_ptr<Parts> parts_;
};

}  // namespace tw::sim
