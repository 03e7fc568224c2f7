#include "sim/devices/card.h"

#include <algorithm>
#include <cstdio>

#include "sim/core/json_reader.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

constexpr double kTornShare = 0.15;     // of unflushed sectors, when the power goes
constexpr double kRateOverClass = 1.2;  // what a card does over what it promises
constexpr uint64_t kTidyEveryBytes = 16 * 1024 * 1024;
constexpr Duration kDeadAnswer = 100ms;

std::vector<FaultSpec> cardFaults() {
  return {
      {"write_error", "this share of writes fails and leaves its sectors undefined", "share", 0, 1},
      {"read_error", "this share of reads fails", "share", 0, 1},
      {"slow", "everything takes so many times as long", "ratio", 1, 1000},
      {"stuck_busy", "operations do not end while this lasts", "", 0, 1},
      {"write_protect", "the card refuses writes, as one at the end of its life does", "", 0, 1},
      {"dead", "the card does not answer and fails every operation", "", 0, 1},
      {"torn", "this share of unflushed sectors is torn when the power goes", "share", 0, 1},
      {"lying_flush", "a flush ends well and makes nothing durable", "", 0, 1},
  };
}

void checkSpec(const CardSpec& spec) {
  if (spec.capacityBytes < 1'000'000 || spec.capacityBytes > 2'000'000'000'000 ||
      spec.capacityBytes % hal::kSectorSize != 0)
    throw InputError("a card of " + std::to_string(spec.capacityBytes) +
                     " bytes: it has 1 MB to 2 TB, in sectors of 512 bytes");
  constexpr int kClasses[] = {2, 4, 6, 10};
  if (std::count(std::begin(kClasses), std::end(kClasses), spec.speedClass) == 0)
    throw InputError("a card of class " + std::to_string(spec.speedClass) +
                     ": there are 2, 4, 6 and 10");
  if (!(spec.readMegabytesPerSecond > 0))
    throw InputError("a card that reads nothing: its rate in MB/s is above 0");
}

}  // namespace

struct VirtualCardSlot::Card {
  struct CachedWrite {
    uint64_t sector;
    Bytes data;
  };

  Card(CardSpec s, CardImage i) : spec(std::move(s)), image(std::move(i)) {}

  CardSpec spec;
  CardImage image;
  std::deque<CachedWrite> cache;  // in the order of writing
  size_t cachedBytes = 0;
  uint64_t untidyBytes = 0;  // written since the card last tidied up

  void write(uint64_t sector, std::span<const uint8_t> data) {
    cache.push_back({sector, Bytes(data.begin(), data.end())});
    cachedBytes += data.size();
    untidyBytes += data.size();
    while (cachedBytes > kCacheBytes) settleOldest();
  }
  void settleOldest() {
    image.write(cache.front().sector, cache.front().data);
    cachedBytes -= cache.front().data.size();
    cache.pop_front();
  }
  void flush() {
    while (!cache.empty()) settleOldest();
  }
  Bytes read(uint64_t sector, uint64_t count) const {
    Bytes data = image.read(sector, count);
    for (const CachedWrite& w : cache) overlay(data, sector, count, w);
    return data;
  }
  static void overlay(Bytes& data, uint64_t sector, uint64_t count, const CachedWrite& w) {
    const uint64_t from = std::max(sector, w.sector);
    const uint64_t to = std::min(sector + count, w.sector + w.data.size() / hal::kSectorSize);
    if (from >= to) return;
    const auto source =
        w.data.begin() + static_cast<std::ptrdiff_t>((from - w.sector) * hal::kSectorSize);
    std::copy_n(source, (to - from) * hal::kSectorSize,
                data.begin() + static_cast<std::ptrdiff_t>((from - sector) * hal::kSectorSize));
  }
  void losePower(const ArrivingBytes& arriving) {
    size_t left = cachedBytes / hal::kSectorSize;
    for (const CachedWrite& w : cache)
      for (size_t i = 0; i < w.data.size() / hal::kSectorSize; ++i)
        settleSector(w.sector + i,
                     std::span(w.data).subspan(i * hal::kSectorSize, arriving(left--)));
    cache.clear();
    cachedBytes = 0;
  }
  void settleSector(uint64_t sector, std::span<const uint8_t> arrived) {
    if (arrived.empty()) return;
    Bytes now = image.read(sector, 1);
    std::copy(arrived.begin(), arrived.end(), now.begin());
    image.write(sector, now);
  }
  uint64_t hash() const {
    Hasher hasher;
    hasher.add(image.hash());
    for (const CachedWrite& w : cache) {
      hasher.add(w.sector);
      hasher.add(w.data);
    }
    return cache.empty() ? image.hash() : hasher.digest();
  }
};

class VirtualCardSlot::Blocks final : public hal::BlockDevice {
 public:
  explicit Blocks(VirtualCardSlot& slot)
      : slot_(slot), end_(slot.bench().queue, [this] { due(); }) {}

  uint64_t sectorCount() const override {
    return slot_.answers() ? slot_.card_->image.sectors() : 0;
  }
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
    if (slot_.random_.uniform() < slot_.fault("read_error"))
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
    } else if (!slot_.has("dead")) {
      slot_.bytesWritten_.set(slot_.bytesWritten_.value() + double(data.size()));
      write(sector, data);
    }
    begin(1ms + tidyPause(), double(data.size()) / (kRateOverClass * slot_.card_->spec.speedClass));
  }
  void write(uint64_t sector, std::span<const uint8_t> data) {
    if (slot_.random_.uniform() >= slot_.fault("write_error")) {
      slot_.card_->write(sector, data);
      return;
    }
    outcome_ = Errc::kIo;
    for (size_t i = 0; i < data.size() / hal::kSectorSize; ++i)
      if (slot_.random_.uniform() < 0.5)
        slot_.card_->write(sector + i, data.subspan(i * hal::kSectorSize, hal::kSectorSize));
  }
  void doStartFlush() override {
    slot_.trace("startFlush");
    slot_.flushes_.increment();
    outcome_ = Bytes{};
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
    if (slot_.has("dead")) {
      outcome_ = Errc::kIo;
      length = kDeadAnswer;
    }
    setState(hal::IoState::kBusy);
    end_.startIn(length);
  }
  Duration tidyPause() {
    if (slot_.card_->untidyBytes < kTidyEveryBytes) return {};
    slot_.card_->untidyBytes = 0;
    return fromSeconds(slot_.random_.uniform(0.05, 0.15));
  }
  void due() {
    held_ = slot_.has("stuck_busy");
    if (held_) return;
    if (flushing_ && outcome_.ok() && !slot_.has("lying_flush")) slot_.card_->flush();
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
      errors_(bench.signal(name, {"errors", SignalKind::kCount, "operations that failed"})) {
  blocks_ = std::make_unique<Blocks>(*this);
}

VirtualCardSlot::~VirtualCardSlot() = default;

bool VirtualCardSlot::cardPresent() const { return card_ != nullptr; }

bool VirtualCardSlot::answers() const { return card_ != nullptr && powered_ && !ready_.running(); }

bool VirtualCardSlot::writeProtected() const {
  return card_->spec.writeProtected || has("write_protect");
}

Result<hal::CardInfo> VirtualCardSlot::info() const {
  if (!answers()) return Errc::kNotReady;
  if (has("dead")) return Errc::kIo;
  return hal::CardInfo{card_->spec.serial, card_->image.sectors() * hal::kSectorSize,
                       card_->spec.speedClass, writeProtected()};
}

hal::BlockDevice& VirtualCardSlot::blocks() { return *blocks_; }

void VirtualCardSlot::insert(const CardSpec& given) {
  CardSpec spec = given;
  const bool existing = !spec.image.empty();
  auto image = existing ? CardImage::attach(spec.image)
                        : (checkSpec(spec),
                           CardImage::create(spec.capacityBytes / hal::kSectorSize, spec.keepAt));
  spec.capacityBytes = image.sectors() * hal::kSectorSize;
  checkSpec(spec);
  if (spec.serial.empty()) {
    char text[24];
    std::snprintf(text, sizeof text, "TW%06u", insertions_ + 1);
    spec.serial = text;
  }
  pull();
  putIn(std::make_unique<Card>(std::move(spec), std::move(image)));
}

void VirtualCardSlot::reinsert() {
  if (card_) pull();
  TW_CHECK(pulled_ != nullptr);
  putIn(std::move(pulled_));
}

void VirtualCardSlot::putIn(std::unique_ptr<Card> card) {
  card_ = std::move(card);
  ++insertions_;
  inserted_.set(1.0);
  trace("inserted " + card_->spec.serial);
  bench().events.add(
      bench().path(name()), "inserted",
      {{"serial", card_->spec.serial}, {"capacity_bytes", card_->spec.capacityBytes}});
  startUp();
  bench().wake();
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
  trace("pulled");
  bench().events.add(bench().path(name()), "pulled", {{"serial", pulled_->spec.serial}});
  bench().wake();
}

void VirtualCardSlot::losePower() {
  if (!card_) return;
  if (arrivingBytes_)
    card_->losePower(arrivingBytes_);
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
  TW_CHECK(card_ != nullptr && sector + count <= card_->image.sectors());
  return card_->read(sector, count);
}

void VirtualCardSlot::keepPrivate() {
  for (Card* card : {card_.get(), pulled_.get()})
    if (card != nullptr) card->image.keepPrivate();
}

void VirtualCardSlot::setWriteProtected(bool on) {
  if (card_) card_->spec.writeProtected = on;
}

const VirtualCardSlot::Card* VirtualCardSlot::anyCard() const {
  return card_ ? card_.get() : pulled_.get();
}

bool VirtualCardSlot::saveImage(const std::filesystem::path& to) const {
  const Card* card = anyCard();
  if (card == nullptr) return false;
  card->image.saveTo(to);
  if (card->cache.empty()) return true;
  CardImage copy = CardImage::attach(to);
  for (const auto& w : card->cache) copy.write(w.sector, w.data);
  return true;
}

uint64_t VirtualCardSlot::imageHash() const {
  const Card* card = anyCard();
  return card == nullptr ? 0 : card->hash();
}

void VirtualCardSlot::afterFault() {
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
