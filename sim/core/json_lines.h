// Where each value of a JSON text stands, and what the text's own parser lets through: depth and
// keys that are given twice. For json_reader.cpp alone.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <unordered_map>

namespace tw::sim {

using JsonLines = std::unordered_map<const nlohmann::json*, int>;

// Something wrong at a byte of the text.
struct JsonFlaw {
  size_t offset;
  std::string message;
};

int lineAt(std::string_view text, size_t offset);  // from 1

// Throws JsonFlaw when brackets nest deeper than `maxDepth`; looks at nothing else.
void checkDepth(std::string_view text, size_t maxDepth);

// `text` is what `root` was parsed from. Throws JsonFlaw at a key given twice in one object.
JsonLines linesOf(std::string_view text, const nlohmann::json& root);

// The parser's complaint in our words.
JsonFlaw explain(std::string_view text, const nlohmann::json::exception& error);

}  // namespace tw::sim
