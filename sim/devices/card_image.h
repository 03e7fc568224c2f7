// A card's flash as a sparse file: byte-exact, its capacity costs nothing, holes read as zeros.
//
// The content's hash is kept up to date with every write: a sum over sectors that is independent of
// the order in which they were written, zero for a sector of zeros.
#pragma once

#include <cstdint>
#include <filesystem>
#include <span>

#include "firmware_core/base/bytes.h"

namespace tw::sim {

class CardImage {
 public:
  // A new card of zeros. Without a path: a temporary file that has no name. Throws InputError.
  static CardImage create(uint64_t sectors, const std::filesystem::path& keepAt = {});
  // A copy-free look at an existing image, which is changed by writes. Throws InputError.
  static CardImage attach(const std::filesystem::path& file);
  // A temporary copy of an image, of what is no hole in it. Throws InputError.
  static CardImage copyOf(const std::filesystem::path& file);
  // Can it be put into a slot: a file that can be read, of whole sectors, 1 MB to 2 TB, for whose
  // copy the disk has room? Throws InputError.
  static void check(const std::filesystem::path& file);

  CardImage(CardImage&& other) noexcept;
  CardImage& operator=(CardImage&& other) noexcept;
  CardImage(const CardImage&) = delete;
  CardImage& operator=(const CardImage&) = delete;
  ~CardImage();

  uint64_t sectors() const { return sectors_; }
  // A full disk under a write throws InputError.
  Bytes read(uint64_t sector, uint64_t count) const;
  void write(uint64_t sector, std::span<const uint8_t> data);
  uint64_t hash() const { return hash_; }

  // From here on changes stay in this process: for a child that was forked off and may do to the
  // card what it likes. The file must not change meanwhile, so the parent waits for its children.
  void keepPrivate();

  // A sparse copy, whole or not at all, of all sectors from `first` on (a partition's, for programs
  // that want it alone). Throws InputError (cannot be written, disk full).
  void saveTo(const std::filesystem::path& file, uint64_t first = 0) const;

 private:
  static CardImage opened(const std::filesystem::path& file, int flags);
  CardImage(int descriptor, uint64_t sectors) : descriptor_(descriptor), sectors_(sectors) {}
  void scan();
  template <class Visit>
  void forEachData(uint64_t first, Visit visit) const;

  int descriptor_ = -1;
  uint8_t* private_ = nullptr;  // the whole content, copied as it is written
  uint64_t sectors_ = 0;
  uint64_t hash_ = 0;
};

}  // namespace tw::sim
