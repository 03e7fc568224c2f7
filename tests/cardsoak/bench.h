// The camera under test on its bench: everything that is done to it goes through here, so that the
// book of what its card owes and the physical facts stay true.
#pragma once

#include <functional>
#include <map>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "sim/twin/camera.h"
#include "sim/twin/twin.h"
#include "tests/cardsoak/card_book.h"

namespace tw::cardsoak {

// What is so, whatever anybody shows.
struct Facts {
  bool powered = false, inserted = false;
  bool locked = false, worn = false;  // the card's switch; its endurance is used up
  bool honest = true, formatted = false, halfWiped = false;
  uint64_t capacityBytes = 0;
  std::map<std::string, double> faults = {};  // that are on
  Instant changed{};                          // any of the above, by the bench
  // Last instants at which it could fail, and at which it refused writes.
  std::optional<Instant> troubled = {}, refusing = {};
  std::optional<Instant> askedToInitialise = {};  // since it was put in
  bool triedInRot = false;                        // bits flipped while it was being tried
  std::optional<Instant> readySince = {};         // the firmware
  Instant shownSince{};                           // the state that it shows
  // Since `changed`: what the firmware was up to.
  std::optional<Instant> firstOperation = {}, firstWrite = {};

  bool wet = false;  // the slot's contacts

  bool refusesWrites() const { return locked || worn || faults.contains("write_protect"); }
  bool mute() const { return faults.contains("dead") || faults.contains("stuck_busy"); }
};

// Those that let no operation fail: they show only when the power goes or content is read.
bool isSilent(const std::string& fault);

class Bench {
 public:
  // `lyingCard`: its flushes make nothing durable, ever, and nobody excuses what that loses.
  Bench(uint64_t seed, bool lyingCard);
  Bench(const Bench&) = delete;
  Bench& operator=(const Bench&) = delete;

  sim::Twin& twin() { return *twin_; }
  sim::Camera& camera() { return twin_->camera("cam"); }
  CardBook& book() { return book_; }
  const Facts& facts();
  Instant now() const { return twin_->now(); }
  void runUntil(Instant until);
  void runFor(Duration length) { runUntil(now() + length); }
  bool runUntil(const std::function<bool()>& holds, Duration atMost);
  std::string shown(const std::string& signal) const;
  bool shows(const std::string& signal, const std::string& text) const {
    return shown(signal) == text;
  }
  bool appIsServed() const {
    return shows("cam/firmware.session", "up") && shows("phone/cam.bound", "true");
  }
  // The app asks and waits for the answer; null when none comes.
  nlohmann::json ask(const std::string& request);

  void apply(const std::string& action, nlohmann::json args = nlohmann::json::object());
  void plug();
  void unplug();
  void insert(const sim::CardSpec& spec);
  void putBack();  // the card pulled last
  void pull();
  void lock(bool on);
  nlohmann::json initialise();  // the app asks for it; what it is answered
  void rain(bool on);           // behind the open cover
  void dry();                   // no rain, and a while later nothing is wet
  void hang();                  // until the watchdog comes
  void fault(const std::string& kind, double magnitude);
  void endFaults();

  struct Counts {
    std::map<std::string, uint64_t> faults;  // applied, by kind
    uint64_t cuts = 0, pulls = 0, cards = 0, restarts = 0;
  } counts;

 private:
  void follow();
  void destroying(bool may, const std::function<void()>& act);
  bool mayLose() const { return lied_ && !lyingCard_; }
  void isIn();
  void losePower(const std::string& action);
  void changed();
  void noteTrouble();
  double count(const char* signal) const;
  double operations() const;  // that the card was given so far

  std::unique_ptr<sim::Twin> twin_;
  CardBook book_;
  bool lyingCard_;
  bool lied_ = false;  // there may be sectors that were said to be durable and are not
  Facts facts_;
  uint64_t endurance_ = 0;
  double shown_ = 0;  // state
  double operationsBefore_ = 0, writesBefore_ = 0;
};

// Begins with a card of 64 MB in use.
void setUp(Bench& bench);

}  // namespace tw::cardsoak
