// The owner's phone app without a face: signs in, adds cameras by their QR text, asks, watches,
// receives messages. What it knows stands in signals.
//
// Its line to the cloud has a constant latency and never fails: it is not what is tested.
//
// Signals (prefix = name, usually "phone"):
//   <p>/messages count, <p>/last_message text, <p>/detections count (messages of kind "detection"),
//   <p>/messages_with_picture count, <p>/downloads count (clips fetched to their end), <p>/answers
//   count, <p>/listed_clips number (in the latest list), <p>/errors count (answers that are not
//   ok), <p>/last_answer text ("ok" or the error), <p>/snapshots count, <p>/setting_value text; for
//   each known camera: <p>/<camera>.bound flag, .online flag, .messages count, .last_message text,
//   .card_state text, .card_reason text, .card_warning text, .restart_reason text (from `status`:
//   its members of these names), <p>/live.<camera>.wide_frames count, .ptz_frames count, .wide_gaps
//   count, .ptz_gaps count (frames missing within what came), .wide_delay_s and .ptz_delay_s (from
//   exposure to screen).
#pragma once

#include <map>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/core/signals.h"
#include "sim/network/clip_download.h"
#include "sim/network/cloud.h"
#include "sim/network/net_bench.h"

namespace tw::sim {

struct PhoneMessage {
  std::string camera;
  nlohmann::json body;
  Bytes picture;  // JPEG; empty: none came with it
};

class PhoneApp final : public CloudClient {
 public:
  static constexpr Duration kLatency = std::chrono::milliseconds{30};  // one way to the cloud
  static constexpr Duration kStatusPoll = std::chrono::seconds{3};     // while open
  static constexpr Duration kPatience = std::chrono::seconds{20};      // then a request has failed

  PhoneApp(const NetBench& bench, Cloud& cloud, std::string account, std::string name = "phone");
  ~PhoneApp() override;

  // Gives a serial number the name under which its signals stand. Before it is used.
  void nameCamera(const std::string& camera, const std::string& serial);

  void open();   // to the front: `status` of every camera bound to the account, again and again
  void close();  // to the background: messages still arrive; live views end

  // All return the number that the answer will carry.
  uint64_t addCamera(const std::string& qrText);
  // {"do":...}; "id" is added. A list of clips is asked for to its last page and answered whole,
  // unless the request itself has a "limit".
  uint64_t request(const std::string& camera, nlohmann::json request);

  // Shows one setting's value in the signal setting_value once the camera has answered.
  void askSetting(const std::string& camera, const std::string& name);

  // Fetches a whole clip from the camera's card: of this lens ("wide", "ptz") at this time, by
  // default that of the camera's latest detection message. One that cannot be had counts as an
  // error. `fromThere`: of it only what comes from that time on, as a file that plays.
  void fetchClip(const std::string& camera, const std::string& lens,
                 std::optional<double> atUnixS = std::nullopt, bool fromThere = false);
  double unixNow() const;                                                // the phone's clock
  const std::vector<Download>& downloads() const { return downloads_; }  // complete ones

  // The latest answer to a request; null when there is none yet.
  const nlohmann::json& answer(uint64_t id) const;
  const std::vector<PhoneMessage>& messages() const { return messages_; }
  const std::vector<Bytes>& snapshots() const { return snapshots_; }

  void onAnswer(uint64_t id, const nlohmann::json& answer) override;
  void onMessage(const std::string& serial, const nlohmann::json& message,
                 const Bytes& picture) override;
  void onOnline(const std::string& serial, bool online) override;
  void onBound(const std::string& serial, bool bound) override;
  void onVideo(const std::string& serial, const LiveUnit& unit) override;
  void onSnapshot(const std::string& serial, const Bytes& jpeg) override;
  void onClipData(uint64_t id, const Bytes& bytes) override;

 private:
  struct LensView {
    Signal frames, gaps, delay;
    std::optional<uint64_t> last;
  };
  struct Known {
    std::string camera, serial;
    Signal bound, online, messages, lastMessage, cardState, cardReason, cardWarning, restartReason;
    hal::PerLens<LensView> views;
  };
  struct Asked {
    std::string camera, command;
    nlohmann::json request;
    EventId timeout;
    bool quiet;  // the app's own affair: no events
    Instant at;
    nlohmann::json listed = nlohmann::json::array();  // clips of earlier pages
  };
  Signal add(const std::string& name, SignalSpec spec);
  LensView makeView(const std::string& camera, const std::string& lens);
  Known* bySerial(const std::string& serial);
  Known& byName(const std::string& camera);
  uint64_t ask(const std::string& camera, nlohmann::json request, bool quiet);
  void expect(uint64_t id, const std::string& camera, const nlohmann::json& request, bool quiet);
  void send(uint64_t id, const std::string& camera, nlohmann::json request);
  EventId patience(uint64_t id);
  void finish(uint64_t id, nlohmann::json answer);
  bool turnPage(uint64_t id, Asked& asked, nlohmann::json& answer);
  void showSetting(const std::string& name, const nlohmann::json& answer);
  void receive(Known& camera, PhoneMessage message);
  void proceed(ClipDownload fetch);
  std::optional<double> latestDetection(const std::string& camera) const;
  void takeStatus(Known& camera, const nlohmann::json& answer);
  void pollStatus();

  NetBench bench_;
  Cloud& cloud_;
  std::string account_;
  std::string name_;
  bool open_ = false;
  uint64_t nextId_ = 1;
  EventId nextPoll_ = 0;
  std::map<std::string, Known> cameras_;  // by serial
  std::map<uint64_t, Asked> asked_;
  std::map<uint64_t, std::string> settingsAsked_;  // by request
  std::map<uint64_t, nlohmann::json> answers_;
  std::map<uint64_t, ClipDownload> fetches_;  // by the request that is under way
  std::vector<Download> downloads_;
  std::vector<PhoneMessage> messages_;
  std::vector<Bytes> snapshots_;
  Signal messageCount_, lastMessage_, answerCount_, errorCount_, lastAnswer_, settingValue_,
      snapshotCount_, detectionCount_, pictureCount_, downloadCount_, listedClips_;
};

}  // namespace tw::sim
