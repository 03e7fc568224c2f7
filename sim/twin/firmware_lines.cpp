#include "sim/twin/firmware_lines.h"

#include <cstdio>
#include <map>
#include <sstream>
#include <string_view>

#include "firmware_core/base/check.h"

namespace tw::sim {
namespace {

// The "key=value" words of a line that begins like this.
class Fields {
 public:
  static std::optional<Fields> of(const LoggedEvent& event, std::string_view part,
                                  std::string_view beginning) {
    if (event.kind != "log" || event.fields.value("part", "") != part) return std::nullopt;
    Fields fields{event.at, event.fields.value("text", "")};
    if (!fields.text_.starts_with(beginning)) return std::nullopt;
    std::istringstream words(fields.text_.substr(beginning.size()));
    for (std::string word; words >> word;)
      if (const size_t equals = word.find('='); equals != std::string::npos)
        fields.values_[word.substr(0, equals)] = word.substr(equals + 1);
    return fields;
  }

  const std::string& text(const std::string& key) const {
    const auto found = values_.find(key);
    if (found == values_.end()) fail();
    return found->second;
  }
  uint64_t count(const std::string& key) const { return read<unsigned long long>(key, "%llu%n"); }
  double number(const std::string& key) const { return read<double>(key, "%lf%n"); }
  hal::LensId lens() const {
    for (const hal::LensId lens : hal::kLenses)
      if (text("lens") == hal::toString(lens)) return lens;
    fail();
  }
  hal::PixelBox box() const {
    hal::PixelBox box;
    if (std::sscanf(text("box").c_str(), "%d,%d,%d,%d", &box.x, &box.y, &box.width, &box.height) !=
        4)
      fail();
    return box;
  }
  // So many milliseconds before the line.
  Instant before(const std::string& key) const {
    return at_ - std::chrono::milliseconds{count(key)};
  }

 private:
  Fields(Instant at, std::string text) : at_(at), text_(std::move(text)) {}
  [[noreturn]] void fail() const { throw CheckFailed("unexpected log line '" + text_ + "'"); }
  template <class Value>
  Value read(const std::string& key, const char* format) const {
    Value value{};
    int used = 0;
    const std::string& from = text(key);
    if (std::sscanf(from.c_str(), format, &value, &used) != 1 ||
        used != static_cast<int>(from.size()))
      fail();
    return value;
  }

  Instant at_;
  std::string text_;
  std::map<std::string, std::string> values_;
};

}  // namespace

std::optional<SightingLine> sightingLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "detection", "detection ");
  if (!fields) return std::nullopt;
  return SightingLine{fields->text("kind"), fields->lens(), fields->box(), fields->before("age_ms"),
                      fields->number("score")};
}

std::optional<ClipOpenedLine> clipOpenedLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "recorder", "clip opened");
  if (!fields) return std::nullopt;
  return ClipOpenedLine{fields->lens(), fields->count("clip"), fields->before("lead_ms")};
}

std::optional<ClipClosedLine> clipClosedLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "recorder", "clip closed");
  if (!fields) return std::nullopt;
  return ClipClosedLine{fields->lens(), fields->count("clip"), fields->text("file")};
}

std::optional<ClipCutShortLine> clipCutShortLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "recorder", "clip cut short");
  if (!fields) return std::nullopt;
  return ClipCutShortLine{fields->lens(), fields->count("clip"), fields->count("slot")};
}

std::optional<FragmentLine> fragmentLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "recorder", "fragment acknowledged");
  if (!fields) return std::nullopt;
  return FragmentLine{fields->lens(),          fields->count("clip"), fields->count("fragment"),
                      fields->count("frames"), fields->count("slot"), fields->before("age_ms")};
}

std::optional<hal::LensId> groupsLostLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "recorder", "groups lost");
  if (!fields) return std::nullopt;
  return fields->lens();
}

std::optional<PictureStoredLine> pictureStoredLine(const LoggedEvent& event) {
  const auto fields = Fields::of(event, "snapshots", "picture stored");
  if (!fields) return std::nullopt;
  return PictureStoredLine{fields->count("clip"), fields->text("file")};
}

}  // namespace tw::sim
