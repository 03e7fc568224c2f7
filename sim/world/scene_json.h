// What the readers of a scene's sections share: names, positions, angles, limits.
#pragma once

#include <string>
#include <vector>

#include "firmware_core/base/units.h"
#include "sim/core/json_reader.h"
#include "sim/world/model_library.h"

namespace tw::sim {

inline constexpr double kFarM = 1000;  // nothing of a scene lies beyond

std::vector<double> readNumbers(const JsonReader& from, const std::string& key, size_t count,
                                double min, double max);
Vec3 readPosition(const JsonReader& from, const std::string& key);
Radians readHeading(const JsonReader& from);  // `heading_deg`, 0 when missing
// Names are used in commands and signals: a-z, 0-9 and _.
std::string readName(const JsonReader& from);
// At most `most` elements.
std::vector<JsonReader> readList(const std::vector<JsonReader>& items, const JsonReader& from,
                                 const std::string& key, size_t most);

// The model that `key` names; what is wrong with its file is said at that place.
std::shared_ptr<const Model> readModel(const JsonReader& from, const std::string& key,
                                       const std::string& name, ModelLibrary& library);
// `colours`: materials of the model, each with a colour of its own. Empty when missing.
Repaint readRepaint(const JsonReader& from, const Model& model);

}  // namespace tw::sim
