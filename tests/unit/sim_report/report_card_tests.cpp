// Judges: mkfs.fat and mcopy make the volumes that are read here.
#include "sim/scenario/report_card.h"

#include <map>

#include "tests/support/catch.h"
#include "tests/unit/sim_report/card_maker.h"

using namespace tw;
using namespace tw::sim;

namespace {

std::string pattern(size_t size) {
  std::string text(size, ' ');
  for (size_t i = 0; i < size; ++i) text[i] = static_cast<char>((i * 2654435761u) >> 13);
  return text;
}

}  // namespace

TEST_CASE("Files of a card are read byte for byte, in folders and with long names") {
  ScratchFolder folder;
  const auto image = makeCard(folder);
  const std::string big = pattern(3'000'001);  // thousands of clusters
  writeFile(folder / "big", big);
  writeFile(folder / "small", "one");
  writeFile(folder / "empty", "");
  makeCardFolder(image, "CLIPS");
  makeCardFolder(image, "CLIPS/2026-06-01");
  copyToCard(image, folder / "big", "CLIPS/2026-06-01/10-00-05 wide lens.mp4");
  copyToCard(image, folder / "small", "CLIPS/ONE.MP4");
  copyToCard(image, folder / "empty", "empty.txt");

  auto opened = CardReader::open(image);
  REQUIRE(opened.ok());
  CardReader& reader = opened.value();
  const auto files = reader.list();
  REQUIRE(files.ok());
  std::map<std::string, std::string> contents;
  for (const CardFile& file : files.value()) {
    const auto bytes = reader.read(file);
    REQUIRE(bytes.ok());
    contents[file.path] = std::string(asText(bytes.value()));
  }
  REQUIRE(contents.size() == 3);
  const CardFile& first = files.value()[0];
  CHECK(first.bytes == big.size());
  const auto middle = reader.read(first, 1'000'000, 70'000);
  REQUIRE(middle.ok());
  CHECK((asText(middle.value()) == big.substr(1'000'000, 70'000)));
  CHECK(reader.read(first, 3'000'000, 70'000).value().size() == 1);
  CHECK((contents.at("CLIPS/2026-06-01/10-00-05 wide lens.mp4") == big));
  CHECK(contents.at("CLIPS/ONE.MP4") == "one");
  CHECK(contents.at("empty.txt").empty());
}

TEST_CASE("A folder of thousands of files is read whole, deleted ones left out") {
  ScratchFolder folder;
  const auto image = makeCard(folder);
  std::filesystem::create_directory(folder / "many");
  for (int i = 0; i < 2000; ++i)
    writeFile(folder.path() / "many" / ("clip " + std::to_string(i) + ".mp4"), std::to_string(i));
  copyToCard(image, folder / "many", "");
  mtools(image, "mdel", "'::/many/clip 77.mp4'");
  auto reader = CardReader::open(image);
  REQUIRE(reader.ok());
  const auto files = reader.value().list();
  REQUIRE(files.ok());
  CHECK(files.value().size() == 1999);
  for (const CardFile& file : files.value()) CHECK(file.path != "many/clip 77.mp4");
}

TEST_CASE("A card without a volume is an error and not an empty list") {
  ScratchFolder folder;
  writeFile(folder / "blank.img", std::string(1 << 20, '\0'));
  writeFile(folder / "short.img", "x");
  CHECK(CardReader::open(folder / "none.img").error().code == Errc::kNotFound);
  CHECK(CardReader::open(folder / "blank.img").error().code == Errc::kCorrupt);
  CHECK(CardReader::open(folder / "short.img").error().code == Errc::kCorrupt);
}

TEST_CASE("Broken chains and folders in a loop end in an error, never in a hang") {
  ScratchFolder folder;
  const auto image = makeCard(folder);
  writeFile(folder / "big", pattern(100'000));
  makeCardFolder(image, "LOOP");
  copyToCard(image, folder / "big", "LOOP/BIG");
  std::string bytes = readFile(image);
  const std::string whole = bytes;
  const size_t fat = (kCardPartitionStart + 32) * 512;  // mkfs.fat reserves 32 sectors
  const size_t loopCluster = 3, bigCluster = 4;
  SECTION("a file's chain that ends early") {
    std::fill_n(bytes.begin() + static_cast<long>(fat + bigCluster * 4), 4, '\0');
    writeFile(image, bytes);
    auto reader = CardReader::open(image);
    const auto files = reader.value().list();
    REQUIRE(files.ok());
    REQUIRE(files.value().size() == 1);
    CHECK(reader.value().read(files.value()[0]).error().code == Errc::kCorrupt);
  }
  SECTION("a folder whose chain bites its own tail") {
    bytes[fat + loopCluster * 4] = static_cast<char>(loopCluster);
    std::fill_n(bytes.begin() + static_cast<long>(fat + loopCluster * 4 + 1), 3, '\0');
    writeFile(image, bytes);
    CHECK(CardReader::open(image).value().list().error().code == Errc::kCorrupt);
  }
  SECTION("a folder that holds itself") {
    const size_t at = whole.find(std::string("BIG        ", 11));
    REQUIRE(at != std::string::npos);
    bytes[at + 11] = 0x10;
    bytes[at + 26] = static_cast<char>(loopCluster);
    bytes[at + 27] = bytes[at + 20] = bytes[at + 21] = 0;
    writeFile(image, bytes);
    CHECK(CardReader::open(image).value().list().error().code == Errc::kCorrupt);
  }
}
