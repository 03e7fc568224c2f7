#include "sim/world/scene_file.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdio>

#include "sim/core/json_reader.h"

namespace tw::sim {

namespace {

constexpr double kFar = 1000;  // metres: nothing of a scene lies beyond
constexpr size_t kMostParts = 4000;
constexpr size_t kMostFigures = 50;
constexpr size_t kMostWaypoints = 1000;
constexpr size_t kMostMounts = 100;

const std::array<std::string, 4> kShapes{"box", "cylinder", "sphere", "plane"};
const std::array<std::string, 5> kSurfaces{"plain", "bricks", "grass", "planks", "paving"};

template <size_t N>
size_t indexOf(const std::array<std::string, N>& names, const std::string& name) {
  return static_cast<size_t>(std::find(names.begin(), names.end(), name) - names.begin());
}

std::vector<double> numbers(const JsonReader& from, const std::string& key, size_t count,
                            double min, double max) {
  const auto items = from.array(key);
  if (items.size() != count)
    from.failAt(key, "must be a list of " + std::to_string(count) + " numbers, not of " +
                         std::to_string(items.size()));
  std::vector<double> out;
  for (const JsonReader& item : items) out.push_back(item.asNumber(min, max));
  return out;
}

Vec3 position(const JsonReader& from, const std::string& key) {
  const auto v = numbers(from, key, 3, -kFar, kFar);
  return {v[0], v[1], v[2]};
}

Colour colour(const JsonReader& from, const std::string& key) {
  const auto v = numbers(from, key, 3, 0, 1);
  return {v[0], v[1], v[2]};
}

Radians heading(const JsonReader& from) {
  return degrees(from.number("heading_deg", -360, 360, 0));
}

// Names are used in commands and signals.
std::string name(const JsonReader& from) {
  const std::string name = from.text("name");
  const bool good = !name.empty() && name.size() <= 40 && name[0] >= 'a' && name[0] <= 'z' &&
                    std::all_of(name.begin(), name.end(), [](char c) {
                      return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '_';
                    });
  if (!good) from.failAt("name", "must be 1 to 40 of a-z, 0-9 and _, beginning with a letter");
  return name;
}

template <class List>
void requireNew(const JsonReader& from, const List& list, const std::string& given) {
  for (const auto& item : list)
    if (item.name == given) from.failAt("name", "'" + given + "' is there twice");
}

Vec3 partSize(const JsonReader& from, Shape shape) {
  const size_t count = shape == Shape::kPlane ? 2 : 3;
  const auto v = numbers(from, "size_m", count, 0.001, 2 * kFar);
  return {v[0], v[1], count == 3 ? v[2] : 1.0};
}

Part readPart(const JsonReader& from, const Pose& origin, uint16_t objectId) {
  Part part;
  part.objectId = objectId;
  part.shape = static_cast<Shape>(indexOf(kShapes, from.choice("shape", kShapes)));
  part.size = partSize(from, part.shape);
  const Turn turn =
      headingAndPitch(heading(from), degrees(from.number("pitch_deg", -180, 180, 0))) *
      about({1, 0, 0}, degrees(from.number("roll_deg", -180, 180, 0)));
  part.pose = origin * Pose{position(from, "position_m"), turn};
  part.colour = colour(from, "colour");
  if (from.has("surface"))
    part.surface = static_cast<Surface>(indexOf(kSurfaces, from.choice("surface", kSurfaces)));
  from.finish();
  return part;
}

// Objects get their ids in the order of the file, from 1 on.
uint16_t addObject(const JsonReader& from, const std::string& given, SceneFile& scene) {
  const auto& names = scene.objectNames;
  if (std::find(names.begin(), names.end(), given) != names.end())
    from.failAt("name", "'" + given + "' is there twice");
  scene.objectNames.push_back(given);
  return static_cast<uint16_t>(names.size() - 1);
}

void readObject(const JsonReader& from, SceneFile& scene, Place& place) {
  const uint16_t id = addObject(from, name(from), scene);
  Pose origin;
  if (from.has("position_m")) origin.position = position(from, "position_m");
  origin.turn = about({0, 0, 1}, heading(from));
  for (const JsonReader& part : from.array("parts")) {
    if (place.parts.size() == kMostParts)
      part.fail("a scene has at most " + std::to_string(kMostParts) + " parts");
    place.parts.push_back(readPart(part, origin, id));
  }
  from.finish();
}

MountPoint readMount(const JsonReader& from) {
  MountPoint mount;
  mount.name = name(from);
  mount.pose.position = position(from, "position_m");
  mount.pose.turn = headingAndPitch(degrees(from.number("heading_deg", -360, 360)),
                                    degrees(from.number("pitch_deg", -90, 90, 0)));
  from.finish();
  return mount;
}

Clothes readClothes(const JsonReader& from) {
  Clothes clothes;
  const auto read = [&](const std::string& key, Colour& to) {
    if (from.has(key)) to = colour(from, key);
  };
  read("skin", clothes.skin);
  read("hair", clothes.hair);
  read("jacket", clothes.jacket);
  read("trousers", clothes.trousers);
  read("shoes", clothes.shoes);
  from.finish();
  return clothes;
}

std::vector<Walk::Point> readPath(const JsonReader& from) {
  const auto items = from.array("path_m");
  if (items.size() < 2 || items.size() > kMostWaypoints)
    from.failAt("path_m", "must have 2 to " + std::to_string(kMostWaypoints) + " waypoints [x, y]");
  std::vector<Walk::Point> path;
  for (const JsonReader& item : items) {
    if (!item.json().is_array() || item.json().size() != 2) item.fail("must be a waypoint [x, y]");
    const auto v = item.json();
    if (!v[0].is_number() || !v[1].is_number()) item.fail("must be a waypoint [x, y] of numbers");
    const Walk::Point point{v[0].get<double>(), v[1].get<double>()};
    if (std::abs(point.x) > kFar || std::abs(point.y) > kFar)
      item.fail("must lie within 1000 m of the origin");
    if (!path.empty() && std::hypot(point.x - path.back().x, point.y - path.back().y) < 0.1)
      item.fail("must lie at least 0.1 m from the waypoint before it");
    path.push_back(point);
  }
  return path;
}

void readActor(const JsonReader& from, SceneFile& scene) {
  if (scene.figures.size() == kMostFigures)
    from.fail("a scene has at most " + std::to_string(kMostFigures) + " actors");
  Figure figure;
  figure.name = name(from);
  figure.objectId = addObject(from, figure.name, scene);
  figure.heightM = from.number("height_m", 0.5, 2.5, figure.heightM);
  figure.walk.path = readPath(from);
  figure.walk.speedMS = from.number("speed_m_s", 0.2, 3, figure.walk.speedMS);
  figure.walk.repeats = from.flag("repeats", false);
  if (from.has("at_s")) figure.walk.startsAt = Instant{fromSeconds(from.number("at_s", 0, 1e7))};
  if (const auto clothes = from.optionalObject("colours")) figure.clothes = readClothes(*clothes);
  from.finish();
  scene.figures.push_back(std::move(figure));
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

// "2026-06-01T10:00:00Z" and nothing else.
CalendarTime readCalendar(const JsonReader& from, const std::string& key) {
  const std::string text = from.text(key, "2026-06-01T10:00:00Z");
  int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, end = 0;
  const int read = std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%2dZ%n", &year, &month, &day,
                               &hour, &minute, &second, &end);
  const std::chrono::year_month_day date{std::chrono::year{year},
                                         std::chrono::month{static_cast<unsigned>(month)},
                                         std::chrono::day{static_cast<unsigned>(day)}};
  const bool good = read == 6 && end == 20 && text.size() == 20 && year >= 2000 && year < 2100 &&
                    date.ok() && hour >= 0 && hour < 24 && minute >= 0 && minute < 60 &&
                    second >= 0 && second < 60;
  if (!good) from.failAt(key, "must be a time in UTC from 2000 to 2099, as 2026-06-01T10:00:00Z");
  const auto days = std::chrono::sys_days{date}.time_since_epoch();
  return CalendarTime{days + std::chrono::hours{hour} + std::chrono::minutes{minute} +
                      std::chrono::seconds{second}};
}

void readMounts(const JsonReader& root, SceneFile& scene) {
  const auto mounts = root.array("mounts");
  if (mounts.empty() || mounts.size() > kMostMounts)
    root.failAt("mounts", "must have 1 to " + std::to_string(kMostMounts) + " mounts");
  for (const JsonReader& item : mounts) {
    MountPoint mount = readMount(item);
    requireNew(item, scene.mounts, mount.name);
    scene.mounts.push_back(std::move(mount));
  }
}

SceneFile read(const JsonReader& root) {
  SceneFile scene;
  auto place = std::make_shared<Place>();
  root.requireObject();
  place->name = name(root);
  scene.objectNames = {""};
  scene.calendarStart = readCalendar(root, "calendar_start");
  scene.sun = readSun(root.object("sun"));
  scene.skyLux = root.number("sky_lux", 0, 50000);
  const auto objects = root.array("objects");
  if (objects.empty()) root.failAt("objects", "must have at least one object");
  for (const JsonReader& object : objects) readObject(object, scene, *place);
  readMounts(root, scene);
  for (const JsonReader& actor : root.optionalArray("actors")) readActor(actor, scene);
  root.finish();
  scene.place = std::move(place);
  return scene;
}

}  // namespace

SceneFile SceneFile::load(const std::filesystem::path& file) {
  return read(JsonDocument::load(file).root());
}

SceneFile SceneFile::parse(const std::string& name, std::string_view text) {
  return read(JsonDocument::parse(name, text).root());
}

}  // namespace tw::sim
