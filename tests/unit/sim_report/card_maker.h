// Makes card images with other people's programs: mkfs.fat and mtools.
#pragma once

#include <filesystem>

#include "tests/unit/sim_report/shell.h"

// An image of 132 MiB with an MBR and an empty FAT32 partition. Clusters are one sector.
std::filesystem::path makeCard(const ScratchFolder& folder, const std::string& name = "card.img");
inline constexpr uint64_t kCardPartitionStart = 8192;  // sectors; 4 MiB, as cards have it

void makeCardFolder(const std::filesystem::path& card, const std::string& folder);
void copyToCard(const std::filesystem::path& card, const std::filesystem::path& from,
                const std::string& to);
// Any mtools command with its image option given; must succeed.
void mtools(const std::filesystem::path& card, const std::string& program,
            const std::string& arguments);
