// Looks for every second that the firmware called safe on the images of the cards themselves.
//
// A fragment on a card says itself whose it is (firmware_core/storage/slot_framing.h); it is looked
// for in its files. One whose slot another clip has taken since, before that image, was overwritten
// by the ring, as it should be. Any other that is not there is a gap, whoever called it safe.
#pragma once

#include <filesystem>
#include <set>
#include <utility>
#include <vector>

#include "sim/scenario/report_clips.h"
#include "sim/twin/recording_figures.h"

namespace tw::sim {

using FragmentIds = std::set<std::pair<uint64_t, uint64_t>>;  // clip and number

FragmentIds fragmentsOn(CardReader& card);

// Adds what is missing on the cards to the gaps, as "not on the card". Images that cannot be read
// hold nothing.
void checkFragments(std::vector<RecordingFigures>& recordings, const std::vector<KeptCard>& cards,
                    const std::filesystem::path& folder);

}  // namespace tw::sim
