#include "tests/fuzz/mount_fuzz.h"

#include "firmware_core/storage/card_manager.h"
#include "firmware_core/storage/slot_framing.h"
#include "tests/fuzz/breach.h"
#include "tests/fuzz/card_image.h"
#include "tests/unit/fw_storage/card_rig.h"

namespace tw::fuzz {
namespace {

using fw::CardState;
using fw::ClipId;
using fw::ClipInfo;

// The scan of a card full of one-sector fragments, and as much again.
constexpr uint64_t kMostOperations = 300'000;

struct PatchedSlot : hal::CardSlot {
  PatchedSlot(test::FakeClock& clock, const CardImage& image) : device(clock, image) {
    described.capacityBytes = image.layout.cardSectors * hal::kSectorSize;
    described.speedClass = 10;
  }
  PatchedCard device;
  hal::CardInfo described;
  uint32_t count = 1;

  bool cardPresent() const override { return device.present; }
  uint32_t insertions() const override { return count; }
  Result<hal::CardInfo> info() const override { return described; }
  hal::BlockDevice& blocks() override { return device; }
};

struct Silence : LogSink {
  void write(LogLevel, std::string_view, std::string_view) override {}
};

const CardImage& image() {
  static const CardImage kImage = recordedCard();
  return kImage;
}

struct Camera {
  test::FakeClock clock;
  PatchedSlot slot{clock, image()};
  test::FakeCalendar calendar;
  test::FakeEntropy entropy;
  Silence log;
  std::unique_ptr<fw::CardManager> cards;

  void start() {
    cards = std::make_unique<fw::CardManager>(slot, calendar, entropy, log);
    settle();
  }
  fw::RingStore& store() {
    require(cards->store() != nullptr, "a card in use has its files");
    return *cards->store();
  }
  void settle() {
    const uint64_t most = slot.device.operations + kMostOperations;
    for (;;) {
      const Instant wanted = cards->poll(clock.time);
      const Instant due = std::min(wanted, slot.device.dueAt());
      if (due > clock.time + std::chrono::seconds{30}) return;
      require(slot.device.operations < most, "it comes to an end");
      clock.time = std::max(clock.time, due);
    }
  }
};

// What a read must bring, straight from the card.
Bytes onCard(Camera& camera, const ClipInfo& clip, uint64_t offset, uint64_t length) {
  const uint64_t first = offset / hal::kSectorSize, last = (offset + length - 1) / hal::kSectorSize;
  Bytes all =
      camera.slot.device.peek(image().layout.slotSector(clip.slot) + first, last - first + 1);
  all.erase(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(offset % hal::kSectorSize));
  all.resize(length);
  return all;
}

void readPiece(Camera& camera, const ClipInfo& clip, uint64_t offset, uint32_t length) {
  const auto ticket = camera.store().startRead(clip.id, offset, length);
  if (offset >= clip.bytes) return require(!ticket.ok(), "nothing is read behind a clip's end");
  require(ticket.ok(), "a clip's bytes can be asked for");
  camera.settle();
  auto done = camera.store().takeRead();
  require(done && done->ticket == ticket.value() && done->bytes.ok(), "what was asked for comes");
  const uint64_t wanted = std::min<uint64_t>(length, clip.bytes - offset);
  require(done->bytes.value() == onCard(camera, clip, offset, wanted), "and is what lies there");
}

void inspectClip(Camera& camera, const ClipInfo& clip) {
  const auto found = camera.store().find(clip.id);
  require(found && found->slot == clip.slot, "a listed clip is found");
  require(clip.id != 0 && clip.length >= Duration::zero(), "it has a number and a length");
  require(clip.bytes <= image().layout.slotBytes(clip.slot), "it lies in its slot");
  const uint64_t half = clip.bytes / 2;
  readPiece(camera, clip, 0, 1);
  readPiece(camera, clip, half, 700);
  readPiece(camera, clip, clip.bytes - std::min<uint64_t>(clip.bytes, 100), 4096);
  readPiece(camera, clip, clip.bytes, 1);
  if (clip.bytes < 64'000) readPiece(camera, clip, 0, fw::RingStore::kMaxReadBytes);
}

std::vector<ClipInfo> inspect(Camera& camera) {
  const std::vector<ClipInfo> clips = camera.store().list();
  for (size_t i = 0; i < clips.size(); ++i) {
    require(i == 0 || clips[i - 1].id < clips[i].id, "clips are listed in order, each once");
    inspectClip(camera, clips[i]);
    for (const CalendarTime at : {clips[i].start.startedAt.value_or(CalendarTime{}),
                                  CalendarTime::min(), CalendarTime::max()})
      for (const hal::LensId lens : hal::kLenses) camera.store().covering(lens, at);
  }
  require(camera.store().badSlots() <= image().layout.slots(), "bad slots are counted");
  camera.store().full();
  camera.cards->health().wear(camera.cards->capacityBytes());
  return clips;
}

struct Recorded {
  ClipId clip = 0;
  uint32_t slot = 0;
  Bytes bytes;  // as they lie on the card
  fw::ClipStart start = {};
};

void append(Camera& camera, Recorded& to, fw::Fragment fragment, uint32_t number) {
  fw::FragmentMark mark;
  mark.volumeId = camera.store().volumeId();
  mark.clip = to.clip;
  mark.start = to.start;
  mark.number = number;
  mark.frames = fragment.frames;
  mark.length = fragment.length;
  tw::append(to.bytes, fw::frameFragment(mark, fragment.bytes));
  require(camera.store().append(to.clip, std::move(fragment)).ok(), "an open clip grows");
}

// Nothing where every slot is taken by what cannot be overwritten.
std::optional<Recorded> record(Camera& camera, hal::LensId lens, bool close) {
  const fw::ClipStart start{lens, fw::ClipReason::kManual, camera.calendar.now()};
  const auto clip = camera.store().open(start);
  if (!clip) {
    require(clip.error().code == Errc::kNoSpace, "a card in use takes clips");
    return std::nullopt;
  }
  Recorded recorded;
  recorded.clip = clip.value();
  recorded.start = start;
  append(camera, recorded, test::testHead('H'), 0);
  append(camera, recorded, test::testFragment('F', 3000), 1);
  if (close) require(camera.store().close(recorded.clip).ok(), "a clip is closed");
  camera.settle();
  int events = 0;
  while (const auto event = camera.store().takeEvent(fw::StoreClient::kRecorder)) {
    require(event->clip == recorded.clip, "the recorder hears of its own clip");
    require(event->kind != fw::StoreEvent::Kind::kFailed, "a sound card takes it");
    recorded.slot = event->slot;
    ++events;
  }
  require(events == (close ? 3 : 2), "opened, acknowledged, closed");
  return recorded;
}

std::optional<Recorded> photograph(Camera& camera) {
  const Bytes jpeg(2000, 'J');
  const auto picture = camera.store().storePicture(
      {hal::LensId::kPtz, fw::ClipReason::kSnapshot, camera.calendar.now()}, jpeg);
  if (!picture) {
    require(picture.error().code == Errc::kNoSpace, "a card in use takes pictures");
    return std::nullopt;
  }
  camera.settle();
  const auto event = camera.store().takeEvent(fw::StoreClient::kSnapshots);
  require(event && event->kind == fw::StoreEvent::Kind::kPictureStored, "a picture is stored");
  return Recorded{picture.value(), event->slot, jpeg};
}

const ClipInfo* find(const std::vector<ClipInfo>& clips, ClipId id) {
  for (const ClipInfo& clip : clips)
    if (clip.id == id) return &clip;
  return nullptr;
}

void requireThere(Camera& camera, const std::vector<ClipInfo>& listed, const Recorded& recorded) {
  const ClipInfo* clip = find(listed, recorded.clip);
  require(clip != nullptr, "what was recorded is listed");
  require(clip->bytes == recorded.bytes.size() && clip->slot == recorded.slot, "as a whole");
  require(onCard(camera, *clip, 0, clip->bytes) == recorded.bytes, "byte for byte");
}

// `newer`: what the recording since may have overwritten.
void requireKept(const std::vector<ClipInfo>& before, const std::vector<ClipInfo>& after,
                 const std::vector<Recorded>& newer) {
  for (const ClipInfo& old : before) {
    bool overwritten = false;
    for (const Recorded& recorded : newer) overwritten |= recorded.slot == old.slot;
    if (overwritten) continue;
    const ClipInfo* now = find(after, old.id);
    require(now != nullptr && now->bytes == old.bytes && now->slot == old.slot,
            "other clips stay as they were");
  }
}

void visitReadOnly(Camera& camera, const std::vector<ClipInfo>& expected) {
  camera.slot.device.present = false;
  camera.settle();
  require(camera.cards->state() == CardState::kNone, "a pulled card is gone");
  camera.slot.device.present = true;
  camera.slot.described.writeProtected = true;
  ++camera.slot.count;
  const uint64_t writes = camera.slot.device.writes;
  camera.settle();
  require(camera.cards->state() == CardState::kReadOnly, "a protected card is read-only");
  const auto listed = inspect(camera);
  require(listed.size() == expected.size(), "read-only the same clips are listed");
  requireKept(expected, listed, {});
  require(!camera.store().open({}).ok(), "a protected card takes no clip");
  require(camera.slot.device.writes == writes, "and is never written");
}

void recordAndReturn(Camera& camera) {
  const auto before = inspect(camera);
  std::vector<Recorded> recorded;
  for (auto& one : {record(camera, hal::LensId::kWide, true),
                    record(camera, hal::LensId::kPtz, false), photograph(camera)})
    if (one) recorded.push_back(*one);
  inspect(camera);
  const uint64_t starts = camera.cards->health().starts;
  camera.start();
  require(camera.cards->state() == CardState::kInUse, "a card stays ours");
  require(recorded.empty() || camera.cards->health().starts == starts + 1, "starts are counted");
  const auto after = inspect(camera);
  for (const Recorded& one : recorded) requireThere(camera, after, one);
  requireKept(before, after, recorded);
  visitReadOnly(camera, after);
}

}  // namespace

void visitCard(std::span<const uint8_t> input) {
  Camera camera;
  const Visit visit = camera.slot.device.patch(input);
  camera.slot.described.writeProtected = visit.writeProtected;
  if (visit.withoutClock) camera.calendar.time.reset();
  camera.start();
  const CardState state = camera.cards->state();
  if (state == CardState::kUninitialised || visit.writeProtected)
    require(camera.slot.device.writes == 0, "a card not ours, or protected, is never written");
  if (state == CardState::kUninitialised) return;
  require(state == (visit.writeProtected ? CardState::kReadOnly : CardState::kInUse),
          "a card that answers is no error");
  if (visit.writeProtected)
    inspect(camera);
  else
    recordAndReturn(camera);
}

}  // namespace tw::fuzz
