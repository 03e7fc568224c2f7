// What lay on the cards, as files beside the report and as stills in it.
//
// A clip's file on the card fills a slot of fixed size; what is copied is the part in use. Every
// frame is decoded, so that damage is seen here and not later by whoever watches.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "sim/scenario/report.h"
#include "sim/scenario/report_card.h"
#include "sim/scenario/run_files.h"

namespace tw::sim {

struct KeptCard {
  std::string camera;
  std::string file;  // image, in the run's folder
  int pulled = 0;    // its number among the camera's pulled ones; 0: in at the end
};

struct ClipLimits {
  uint64_t embeddedEach = 4'000'000;  // bytes; a larger clip is linked
  uint64_t embeddedAll = 24'000'000;
};

// Copies clips and snapshots to clips/<camera>/ of the run's folder. A file that several images of
// one card hold is taken from the last of them; where another card has a file of that name, the
// pulled one's lies in clips/<camera>/pulled<number>/. A card without a volume has none. What is
// broken, a card or a file of it, is told of as a clip with a problem. The stills are chosen by
// what the firmware's log says was seen (report_stills.h).
std::vector<ReportClip> collectClips(const std::vector<KeptCard>& cards, const EventLog& events,
                                     RunFolder& run, const ClipLimits& limits = {});

// How much of an MP4 file is in use: up to the last whole top-level box that is not free space; 0
// for a slot that has not been written yet. `problem` says what cannot be read, or where the boxes
// end in rubbish.
uint64_t usedMp4Bytes(CardReader& card, const CardFile& file, std::string& problem);
// The same for JPEG: up to its end-of-image mark.
uint64_t usedJpegBytes(std::span<const uint8_t> file, std::string& problem);

}  // namespace tw::sim
