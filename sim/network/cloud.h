// The maker's cloud: knows every camera by serial number and public key, every account, who is
// bound to whom; relays between camera and phone; keeps messages.
//
// Its half of the session protocol is written from the protocol's description, apart from the
// firmware's, so that each judges the other. Left out: passwords of accounts, sharing, storage of
// clips.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "firmware_core/hal/crypto.h"
#include "firmware_core/hal/lens_id.h"
#include "sim/core/fault.h"
#include "sim/network/internet.h"
#include "sim/network/net_bench.h"

namespace tw::sim {

struct LiveUnit {
  hal::LensId lens{};
  uint64_t frame = 0;
  Instant capturedAt{};
  bool key = false;
  Bytes data;
};

// A phone as the cloud sees it. Calls arrive after the phone's own latency.
class CloudClient {
 public:
  virtual ~CloudClient() = default;
  virtual void onAnswer(uint64_t id, const nlohmann::json& answer) = 0;
  // `picture`: the message's JPEG, empty when it has none.
  virtual void onMessage(const std::string& serial, const nlohmann::json& message,
                         const Bytes& picture) = 0;
  virtual void onOnline(const std::string& serial, bool online) = 0;
  virtual void onBound(const std::string& serial, bool bound) = 0;
  virtual void onVideo(const std::string& serial, const LiveUnit& unit) = 0;
  virtual void onSnapshot(const std::string& serial, const Bytes& jpeg) = 0;
  virtual void onClipData(uint64_t id, const Bytes& bytes) = 0;  // before the request's answer
};

struct StoredMessage {
  std::string serial;
  nlohmann::json body;
};

// Faults (device "cloud"): down (no answer to anything), latency_s, refuse (connections and
// handshakes are refused).
class Cloud final : public Server, public Faultable {
 public:
  static constexpr const char* kName = "cloud.tweelens.example";
  static constexpr uint16_t kPort = 8443;
  static constexpr Duration kSilence = std::chrono::seconds{45};  // then a camera is offline

  // `crypto` is borrowed. The cloud enters itself into `internet`, 15 ms away.
  Cloud(const NetBench& bench, Internet& internet, hal::Crypto& crypto);
  ~Cloud() override;

  const hal::Key32& publicKey() const { return keys_.publicKey; }

  // What the factory tells the cloud of each camera made.
  void registerCamera(const std::string& serial, const hal::Key32& publicKey);

  // What phones do.
  void signIn(const std::string& account, CloudClient& client);
  void signOut(CloudClient& client);
  void stopViewing(CloudClient& client);  // the last viewer's leaving stops the camera's stream
  void addCamera(CloudClient& from, uint64_t id, const std::string& serial,
                 const std::string& code);
  void request(CloudClient& from, uint64_t id, const std::string& serial,
               const nlohmann::json& request);

  bool online(const std::string& serial) const;
  std::string account(const std::string& serial) const;  // empty: bound to nobody
  const std::vector<StoredMessage>& messages() const { return messages_; }

  void accept(std::unique_ptr<StreamEnd> end, hal::Endpoint client) override;
  bool reachable() const override { return !down_; }
  bool refuses() const override { return refuse_; }
  Duration extraLatency() const override { return extra_; }

  std::string faultName() const override { return "cloud"; }
  std::vector<FaultSpec> faults() const override;
  void applyFault(const std::string& kind, double magnitude) override;

 private:
  friend class CloudConnection;
  struct Pending {
    CloudClient* client;  // nullptr: the cloud itself asked
    uint64_t id;
    std::string command;
  };
  static constexpr uint64_t kBindingNumber = 0;
  struct Record {  // of one camera
    hal::Key32 publicKey{};
    std::string account;
    std::string binding;                      // the account whose binding is under way
    std::map<std::string, uint64_t> lastSeq;  // by the camera's queue name
    class CloudConnection* connection = nullptr;
    std::map<uint64_t, Pending> pending;  // requests by the number they have on the camera's line
    std::set<const CloudClient*> viewers;
  };

  // From connections.
  void cameraUp(CloudConnection& connection, const std::string& serial, const std::string& account);
  void cameraGone(CloudConnection& connection);
  void cameraAnswered(const std::string& serial, const nlohmann::json& wrapped);
  void cameraBound(const std::string& serial, const nlohmann::json& answer);
  void cameraUnbound(const std::string& serial);
  uint64_t cameraMessage(const std::string& serial, const nlohmann::json& message,
                         const Bytes& picture);
  void cameraVideo(const std::string& serial, const LiveUnit& unit);
  void cameraSnapshot(const std::string& serial, const Bytes& jpeg);
  void cameraClipData(const std::string& serial, uint64_t number, const Bytes& bytes);

  void setAccount(const std::string& serial, const std::string& account);
  void toClients(const std::string& account, const std::function<void(CloudClient&)>& call);
  void sessionsChanged(const std::string& serial, bool online);
  std::string whyNot(const std::string& serial) const;  // it cannot be asked; empty: it can
  void forward(Record& camera, CloudClient* from, uint64_t id, nlohmann::json request);
  void watch(CloudConnection& connection);
  uint64_t unixMs() const;
  void failPending(Record& record, const std::string& why);

  void sweep();

  NetBench bench_;
  hal::Crypto& crypto_;
  RandomStream random_;
  hal::SigningKeys keys_;
  std::map<std::string, Record> cameras_;
  std::map<CloudClient*, std::string> clients_;  // signed in, with their account
  std::vector<CloudClient*> clientOrder_;        // in the order of signing in
  std::vector<std::unique_ptr<CloudConnection>> connections_;
  std::vector<StoredMessage> messages_;
  uint64_t nextNumber_ = 1;
  bool down_ = false;
  bool refuse_ = false;
  Duration extra_{};
  Signal sessions_;
  Signal stored_;
};

}  // namespace tw::sim
