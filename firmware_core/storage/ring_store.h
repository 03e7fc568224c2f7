// Clips and pictures on a mounted card: slots in ring order, the oldest overwritten first.
//
// Everything is asked for at once and done later, in order, by the card's one pair of hands
// (CardManager). A fragment is acknowledged when the flush behind its last sector has completed:
// from then on no power cut takes it away. While a clip grows neither FAT nor directory nor index
// changes: fragments say themselves whose they are (slot_framing.h).
#pragma once

#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <vector>

#include "firmware_core/base/bounded_queue.h"
#include "firmware_core/base/bytes.h"
#include "firmware_core/base/result.h"
#include "firmware_core/storage/block_runner.h"
#include "firmware_core/storage/clip.h"
#include "firmware_core/storage/clip_index.h"
#include "firmware_core/storage/volume_layout.h"

namespace tw::fw {

// Who asked, and so who is told.
enum class StoreClient { kRecorder = 0, kSnapshots = 1 };

struct StoreEvent {
  // kFailed: its slot cannot be written; what was acknowledged is safe, all else of it is lost.
  enum class Kind { kOpened, kAcknowledged, kClosed, kPictureStored, kFailed };
  Kind kind{};
  ClipId clip = 0;
  uint32_t fragment = 0;  // kAcknowledged: from 1; kFailed: the last one that is safe
  uint32_t frames = 0;    // kAcknowledged: in this fragment; kClosed: in all
  uint32_t slot = 0;
  std::string file = {};
};

using ReadTicket = uint32_t;

struct ClipBytes {
  ReadTicket ticket = 0;
  Result<Bytes> bytes;  // kIo: the card cannot read them
};

// One second of a clip, as whole boxes of its file. The head (ftyp, moov) is one with no frames.
struct Fragment {
  Bytes bytes;
  uint32_t frames = 0;
  Duration length{};
};

class RingStore {
 public:
  static constexpr size_t kMaxJobs = 32;                       // waiting, of all clients
  static constexpr size_t kMaxQueuedBytes = 24 * 1024 * 1024;  // of their data
  static constexpr size_t kMaxEvents = 64;                     // not yet taken, for each client
  static constexpr size_t kMaxReads = 4;                       // waiting or not yet taken
  static constexpr uint32_t kMaxReadBytes = 256 * 1024;        // of one read
  static constexpr int kMostBadInARow = 8;  // slots; two erase units of the smallest cards

  RingStore(const VolumeLayout& layout, ClipIndex index, bool readOnly);

  // Takes the ring's next slot. kDenied: read-only; kBusy: the queue is full; kNoSpace: every slot
  // is being written, or there is no number left.
  Result<ClipId> open(const ClipStart& start);
  // Appends to an open clip; the first fragment is its head and begins with a box of kFtypBytes.
  // kNoSpace: it does not fit into the clip's slot any more (close it and open another); kBusy: the
  // queue is full; kNotFound: not open.
  Result<void> append(ClipId clip, Fragment fragment);
  Result<void> close(ClipId clip);  // kNotFound; always finds room in the queue
  // A JPEG file as a whole, into the ring of pictures. kOutOfRange: larger than a picture slot.
  Result<ClipId> storePicture(const ClipStart& start, Bytes jpeg);

  bool queueFull() const;
  size_t jobsFree() const { return queueFull() ? 0 : kMaxJobs - jobs_.size(); }
  std::vector<ClipInfo> list() const;  // clips and pictures, oldest first, open ones included
  std::optional<ClipInfo> find(ClipId clip) const;
  // The clip of a lens that holds this time; the one begun last where several do.
  std::optional<ClipInfo> covering(hal::LensId lens, CalendarTime at) const;
  std::optional<StoreEvent> takeEvent(StoreClient client);

  // Reads from a clip's or picture's file, as far as it is in use (ClipInfo::bytes; of an open clip
  // what is acknowledged): fewer bytes than asked for at its end. kNotFound; kOutOfRange: nothing
  // there, or length not 1..kMaxReadBytes; kBusy: too much is waiting.
  Result<ReadTicket> startRead(ClipId clip, uint64_t offset, uint32_t length);
  std::optional<ClipBytes> takeRead();  // in the order of asking

  bool full() const;          // every slot that can be used holds a clip: the oldest goes next
  uint32_t badSlots() const;  // that could not be written when it was tried last
  uint32_t volumeId() const { return index_.volumeId(); }

  // For the card's one pair of hands.
  bool idle() const { return jobs_.empty(); }
  bool resting() const { return idle() && open_.empty(); }  // and nobody records

  BlockTask& currentTask();  // of the oldest job
  void finishJob();          // its task has ended well
  // Its task has failed for good: on this sector, where that is known. Goes on with what the rest
  // of the card can do, a slot poorer perhaps; false when that is nothing.
  bool failJob(std::optional<uint64_t> sector);

 private:
  struct OpenClip {
    ClipId id;
    uint32_t slot;
    uint64_t end = 0;       // first free byte of the slot, whole sectors
    uint32_t appended = 0;  // fragments, the head included
    ClipRecord sum;         // of all that was appended
    ClipRecord safe;        // of all that was acknowledged
    bool closing = false;
  };
  struct Job {
    ListTask task;
    // A record that it writes, and nothing else: in turn with the copy that is on the card for
    // certain, so the turn is known only when the job begins.
    std::optional<ClipRecord> record{};
    bool begun = false;
    size_t bytes = 0;
    StoreClient client{};
    std::optional<StoreEvent> event{};
    Duration length{};  // of the fragment, for the sum of what is safe
    ClipId clip = 0;    // whose job it is
    uint32_t slot = 0;
    bool grows = false;  // appends a fragment
    bool ends = false;
    std::optional<ReadTicket> read{};
    uint32_t readSkip = 0, readBytes = 0;  // of what was collected
  };

  Result<uint32_t> nextSlot(SlotKind kind) const;
  Result<ClipRecord> begin(const ClipStart& start, SlotKind kind);
  Job recordJob(const ClipRecord& record);
  void remember(ClipRecord record);
  void rename(ListTask& task, const ClipRecord& record) const;
  void writeFragment(ListTask& task, const OpenClip& clip, Bytes framed) const;
  void addJob(Job job);
  Job takeJob();
  void dropJobsOf(ClipId clip);
  enum class Place { kContent, kEntries, kRecord, kElsewhere };
  Place placeOf(const Job& job, uint64_t sector) const;
  void nameAsEmpty(uint32_t slot);
  void failRead(const Job& job);
  void giveUpSlot(const Job& failed, bool tellCard);
  OpenClip* findOpen(ClipId clip);
  const OpenClip* findOpen(ClipId clip) const;
  std::optional<ClipInfo> visible(uint32_t slot) const;
  void noteWritten(const Job& job);
  void noteGrowth(const Job& job);
  void noteMisnamed(uint32_t slot);
  void finishRead(Job& job);
  OpenClip* written(ClipId clip);
  ClipInfo infoOf(const ClipRecord& record) const;
  std::string filePath(const ClipRecord& record) const;

  VolumeLayout layout_;
  ClipIndex index_;
  bool readOnly_;
  std::vector<OpenClip> open_;
  std::deque<Job> jobs_;
  size_t queuedBytes_ = 0;
  std::array<BoundedQueue<StoreEvent>, 2> events_{BoundedQueue<StoreEvent>(kMaxEvents),
                                                  BoundedQueue<StoreEvent>(kMaxEvents)};
  std::array<int, 2> badInARow_{};  // by kind of slot
  size_t readsWaiting_ = 0;
  ReadTicket lastRead_ = 0;
  BoundedQueue<ClipBytes> readsDone_{kMaxReads};
};

}  // namespace tw::fw
