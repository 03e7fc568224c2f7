#include "sim/scenario/report_sightings.h"

#include <algorithm>

namespace tw::sim {

RunSightings::RunSightings(const EventLog& events) {
  for (const LoggedEvent& event : events.events()) {
    const size_t slash = event.source.find('/');
    if (slash == std::string::npos) continue;
    Camera& camera = cameras_[event.source.substr(0, slash)];
    const std::string device = event.source.substr(slash + 1);
    if (device == "card") takeCard(camera, event);
    if (device == "firmware") takeLine(camera, event);
  }
  for (auto& [name, camera] : cameras_)
    std::stable_sort(camera.sightings.begin(), camera.sightings.end(),
                     [](const auto& a, const auto& b) { return a.at < b.at; });
}

void RunSightings::takeCard(Camera& camera, const LoggedEvent& event) {
  if (event.kind == "inserted") camera.serial = event.fields.value("serial", "");
  if (event.kind == "pulled") camera.pulled.push_back(event.fields.value("serial", ""));
}

void RunSightings::takeLine(Camera& camera, const LoggedEvent& event) {
  if (auto sighting = sightingLine(event)) camera.sightings.push_back(std::move(*sighting));
  if (const auto clip = clipOpenedLine(event))
    camera.opened[{clip->lens, clip->clip}] = clip->firstFrame;
  if (const auto clip = clipClosedLine(event)) close(camera, *clip);
}

void RunSightings::close(Camera& camera, const ClipClosedLine& line) {
  const auto opened = camera.opened.find({line.lens, line.clip});
  if (opened == camera.opened.end()) return;
  camera.closed.push_back({camera.serial, line.file, line.lens, opened->second});
  camera.opened.erase(opened);
}

std::optional<ClipSightings> RunSightings::of(const std::string& name, int pulled,
                                              const std::string& path) const {
  const auto found = cameras_.find(name);
  if (found == cameras_.end()) return std::nullopt;
  const Camera& camera = found->second;
  const auto number = static_cast<size_t>(pulled);
  if (number > camera.pulled.size()) return std::nullopt;
  const std::string& serial = pulled > 0 ? camera.pulled[number - 1] : camera.serial;
  const auto clip = std::find_if(
      camera.closed.rbegin(), camera.closed.rend(),
      [&](const Closed& closed) { return closed.serial == serial && closed.file == path; });
  if (clip == camera.closed.rend()) return std::nullopt;
  ClipSightings seen{clip->firstFrame};
  for (const SightingLine& one : camera.sightings)
    if (one.lens == clip->lens) seen.sightings.push_back(one);
  return seen;
}

}  // namespace tw::sim
