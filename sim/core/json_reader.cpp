#include "sim/core/json_reader.h"

#include <algorithm>
#include <cmath>
#include <fstream>

#include "firmware_core/base/check.h"
#include "sim/core/json_lines.h"

namespace tw::sim {

namespace {

using Json = nlohmann::json;

std::string kindOf(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null:
      return "null";
    case Json::value_t::object:
      return "an object";
    case Json::value_t::array:
      return "a list";
    case Json::value_t::string:
      return "the text " + inQuotes(value.get_ref<const std::string&>());
    case Json::value_t::boolean:
      return value.get<bool>() ? "true" : "false";
    default:
      return value.dump();
  }
}

// As in a JSON pointer, and on one line.
std::string pointerPart(const std::string& key) {
  std::string out;
  const std::string shown = inQuotes(key);
  for (const char c : shown.substr(1, shown.size() - 2)) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::string list(std::span<const std::string> names) {
  constexpr size_t kMost = 16;
  std::string out;
  for (size_t i = 0; i < std::min(names.size(), kMost); ++i)
    out += (i ? ", " : "") + inQuotes(names[i]);
  return out + (names.size() > kMost ? ", ..." : "");
}

[[noreturn]] void failFile(const std::string& file, const std::string& message) {
  throw InputError(file + ": " + message);
}

[[noreturn]] void failText(const std::string& file, std::string_view text, const JsonFlaw& flaw) {
  failFile(file + ":" + std::to_string(lineAt(text, flaw.offset)), flaw.message);
}

bool isWhole(const Json& value) {
  if (value.is_number_integer()) return true;
  return value.is_number_float() && std::abs(value.get<double>()) <= 0x1p53 &&
         std::trunc(value.get<double>()) == value.get<double>();
}

// False where no int64 holds it.
bool fitsInt64(const Json& value) {
  return !value.is_number_unsigned() || value.get<uint64_t>() <= uint64_t{INT64_MAX};
}

}  // namespace

std::string_view withoutByteOrderMark(std::string_view text) {
  constexpr std::string_view kMark = "\xEF\xBB\xBF";
  return text.starts_with(kMark) ? text.substr(kMark.size()) : text;
}

std::string readInputFile(const std::filesystem::path& path) {
  std::error_code error;
  const auto status = std::filesystem::status(path, error);
  if (!std::filesystem::exists(status)) failFile(path.string(), "there is no such file");
  if (std::filesystem::is_directory(status))
    failFile(path.string(), "this is a folder, a file was expected");
  if (!std::filesystem::is_regular_file(status)) failFile(path.string(), "this is no plain file");
  const auto size = std::filesystem::file_size(path, error);
  if (error) failFile(path.string(), "cannot be read: " + error.message());
  if (size > JsonDocument::kMaxBytes) failFile(path.string(), "larger than 16 MiB");
  std::string text(size, '\0');
  std::ifstream in(path, std::ios::binary);
  if (!in) failFile(path.string(), "cannot be opened for reading");
  in.read(text.data(), static_cast<std::streamsize>(text.size()));
  text.resize(static_cast<size_t>(in.gcount()));
  if (in.bad() || text.size() != size) failFile(path.string(), "cannot be read to its end");
  return text;
}

// --- JsonDocument ---

JsonDocument JsonDocument::load(const std::filesystem::path& file) {
  return parse(file.string(), readInputFile(file));
}

JsonDocument JsonDocument::parse(std::string name, std::string_view text) {
  auto content = std::make_shared<Content>();
  content->file = std::move(name);
  try {
    if (text.size() > kMaxBytes) throw JsonFlaw{0, "larger than 16 MiB"};
    // The parser takes a zero byte for the end of the text.
    const size_t zero = text.find('\0');
    if (zero != std::string_view::npos) throw JsonFlaw{zero, "not JSON: a zero byte"};
    checkDepth(text, kMaxDepth);
    content->json = Json::parse(text);
    content->lines = linesOf(text, content->json);
  } catch (const JsonFlaw& flaw) {
    failText(content->file, text, flaw);
  } catch (const Json::exception& error) {
    failText(content->file, text, explain(text, error));
  }
  JsonDocument document;
  document.content_ = std::move(content);
  return document;
}

JsonReader JsonDocument::root() const { return JsonReader(content_, &content_->json, ""); }

int JsonDocument::Content::lineOf(const Json& value) const {
  const auto found = lines.find(&value);
  TW_CHECK(found != lines.end());
  return found->second;
}

// --- JsonReader ---

JsonReader::JsonReader(std::shared_ptr<const JsonDocument::Content> content, const Json* value,
                       std::string path)
    : content_(std::move(content)),
      value_(value),
      path_(std::move(path)),
      asked_(std::make_shared<Asked>()) {}

void JsonReader::failAtLine(int line, const std::string& message) const {
  throw InputError(content_->file + ":" + std::to_string(line) + ": " +
                   (path_.empty() ? "/" : path_) + ": " + message);
}

void JsonReader::fail(const std::string& message) const { failAtLine(line(), message); }

void JsonReader::failAt(const std::string& key, const std::string& message) const {
  const auto* value = find(key);
  if (!value) fail(message);
  JsonReader(content_, value, path_ + "/" + pointerPart(key)).fail(message);
}

const Json* JsonReader::find(const std::string& key) const {
  if (!value_->is_object()) return nullptr;
  const auto found = value_->find(key);
  return found == value_->end() ? nullptr : &*found;
}

void JsonReader::requireObject() const {
  if (!value_->is_object()) fail("must be an object, not " + kindOf(*value_));
}

bool JsonReader::has(const std::string& key) const {
  asked_->known.insert(key);
  return find(key) != nullptr;
}

JsonReader JsonReader::require(const std::string& key) const {
  requireObject();
  asked_->known.insert(key);
  asked_->read.insert(key);
  if (const Json* value = find(key))
    return JsonReader(content_, value, path_ + "/" + pointerPart(key));
  failMissing(key, inQuotes(key));
}

void JsonReader::failMissing(const std::string& key, const std::string& words) const {
  std::vector<std::string> others;
  for (const std::string& other : keys())
    if (!asked_->known.contains(other)) others.push_back(other);
  const auto near = nearest(key, others);
  fail(words + " is missing" + (near ? " (there is " + inQuotes(*near) + ")" : ""));
}

double JsonReader::asNumber(double min, double max) const {
  const std::string wanted =
      "must be a number from " + numberText(min) + " to " + numberText(max) + ", not ";
  if (!value_->is_number()) fail(wanted + kindOf(*value_));
  const double number = value_->get<double>();
  if (!std::isfinite(number) || number < min || number > max) fail(wanted + kindOf(*value_));
  return number;
}

int64_t JsonReader::asInteger(int64_t min, int64_t max) const {
  const std::string wanted = "must be a whole number from " + std::to_string(min) + " to " +
                             std::to_string(max) + ", not ";
  if (!value_->is_number() || !isWhole(*value_) || !fitsInt64(*value_))
    fail(wanted + kindOf(*value_));
  const auto number = value_->get<int64_t>();
  if (number < min || number > max) fail(wanted + kindOf(*value_));
  return number;
}

bool JsonReader::asFlag() const {
  if (!value_->is_boolean()) fail("must be true or false, not " + kindOf(*value_));
  return value_->get<bool>();
}

std::string JsonReader::asText() const {
  if (!value_->is_string()) fail("must be a text, not " + kindOf(*value_));
  return value_->get<std::string>();
}

std::vector<JsonReader> JsonReader::elements() const {
  if (!value_->is_array()) fail("must be a list, not " + kindOf(*value_));
  std::vector<JsonReader> all;
  for (size_t i = 0; i < value_->size(); ++i)
    all.push_back(JsonReader(content_, &(*value_)[i], path_ + "/" + std::to_string(i)));
  return all;
}

double JsonReader::number(const std::string& key, double min, double max) const {
  return require(key).asNumber(min, max);
}
int64_t JsonReader::integer(const std::string& key, int64_t min, int64_t max) const {
  return require(key).asInteger(min, max);
}
bool JsonReader::flag(const std::string& key) const { return require(key).asFlag(); }
std::string JsonReader::text(const std::string& key) const { return require(key).asText(); }
JsonReader JsonReader::member(const std::string& key) const { return require(key); }

std::string JsonReader::choice(const std::string& key, std::span<const std::string> allowed) const {
  const JsonReader chosen = require(key);
  const std::string name = chosen.asText();
  if (std::find(allowed.begin(), allowed.end(), name) == allowed.end())
    chosen.fail("must be one of " + list(allowed) + ", not " + inQuotes(name) +
                suggestion(name, allowed));
  return name;
}

JsonReader JsonReader::object(const std::string& key) const {
  JsonReader value = require(key);
  value.requireObject();
  return value;
}

std::vector<JsonReader> JsonReader::array(const std::string& key) const {
  return require(key).elements();
}

double JsonReader::number(const std::string& key, double min, double max, double otherwise) const {
  return has(key) ? number(key, min, max) : otherwise;
}
int64_t JsonReader::integer(const std::string& key, int64_t min, int64_t max,
                            int64_t otherwise) const {
  return has(key) ? integer(key, min, max) : otherwise;
}
bool JsonReader::flag(const std::string& key, bool otherwise) const {
  return has(key) ? flag(key) : otherwise;
}
std::string JsonReader::text(const std::string& key, const std::string& otherwise) const {
  return has(key) ? text(key) : otherwise;
}
std::optional<JsonReader> JsonReader::optionalObject(const std::string& key) const {
  if (!has(key)) return std::nullopt;
  return object(key);
}
std::vector<JsonReader> JsonReader::optionalArray(const std::string& key) const {
  if (!has(key)) return {};
  return array(key);
}

std::vector<std::string> JsonReader::keys() const {
  requireObject();
  std::vector<std::string> all;
  for (const auto& [key, value] : value_->items()) all.push_back(key);
  return all;
}

void JsonReader::finish() const {
  if (!value_->is_object()) return;
  const Json* first = nullptr;
  std::string unknown;
  for (const auto& [key, value] : value_->items()) {
    if (asked_->read.contains(key)) continue;
    if (first && content_->lineOf(*first) <= content_->lineOf(value)) continue;
    first = &value;
    unknown = key;
  }
  if (!first) return;
  const std::vector<std::string> known(asked_->known.begin(), asked_->known.end());
  const std::string near = suggestion(unknown, known);
  const std::string all = near.empty() && !known.empty() ? "; known here: " + list(known) : near;
  failAtLine(content_->lineOf(*first), "unknown key " + inQuotes(unknown) + all);
}

}  // namespace tw::sim
