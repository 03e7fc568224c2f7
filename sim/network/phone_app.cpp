#include "sim/network/phone_app.h"

#include <algorithm>

#include "sim/network/qr_text.h"

namespace tw::sim {
namespace {

const nlohmann::json kNothing;

std::string oneLine(const nlohmann::json& answer) {
  if (answer.value("ok", nlohmann::json()) == true) return "ok";
  const auto error = answer.find("error");
  return error != answer.end() && error->is_string() ? error->get<std::string>() : "error";
}

bool isDetection(const PhoneMessage& message) {
  return message.body.value("kind", nlohmann::json()) == "detection";
}

std::string textOf(const nlohmann::json& value) {
  return value.is_string() ? value.get<std::string>() : value.dump();
}

}  // namespace

PhoneApp::PhoneApp(const NetBench& bench, Cloud& cloud, std::string account, std::string name)
    : bench_(bench),
      cloud_(cloud),
      account_(std::move(account)),
      name_(std::move(name)),
      messageCount_(add("messages", {.kind = SignalKind::kCount, .doc = "messages received"})),
      lastMessage_(add("last_message", {.kind = SignalKind::kText, .doc = "its text"})),
      answerCount_(add("answers", {.kind = SignalKind::kCount, .doc = "answers to requests"})),
      errorCount_(add("errors", {.kind = SignalKind::kCount, .doc = "answers that say no"})),
      lastAnswer_(add("last_answer", {.kind = SignalKind::kText, .doc = "\"ok\" or the error"})),
      settingValue_(add("setting_value",
                        {.kind = SignalKind::kText, .doc = "the setting last asked for, as JSON"})),
      snapshotCount_(add("snapshots", {.kind = SignalKind::kCount, .doc = "snapshots received"})),
      detectionCount_(
          add("detections", {.kind = SignalKind::kCount, .doc = "messages of detections"})),
      pictureCount_(add("messages_with_picture",
                        {.kind = SignalKind::kCount, .doc = "messages that brought a picture"})),
      downloadCount_(
          add("downloads", {.kind = SignalKind::kCount, .doc = "clips fetched to their end"})),
      listedClips_(add("listed_clips", {.doc = "in the latest list of clips", .max = 1e6})) {
  cloud_.signIn(account_, *this);
}

PhoneApp::~PhoneApp() { cloud_.signOut(*this); }

Signal PhoneApp::add(const std::string& name, SignalSpec spec) {
  spec.name = name_ + "/" + name;
  return Signal(bench_.signals, std::move(spec));
}

PhoneApp::LensView PhoneApp::makeView(const std::string& camera, const std::string& lens) {
  const std::string prefix = "live." + camera + "." + lens;
  return {add(prefix + "_frames", {.kind = SignalKind::kCount, .doc = "live frames received"}),
          add(prefix + "_gaps", {.kind = SignalKind::kCount, .doc = "live frames missing"}),
          add(prefix + "_delay_s",
              {.doc = "from exposure to screen, latest frame", .unit = "s", .max = 1e6}),
          std::nullopt};
}

void PhoneApp::nameCamera(const std::string& camera, const std::string& serial) {
  const auto flag = [&](const char* name, const char* doc) {
    return add(camera + "." + name, {.kind = SignalKind::kFlag, .doc = doc});
  };
  const auto line = [&](const char* name, const char* doc) {
    return add(camera + "." + name, {.kind = SignalKind::kText, .doc = doc});
  };
  Known known{camera,
              serial,
              flag("bound", "bound to this app's account"),
              flag("online", "the cloud has a session with it"),
              add(camera + ".messages", {.kind = SignalKind::kCount, .doc = "messages of it"}),
              line("last_message", "text of its latest message"),
              line("card_state", "as its latest status says"),
              line("card_reason", "why it is in that state, as its latest status says"),
              line("card_warning", "as its latest status says; empty: none"),
              line("restart_reason", "as its latest status says"),
              {makeView(camera, "wide"), makeView(camera, "ptz")}};
  TW_CHECK(cameras_.emplace(serial, std::move(known)).second);
}

void PhoneApp::open() {
  if (open_) return;
  open_ = true;
  pollStatus();
}

void PhoneApp::close() {
  if (!open_) return;
  open_ = false;
  bench_.queue.cancel(nextPoll_);
  bench_.queue.in(kLatency, [this] { cloud_.stopViewing(*this); });
}

void PhoneApp::pollStatus() {
  for (const auto& [serial, camera] : cameras_)
    if (camera.bound.value() > 0) ask(camera.camera, {{"do", "status"}}, true);
  nextPoll_ = bench_.queue.in(kStatusPoll, [this] { pollStatus(); });
}

PhoneApp::Known* PhoneApp::bySerial(const std::string& serial) {
  const auto found = cameras_.find(serial);
  return found == cameras_.end() ? nullptr : &found->second;
}

PhoneApp::Known& PhoneApp::byName(const std::string& camera) {
  for (auto& [serial, known] : cameras_)
    if (known.camera == camera) return known;
  throw CheckFailed("the phone knows no camera " + camera);
}

uint64_t PhoneApp::addCamera(const std::string& qr) {
  const uint64_t id = nextId_++;
  const auto content = parseQrText(qr);
  expect(id, "", {{"do", "add"}}, false);
  if (!content) {
    onAnswer(id, {{"ok", false}, {"error", "this is no code of a camera"}});
    return id;
  }
  bench_.queue.in(kLatency, [this, id, content] {
    cloud_.addCamera(*this, id, content->serial, content->code);
  });
  return id;
}

uint64_t PhoneApp::request(const std::string& camera, nlohmann::json request) {
  return ask(camera, std::move(request), false);
}

void PhoneApp::askSetting(const std::string& camera, const std::string& name) {
  settingsAsked_[request(camera, {{"do", "settings.get"}})] = name;
}

uint64_t PhoneApp::ask(const std::string& camera, nlohmann::json request, bool quiet) {
  TW_CHECK(request.is_object());
  const uint64_t id = nextId_++;
  expect(id, camera, request, quiet);
  if (asked_[id].command == "live.start")
    for (LensView& view : byName(camera).views) view.last.reset();  // a new stream counts anew
  send(id, camera, std::move(request));
  return id;
}

void PhoneApp::send(uint64_t id, const std::string& camera, nlohmann::json request) {
  bench_.queue.in(kLatency,
                  [this, id, serial = byName(camera).serial, request = std::move(request)] {
                    cloud_.request(*this, id, serial, request);
                  });
}

void PhoneApp::expect(uint64_t id, const std::string& camera, const nlohmann::json& request,
                      bool quiet) {
  const auto command = request.find("do");
  asked_[id] = {camera,  command == request.end() ? "" : textOf(*command),
                request, patience(id),
                quiet,   bench_.queue.now()};
}

EventId PhoneApp::patience(uint64_t id) {
  return bench_.queue.in(kPatience, [this, id] {
    finish(id, {{"ok", false}, {"error", "no answer"}});
  });
}

void PhoneApp::onAnswer(uint64_t id, const nlohmann::json& answer) {
  bench_.queue.in(kLatency, [this, id, answer] { finish(id, answer); });
}

// True when another page of a list has been asked for; else `answer` has all of them.
bool PhoneApp::turnPage(uint64_t id, Asked& asked, nlohmann::json& answer) {
  if (asked.command != "clip.list" || asked.request.contains("limit")) return false;
  const auto clips = answer.find("clips");
  if (clips == answer.end() || !clips->is_array()) return false;
  const bool more = answer.value("more", nlohmann::json()) == true && !clips->empty() &&
                    clips->back().is_object();
  asked.listed.insert(asked.listed.end(), clips->begin(), clips->end());
  if (!more) {
    *clips = std::move(asked.listed);
    return false;
  }
  nlohmann::json next = asked.request;
  next["after"] = clips->back().value("id", nlohmann::json());
  asked.timeout = patience(id);
  send(id, asked.camera, std::move(next));
  return true;
}

void PhoneApp::finish(uint64_t id, nlohmann::json answer) {
  const auto found = asked_.find(id);
  if (found == asked_.end()) return;
  bench_.queue.cancel(found->second.timeout);
  if (turnPage(id, found->second, answer)) return;
  const Asked asked = std::move(found->second);
  asked_.erase(found);
  if (auto fetch = fetches_.extract(id); !fetch.empty()) {
    fetch.mapped().onAnswer(answer);
    return proceed(std::move(fetch.mapped()));
  }
  const std::string line = oneLine(answer);
  if (line == "ok" && !asked.camera.empty()) {
    Known& camera = byName(asked.camera);
    if (asked.command == "status") takeStatus(camera, answer);
    if (const auto clips = answer.find("clips"); clips != answer.end())
      listedClips_.set(static_cast<double>(clips->size()));
    if (const auto wanted = settingsAsked_.extract(id); !wanted.empty())
      showSetting(wanted.mapped(), answer);
  }
  if (asked.quiet) return;
  answers_[id] = answer;
  answerCount_.increment();
  if (line != "ok") errorCount_.increment();
  lastAnswer_.set(line);
  bench_.events.add(name_, "answer",
                    {{"camera", asked.camera},
                     {"id", id},  // ascending in the order of asking
                     {"do", asked.command},
                     {"request", asked.request},
                     {"asked_ns", asked.at.time_since_epoch().count()},
                     {"answer", answer}});
}

void PhoneApp::showSetting(const std::string& name, const nlohmann::json& answer) {
  const auto values = answer.find("values");
  const bool known = values != answer.end() && values->contains(name);
  settingValue_.set(std::string_view(known ? values->at(name).dump() : "no such setting"));
}

void PhoneApp::takeStatus(Known& camera, const nlohmann::json& answer) {
  if (const auto state = answer.find("card_state"); state != answer.end())
    camera.cardState.set(std::string_view(textOf(*state)));
  if (const auto reason = answer.find("card_reason"); reason != answer.end())
    camera.cardReason.set(std::string_view(textOf(*reason)));
  if (const auto warning = answer.find("card_warning"); warning != answer.end())
    camera.cardWarning.set(std::string_view(textOf(*warning)));
  if (const auto reason = answer.find("restart_reason"); reason != answer.end())
    camera.restartReason.set(std::string_view(textOf(*reason)));
}

void PhoneApp::onMessage(const std::string& serial, const nlohmann::json& message,
                         const Bytes& picture) {
  bench_.queue.in(kLatency, [this, serial, message, picture] {
    if (Known* camera = bySerial(serial)) receive(*camera, {camera->camera, message, picture});
  });
}

void PhoneApp::receive(Known& camera, PhoneMessage message) {
  const auto found = message.body.find("text");
  const std::string text = found == message.body.end() ? "" : textOf(*found);
  lastMessage_.set(std::string_view(text));
  messageCount_.increment();
  camera.lastMessage.set(std::string_view(text));
  camera.messages.increment();
  if (isDetection(message)) detectionCount_.increment();
  if (!message.picture.empty()) pictureCount_.increment();
  bench_.events.add(name_, "message",
                    {{"camera", message.camera},
                     {"message", message.body},
                     {"picture_bytes", message.picture.size()}});
  messages_.push_back(std::move(message));
}

// ---- clips from the card

void PhoneApp::fetchClip(const std::string& camera, const std::string& lens,
                         std::optional<double> atUnixS, bool fromThere) {
  if (!atUnixS) atUnixS = latestDetection(camera);
  if (atUnixS) return proceed(ClipDownload(camera, lens, *atUnixS, fromThere));
  errorCount_.increment();
  bench_.events.add(name_, "download", {{"camera", camera}, {"error", "no detection so far"}});
}

double PhoneApp::unixNow() const { return toSeconds(bench_.calendarNow().time_since_epoch()); }

std::optional<double> PhoneApp::latestDetection(const std::string& camera) const {
  for (auto message = messages_.rbegin(); message != messages_.rend(); ++message) {
    const auto at = message->body.find("at_unix_s");
    if (message->camera == camera && isDetection(*message) && at != message->body.end() &&
        at->is_number())
      return at->get<double>();
  }
  return std::nullopt;
}

void PhoneApp::proceed(ClipDownload fetch) {
  const Download& download = fetch.download();
  if (auto request = fetch.next()) {
    const uint64_t id = ask(download.camera, std::move(*request), true);
    fetches_.emplace(id, std::move(fetch));
    return;
  }
  nlohmann::json event{{"camera", download.camera}, {"lens", download.lens}};
  if (fetch.failed()) {
    errorCount_.increment();
    event["error"] = fetch.error();
  } else {
    downloads_.push_back(download);
    downloadCount_.increment();
    event.update(
        {{"clip", download.clip}, {"file", download.file}, {"bytes", download.bytes.size()}});
  }
  bench_.events.add(name_, "download", event);
}

void PhoneApp::onClipData(uint64_t id, const Bytes& bytes) {
  bench_.queue.in(kLatency, [this, id, bytes] {
    if (const auto found = fetches_.find(id); found != fetches_.end()) found->second.onData(bytes);
  });
}

void PhoneApp::onOnline(const std::string& serial, bool online) {
  bench_.queue.in(kLatency, [this, serial, online] {
    if (Known* camera = bySerial(serial)) camera->online.set(online);
  });
}

void PhoneApp::onBound(const std::string& serial, bool bound) {
  bench_.queue.in(kLatency, [this, serial, bound] {
    Known* camera = bySerial(serial);
    if (!camera) return;
    camera->bound.set(bound);
    if (!bound) camera->online.set(0.0);
  });
}

void PhoneApp::onVideo(const std::string& serial, const LiveUnit& unit) {
  Known* camera = bySerial(serial);
  if (!camera) return;
  LensView* view = &camera->views[hal::index(unit.lens)];
  bench_.queue.in(kLatency, [this, view, frame = unit.frame, at = unit.capturedAt] {
    if (view->last && frame > *view->last + 1)
      view->gaps.set(view->gaps.value() + static_cast<double>(frame - *view->last - 1));
    view->last = frame;
    view->frames.increment();
    view->delay.set(std::clamp(toSeconds(bench_.queue.now() - at), 0.0, 1e6));
  });
}

void PhoneApp::onSnapshot(const std::string& serial, const Bytes& jpeg) {
  if (!bySerial(serial)) return;
  bench_.queue.in(kLatency, [this, jpeg] {
    snapshots_.push_back(jpeg);
    snapshotCount_.increment();
  });
}

const nlohmann::json& PhoneApp::answer(uint64_t id) const {
  const auto found = answers_.find(id);
  return found == answers_.end() ? kNothing : found->second;
}

}  // namespace tw::sim
