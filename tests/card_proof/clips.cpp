#include "tests/card_proof/clips.h"

#include <sys/mman.h>
#include <unistd.h>

#include <stdexcept>

#include "firmware_core/storage/volume_layout.h"
#include "sim/codec/video_reader.h"
#include "sim/core/hash.h"
#include "sim/optics/pattern_pictures.h"
#include "tests/support/judge.h"

namespace tw::proof {
namespace {

constexpr uint32_t kMoof = 0x6D6F6F66, kFree = 0x66726565;

// A file in memory, for a reader that wants a name.
class MemoryFile {
 public:
  explicit MemoryFile(const Bytes& bytes) : descriptor_(memfd_create("clip.mp4", MFD_CLOEXEC)) {
    if (descriptor_ < 0 ||
        write(descriptor_, bytes.data(), bytes.size()) != static_cast<ssize_t>(bytes.size()))
      throw std::runtime_error("no room for a file in memory");
  }
  ~MemoryFile() { close(descriptor_); }
  MemoryFile(const MemoryFile&) = delete;
  MemoryFile& operator=(const MemoryFile&) = delete;
  std::string path() const { return "/proc/self/fd/" + std::to_string(descriptor_); }

 private:
  int descriptor_;
};

std::runtime_error damage(const std::string& what) { return std::runtime_error(what); }

}  // namespace

FileShape shapeOf(const ReadFile& read, uint64_t fileBytes) {
  FileShape shape;
  uint32_t kind = 0;
  for (uint64_t at = 0; at < fileBytes;) {
    const Bytes header = read(at, 8);
    const uint64_t size = getBig<uint32_t>(header, 0);
    kind = getBig<uint32_t>(header, 4);
    if (size < 8 || size > fileBytes - at)
      throw damage("a box of " + std::to_string(size) + " bytes at " + std::to_string(at) + " of " +
                   std::to_string(fileBytes));
    if (kind == kMoof) shape.fragments.push_back(at);
    shape.end = at;
    at += size;
  }
  // The box over the rest begins on a sector, one that fills a fragment's last sector does not.
  if (kind != kFree || shape.end % hal::kSectorSize != 0) shape.end = fileBytes;
  return shape;
}

Played play(const Bytes& file) {
  const MemoryFile memory(file);
  sim::VideoReader reader(memory.path());
  Played played;
  std::optional<sim::Pattern> last;
  while (const auto frame = reader.next()) {
    const auto pattern = sim::readPattern(frame->picture);
    if (!pattern) throw damage("frame " + std::to_string(played.frames) + " shows no pattern");
    if (last && (pattern->lens != last->lens || pattern->capturedAt <= last->capturedAt))
      throw damage("frame " + std::to_string(played.frames) + " is none of this clip's");
    last = pattern;
    ++played.frames;
  }
  if (reader.damaged() > 0)
    throw damage("the decoder complains " + std::to_string(reader.damaged()) + " times");
  if (last) played.lens = last->lens;
  return played;
}

fw::VolumeLayout layoutOf(const sim::VirtualCardSlot& card) {
  const uint64_t bytes = card.info().value().capacityBytes;
  return fw::VolumeLayout::plan(bytes / hal::kSectorSize).value();
}

uint64_t systemHash(const sim::VirtualCardSlot& card) {
  return sim::hashOf(card.contents(0, layoutOf(card).dataStart()));
}

std::optional<std::string> volumeComplaint(const sim::VirtualCardSlot& card) {
  const test::TemporaryFolder folder;
  const auto image = folder.path("card.img"), volume = folder.path("volume.img");
  TW_CHECK(card.saveImage(image));
  sim::CardImage::attach(image).saveTo(volume, layoutOf(card).partitionStart);
  const auto fsck = test::judge("PATH=$PATH:/usr/sbin:/sbin fsck.fat -n " + volume.string());
  if (fsck.exitCode == 0) return std::nullopt;
  return "fsck.fat is not content: " + fsck.said;
}

SlotFile::SlotFile(const sim::VirtualCardSlot& card, uint32_t slot)
    : card_(card),
      layout_(layoutOf(card)),
      slot_(slot),
      sector_(layout_.slotSector(slot)),
      bytes_(layout_.slotBytes(slot)) {}

// Long entries, the last part first, then the short one with place and size (Microsoft's FAT
// specification, chapter 7).
std::string SlotFile::name() const {
  constexpr size_t kEntry = 32, kLong = 3;
  constexpr size_t kCharacters[] = {1, 3, 5, 7, 9, 14, 16, 18, 20, 22, 24, 28, 30};
  const Bytes sector = card_.contents(layout_.groupSector(slot_), 1);
  const auto group = std::span(sector).subspan(layout_.groupOffset(slot_), (kLong + 1) * kEntry);
  const auto shortEntry = group.subspan(kLong * kEntry);
  uint8_t sum = 0;
  for (size_t i = 0; i < 11; ++i) sum = static_cast<uint8_t>((sum << 7 | sum >> 1) + shortEntry[i]);
  std::string name;
  for (size_t part = kLong; part-- > 0;) {
    const auto entry = group.subspan(part * kEntry, kEntry);
    if ((entry[0] & 0x1F) != kLong - part || entry[11] != 0x0F || entry[13] != sum)
      throw damage("its long name is damaged in the directory");
    for (const size_t at : kCharacters) name += static_cast<char>(entry[at]);
  }
  const uint32_t cluster = static_cast<uint32_t>(getLittle<uint16_t>(shortEntry, 20)) << 16 |
                           getLittle<uint16_t>(shortEntry, 26);
  if (cluster != layout_.slotFirstCluster(slot_) || getLittle<uint32_t>(shortEntry, 28) != bytes_)
    throw damage("its entry in the directory is damaged");
  return name.substr(0, name.find('\0'));
}

Bytes SlotFile::read(uint64_t offset, uint64_t count) const {
  const uint64_t first = offset / hal::kSectorSize;
  const uint64_t end = (offset + count + hal::kSectorSize - 1) / hal::kSectorSize;
  const Bytes sectors = card_.contents(sector_ + first, end - first);
  const auto from = sectors.begin() + static_cast<std::ptrdiff_t>(offset % hal::kSectorSize);
  return {from, from + static_cast<std::ptrdiff_t>(count)};
}

FileShape SlotFile::shape() const {
  return shapeOf([this](uint64_t offset, uint64_t count) { return read(offset, count); }, bytes_);
}

}  // namespace tw::proof
