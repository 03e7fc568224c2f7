// A run as one page that needs nothing but a browser: verdict, margins, pictures, plots, events.
//
// Pure text from plain values: what the clips show has been read before (report_clips.h). It leaves
// out whatever is too much for a page; the files beside it have all.
#pragma once

#include <string>
#include <vector>

#include "firmware_core/base/bytes.h"
#include "sim/adviser/adviser.h"
#include "sim/adviser/night_contrast.h"
#include "sim/core/event_log.h"
#include "sim/core/signals.h"
#include "sim/scenario/promises.h"
#include "sim/scenario/scenario.h"
#include "sim/scenario/scenario_run.h"
#include "sim/twin/firmware_lines.h"
#include "sim/twin/lamp_safety.h"
#include "sim/twin/recording_figures.h"

namespace tw::sim {

struct ReportStill {
  double at = 0;  // s of the clip
  Bytes jpeg = {};
  std::vector<SightingLine> seen = {};  // by the firmware in this picture, which shows all of
                                        // kSightingFrame
};

// A video or a snapshot that lay on a card.
struct ReportClip {
  std::string camera = {};
  std::string lens = {};  // "wide", "ptz" or empty
  std::string file = {};  // from the run's folder
  bool picture = false;   // a snapshot: one still, no video
  uint64_t bytes = 0;
  double seconds = 0;
  uint64_t frames = 0;
  int width = 0, height = 0;
  std::vector<ReportStill> stills = {};
  Bytes video = {};          // the file, where small enough to stand in the page; else a link
  std::string problem = {};  // what was found wrong in it; empty: nothing
};

struct InstalledCamera {
  std::string camera = {};
  Advice advice = {};
  NightCurves night = {};  // of its model; without points they are not shown
};

// A camera model of the scenario, and what its lamps may do to eyes.
struct ModelLamps {
  std::string file, model;
  std::vector<std::string> cameras = {};
  std::vector<LampSafety> lamps = {};
  std::vector<Part> body = {};  // in the body frame, its axes at 0
};

struct ReportData {
  const Scenario& scenario;
  const RunResult& result;
  const Signals& signals;
  const EventLog& events;
  std::vector<Promise> promises = {};   // that the scenario covers
  std::vector<std::string> notes = {};  // notes.h
  std::vector<ReportClip> clips = {};
  std::vector<std::string> files = {};  // beside the report
  std::string pictures = {};            // "drawn", "pattern" or "none"
  std::string drawnBy = {};             // the graphics that drew; may be empty
  std::string build = {};
  std::string reproduce = {};  // the command line
  double wallSeconds = 0;
  std::vector<RecordingFigures> recordings = {};  // of each camera
  DrawingCounts drawing = {};                     // hangs on how threads met
  std::vector<InstalledCamera> installed = {};
  std::vector<ModelLamps> lamps = {};
};

std::string reportHtml(const ReportData& data);

// Names of all signals that an expectation looks at, in order of appearance.
std::vector<std::string> expectedSignals(const Scenario& scenario);

std::string base64(std::span<const uint8_t> bytes);

}  // namespace tw::sim
