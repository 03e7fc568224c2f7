#include "tests/unit/sim_report/card_maker.h"

#include "firmware_core/base/bytes.h"
#include "tests/support/catch.h"

std::filesystem::path makeCard(const ScratchFolder& folder, const std::string& name) {
  const auto image = folder / name;
  tw::Bytes mbr(512);
  mbr[446 + 4] = 0x0C;
  tw::putLittle<uint32_t>(mbr, 446 + 8, kCardPartitionStart);
  tw::putLittle<uint32_t>(mbr, 446 + 12, 128 * 2048);
  mbr[510] = 0x55;
  mbr[511] = 0xAA;
  writeFile(image, std::string(tw::asText(mbr)));
  const ShellResult made =
      shell("truncate -s 132M " + image.string() + " && mkfs.fat -F 32 -s 1 --offset " +
            std::to_string(kCardPartitionStart) + ' ' + image.string() + " 131072");
  INFO(made.output);
  REQUIRE(made.status == 0);
  return image;
}

void mtools(const std::filesystem::path& card, const std::string& program,
            const std::string& arguments) {
  const ShellResult done = shell("MTOOLS_SKIP_CHECK=1 " + program + " -i " + card.string() + "@@" +
                                 std::to_string(kCardPartitionStart * 512) + ' ' + arguments);
  INFO(done.output);
  REQUIRE(done.status == 0);
}

void makeCardFolder(const std::filesystem::path& card, const std::string& folder) {
  mtools(card, "mmd", "'::/" + folder + "'");
}

void copyToCard(const std::filesystem::path& card, const std::filesystem::path& from,
                const std::string& to) {
  mtools(card, "mcopy", "-s " + from.string() + " '::/" + to + "'");
}
