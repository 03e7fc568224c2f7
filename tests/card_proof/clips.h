// Clips as they lie on the card, read as the firmware lists them and played as a PC plays them;
// and their volume.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "firmware_core/storage/ring_store.h"
#include "sim/devices/card.h"

namespace tw::proof {

// Where the parts of a file lie that fills its slot: bytes from its beginning.
struct FileShape {
  std::vector<uint64_t> fragments;  // beginning of each moof
  uint64_t end = 0;                 // of what plays; from there on one `free` box
};

using ReadFile = std::function<Bytes(uint64_t offset, uint64_t count)>;

// Goes along the boxes; throws std::runtime_error when they do not end where the file does.
FileShape shapeOf(const ReadFile& read, uint64_t fileBytes);

struct Played {
  uint64_t frames = 0;
  hal::LensId lens{};
};
// Decodes every frame; throws std::runtime_error: damage, frames out of order, or of two lenses.
Played play(const Bytes& file);

// A slot's file as it lies on the card.
class SlotFile {
 public:
  SlotFile(const sim::VirtualCardSlot& card, uint32_t slot);
  Bytes read(uint64_t offset, uint64_t count) const;
  Bytes whole() const { return read(0, bytes_); }
  FileShape shape() const;
  std::string name() const;  // in its folder; throws std::runtime_error: no whole entries
  uint64_t bytes() const { return bytes_; }

 private:
  const sim::VirtualCardSlot& card_;
  fw::VolumeLayout layout_;
  uint32_t slot_;
  uint64_t sector_ = 0, bytes_ = 0;
};

fw::VolumeLayout layoutOf(const sim::VirtualCardSlot& card);
// Of everything before the first file: partition table, boot sectors, both FATs. No recording
// changes it.
uint64_t systemHash(const sim::VirtualCardSlot& card);
// What fsck.fat finds wrong with the volume.
std::optional<std::string> volumeComplaint(const sim::VirtualCardSlot& card);

}  // namespace tw::proof
