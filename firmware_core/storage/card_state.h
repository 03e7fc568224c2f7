// What the app is told of the card, and the LED shows.
#pragma once

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

}  // namespace tw::fw
