#include "sim/twin/firmware_lines.h"

#include <cstdio>
#include <map>
#include <sstream>
#include <string_view>

namespace tw::sim {
namespace {

using Fields = std::map<std::string, std::string>;

// The "key=value" words of a line that begins like this.
std::optional<Fields> fieldsOf(const LoggedEvent& event, std::string_view part,
                               std::string_view beginning) {
  if (event.kind != "log" || event.fields.value("part", "") != part) return std::nullopt;
  const std::string text = event.fields.value("text", "");
  if (!text.starts_with(beginning)) return std::nullopt;
  Fields fields;
  std::istringstream words(text.substr(beginning.size()));
  for (std::string word; words >> word;)
    if (const size_t equals = word.find('='); equals != std::string::npos)
      fields[word.substr(0, equals)] = word.substr(equals + 1);
  return fields;
}

Instant before(Instant at, const std::string& ms) {
  return at - std::chrono::milliseconds{std::stoll(ms)};
}

}  // namespace

std::optional<SightingLine> sightingLine(const LoggedEvent& event) {
  const auto fields = fieldsOf(event, "detection", "detection ");
  if (!fields) return std::nullopt;
  SightingLine line{.kind = fields->at("kind"),
                    .lens = fields->at("lens"),
                    .at = before(event.at, fields->at("age_ms")),
                    .score = std::stod(fields->at("score"))};
  std::sscanf(fields->at("box").c_str(), "%d,%d,%d,%d", &line.box.x, &line.box.y, &line.box.width,
              &line.box.height);
  return line;
}

std::optional<ClipOpenedLine> clipOpenedLine(const LoggedEvent& event) {
  const auto fields = fieldsOf(event, "recorder", "clip opened");
  if (!fields) return std::nullopt;
  return ClipOpenedLine{fields->at("lens"), std::stoull(fields->at("clip")),
                        before(event.at, fields->at("lead_ms"))};
}

std::optional<ClipClosedLine> clipClosedLine(const LoggedEvent& event) {
  const auto fields = fieldsOf(event, "recorder", "clip closed");
  if (!fields) return std::nullopt;
  return ClipClosedLine{fields->at("lens"), std::stoull(fields->at("clip")), fields->at("file")};
}

}  // namespace tw::sim
