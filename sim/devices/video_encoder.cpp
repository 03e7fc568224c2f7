#include "sim/devices/video_encoder.h"

#include <algorithm>
#include <utility>

#include "sim/codec/group_encoder.h"
#include "sim/devices/state_hash.h"

namespace tw::sim {
namespace {

GroupSetup groupSetup(const hal::EncoderSetup& setup) {
  return {setup.size, setup.framesPerSecond, setup.quality};
}

}  // namespace

struct VirtualVideoEncoder::Group {
  std::vector<FrameRecord> records;  // logged; empty where pictures need no scene
  std::shared_ptr<std::unique_ptr<GroupEncoder>> encoder;  // there while it is at work
  std::vector<std::shared_future<Bytes>> units;            // as far as ordered
  size_t taken = 0;                                        // by whoever came first
};

VirtualVideoEncoder::VirtualVideoEncoder(const Bench& bench, LensPipeline& pipeline)
    : Device(bench, std::string(toString(pipeline.lens())) + "_encoder"),
      pipeline_(pipeline),
      captureTimer_(bench.queue, [this] { capture(); }),
      wakeTimer_(bench.queue,
                 [this] {
                   scheduleWake();
                   this->bench().wake();
                 }),
      readersSignal_(bench.signal(name(), {.name = "readers",
                                           .doc = "clips and viewers that take from the stream",
                                           .max = kMaxReaders})),
      framesDrawn_(bench.signal(name(), {.name = "frames_drawn",
                                         .kind = SignalKind::kCount,
                                         .doc = "frames that were drawn and encoded"})) {}

VirtualVideoEncoder::~VirtualVideoEncoder() = default;

Result<void> VirtualVideoEncoder::doStart(const hal::EncoderSetup& setup) {
  if (started_) return Errc::kBusy;
  if (!pipeline_.powered()) return Errc::kNotReady;
  if (pipeline_.parameters().framesPerSecond % setup.framesPerSecond != 0)
    return Error{Errc::kOutOfRange, "not a whole share of the sensor's rate"};
  trace("start " + std::to_string(setup.size.width) + "x" + std::to_string(setup.size.height) +
        " fps=" + std::to_string(setup.framesPerSecond) +
        " quality=" + std::to_string(setup.quality));
  started_ = true;
  setup_ = setup;
  step_ = static_cast<uint64_t>(pipeline_.parameters().framesPerSecond / setup.framesPerSecond);
  first_ = pipeline_.nextFrame();
  nextCapture_ = 0;
  if (pipeline_.pictures().needsScene()) scheduleCapture();
  return {};
}

void VirtualVideoEncoder::stop() {
  if (!started_) return;
  trace("stop");
  started_ = false;
  captureTimer_.cancel();
  wakeTimer_.cancel();
  groups_.clear();
  for (Reader& r : readers_) r.ended = true;
}

void VirtualVideoEncoder::forget() {
  stop();
  readers_.clear();
  readersSignal_.set(0.0);
}

Instant VirtualVideoEncoder::captureTime(uint64_t frame) const {
  return pipeline_.captureTime(sensorFrame(frame));
}

std::optional<uint64_t> VirtualVideoEncoder::newestFrame(Instant at) const {
  const auto sensorNumber = pipeline_.frameAt(at);
  if (!sensorNumber || *sensorNumber < first_) return std::nullopt;
  return (*sensorNumber - first_) / step_;
}

uint64_t VirtualVideoEncoder::groupOf(uint64_t frame) const {
  return frame / static_cast<uint64_t>(setup_.framesPerSecond);
}

uint64_t VirtualVideoEncoder::nextSensorFrame() const {
  TW_CHECK(started_);
  const uint64_t next = std::max(pipeline_.nextFrame(), first_);
  return first_ + (next - first_ + step_ - 1) / step_ * step_;
}

// The first of which something lies within the time that is kept.
uint64_t VirtualVideoEncoder::oldestGroup() const {
  const Instant now = bench().queue.now();
  if (now.time_since_epoch() < kKept) return 0;
  return groupOf(newestFrame(now - kKept).value_or(0));
}

void VirtualVideoEncoder::dropOldGroups() {
  groups_.erase(groups_.begin(), groups_.lower_bound(oldestGroup()));
}

void VirtualVideoEncoder::scheduleCapture() { captureTimer_.startAt(captureTime(nextCapture_)); }

void VirtualVideoEncoder::capture() {
  group(groupOf(nextCapture_)).records.push_back(pipeline_.capture(sensorFrame(nextCapture_)));
  ++nextCapture_;
  dropOldGroups();
  orderLogged();
  scheduleCapture();
}

// Readers are woken for each unit; without readers nobody is.
void VirtualVideoEncoder::scheduleWake() {
  const bool live =
      std::any_of(readers_.begin(), readers_.end(), [](const Reader& r) { return !r.ended; });
  if (!started_ || !live) return wakeTimer_.cancel();
  const auto newest = newestFrame(bench().queue.now() - kLatency);
  wakeTimer_.startAt(captureTime(newest ? *newest + 1 : 0) + kLatency);
}

Result<hal::ReaderId> VirtualVideoEncoder::open(Instant from) {
  if (!started_) return Errc::kNotReady;
  if (readers_.size() >= kMaxReaders) return Errc::kNoSpace;
  const Instant now = bench().queue.now();
  const uint64_t frame = newestFrame(std::clamp(from, now - kHistory, now)).value_or(0);
  const uint64_t start = groupOf(frame) * static_cast<uint64_t>(setup_.framesPerSecond);
  readers_.push_back({nextReader_++, start});
  readersSignal_.set(static_cast<double>(readers_.size()));
  trace("open reader=" + std::to_string(readers_.back().id) + " frame=" + std::to_string(start));
  if (!wakeTimer_.running()) scheduleWake();
  orderLogged();
  return readers_.back().id;
}

void VirtualVideoEncoder::skipLost(Reader& reader) {
  const uint64_t oldest = oldestGroup();
  const uint64_t group = groupOf(reader.next);
  if (group >= oldest) return;
  reader.lostGroups += oldest - group;
  reader.next = oldest * static_cast<uint64_t>(setup_.framesPerSecond);
}

std::optional<hal::AccessUnit> VirtualVideoEncoder::take(hal::ReaderId id) {
  Reader& r = reader(id);
  if (r.ended) return std::nullopt;
  skipLost(r);
  if (captureTime(r.next) + kLatency > bench().queue.now()) return std::nullopt;
  const uint64_t frame = r.next++;
  const Bytes& data = unit(frame);
  trace("take reader=" + std::to_string(id) + " frame=" + std::to_string(frame), data);
  delivered_.add(frame);
  delivered_.add(std::span<const uint8_t>{data});
  const bool key = frame % static_cast<uint64_t>(setup_.framesPerSecond) == 0;
  return hal::AccessUnit{frame, captureTime(frame), key, data};
}

VirtualVideoEncoder::Group& VirtualVideoEncoder::group(uint64_t index) {
  auto& place = groups_[index];
  if (!place) place = std::make_unique<Group>();
  return *place;
}

const Bytes& VirtualVideoEncoder::unit(uint64_t frame) {
  const uint64_t index = groupOf(frame);
  const auto place = static_cast<size_t>(frame % static_cast<uint64_t>(setup_.framesPerSecond));
  if (!pipeline_.pictures().hasPictures()) return flatGroup(groupSetup(setup_), index)[place];
  dropOldGroups();
  Group& g = group(index);
  while (g.units.size() <= place) TW_CHECK(orderNext(g, index));
  for (; g.taken <= place; ++g.taken) framesDrawn_.increment();
  return g.units[place].get();
}

// Nothing where it is not logged yet.
std::optional<FrameRecord> VirtualVideoEncoder::nextRecord(Group& group, uint64_t index) const {
  const size_t place = group.units.size();
  const auto perGroup = static_cast<uint64_t>(setup_.framesPerSecond);
  if (!pipeline_.pictures().needsScene())
    return pipeline_.recall(sensorFrame(index * perGroup + place));
  if (place >= group.records.size()) return std::nullopt;
  FrameRecord record = std::move(group.records[place]);
  group.records[place].scene.reset();
  return record;
}

// A unit waits for the one before: the encoder is one.
bool VirtualVideoEncoder::orderNext(Group& group, uint64_t index) {
  const auto record = nextRecord(group, index);
  if (!record) return false;
  if (!group.encoder) group.encoder = std::make_shared<std::unique_ptr<GroupEncoder>>();
  const auto before = group.units.empty() ? std::shared_future<Bytes>() : group.units.back();
  group.units.push_back(
      begin(bench().workers, [&pictures = pipeline_.pictures(), record = *record,
                              setup = groupSetup(setup_), index, encoder = group.encoder, before] {
        const auto picture = pictures.picture(record, setup.size);
        if (before.valid()) before.wait();
        if (!*encoder) *encoder = std::make_unique<GroupEncoder>(setup, index);
        const Bytes unit = (*encoder)->encode(*picture);
        if ((*encoder)->encoded() == setup.framesPerSecond) encoder->reset();
        return unit;
      }));
  return true;
}

// All that readers are going to take.
void VirtualVideoEncoder::orderLogged() {
  if (!bench().workers || !pipeline_.pictures().needsScene()) return;
  uint64_t first = UINT64_MAX;
  for (const Reader& r : readers_)
    if (!r.ended) first = std::min(first, groupOf(r.next));
  for (auto group = groups_.lower_bound(first); group != groups_.end(); ++group)
    for (bool more = true; more;) more = orderNext(*group->second, group->first);
}

const VirtualVideoEncoder::Reader& VirtualVideoEncoder::reader(hal::ReaderId id) const {
  const auto found =
      std::find_if(readers_.begin(), readers_.end(), [&](const Reader& r) { return r.id == id; });
  TW_CHECK(found != readers_.end());
  return *found;
}

VirtualVideoEncoder::Reader& VirtualVideoEncoder::reader(hal::ReaderId id) {
  return const_cast<Reader&>(std::as_const(*this).reader(id));
}

uint64_t VirtualVideoEncoder::lostGroups(hal::ReaderId id) const { return reader(id).lostGroups; }

void VirtualVideoEncoder::close(hal::ReaderId id) {
  const Reader& r = reader(id);
  trace("close reader=" + std::to_string(id));
  readers_.erase(readers_.begin() + (&r - readers_.data()));
  readersSignal_.set(static_cast<double>(readers_.size()));
  if (readers_.empty()) wakeTimer_.cancel();
}

uint64_t VirtualVideoEncoder::stateHash() const {
  Hasher hasher;
  for (const Reader& r : readers_) hasher.add(hashState(r.id, r.next, r.lostGroups, r.ended));
  for (const auto& [index, group] : groups_)
    hasher.add(hashState(index, group->records.size(), group->taken));
  return hashState(started_, setup_.size.width, setup_.size.height, setup_.framesPerSecond,
                   setup_.quality, first_, nextCapture_, captureTimer_.due(), wakeTimer_.due(),
                   hasher.digest(), delivered_.digest());
}

}  // namespace tw::sim
