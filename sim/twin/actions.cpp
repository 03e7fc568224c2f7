#include "sim/twin/actions.h"

#include <algorithm>

#include "sim/core/json_reader.h"
#include "sim/network/phone_app.h"
#include "sim/network/qr_text.h"
#include "sim/twin/camera.h"
#include "sim/twin/card_arguments.h"
#include "sim/world/world.h"

namespace tw::sim {
namespace {

ActionParameter number(std::string name, double min, double max, std::string doc) {
  return {.name = std::move(name), .doc = std::move(doc), .min = min, .max = max};
}
ActionParameter oneOf(std::string name, std::vector<double> values, std::string doc) {
  ActionParameter parameter =
      number(std::move(name), values.front(), values.back(), std::move(doc));
  parameter.values = std::move(values);
  return parameter;
}
ActionParameter text(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = ParameterKind::kText, .doc = std::move(doc)};
}
ActionParameter file(std::string name, std::string doc) {
  ActionParameter parameter = text(std::move(name), std::move(doc));
  parameter.isFile = true;
  return parameter;
}
ActionParameter flag(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = ParameterKind::kFlag, .doc = std::move(doc)};
}
ActionParameter choice(std::string name, std::vector<std::string> choices, std::string doc) {
  return {.name = std::move(name),
          .kind = ParameterKind::kChoice,
          .doc = std::move(doc),
          .choices = std::move(choices)};
}
ActionParameter object(std::string name, std::string doc) {
  return {.name = std::move(name), .kind = ParameterKind::kObject, .doc = std::move(doc)};
}
ActionParameter optional(ActionParameter parameter) {
  parameter.required = false;
  return parameter;
}
ActionParameter lens() {
  return optional(choice("lens", {"wide", "ptz", "both"}, "which lens; both when left out"));
}

using Args = nlohmann::json;
using On = ActionTargets;
using Perform = void (*)(const On&, const Args&);
using Check = void (*)(const Args&);  // of what types and ranges do not say; throws InputError

// A request of the phone app, with those of the action's arguments that are given.
void ask(const On& on, const char* command, const Args& args) {
  Args request = args;
  request["do"] = command;
  on.phone.request(on.camera->name(), std::move(request));
}

void insertCard(const On& on, const Args& args) {
  VirtualCardSlot& slot = on.camera->card();
  if (args.value("card", "new") == "same") return slot.reinsert();
  slot.insert(cardOf(args));
}

void appRequest(const On& on, const Args& args) {
  ask(on, args.at("request").get<std::string>().c_str(), args.value("with", Args::object()));
}

void fetchClip(const On& on, const Args& args) {
  std::optional<double> at;
  if (args.contains("ago_s")) at = on.phone.unixNow() - args.at("ago_s").get<double>();
  on.phone.fetchClip(on.camera->name(), args.at("lens").get<std::string>(), at,
                     args.value("from_there", false));
}

void listClips(const On& on, const Args& args) {
  Args request = Args::object();
  for (const char* key : {"lens", "reason"})
    if (args.contains(key)) request[key] = args.at(key);
  const double now = on.phone.unixNow();
  if (args.contains("from_ago_s"))
    request["from_unix_s"] = now - args.at("from_ago_s").get<double>();
  if (args.contains("to_ago_s")) request["to_unix_s"] = now - args.at("to_ago_s").get<double>();
  ask(on, "clip.list", request);
}

void changeSetting(const On& on, const Args& args) {
  const Args values{{args.at("name").get<std::string>(), args.at("value")}};
  ask(on, "settings.set", {{"values", values}});
}

struct Action {
  ActionSpec spec;
  Perform perform;
  Check check = nullptr;
};

std::vector<Action> makeTable() {
  // `camera`: a hand at one; `app`: its owner asks it; `phone`: the app alone.
  using Parameters = std::vector<ActionParameter>;
  const auto camera = [](std::string name, std::string doc, Parameters parameters, Perform perform,
                         Check check = nullptr) {
    return Action{{std::move(name), std::move(doc), Doer::kHand, true, std::move(parameters)},
                  perform,
                  check};
  };
  const auto app = [](std::string name, std::string doc, Parameters parameters, Perform perform) {
    return Action{{std::move(name), std::move(doc), Doer::kApp, true, std::move(parameters)},
                  perform};
  };
  const auto phone = [](std::string name, std::string doc, Perform perform) {
    return Action{{std::move(name), std::move(doc), Doer::kApp, false, {}}, perform};
  };
  const auto world = [](std::string name, std::string doc, Parameters parameters, Perform perform) {
    return Action{{std::move(name), std::move(doc), Doer::kWorld, false, std::move(parameters)},
                  perform};
  };
  const auto actor = text("actor", "its name in the scene");
  return {
      camera("plug_in", "plug the adapter in", {},
             [](const On& on, const Args&) { on.camera->power().plug(); }),
      camera("unplug", "pull the adapter's plug", {},
             [](const On& on, const Args&) { on.camera->power().unplug(); }),
      // Card and button are behind the cover, the cable's plug in the kit: a hand that reaches for
      // them opens it and closes it again, in no time, unless it stands open.
      camera("open_cover", "open the cover of card slot and RESET button, and leave it open", {},
             [](const On& on, const Args&) { on.camera->cover().open(); }),
      camera("close_cover", "close that cover", {},
             [](const On& on, const Args&) { on.camera->cover().shut(); }),
      camera("remove_port_kit", "take the waterproof kit off the Ethernet port, and leave it off",
             {}, [](const On& on, const Args&) { on.camera->portKit().open(); }),
      camera("fit_port_kit", "put that kit on", {},
             [](const On& on, const Args&) { on.camera->portKit().shut(); }),
      camera("peel_film", "peel the protective film off both lenses", {},
             [](const On& on, const Args&) { on.camera->peelFilm(); }),
      camera("press_reset", "press the RESET button and hold it", {},
             [](const On& on, const Args&) { on.camera->resetButton().press(); }),
      camera("release_reset", "let go of the RESET button", {},
             [](const On& on, const Args&) { on.camera->resetButton().release(); }),
      camera("insert_cable", "plug the Ethernet cable in", {},
             [](const On& on, const Args&) { on.camera->ethernet().insertCable(); }),
      camera("pull_cable", "pull the Ethernet cable", {},
             [](const On& on, const Args&) { on.camera->ethernet().pullCable(); }),
      camera(
          "insert_card", "put a card into the slot; its cover is then as it was before",
          {optional(choice("card", {"new", "same"}, "a new card, or the one pulled last")),
           optional(number("capacity_gb", 0.002, 2000, "1 GB = 1e9 bytes; 4 when left out")),
           optional(number("real_capacity_gb", 0.001, 2000,
                           "a counterfeit card keeps no more; as it claims when left out")),
           optional(choice("beyond", {"wraps", "drops"},
                           "what a counterfeit card does with the rest: writes it over its "
                           "beginning, or forgets it; wraps when left out")),
           optional(oneOf("speed_class", {2, 4, 6, 10}, "2, 4, 6 or 10; 10 when left out")),
           optional(number("write_mb_per_s", 0.1, 400,
                           "that it really writes; a fifth more than its class when left out")),
           optional(number("endurance_cycles", 1, 100000,
                           "erase cycles after which it is read-only; never when left out")),
           optional(flag("write_protected", "the lock is on")),
           optional(file("image", "a copy of this card image is put in, a raw one of any card"))},
          insertCard, checkCardArguments),
      camera("pull_card", "pull the card out; the cover is then as it was before", {},
             [](const On& on, const Args&) { on.camera->card().pull(); }),
      camera("write_protect_card", "move the card's lock", {flag("on", "locked")},
             [](const On& on, const Args& args) {
               on.camera->card().setWriteProtected(args.at("on").get<bool>());
             }),
      app("add_camera", "the phone app adds the camera by the QR code on its body", {},
          [](const On& on, const Args&) { on.phone.addCamera(qrText(on.camera->label())); }),
      app("app_request", "the phone app sends any request of the app protocol",
          {text("request", "its name, e.g. status"), optional(object("with", "its fields"))},
          appRequest),
      app("initialise_card", "the app initialises the card", {},
          [](const On& on, const Args& args) { ask(on, "card.initialise", args); }),
      app("watch_live", "the app opens live view", {lens()},
          [](const On& on, const Args& args) { ask(on, "live.start", args); }),
      app("stop_live", "the app closes live view", {},
          [](const On& on, const Args& args) { ask(on, "live.stop", args); }),
      app("start_recording", "the app starts a manual recording", {},
          [](const On& on, const Args& args) { ask(on, "record.start", args); }),
      app("stop_recording", "the app ends the manual recording", {},
          [](const On& on, const Args& args) { ask(on, "record.stop", args); }),
      app("take_snapshot", "the app takes a snapshot",
          {choice("lens", {"wide", "ptz"}, "which lens")},
          [](const On& on, const Args& args) { ask(on, "snapshot", args); }),
      app("go_to", "the app turns the PTZ lens",
          {number("pan_deg", -180, 180, "positive to the left, 0 straight ahead"),
           number("tilt_deg", -90, 90, "positive up, 0 the horizon")},
          [](const On& on, const Args& args) { ask(on, "ptz.goto", args); }),
      app("turn_wide", "the app turns the wide lens",
          {number("pan_deg", -180, 180, "positive to the left, 0 straight ahead")},
          [](const On& on, const Args& args) { ask(on, "wide.goto", args); }),
      app("spotlight", "the app switches the spotlight", {flag("on", "on or off")},
          [](const On& on, const Args& args) { ask(on, "spotlight", args); }),
      app("start_alarm", "the app sounds the alarm", {},
          [](const On& on, const Args& args) { ask(on, "alarm.start", args); }),
      app("stop_alarm", "the app ends the alarm", {},
          [](const On& on, const Args& args) { ask(on, "alarm.stop", args); }),
      app("fetch_clip", "the app fetches a clip from the card, by its time",
          {choice("lens", {"wide", "ptz"}, "which lens"),
           optional(number("ago_s", 0, 1e7,
                           "a time so long ago; left out: of the latest detection message")),
           optional(flag("from_there", "only from the second on that holds the time"))},
          fetchClip),
      app("list_clips", "the app lists what is on the card: phone/listed_clips says how many",
          {optional(choice("lens", {"wide", "ptz"}, "of that lens; of both when left out")),
           optional(choice("reason", {"manual", "event", "snapshot", "continuous"},
                           "recorded for that reason; for any when left out")),
           optional(number("from_ago_s", 0, 1e7, "what touches the time since then")),
           optional(number("to_ago_s", 0, 1e7, "and until then"))},
          listClips),
      app("change_setting", "the app changes one setting",
          {text("name", "of the setting"),
           {.name = "value", .kind = ParameterKind::kAny, .doc = "its new value"}},
          changeSetting),
      app("ask_setting", "the app looks a setting up: its value shows in phone/setting_value",
          {text("name", "of the setting")},
          [](const On& on, const Args& args) {
            on.phone.askSetting(on.camera->name(), args.at("name").get<std::string>());
          }),
      app("unbind", "the owner removes the camera from the account", {},
          [](const On& on, const Args& args) { ask(on, "unbind", args); }),
      phone("open_app", "the phone app comes to the front and asks every camera's state",
            [](const On& on, const Args&) { on.phone.open(); }),
      phone("close_app", "the phone app goes to the background",
            [](const On& on, const Args&) { on.phone.close(); }),
      world("start_walk", "an actor of the scene walks its path from the start", {actor},
            [](const On& on, const Args& args) {
              on.world.startActor(args.at("actor").get<std::string>(), on.now);
            }),
      world("stop_walk", "the actor stands still", {actor},
            [](const On& on, const Args& args) {
              on.world.stopActor(args.at("actor").get<std::string>(), on.now);
            }),
      // The camera is named for a device of a camera and left out for the router and the cloud; the
      // twin itself knows who can fail.
      world("fault", "something fails, or is mended by magnitude 0",
            {text("device", "see `tweelens faults`"), text("kind", "see `tweelens faults`"),
             optional(number("magnitude", -1e9, 1e9, "in the fault's unit; 1 when left out"))},
            nullptr),
  };
}

const std::vector<Action>& table() {
  static const std::vector<Action> kTable = makeTable();
  return kTable;
}

const Action& entryOf(const ActionSpec& action) {
  const auto entry = std::find_if(table().begin(), table().end(), [&](const Action& candidate) {
    return candidate.spec.name == action.name;
  });
  TW_CHECK(entry != table().end());
  return *entry;
}

const char* nameOf(ParameterKind kind) {
  switch (kind) {
    case ParameterKind::kNumber:
      return "a number";
    case ParameterKind::kFlag:
      return "true or false";
    case ParameterKind::kText:
      return "a text";
    case ParameterKind::kChoice:
      return "one of its choices";
    case ParameterKind::kObject:
      return "an object";
    case ParameterKind::kAny:
      return "a value";
  }
  return "";
}

bool hasType(ParameterKind kind, const Args& value) {
  switch (kind) {
    case ParameterKind::kNumber:
      return value.is_number();
    case ParameterKind::kFlag:
      return value.is_boolean();
    case ParameterKind::kText:
    case ParameterKind::kChoice:
      return value.is_string();
    case ParameterKind::kObject:
      return value.is_object();
    case ParameterKind::kAny:
      return true;
  }
  return false;
}

std::string numbersText(const std::vector<double>& values) {
  std::vector<std::string> texts;
  for (const double value : values) texts.push_back(numberText(value));
  return joined(texts);
}

void checkNumber(const std::string& where, const ActionParameter& parameter, const Args& value) {
  const double number = value.get<double>();
  if (!(number >= parameter.min && number <= parameter.max))
    throw InputError(where + value.dump() + " is out of range; expected " +
                     numberText(parameter.min) + " to " + numberText(parameter.max));
  const auto& values = parameter.values;
  if (!values.empty() && std::find(values.begin(), values.end(), number) == values.end())
    throw InputError(where + value.dump() + " is none of " + numbersText(values));
}

void checkValue(const std::string& where, const ActionParameter& parameter, const Args& value) {
  if (!hasType(parameter.kind, value))
    throw InputError(where + "expected " + nameOf(parameter.kind) + ", got " + value.dump());
  if (parameter.kind == ParameterKind::kNumber) checkNumber(where, parameter, value);
  const auto& choices = parameter.choices;
  if (parameter.kind == ParameterKind::kChoice &&
      std::find(choices.begin(), choices.end(), value.get<std::string>()) == choices.end())
    throw InputError(where + value.dump() + " is unknown; expected one of: " + joined(choices));
}

std::vector<std::string> parameterNames(const ActionSpec& action) {
  std::vector<std::string> names;
  for (const ActionParameter& parameter : action.parameters) names.push_back(parameter.name);
  return names;
}

}  // namespace

std::span<const ActionSpec> actions() {
  static const std::vector<ActionSpec> kSpecs = [] {
    std::vector<ActionSpec> specs;
    for (const Action& action : table()) specs.push_back(action.spec);
    return specs;
  }();
  return kSpecs;
}

const ActionSpec* findAction(std::string_view name) {
  for (const ActionSpec& action : actions())
    if (action.name == name) return &action;
  return nullptr;
}

void checkArguments(const ActionSpec& action, const nlohmann::json& args) {
  const std::vector<std::string> names = parameterNames(action);
  for (const auto& [key, value] : args.items())
    if (std::find(names.begin(), names.end(), key) == names.end())
      throw InputError(action.name + ": unknown parameter '" + key + "'" + suggestion(key, names) +
                       (names.empty() ? "; it takes none" : "; it takes: " + joined(names)));
  for (const ActionParameter& parameter : action.parameters) {
    const std::string where = action.name + ": '" + parameter.name + "': ";
    if (args.contains(parameter.name))
      checkValue(where, parameter, args.at(parameter.name));
    else if (parameter.required)
      throw InputError(where + "is missing; expected " + nameOf(parameter.kind));
  }
  if (const auto check = entryOf(action).check) check(args);
}

void checkState(const ActionSpec& action, const ActionTargets& on, const nlohmann::json& args) {
  const bool putsBack = action.name == "insert_card" && args.value("card", "new") == "same";
  if (putsBack && !on.camera->card().hasPulledCard())
    throw InputError("insert_card: no card was pulled before");
}

void perform(const ActionSpec& action, const ActionTargets& on, const nlohmann::json& args) {
  const Action& entry = entryOf(action);
  TW_CHECK(entry.perform != nullptr);
  entry.perform(on, args);
}

}  // namespace tw::sim
