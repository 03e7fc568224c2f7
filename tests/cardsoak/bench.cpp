#include "tests/cardsoak/bench.h"

#include <stdexcept>

#include "tests/card_proof/small_camera.h"
#include "tests/cardsoak/destruction.h"

namespace tw::cardsoak {

using nlohmann::json;

Bench::Bench(uint64_t seed, bool lyingCard)
    : twin_(proof::makeSmallCamera(seed, {{160, 90}, 5})),
      book_(camera().card()),
      lyingCard_(lyingCard) {
  twin_->signals().keepHistory(false);
  if (lyingCard_) camera().card().applyFault("lying_flush", 1);
  camera().card().watch({[this](uint64_t sector, std::span<const uint8_t> data) {
                           follow();
                           book_.taken(sector, data);
                         },
                         [this] {
                           lied_ = false;
                           book_.flushed();
                         }});
}

bool isSilent(const std::string& fault) {
  return fault == "torn" || fault == "arriving" || fault == "lying_flush" || fault == "bit_rot";
}

void Bench::follow() {
  book_.follow(twin_->events());
  if (!facts_.honest) book_.distrust();
  if (count("cam/firmware.ready") == 0 || count("cam/firmware.running") == 0)
    facts_.readySince.reset();
  else if (!facts_.readySince)
    facts_.readySince = now();
  if (std::exchange(shown_, count("cam/firmware.card_state")) != shown_) facts_.shownSince = now();
  if (!facts_.firstWrite && count("cam/card.writes") > writesBefore_) facts_.firstWrite = now();
  if (!facts_.firstOperation && operations() > operationsBefore_) facts_.firstOperation = now();
}

double Bench::operations() const {
  return count("cam/card.reads") + count("cam/card.writes") + count("cam/card.flushes");
}

void Bench::runUntil(Instant until) {
  while (twin_->step(until)) follow();
}

bool Bench::runUntil(const std::function<bool()>& holds, Duration atMost) {
  const Instant limit = now() + atMost;
  while (!holds()) {
    if (!twin_->step(limit)) return holds();
    follow();
  }
  return true;
}

std::string Bench::shown(const std::string& signal) const {
  const auto id = twin_->signals().find(signal);
  TW_CHECK(id.has_value());
  return twin_->signals().text(*id);
}

json Bench::ask(const std::string& request) {
  return proof::ask(*twin_, request, [this] { follow(); });
}

double Bench::count(const char* signal) const {
  return twin_->signals().value(twin_->signals().find(signal).value());
}

const Facts& Bench::facts() {
  facts_.worn = facts_.inserted && endurance_ > 0 &&
                count("cam/card.erase_cycles") >= static_cast<double>(endurance_);
  facts_.formatted = book_.formatted();
  facts_.halfWiped = book_.halfWiped();
  noteTrouble();
  return facts_;
}

void Bench::noteTrouble() {
  facts_.wet = count("cam/cover.wetness") > 0;
  if (facts_.wet) facts_.troubled = now();
  for (const auto& [kind, magnitude] : facts_.faults)
    if (!isSilent(kind)) facts_.troubled = now();
  if (facts_.refusesWrites()) facts_.refusing = now();
}

void Bench::changed() {
  facts_.changed = now();
  facts_.firstOperation.reset();
  facts_.firstWrite.reset();
  writesBefore_ = count("cam/card.writes");
  operationsBefore_ = operations();
  noteTrouble();
}

// Whatever may destroy what the card has got: compared before and after.
void Bench::destroying(bool may, const std::function<void()>& act) {
  follow();
  if (!may || !book_.layout()) {
    act();
  } else {
    BeforeAct before(camera().card(), book_);
    act();
    before.noteDestroyed();
  }
  follow();
}

void Bench::apply(const std::string& action, json args) {
  twin_->apply({{}, "cam", action, std::move(args)});
  follow();
}

void Bench::plug() {
  if (facts_.powered) return;
  facts_.powered = true;
  changed();
  apply("plug_in");
}

void Bench::unplug() {
  if (!facts_.powered) return;
  ++counts.cuts;
  facts_.powered = false;
  losePower("unplug");
}

void Bench::insert(const sim::CardSpec& spec) {
  pull();
  ++counts.cards;
  camera().card().insert(spec);
  facts_.locked = spec.writeProtected;
  facts_.honest = spec.realBytes == 0 || spec.realBytes == spec.capacityBytes;
  facts_.capacityBytes = spec.capacityBytes;
  endurance_ = spec.enduranceCycles;
  lied_ = facts_.faults.contains("lying_flush");
  isIn();
  follow();
}

void Bench::putBack() {
  if (facts_.inserted || !camera().card().hasPulledCard()) return;
  isIn();
  apply("insert_card", {{"card", "same"}});
}

void Bench::isIn() {
  facts_.inserted = true;
  facts_.askedToInitialise.reset();
  facts_.triedInRot = false;
  changed();
}

void Bench::pull() {
  if (!facts_.inserted) return;
  ++counts.pulls;
  facts_.inserted = false;
  losePower("pull_card");
}

// The card does, by an action.
void Bench::losePower(const std::string& action) {
  changed();
  destroying(mayLose(), [&] { apply(action); });
  book_.powerLost();
  lied_ = facts_.faults.contains("lying_flush");
}

void Bench::lock(bool on) {
  if (!facts_.inserted || facts_.locked == on) return;
  changed();
  facts_.locked = on;
  changed();
  apply("write_protect_card", {{"on", on}});
}

json Bench::initialise() {
  facts_.askedToInitialise = now();
  return ask("card.initialise");
}

void Bench::rain(bool on) {
  changed();
  if (on) ++counts.faults["damp"];
  apply(on ? "open_cover" : "close_cover");
  apply("fault", {{"device", "cover"}, {"kind", "damp"}, {"magnitude", on ? 1.0 : 0.0}});
}

void Bench::dry() {
  if (!facts().wet && shows("cam/cover.open", "false")) return;
  rain(false);
  while (facts().wet) runFor(30s);
}

void Bench::hang() {
  ++counts.restarts;
  facts_.changed = now();
  apply("fault", {{"device", "firmware"}, {"kind", "hang"}});
}

void Bench::fault(const std::string& kind, double magnitude) {
  if (lyingCard_ && kind == "lying_flush") return;
  changed();
  if (magnitude == 0)
    facts_.faults.erase(kind);
  else
    facts_.faults[kind] = magnitude;
  changed();
  if (magnitude > 0) ++counts.faults[kind];
  if (kind == "lying_flush" && magnitude > 0) lied_ = true;
  if (kind == "bit_rot" && shows("cam/firmware.card_state", "initialising"))
    facts_.triedInRot = true;
  destroying(magnitude > 0, [&] {
    apply("fault", {{"device", "card"}, {"kind", kind}, {"magnitude", magnitude}});
  });
}

void Bench::endFaults() {
  const auto on = facts_.faults;
  for (const auto& [kind, magnitude] : on) fault(kind, 0);
}

void setUp(Bench& bench) {
  const auto await = [&](const char* signal, const char* text) {
    if (!bench.runUntil([&] { return bench.shows(signal, text); }, 180s))
      throw std::runtime_error(std::string("the camera does not come up: ") + signal + " is not " +
                               text);
  };
  bench.plug();
  await("cam/led.pattern", "fast_blue");
  bench.apply("insert_cable");
  await("cam/led.pattern", "slow_blue");
  bench.apply("add_camera");
  await("phone/cam.bound", "true");
  bench.insert({.capacityBytes = 64'000'000});
  await("cam/firmware.card_state", "uninitialised");
  bench.initialise();
  await("cam/firmware.card_state", "in_use");
}

}  // namespace tw::cardsoak
