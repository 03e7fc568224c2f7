// What the app is told of the card, and the LED shows.
#pragma once

#include <cstdint>

namespace tw::fw {

enum class CardState {
  kNone,           // no card in the slot
  kStarting,       // settling, answering, being mounted
  kUninitialised,  // new or foreign: never written without the user's consent
  kInitialising,   // being formatted, with his consent
  kInUse,          // ours, mounted, recordings go there
  kReadOnly,       // write-protected: what is on it can be listed, nothing is recorded
  kError,          // it failed, and went on failing when tried again
  kUnsupported,    // too large or too small
};

constexpr const char* toString(CardState state) {
  constexpr const char* kNames[] = {"none",   "starting",  "uninitialised", "initialising",
                                    "in_use", "read_only", "error",         "unsupported"};
  return kNames[static_cast<int>(state)];
}

// What mounting found to do.
struct Recovery {
  uint32_t clips = 0;         // that were being written when the power went, and end there now
  uint32_t missingFiles = 0;  // that a PC took away
  uint32_t mended = 0;  // boot sectors and directory entries that were damaged, and are not now
};

}  // namespace tw::fw
