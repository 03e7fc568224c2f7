// What the app may ask of the clips on the card without reading any: which there are, and which
// hold a time.
//
//   clip.list {"from_unix_s","to_unix_s","reason","lens","limit","after"}, all may be left out
//                                    -> {"clips": [entry...], "more"}, oldest first
//   clip.find {"lens": "wide"|"ptz", "at_unix_s"}
//                                    -> {"clip","bytes","file","open","length_s","started_unix_s",
//                                        "offset_s"}
//   clip.pair {"at_unix_s"}          -> {"wide": as of clip.find, "ptz": likewise}; a lens of which
//                                       no clip holds the time is left out
// A list comes in pages of "limit" clips, kMaxListed where it is left out: "more" says that there
// are others, which follow "after" the id of the last one. A clip is in a span of time that it
// touches; one begun before the clock was set is in none. "offset_s" is where in the clip the time
// lies: to play both lenses in step, each begins at its own. Where several clips hold a time it is
// in the one begun last: an event's rather than the continuous one's.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <optional>

#include "firmware_core/hal/lens_id.h"
#include "firmware_core/storage/ring_store.h"

namespace tw::fw {

// A full card has thousands: one answer must fit into what video leaves free on the line
// (CloudSession::kReserve), or it waits there and with it all else.
inline constexpr size_t kMaxListed = 200;

// The store is null where no card is in use; of a list, nothing is then on it.
nlohmann::json listClips(const RingStore* store, const nlohmann::json& args);
nlohmann::json findClip(const RingStore* store, const nlohmann::json& args);
nlohmann::json pairClips(const RingStore* store, const nlohmann::json& args);

}  // namespace tw::fw
