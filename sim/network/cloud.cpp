#include "sim/network/cloud.h"

#include <algorithm>

#include "sim/network/cloud_connection.h"

namespace tw::sim {
namespace {

constexpr Duration kDistance = std::chrono::milliseconds{15};  // one way

nlohmann::json failed(const std::string& why) { return {{"ok", false}, {"error", why}}; }

std::string commandOf(const nlohmann::json& request) {
  const auto found = request.find("do");
  return found != request.end() && found->is_string() ? found->get<std::string>() : "";
}

}  // namespace

Cloud::Cloud(const NetBench& bench, Internet& internet, hal::Crypto& crypto)
    : bench_(bench),
      crypto_(crypto),
      random_("cloud", bench.seed),
      sessions_(
          bench.signals,
          {.name = "cloud/sessions", .doc = "cameras with an authenticated session", .max = 1e6}),
      stored_(bench.signals, {.name = "cloud/messages",
                              .kind = SignalKind::kCount,
                              .doc = "messages that were kept, each once"}) {
  hal::Key32 seed{};
  random_.fill(seed);
  keys_ = crypto.signingKeys(seed);
  internet.addServer(kName, kPort, *this, kDistance);
}

Cloud::~Cloud() = default;

uint64_t Cloud::unixMs() const {
  return static_cast<uint64_t>(bench_.calendarNow().time_since_epoch() /
                               std::chrono::milliseconds{1});
}

void Cloud::registerCamera(const std::string& serial, const hal::Key32& publicKey) {
  cameras_[serial].publicKey = publicKey;
}

void Cloud::signIn(const std::string& account, CloudClient& client) {
  TW_CHECK(!clients_.contains(&client));
  clients_[&client] = account;
  clientOrder_.push_back(&client);
  for (const auto& [serial, camera] : cameras_)
    if (camera.account == account) {
      client.onBound(serial, true);
      client.onOnline(serial, camera.connection != nullptr);
    }
}

void Cloud::signOut(CloudClient& client) {
  stopViewing(client);
  for (auto& [serial, camera] : cameras_)
    std::erase_if(camera.pending,
                  [&](const auto& entry) { return entry.second.client == &client; });
  clients_.erase(&client);
  std::erase(clientOrder_, &client);
}

void Cloud::accept(std::unique_ptr<StreamEnd> end, hal::Endpoint client) {
  connections_.push_back(std::make_unique<CloudConnection>(*this, std::move(end), client));
  watch(*connections_.back());
}

// Closes a connection that has been silent; the timer follows what was heard meanwhile.
void Cloud::watch(CloudConnection& connection) {
  const Instant due = connection.heard() + kSilence;
  bench_.queue.at(std::max(due, bench_.queue.now()), [this, which = &connection] {
    const auto found = std::find_if(connections_.begin(), connections_.end(),
                                    [&](const auto& c) { return c.get() == which; });
    if (found == connections_.end() || (*found)->dead()) return;
    if ((*found)->heard() + kSilence <= bench_.queue.now()) return (*found)->die();
    watch(**found);
  });
}

// Later, for a connection may be dying within its own call.
void Cloud::sweep() {
  bench_.queue.in({}, [this] {
    std::erase_if(connections_, [](const auto& connection) { return connection->dead(); });
  });
}

bool Cloud::online(const std::string& serial) const {
  const auto found = cameras_.find(serial);
  return found != cameras_.end() && found->second.connection;
}

std::string Cloud::account(const std::string& serial) const {
  const auto found = cameras_.find(serial);
  return found == cameras_.end() ? "" : found->second.account;
}

// What camera and cloud believe about the account may differ after a cut or a reset; the camera's
// reset and an unfinished binding are believed, all else is settled as bound to nobody.
void Cloud::cameraUp(CloudConnection& connection, const std::string& serial,
                     const std::string& told) {
  Record& camera = cameras_.at(serial);
  if (CloudConnection* old = camera.connection) old->die();  // it restarted, unnoticed so far
  camera.connection = &connection;
  const std::string binding = std::exchange(camera.binding, "");
  if (!binding.empty() && told == binding)
    setAccount(serial, told);
  else if (told != camera.account)
    setAccount(serial, "");
  nlohmann::json welcome{{"unix_ms", unixMs()}, {"account", nullptr}};
  if (!camera.account.empty()) welcome["account"] = camera.account;
  connection.sendJson(CloudFrame::kWelcome, welcome);
  sessionsChanged(serial, true);
}

void Cloud::cameraGone(CloudConnection& connection) {
  sweep();
  const auto found = cameras_.find(connection.serial());
  if (found == cameras_.end() || found->second.connection != &connection) return;
  found->second.connection = nullptr;
  found->second.viewers.clear();
  failPending(found->second, "the camera went offline");
  sessionsChanged(found->first, false);
}

void Cloud::sessionsChanged(const std::string& serial, bool online) {
  sessions_.set(static_cast<double>(std::count_if(
      cameras_.begin(), cameras_.end(), [](const auto& c) { return c.second.connection; })));
  bench_.events.add("cloud", online ? "camera_online" : "camera_offline", {{"serial", serial}});
  toClients(account(serial), [&](CloudClient& client) { client.onOnline(serial, online); });
}

void Cloud::setAccount(const std::string& serial, const std::string& account) {
  Record& camera = cameras_.at(serial);
  if (camera.account == account) return;
  const std::string before = std::exchange(camera.account, account);
  camera.viewers.clear();
  bench_.events.add("cloud", account.empty() ? "unbound" : "bound", {{"serial", serial}});
  toClients(before, [&](CloudClient& client) { client.onBound(serial, false); });
  toClients(account, [&](CloudClient& client) {
    client.onBound(serial, true);
    client.onOnline(serial, online(serial));
  });
}

void Cloud::toClients(const std::string& account, const std::function<void(CloudClient&)>& call) {
  if (account.empty()) return;
  for (CloudClient* client : clientOrder_)
    if (clients_.at(client) == account) call(*client);
}

void Cloud::failPending(Record& camera, const std::string& why) {
  const auto pending = std::exchange(camera.pending, {});
  for (const auto& [number, asked] : pending)
    if (asked.client) asked.client->onAnswer(asked.id, failed(why));
}

// ---- what phones ask

std::string Cloud::whyNot(const std::string& serial) const {
  if (!cameras_.contains(serial)) return "no such camera";
  if (!cameras_.at(serial).connection) return "the camera is offline";
  return "";
}

void Cloud::addCamera(CloudClient& from, uint64_t id, const std::string& serial,
                      const std::string& code) {
  if (down_) return;
  std::string why = whyNot(serial);
  const std::string account = clients_.at(&from);
  if (why.empty()) {
    const Record& camera = cameras_.at(serial);
    if (!camera.account.empty() && camera.account != account)
      why = "bound to another account already";
    else if (!camera.binding.empty())
      why = "another binding is under way";
  }
  if (!why.empty()) return from.onAnswer(id, failed(why));
  Record& camera = cameras_.at(serial);
  camera.binding = account;
  camera.pending[kBindingNumber] = {&from, id, "bind"};
  camera.connection->sendJson(CloudFrame::kBind, {{"account", account}, {"code", code}});
}

void Cloud::request(CloudClient& from, uint64_t id, const std::string& serial,
                    const nlohmann::json& request) {
  if (down_) return;
  std::string why = whyNot(serial);
  const std::string account = clients_.at(&from);
  if (why.empty() && cameras_.at(serial).account != account) why = "not authorised";
  if (!why.empty()) return from.onAnswer(id, failed(why));
  Record& camera = cameras_.at(serial);
  const std::string command = commandOf(request);
  if (command == "live.stop") {
    camera.viewers.erase(&from);
    if (!camera.viewers.empty()) return from.onAnswer(id, {{"ok", true}});
  }
  forward(camera, &from, id, request);
}

void Cloud::forward(Record& camera, CloudClient* from, uint64_t id, nlohmann::json request) {
  const uint64_t number = nextNumber_++;
  camera.pending[number] = {from, id, commandOf(request)};
  request["id"] = number;
  camera.connection->sendJson(CloudFrame::kRequest,
                              {{"account", camera.account}, {"request", std::move(request)}});
}

void Cloud::stopViewing(CloudClient& client) {
  for (auto& [serial, camera] : cameras_)
    if (camera.viewers.erase(&client) > 0 && camera.viewers.empty() && camera.connection)
      forward(camera, nullptr, 0, {{"do", "live.stop"}});
}

// ---- what cameras say

void Cloud::cameraAnswered(const std::string& serial, const nlohmann::json& answer) {
  Record& camera = cameras_.at(serial);
  if (!answer.is_object() || !answer.contains("id") || !answer["id"].is_number_unsigned()) return;
  const auto found = camera.pending.find(answer["id"].get<uint64_t>());
  if (found == camera.pending.end()) return;
  const Pending asked = found->second;
  camera.pending.erase(found);
  const bool ok = answer.value("ok", nlohmann::json()) == true;
  if (!asked.client) return;
  if (ok && asked.command == "live.start") camera.viewers.insert(asked.client);
  asked.client->onAnswer(asked.id, answer);
}

void Cloud::cameraBound(const std::string& serial, const nlohmann::json& answer) {
  Record& camera = cameras_.at(serial);
  const std::string account = std::exchange(camera.binding, "");
  const auto found = camera.pending.find(kBindingNumber);
  if (account.empty() || found == camera.pending.end() || !answer.is_object()) return;
  const Pending asked = found->second;
  camera.pending.erase(found);
  if (answer.value("ok", nlohmann::json()) == true) setAccount(serial, account);
  if (asked.client) asked.client->onAnswer(asked.id, answer);
}

void Cloud::cameraUnbound(const std::string& serial) { setAccount(serial, ""); }

// Kept once by the queue's name and number; what came before is acknowledged again.
uint64_t Cloud::cameraMessage(const std::string& serial, const nlohmann::json& message,
                              const Bytes& picture) {
  if (!message.is_object() || !message.contains("seq") || !message["seq"].is_number_unsigned())
    return 0;
  Record& camera = cameras_.at(serial);
  const uint64_t seq = message["seq"].get<uint64_t>();
  uint64_t& last = camera.lastSeq[camera.connection->queue()];
  if (seq <= last) return last;  // it came again: kept already
  last = seq;
  if (camera.account.empty()) return seq;
  messages_.push_back({serial, message});
  stored_.increment();
  toClients(camera.account,
            [&](CloudClient& client) { client.onMessage(serial, message, picture); });
  return seq;
}

void Cloud::cameraVideo(const std::string& serial, const LiveUnit& unit) {
  const Record& camera = cameras_.at(serial);
  for (CloudClient* client : clientOrder_)
    if (camera.viewers.contains(client)) client->onVideo(serial, unit);
}

void Cloud::cameraSnapshot(const std::string& serial, const Bytes& jpeg) {
  toClients(account(serial), [&](CloudClient& client) { client.onSnapshot(serial, jpeg); });
}

void Cloud::cameraClipData(const std::string& serial, uint64_t number, const Bytes& bytes) {
  const Record& camera = cameras_.at(serial);
  const auto found = camera.pending.find(number);
  if (found == camera.pending.end() || !found->second.client) return;
  found->second.client->onClipData(found->second.id, bytes);
}

// ---- faults

std::vector<FaultSpec> Cloud::faults() const {
  return {
      {.kind = "down", .doc = "answers nothing at all"},
      {.kind = "latency_s", .doc = "every packet takes longer, one way", .unit = "s", .max = 10},
      {.kind = "refuse", .doc = "resets new connections and closes those it has"}};
}

void Cloud::applyFault(const std::string& kind, double magnitude) {
  if (kind == "latency_s") {
    extra_ = fromSeconds(magnitude);
    return;
  }
  TW_CHECK(kind == "down" || kind == "refuse");
  (kind == "down" ? down_ : refuse_) = magnitude > 0;
  for (size_t i = 0; i < connections_.size(); ++i) {
    if (refuse_) connections_[i]->die();
    if (!down_) connections_[i]->read();
  }
}

}  // namespace tw::sim
