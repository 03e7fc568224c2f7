// Without clang: every file of the corpus, and mutations of them from a seed.
//
//   mount_fuzz CORPUS [MUTATIONS [SEED]]    CORPUS: a folder, or one file
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "firmware_core/base/bytes.h"
#include "tests/fuzz/mount_fuzz.h"

namespace {

using tw::Bytes;
namespace fs = std::filesystem;

Bytes readFile(const fs::path& path) {
  std::ifstream file(path, std::ios::binary);
  return Bytes(std::istreambuf_iterator<char>(file), {});
}

std::vector<fs::path> filesOf(const fs::path& corpus) {
  if (fs::is_regular_file(corpus)) return {corpus};
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(corpus)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

struct Dice {
  uint64_t seed;
  size_t below(size_t n) {
    seed = seed * 6364136223846793005ull + 1442695040888963407ull;
    return static_cast<size_t>(seed >> 33) % n;
  }
  uint8_t byte() {
    constexpr uint8_t kTelling[] = {0, 1, 2, 0x7F, 0x80, 0xFE, 0xFF};
    return below(2) == 0 ? kTelling[below(std::size(kTelling))] : static_cast<uint8_t>(below(256));
  }
};

// A patch of its own: in a random place, whole of its kind and sealed as often as not.
void addPatch(Bytes& input, Dice& dice) {
  const auto length = static_cast<uint8_t>(1 + dice.below(8));
  const auto offset = dice.below(dice.below(4) == 0 ? 512 : 72);  // where the fields are
  for (const size_t b :
       {dice.below(64), dice.below(256), dice.below(3), offset % 256, offset / 256})
    input.push_back(static_cast<uint8_t>(b));
  input.push_back(length);
  for (int i = 0; i < length; ++i) input.push_back(dice.byte());
}

void mutate(Bytes& input, const Bytes& other, Dice& dice) {
  const size_t at = input.empty() ? 0 : dice.below(input.size());
  const auto place = input.begin() + static_cast<std::ptrdiff_t>(at);
  switch (dice.below(5)) {
    case 0:
      if (!input.empty()) *place = dice.byte();
      break;
    case 1:
      input.insert(place, dice.byte());
      break;
    case 2:
      input.erase(place,
                  input.end() - static_cast<std::ptrdiff_t>(dice.below(input.size() - at + 1)));
      break;
    case 3:
      if (other.size() > 1) input.insert(input.end(), other.begin() + 1, other.end());
      break;
    default:
      addPatch(input, dice);
  }
  if (input.size() > 4096) input.resize(4096);
}

bool survives(const Bytes& input, const std::string& name) {
  try {
    tw::fuzz::visitCard(input);
    return true;
  } catch (const std::exception& broken) {
    std::printf("%s: %s\n", name.c_str(), broken.what());
  }
  std::ofstream("mount_fuzz_finding", std::ios::binary)
      .write(reinterpret_cast<const char*>(input.data()),
             static_cast<std::streamsize>(input.size()));
  return false;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) return 2;
  const auto files = filesOf(argv[1]);
  const int mutations = argc > 2 ? std::atoi(argv[2]) : 0;
  Dice dice{argc > 3 ? std::strtoull(argv[3], nullptr, 10) : 1};
  std::vector<Bytes> corpus;
  for (const auto& file : files) {
    corpus.push_back(readFile(file));
    if (!survives(corpus.back(), file.string())) return 1;
  }
  if (corpus.empty()) return 2;
  for (int i = 0; i < mutations; ++i) {
    Bytes input = corpus[dice.below(corpus.size())];
    for (size_t n = 1 + dice.below(6); n > 0; --n)
      mutate(input, corpus[dice.below(corpus.size())], dice);
    if (!survives(input, "mutation " + std::to_string(i))) return 1;
  }
  std::printf("%zu files and %d mutations: nothing found\n", corpus.size(), mutations);
  return 0;
}
