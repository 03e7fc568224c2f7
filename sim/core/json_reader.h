// Reads a JSON file strictly: unknown keys are errors, and every error names file, line, JSON path
// and what would be right. Shared by camera models, scenes and scenarios.
//
//   JsonDocument doc = JsonDocument::load(path);        // throws InputError
//   JsonReader root = doc.root();
//   double at = root.number("at_s", 0, 1e6);            // required, with range
//   std::string title = root.text("title", "");         // optional: a default is given
//   root.finish();                                      // unknown keys: "did you mean ...?"
#pragma once

#include <filesystem>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <span>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace tw::sim {

// Bad input of a user: one line that says what was wrong, where, and what would be right. Exit
// code 2.
class InputError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

// A file's bytes, of at most JsonDocument::kMaxBytes. Throws InputError.
std::string readInputFile(const std::filesystem::path& path);
// A text without the mark that some editors put before it.
std::string_view withoutByteOrderMark(std::string_view text);

class JsonReader;

class JsonDocument {
 public:
  static constexpr size_t kMaxBytes = 16 * 1024 * 1024;
  static constexpr size_t kMaxDepth = 64;  // of objects and arrays in each other

  static JsonDocument load(const std::filesystem::path& file);
  // `name` stands for the file in messages.
  static JsonDocument parse(std::string name, std::string_view text);

  JsonReader root() const;
  const nlohmann::json& json() const { return content_->json; }
  const std::string& file() const { return content_->file; }

 private:
  friend class JsonReader;
  struct Content {
    std::string file;
    nlohmann::json json;
    std::unordered_map<const nlohmann::json*, int> lines;  // of each value, from 1

    int lineOf(const nlohmann::json& value) const;
  };
  std::shared_ptr<const Content> content_;
};

// A view on one value. Copies share which keys were read.
class JsonReader {
 public:
  const nlohmann::json& json() const { return *value_; }
  const std::string& path() const { return path_; }  // "/steps/2"
  const std::string& file() const { return content_->file; }
  int line() const { return content_->lineOf(*value_); }  // from 1
  bool has(const std::string& key) const;

  // Required members; the wrong type, a missing key or a value out of range throws InputError.
  double number(const std::string& key, double min, double max) const;
  int64_t integer(const std::string& key, int64_t min, int64_t max) const;
  bool flag(const std::string& key) const;
  std::string text(const std::string& key) const;
  std::string choice(const std::string& key, std::span<const std::string> allowed) const;
  JsonReader object(const std::string& key) const;
  std::vector<JsonReader> array(const std::string& key) const;  // its elements

  // The same with a default for a missing key.
  double number(const std::string& key, double min, double max, double otherwise) const;
  int64_t integer(const std::string& key, int64_t min, int64_t max, int64_t otherwise) const;
  bool flag(const std::string& key, bool otherwise) const;
  std::string text(const std::string& key, const std::string& otherwise) const;
  std::optional<JsonReader> optionalObject(const std::string& key) const;
  std::vector<JsonReader> optionalArray(const std::string& key) const;  // empty when missing

  // The value itself rather than a member of it.
  std::string asText() const;
  double asNumber(double min, double max) const;
  int64_t asInteger(int64_t min, int64_t max) const;
  bool asFlag() const;
  std::vector<JsonReader> elements() const;         // of an array
  std::vector<std::string> keys() const;            // of an object, in order
  JsonReader member(const std::string& key) const;  // any type; marks it read
  void requireObject() const;

  // Every key of this object must have been read by now.
  void finish() const;

  // "FILE:LINE: PATH: message" as an InputError, for checks of the caller's own.
  [[noreturn]] void fail(const std::string& message) const;
  [[noreturn]] void failAt(const std::string& key, const std::string& message) const;
  // There is no `key`, which `words` name to the user; with the name that may have been meant.
  [[noreturn]] void failMissing(const std::string& key, const std::string& words) const;

 private:
  friend class JsonDocument;
  JsonReader(std::shared_ptr<const JsonDocument::Content> content, const nlohmann::json* value,
             std::string path);
  const nlohmann::json* find(const std::string& key) const;
  JsonReader require(const std::string& key) const;
  [[noreturn]] void failAtLine(int line, const std::string& message) const;

  std::shared_ptr<const JsonDocument::Content> content_;
  const nlohmann::json* value_;
  std::string path_;
  struct Asked {
    std::set<std::string> read;   // members that somebody took
    std::set<std::string> known;  // those, and all that were looked for: names for suggestions
  };
  std::shared_ptr<Asked> asked_;
};

// The name in `known` that `given` most likely meant, if any is near (edit distance at most 2, or a
// third of its length).
std::optional<std::string> nearest(std::string_view given, std::span<const std::string> known);
// " (did you mean 'x'?)" or nothing.
std::string suggestion(std::string_view given, std::span<const std::string> known);
// One after the other, for a message.
std::string joined(std::span<const std::string> words, std::string_view by = ", ");
std::string numberText(double value);  // a whole one without a point
// 'text', shortened and with control characters spelt out: whatever a file holds, a message stays
// one line.
std::string inQuotes(std::string_view text);

}  // namespace tw::sim
