#include "sim/world/scene_file.h"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "sim/core/file_kind.h"
#include "sim/core/number_text.h"
#include "sim/world/clear_sky.h"
#include "sim/world/scene_json.h"
#include "sim/world/solid.h"

namespace tw::sim {

namespace {

constexpr size_t kMostActors = 50;
constexpr size_t kMostMounts = 100;
constexpr size_t kMostMeters = 50;
constexpr size_t kMostLamps = 8;  // of the place; cameras and cars bring theirs along

// The sections of a scene, some of which may stand in the file that it is based on.
class Sections {
 public:
  Sections(JsonReader own, std::optional<JsonReader> base)
      : own_(std::move(own)), base_(std::move(base)) {
    own_.requireObject();
    if (base_) base_->requireObject();
  }

  // Where this section stands; a missing one is missed in the file itself.
  const JsonReader& of(const std::string& key) const {
    return base_ && !own_.has(key) && base_->has(key) ? *base_ : own_;
  }
  const JsonReader& own() const { return own_; }
  void finish() const { own_.finish(); }

 private:
  JsonReader own_;
  std::optional<JsonReader> base_;
};

template <class List>
void requireNew(const JsonReader& from, const List& list, const std::string& given) {
  for (const auto& item : list)
    if (item.name == given) from.failAt("name", "'" + given + "' is there twice");
}

std::optional<bool> readKnown(const JsonReader& from, const std::string& key) {
  return from.has(key) ? std::optional(from.flag(key)) : std::nullopt;
}

void requireOutside(const JsonReader& from, Vec3 position, std::span<const Part> parts,
                    const std::vector<std::string>& names) {
  for (const Part& part : parts)
    if (encloses(part, position))
      from.failAt("position_m", "lies inside '" + names[part.objectId] +
                                    "', in a part of it whose top is at " +
                                    formatted("%.6g", boxAround(std::span(&part, 1))->high.z) +
                                    " m; expected a place in the open air");
}

MountPoint readMount(const JsonReader& from, const SceneObjects& objects,
                     const std::vector<std::string>& names) {
  MountPoint mount;
  mount.name = readName(from);
  mount.pose.position = readPosition(from, "position_m");
  mount.pose.turn = headingAndPitch(degrees(from.number("heading_deg", -360, 360)),
                                    degrees(from.number("pitch_deg", -90, 90, 0)));
  mount.outdoors = from.flag("outdoors", true);
  mount.filmOn = readKnown(from, "film_on");
  mount.portKit = readKnown(from, "port_kit");
  mount.coverClosed = readKnown(from, "cover_closed");
  requireOutside(from, mount.pose.position, objects.solid, names);
  from.finish();
  return mount;
}

std::optional<Site> readSite(const JsonReader& root) {
  const auto from = root.optionalObject("site");
  if (!from) return std::nullopt;
  const Site site{from->number("latitude_deg", -90, 90), from->number("longitude_deg", -180, 180)};
  from->finish();
  return site;
}

Sun readSun(const JsonReader& from) {
  const double azimuth = degrees(from.number("azimuth_deg", 0, 360)).value;
  const double elevation = degrees(from.number("elevation_deg", -90, 90)).value;
  Sun sun;
  sun.towards = {std::sin(azimuth) * std::cos(elevation), std::cos(azimuth) * std::cos(elevation),
                 std::sin(elevation)};
  sun.illuminanceLux = from.number("illuminance_lux", 0, 150000);
  if (elevation < 0 && sun.illuminanceLux > 0)
    from.failAt("illuminance_lux", "must be 0 while the sun is below the horizon");
  from.finish();
  return sun;
}

// The sun's and the sky's light, as it is given or as the calendar says.
void readDaylight(const Sections& sections, SceneFile& scene) {
  const JsonReader& own = sections.own();
  const bool given = own.has("sun") || own.has("sky_lux");
  const bool clear = (given ? own : sections.of("clear_sky")).flag("clear_sky", false);
  if (!clear) {
    scene.sun = readSun(sections.of("sun").object("sun"));
    scene.skyLux = sections.of("sky_lux").number("sky_lux", 0, 50000);
    return;
  }
  const JsonReader& from = sections.of("clear_sky");
  if (given) from.failAt("clear_sky", "says what 'sun' and 'sky_lux' say as well; leave these out");
  if (!scene.site || !sections.of("calendar_start").has("calendar_start"))
    from.failAt("clear_sky", "needs 'site' and 'calendar_start': it follows place and time");
  const SkyLight light = clearSky(*scene.site, scene.calendarStart);
  scene.sun = light.sun;
  scene.skyLux = light.skyLux;
}

Weather readWeather(const JsonReader& root) {
  const auto from = root.optionalObject("weather");
  if (!from) return {};
  Weather weather;
  weather.rainMmH = from->number("rain_mm_h", 0, Weather::kMostRain, 0);
  weather.insects = static_cast<int>(from->integer("insects", 0, Weather::kMostInsects, 0));
  if (from->has("fog_visibility_m"))
    weather.visibilityM = from->number("fog_visibility_m", Weather::kNearestM, Weather::kFarthestM);
  from->finish();
  return weather;
}

// "2026-06-01T10:00:00Z" and nothing else.
CalendarTime readCalendar(const JsonReader& from, const std::string& key) {
  const std::string text = from.text(key, "2026-06-01T10:00:00Z");
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day,
                               &hour, &minute, &second, &end);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  // Digits alone, which sscanf does not insist on.
  const bool digits =
      std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; }) == 14;
  const bool good = read == 6 && end == 20 && text.size() == 20 && digits && year >= 2000 &&
                    year < 2100 && date.ok() && hour >= 0 && hour < 24 && minute >= 0 &&
                    minute < 60 && second >= 0 && second < 60;
  if (!good) from.failAt(key, "must be a time in UTC from 2000 to 2099, as 2026-06-01T10:00:00Z");
  const auto days = std::chrono::sys_days{date}.time_since_epoch();
  return CalendarTime{days + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                      std::chrono::seconds{second}};
}

void readMounts(const JsonReader& root, const SceneObjects& objects, SceneFile& scene) {
  const auto mounts = root.array("mounts");
  if (mounts.empty() || mounts.size() > kMostMounts)
    root.failAt("mounts", "must have 1 to " + std::to_string(kMostMounts) + " mounts");
  for (const JsonReader& item : mounts) {
    MountPoint mount = readMount(item, objects, scene.objectNames);
    requireNew(item, scene.mounts, mount.name);
    scene.mounts.push_back(std::move(mount));
  }
}

// Lamps of one kind have one profile.
void shareProfile(const std::vector<StreetLamp>& others, Lamp& lamp) {
  for (const StreetLamp& other : others)
    if (lamp.profile && other.lamp.profile && *other.lamp.profile == *lamp.profile)
      lamp.profile = other.lamp.profile;
}

void readLamps(const JsonReader& root, SceneFile& scene) {
  for (const JsonReader& item : readList(root.optionalArray("lamps"), root, "lamps", kMostLamps)) {
    StreetLamp lamp = readStreetLamp(item);
    requireNew(item, scene.lamps, lamp.name);
    shareProfile(scene.lamps, lamp.lamp);
    scene.lamps.push_back(std::move(lamp));
  }
}

void readMeters(const JsonReader& root, SceneFile& scene) {
  static const std::vector<std::string> kKinds{"lux", "luminance"};
  for (const JsonReader& item :
       readList(root.optionalArray("meters"), root, "meters", kMostMeters)) {
    LightMeter meter;
    meter.name = readName(item);
    requireNew(item, scene.meters, meter.name);
    if (item.text("kind") == "illuminance")  // a slip of the pen from the other quantity
      item.failAt("kind", "must be 'lux' for an illuminance, not 'illuminance'");
    const bool lux = item.choice("kind", kKinds) == kKinds[0];
    meter.kind = lux ? LightMeter::Kind::kLux : LightMeter::Kind::kLuminance;
    meter.position = readPosition(item, "position_m");
    requireOutside(item, meter.position, scene.place->parts, scene.objectNames);
    const Radians pitch = degrees(item.number("pitch_deg", -90, 90, lux ? 90 : 0));
    meter.towards = headingAndPitch(readHeading(item), pitch) * Vec3{1, 0, 0};
    item.finish();
    scene.meters.push_back(std::move(meter));
  }
}

void readActors(const JsonReader& root, ModelLibrary& library, const SceneObjects& objects,
                SceneFile& scene) {
  for (const JsonReader& item : readList(root.optionalArray("actors"), root, "actors", kMostActors))
    scene.actors.push_back(readActor(item, library, objects.solid, scene.objectNames));
}

SceneObjects readPlace(const Sections& sections, ModelLibrary& library, SceneFile& scene) {
  auto place = std::make_shared<Place>();
  place->name = readName(sections.own());
  scene.objectNames = {""};
  const JsonReader& root = sections.of("objects");
  const auto items = root.array("objects");
  if (items.empty()) root.failAt("objects", "must have at least one object");
  SceneObjects objects = readObjects(items, library, scene.objectNames);
  place->parts = objects.parts;
  scene.notices = objects.notices;
  if (scene.windMS == 0)
    for (const Crown& crown : objects.crowns)
      place->parts.insert(place->parts.end(), crown.parts.begin(), crown.parts.end());
  else
    scene.crowns = objects.crowns;
  scene.place = std::move(place);
  return objects;
}

SceneFile read(const Sections& sections) {
  SceneFile scene;
  ModelLibrary library;
  scene.calendarStart = readCalendar(sections.of("calendar_start"), "calendar_start");
  scene.site = readSite(sections.of("site"));
  scene.publicPlace = readKnown(sections.of("public"), "public");
  readDaylight(sections, scene);
  scene.windMS = sections.of("wind_m_s").number("wind_m_s", 0, 30, 0);
  scene.weather = readWeather(sections.of("weather"));
  const SceneObjects objects = readPlace(sections, library, scene);
  readMounts(sections.of("mounts"), objects, scene);
  readLamps(sections.of("lamps"), scene);
  readMeters(sections.of("meters"), scene);
  readActors(sections.of("actors"), library, objects, scene);
  sections.finish();
  return scene;
}

JsonDocument document(const std::filesystem::path& file) {
  requireKind(file, FileKind::kScene);
  return JsonDocument::load(file);
}

SceneFile readFile(const JsonReader& own, const std::filesystem::path& folder) {
  own.requireObject();
  if (!own.has("based_on")) return read({own, std::nullopt});
  const std::string file = own.text("based_on");
  const JsonDocument base = [&] {
    try {
      return document(folder / file);
    } catch (const InputError& error) {
      own.failAt("based_on", error.what());
    }
  }();
  if (base.root().has("based_on"))
    own.failAt("based_on", inQuotes(file) + " is itself based on a file; name that one");
  return read({own, base.root()});
}

}  // namespace

SceneFile SceneFile::load(const std::filesystem::path& file) {
  return readFile(document(file).root(), file.parent_path());
}

SceneFile SceneFile::parse(const std::string& name, std::string_view text) {
  return readFile(JsonDocument::parse(name, text).root(), {});
}

const MountPoint& mountOf(const SceneFile& scene, const std::string& name) {
  std::vector<std::string> names;
  for (const MountPoint& mount : scene.mounts) {
    if (mount.name == name) return mount;
    names.push_back(mount.name);
  }
  throw InputError("the scene has no mount " + inQuotes(name) + suggestion(name, names) +
                   "; it has: " + joined(names));
}

}  // namespace tw::sim
