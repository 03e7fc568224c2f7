#include "sim/devices/card_image.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <utility>

#include "firmware_core/base/check.h"
#include "firmware_core/hal/block_device.h"
#include "sim/core/hash.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

constexpr size_t kSector = hal::kSectorSize;
constexpr size_t kChunk = 1024 * 1024;
constexpr uint64_t kLeastBytes = 1'000'000, kMostBytes = 2'000'000'000'000;

[[noreturn]] void fail(const std::string& what, const std::filesystem::path& file) {
  throw InputError("card image " + file.string() + ": " + what + ": " + std::strerror(errno));
}

const std::filesystem::path kUnnamed = "(temporary)";

uint64_t hashOfSector(uint64_t sector, std::span<const uint8_t> content) {
  static constexpr std::array<uint8_t, kSector> kZeros{};
  if (std::memcmp(content.data(), kZeros.data(), kSector) == 0) return 0;
  // The place goes in by multiplication with an odd number: a bijection of the content's hash.
  return (hashOf(content) ^ sector * 0x9E3779B97F4A7C15ull) * (2 * sector + 0xD1B54A32D192ED03ull);
}

uint64_t hashOfSectors(uint64_t first, std::span<const uint8_t> data) {
  uint64_t sum = 0;
  for (size_t i = 0; i < data.size() / kSector; ++i)
    sum += hashOfSector(first + i, data.subspan(i * kSector, kSector));
  return sum;
}

std::string temporaryFolder() {
  const char* folder = std::getenv("TMPDIR");
  return folder != nullptr && *folder != 0 ? folder : "/tmp";
}

int openUnnamed() {
  std::string name = temporaryFolder() + "/tweelens_card_XXXXXX";
  const int descriptor = mkostemp(name.data(), O_CLOEXEC);
  if (descriptor < 0) fail("cannot be created", name);
  unlink(name.c_str());
  return descriptor;
}

void writeAll(int descriptor, std::span<const uint8_t> data, uint64_t offset,
              const std::filesystem::path& file) {
  while (!data.empty()) {
    const ssize_t n = pwrite(descriptor, data.data(), data.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail("cannot be written", file);
    data = data.subspan(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
  }
}

void readAll(int descriptor, std::span<uint8_t> data, uint64_t offset) {
  while (!data.empty()) {
    const ssize_t n = pread(descriptor, data.data(), data.size(), static_cast<off_t>(offset));
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) fail("cannot be read", kUnnamed);
    data = data.subspan(static_cast<size_t>(n));
    offset += static_cast<uint64_t>(n);
  }
}

}  // namespace

CardImage CardImage::create(uint64_t sectors, const std::filesystem::path& keepAt) {
  int descriptor = -1;
  if (keepAt.empty()) {
    descriptor = openUnnamed();
  } else {
    unlink(keepAt.c_str());  // a card pulled earlier may still live there: it keeps its content
    descriptor = open(keepAt.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (descriptor < 0) fail("cannot be created", keepAt);
  }
  CardImage image(descriptor, sectors);
  if (ftruncate(descriptor, static_cast<off_t>(sectors * kSector)) != 0)
    fail("cannot be made that large", keepAt.empty() ? kUnnamed : keepAt);
  return image;
}

CardImage CardImage::opened(const std::filesystem::path& file, int flags) {
  const int descriptor = open(file.c_str(), flags | O_CLOEXEC | O_NONBLOCK);  // of a pipe, too
  if (descriptor < 0) fail("cannot be opened", file);
  CardImage image(descriptor, 0);
  struct stat status {};
  if (fstat(descriptor, &status) != 0) fail("cannot be read", file);
  if (!S_ISREG(status.st_mode)) throw InputError("card image " + file.string() + ": not a file");
  const auto bytes = static_cast<uint64_t>(status.st_size);
  if (bytes % kSector != 0)
    throw InputError("card image " + file.string() + ": has " + std::to_string(bytes) +
                     " bytes; a card has whole sectors of 512");
  if (bytes < kLeastBytes || bytes > kMostBytes)
    throw InputError("card image " + file.string() + ": has " + std::to_string(bytes) +
                     " bytes; a card has 1 MB to 2 TB");
  image.sectors_ = bytes / kSector;
  return image;
}

CardImage CardImage::attach(const std::filesystem::path& file) {
  CardImage image = opened(file, O_RDWR);
  image.scan();
  return image;
}

CardImage CardImage::copyOf(const std::filesystem::path& file) {
  const CardImage source = opened(file, O_RDONLY);
  CardImage copy = create(source.sectors());
  source.forEachData(0, [&](uint64_t sector, const Bytes& data) { copy.write(sector, data); });
  return copy;
}

void CardImage::check(const std::filesystem::path& file) {
  const CardImage image = opened(file, O_RDONLY);
  struct stat status {};
  if (fstat(image.descriptor_, &status) != 0) fail("cannot be read", file);
  const auto needed = static_cast<uint64_t>(status.st_blocks) * 512;  // holes cost nothing
  const uint64_t free = std::filesystem::space(temporaryFolder()).available;
  if (needed > free)
    throw InputError("card image " + file.string() + ": its copy needs " +
                     std::to_string(needed / 1'000'000) + " MB, " + temporaryFolder() + " has " +
                     std::to_string(free / 1'000'000) + " (TMPDIR names another folder)");
}

CardImage::CardImage(CardImage&& other) noexcept
    : descriptor_(std::exchange(other.descriptor_, -1)),
      private_(std::exchange(other.private_, nullptr)),
      sectors_(other.sectors_),
      hash_(other.hash_) {}

CardImage& CardImage::operator=(CardImage&& other) noexcept {
  std::swap(descriptor_, other.descriptor_);
  std::swap(private_, other.private_);
  std::swap(sectors_, other.sectors_);
  std::swap(hash_, other.hash_);
  return *this;
}

CardImage::~CardImage() {
  if (private_ != nullptr) munmap(private_, sectors_ * kSector);
  if (descriptor_ >= 0) close(descriptor_);
}

Bytes CardImage::read(uint64_t sector, uint64_t count) const {
  Bytes data(count * kSector);
  if (private_ != nullptr)
    std::memcpy(data.data(), private_ + sector * kSector, data.size());
  else
    readAll(descriptor_, data, sector * kSector);
  return data;
}

void CardImage::keepPrivate() {
  if (private_ != nullptr) return;
  // Few sectors will be changed, whatever the size.
  void* at = mmap(nullptr, sectors_ * kSector, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_NORESERVE,
                  descriptor_, 0);
  if (at == MAP_FAILED) fail("cannot be mapped", kUnnamed);
  private_ = static_cast<uint8_t*>(at);
}

void CardImage::write(uint64_t sector, std::span<const uint8_t> data) {
  hash_ -= hashOfSectors(sector, read(sector, data.size() / kSector));
  hash_ += hashOfSectors(sector, data);
  if (private_ != nullptr)
    std::copy(data.begin(), data.end(), private_ + sector * kSector);
  else
    writeAll(descriptor_, data, sector * kSector, kUnnamed);
}

// Visits what is not a hole from sector `first` on, in whole sectors and pieces of at most kChunk.
// What is private may lie where the file has a hole: then all is visited.
template <class Visit>
void CardImage::forEachData(uint64_t first, Visit visit) const {
  const auto end = static_cast<off_t>(sectors_ * kSector);
  auto at = static_cast<off_t>(first * kSector);
  while (at < end) {
    const off_t data = private_ != nullptr ? at : lseek(descriptor_, at, SEEK_DATA);
    if (data < 0 && errno == ENXIO) return;
    if (data < 0) fail("cannot be searched", kUnnamed);
    const off_t hole = private_ != nullptr ? end : lseek(descriptor_, data, SEEK_HOLE);
    const auto sector = static_cast<off_t>(kSector);
    const off_t last = std::min(end, (hole + sector - 1) / sector * sector);
    for (off_t piece = data / sector * sector; piece < last; piece += kChunk) {
      const auto size = static_cast<uint64_t>(std::min<off_t>(kChunk, last - piece));
      visit(static_cast<uint64_t>(piece) / kSector,
            read(static_cast<uint64_t>(piece) / kSector, size / kSector));
    }
    at = last;
  }
}

void CardImage::scan() {
  hash_ = 0;
  forEachData(0,
              [this](uint64_t sector, const Bytes& data) { hash_ += hashOfSectors(sector, data); });
}

void CardImage::saveTo(const std::filesystem::path& file, uint64_t first) const {
  TW_CHECK(first <= sectors_);
  if (std::filesystem::exists(file) && !std::filesystem::is_regular_file(file))
    throw InputError("card image " + file.string() + ": not a file");
  const std::filesystem::path part = file.string() + ".part";
  const int out = open(part.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);
  if (out < 0) fail("cannot be created", file);
  try {
    const CardImage closer(out, 0);
    if (ftruncate(out, static_cast<off_t>((sectors_ - first) * kSector)) != 0)
      fail("cannot be made that large", file);
    forEachData(first, [&](uint64_t sector, const Bytes& data) {
      writeAll(out, data, (sector - first) * kSector, file);
    });
    if (std::rename(part.c_str(), file.c_str()) != 0) fail("cannot be written", file);
  } catch (...) {
    unlink(part.c_str());
    throw;
  }
}

}  // namespace tw::sim
