#include "sim/devices/card.h"

#include <algorithm>
#include <cstdio>

#include "sim/core/json_reader.h"
#include "sim/devices/state_hash.h"
#include "sim/devices/wetting.h"

namespace tw::sim {
namespace {

constexpr double kTornShare = 0.15;  // of unflushed sectors, when the power goes
constexpr Duration kDeadAnswer = 100ms;
constexpr double kMostGigabytes = 2000;  // that an image can have

std::vector<FaultSpec> cardFaults() {
  return {
      {"write_error", "this share of writes fails and leaves its sectors undefined", "share", 0, 1},
      {"read_error", "this share of reads fails", "share", 0, 1},
      {"bad_units", "writes into this share of its erase units (4 MiB) fail", "share", 0, 1},
      {"unreadable_units", "reads from this share of its erase units fail", "share", 0, 1},
      {"bit_rot", "at once, so many bits of what was written flip", "bits", 0, 1e6},
      {"slow", "everything takes so many times as long", "ratio", 1, 1000},
      {"stuck_busy", "operations do not end while this lasts", "", 0, 1},
      {"write_protect", "the card refuses writes, as one at the end of its life does", "", 0, 1},
      {"dead", "the card does not answer and fails every operation", "", 0, 1},
      {"arriving", "of unflushed data only the first so many bytes arrive when the power goes", "B",
       0, double(CardMedium::kCacheBytes)},
      {"torn", "this share of unflushed sectors is torn when the power goes", "share", 0, 1},
      {"lying_flush", "a flush ends well and makes nothing durable", "", 0, 1},
  };
}

CardMedium::ArrivingBytes firstBytes(double bytes) {
  return [left = static_cast<size_t>(bytes)](size_t) mutable {
    const size_t arriving = std::min<size_t>(left, hal::kSectorSize);
    left -= arriving;
    return arriving;
  };
}

}  // namespace

class VirtualCardSlot::Blocks final : public hal::BlockDevice {
 public:
  explicit Blocks(VirtualCardSlot& slot)
      : slot_(slot), end_(slot.bench().queue, [this] { due(); }) {}

  uint64_t sectorCount() const override { return slot_.answers() ? slot_.card_->sectors() : 0; }
  hal::IoState state() const override { return state_; }

  // The controller forgets; what the card has got it has.
  void forget() {
    end_.cancel();
    held_ = false;
    setState(hal::IoState::kIdle);
  }
  void cardGone() {
    if (state_ != hal::IoState::kBusy) return;
    outcome_ = Error{Errc::kNotReady, "the card was pulled"};
    finish();
  }
  void faultsChanged() {
    if (held_ && !slot_.has("stuck_busy")) due();
  }
  uint64_t hash() const { return hashState(state_, held_, end_.due()); }

 private:
  enum class Kind { kRead, kWrite, kFlush };

  void doStartRead(uint64_t sector, uint32_t count) override {
    slot_.trace("startRead sector=" + std::to_string(sector) + " count=" + std::to_string(count));
    slot_.reads_.increment();
    const double rate = slot_.card_->spec.readMegabytesPerSecond;
    outcome_ = Bytes{};
    if (slot_.random_.uniform() < slot_.fault("read_error") ||
        slot_.card_->touchesBadUnit(sector, count, slot_.fault("unreadable_units")) ||
        slot_.contactsFail())
      outcome_ = Errc::kIo;
    else
      outcome_ = slot_.card_->read(sector, count);
    begin(500us, double(count) * hal::kSectorSize / rate);
  }
  void doStartWrite(uint64_t sector, std::span<const uint8_t> data) override {
    slot_.trace("startWrite sector=" + std::to_string(sector) +
                    " count=" + std::to_string(data.size() / hal::kSectorSize),
                data);
    slot_.writes_.increment();
    outcome_ = Bytes{};
    if (slot_.writeProtected()) {
      outcome_ = Errc::kDenied;
    } else if (!slot_.silent()) {
      slot_.bytesWritten_.set(slot_.bytesWritten_.value() + double(data.size()));
      write(sector, data);
    }
    begin(1ms + tidyPause(), double(data.size()) / slot_.card_->spec.writeRate());
  }
  void write(uint64_t sector, std::span<const uint8_t> data) {
    const uint64_t count = data.size() / hal::kSectorSize;
    if (slot_.contactsFail()) {  // the card takes no block whose checksum is wrong
      outcome_ = Errc::kIo;
      return;
    }
    if (slot_.random_.uniform() >= slot_.fault("write_error") &&
        !slot_.card_->touchesBadUnit(sector, count, slot_.fault("bad_units"))) {
      slot_.take(sector, data);
      slot_.eraseCycles_.set(double(slot_.card_->eraseCycles()));
      return;
    }
    outcome_ = Errc::kIo;
    for (size_t i = 0; i < count; ++i)
      if (slot_.random_.uniform() < 0.5)
        slot_.take(sector + i, data.subspan(i * hal::kSectorSize, hal::kSectorSize));
  }
  void doStartFlush() override {
    slot_.trace("startFlush");
    slot_.flushes_.increment();
    outcome_ = Bytes{};
    if (slot_.contactsFail()) outcome_ = Errc::kIo;
    flushing_ = true;
    begin(3ms + fromSeconds(slot_.random_.uniform(0, 0.005)), 0);
  }
  Result<Bytes> doTake() override {
    setState(hal::IoState::kIdle);
    Result<Bytes> outcome = std::exchange(outcome_, Bytes{});
    if (outcome.ok() && !outcome.value().empty())
      slot_.trace("read", outcome.value());
    else
      slot_.trace(outcome.ok() ? "done" : toString(outcome.error().code));
    return outcome;
  }

  // `bytesAtRate` is bytes by MB/s: microseconds.
  void begin(Duration fixed, double bytesAtRate) {
    Duration length = fixed + fromSeconds(bytesAtRate * 1e-6);
    if (slot_.has("slow")) length = fromSeconds(toSeconds(length) * slot_.fault("slow"));
    if (slot_.silent()) {
      outcome_ = Errc::kIo;
      length = kDeadAnswer;
    }
    setState(hal::IoState::kBusy);
    end_.startIn(length);
  }
  Duration tidyPause() {
    if (!slot_.card_->pausesToTidy()) return {};
    return fromSeconds(slot_.random_.uniform(0.05, 0.15));
  }
  void due() {
    held_ = slot_.has("stuck_busy");
    if (held_) return;
    if (flushing_ && outcome_.ok() && !slot_.has("lying_flush")) slot_.flush();
    finish();
  }
  void finish() {
    end_.cancel();
    held_ = false;
    flushing_ = false;
    if (!outcome_.ok()) slot_.errors_.increment();
    setState(hal::IoState::kDone);
    slot_.bench().wake();
  }
  void setState(hal::IoState state) {
    state_ = state;
    if (state != hal::IoState::kBusy) flushing_ = false;
    slot_.busy_.set(state == hal::IoState::kBusy ? 1.0 : 0.0);
  }

  VirtualCardSlot& slot_;
  OneShot end_;
  hal::IoState state_ = hal::IoState::kIdle;
  Result<Bytes> outcome_ = Bytes{};
  bool flushing_ = false;
  bool held_ = false;  // due, but stuck
};

VirtualCardSlot::VirtualCardSlot(const Bench& bench, std::string name)
    : FaultyDevice(bench, name, cardFaults()),
      random_(bench.random(name)),
      ready_(bench.queue, [this] { this->bench().wake(); }),
      inserted_(bench.signal(name, {"inserted", SignalKind::kFlag, "a card is in the slot"})),
      writes_(bench.signal(name, {"writes", SignalKind::kCount, "write operations begun"})),
      reads_(bench.signal(name, {"reads", SignalKind::kCount, "read operations begun"})),
      flushes_(bench.signal(name, {"flushes", SignalKind::kCount, "flushes begun"})),
      bytesWritten_(bench.signal(name, {"bytes_written", SignalKind::kCount, "bytes taken", "B"})),
      busy_(bench.signal(name, {"busy", SignalKind::kFlag, "an operation is under way"})),
      errors_(bench.signal(name, {"errors", SignalKind::kCount, "operations that failed"})),
      eraseCycles_(bench.signal(name, {.name = "erase_cycles",
                                       .kind = SignalKind::kNumber,
                                       .doc = "of the present card's erase unit that has most",
                                       .unit = "cycles",
                                       .min = 0,
                                       .max = 1e9})),
      locked_(bench.signal(name, flagSignal("locked", "the lock of the card in the slot is on"))),
      capacity_(bench.signal(name, {.name = "capacity_gb",
                                    .doc = "that the card in the slot claims, 1 GB = 1e9 bytes",
                                    .unit = "GB",
                                    .max = kMostGigabytes})) {
  blocks_ = std::make_unique<Blocks>(*this);
}

VirtualCardSlot::~VirtualCardSlot() = default;

bool VirtualCardSlot::cardPresent() const { return card_ != nullptr; }

bool VirtualCardSlot::answers() const { return card_ != nullptr && powered_ && !ready_.running(); }

bool VirtualCardSlot::silent() const { return has("dead") || wetness() >= Wetting::kBridges; }

// A dry card rolls no dice.
bool VirtualCardSlot::contactsFail() {
  const double share = wetness();
  return share > 0 && random_.uniform() < share;
}

bool VirtualCardSlot::writeProtected() const {
  return card_->spec.writeProtected || card_->wornOut() || has("write_protect");
}

Result<hal::CardInfo> VirtualCardSlot::info() const {
  if (!answers()) return Errc::kNotReady;
  if (silent()) return Errc::kIo;
  return hal::CardInfo{card_->spec.serial, card_->sectors() * hal::kSectorSize,
                       card_->spec.speedClass, writeProtected()};
}

hal::BlockDevice& VirtualCardSlot::blocks() { return *blocks_; }

void VirtualCardSlot::insert(const CardSpec& given) {
  CardSpec spec = given;
  const bool existing = !spec.image.empty();
  auto image = existing ? CardImage::copyOf(spec.image)
                        : (checkCard(spec),
                           CardImage::create(spec.capacityBytes / hal::kSectorSize, spec.keepAt));
  spec.capacityBytes = image.sectors() * hal::kSectorSize;
  checkCard(spec);
  if (spec.serial.empty()) {
    char text[24];
    std::snprintf(text, sizeof text, "TW%06u", insertions_ + 1);
    spec.serial = text;
  }
  pull();
  putIn(std::make_unique<CardMedium>(std::move(spec), std::move(image)));
}

void VirtualCardSlot::reinsert() {
  if (card_) pull();
  TW_CHECK(pulled_ != nullptr);
  putIn(std::move(pulled_));
}

void VirtualCardSlot::putIn(std::unique_ptr<CardMedium> card) {
  card_ = std::move(card);
  ++insertions_;
  inserted_.set(1.0);
  showCard();
  eraseCycles_.set(double(card_->eraseCycles()));
  trace("inserted " + card_->spec.serial);
  bench().events.add(
      bench().path(name()), "inserted",
      {{"serial", card_->spec.serial}, {"capacity_bytes", card_->spec.capacityBytes}});
  startUp();
  bench().wake();
}

void VirtualCardSlot::take(uint64_t sector, std::span<const uint8_t> data) {
  if (watch_.taken) watch_.taken(sector, data);
  card_->write(sector, data);
}

void VirtualCardSlot::flush() {
  card_->flush();
  if (watch_.flushed) watch_.flushed();
}

void VirtualCardSlot::startUp() {
  if (card_ && powered_) ready_.startIn(kStartUp);
}

void VirtualCardSlot::pull() {
  if (!card_) return;
  losePower();
  pulled_ = std::move(card_);
  blocks_->cardGone();
  ready_.cancel();
  inserted_.set(0.0);
  showCard();
  trace("pulled");
  bench().events.add(bench().path(name()), "pulled", {{"serial", pulled_->spec.serial}});
  bench().wake();
}

void VirtualCardSlot::losePower() {
  if (!card_) return;
  if (arrivingBytes_)
    card_->losePower(arrivingBytes_);
  else if (has("arriving"))
    card_->losePower(firstBytes(fault("arriving")));
  else
    card_->losePower([this](size_t) { return rollDice(); });
}

// Kept, lost or torn.
size_t VirtualCardSlot::rollDice() {
  const double tornShare = has("torn") ? fault("torn") : kTornShare;
  const double dice = random_.uniform();
  if (dice < tornShare) return random_.below(hal::kSectorSize);
  return dice < tornShare + (1 - tornShare) / 2 ? 0 : hal::kSectorSize;
}

Bytes VirtualCardSlot::contents(uint64_t sector, uint64_t count) const {
  const CardMedium* card = anyCard();
  TW_CHECK(card != nullptr && sector + count <= card->sectors());
  return card->read(sector, count);
}

void VirtualCardSlot::keepPrivate() {
  for (CardMedium* card : {card_.get(), pulled_.get()})
    if (card != nullptr) card->keepPrivate();
}

void VirtualCardSlot::setWriteProtected(bool on) {
  if (card_) card_->spec.writeProtected = on;
  showCard();
}

void VirtualCardSlot::showCard() {
  locked_.set(card_ && card_->spec.writeProtected);
  capacity_.set(card_ ? double(card_->spec.capacityBytes) * 1e-9 : 0);
}

const CardMedium* VirtualCardSlot::anyCard() const { return card_ ? card_.get() : pulled_.get(); }

bool VirtualCardSlot::saveImage(const std::filesystem::path& to) const {
  const CardMedium* card = anyCard();
  if (card == nullptr) return false;
  card->saveTo(to);
  return true;
}

uint64_t VirtualCardSlot::imageHash() const {
  const CardMedium* card = anyCard();
  return card == nullptr ? 0 : card->hash();
}

// Once, at each new number of bits.
void VirtualCardSlot::rot() {
  if (std::exchange(rotten_, fault("bit_rot")) == rotten_ || rotten_ == 0 || !card_) return;
  card_->rot(static_cast<uint64_t>(rotten_), random_);
}

void VirtualCardSlot::afterFault() {
  rot();
  blocks_->faultsChanged();
  bench().wake();
}

void VirtualCardSlot::powerOn() {
  powered_ = true;
  startUp();
}

void VirtualCardSlot::powerOff() {
  powered_ = false;
  ready_.cancel();
  blocks_->forget();
  losePower();
}

void VirtualCardSlot::reset() { blocks_->forget(); }

uint64_t VirtualCardSlot::stateHash() const {
  return hashState(faultHash(), insertions_, powered_, card_ != nullptr, imageHash(),
                   blocks_->hash(), ready_.due(), random_);
}

}  // namespace tw::sim
