// Keeps the image of every card that is pulled during a run, as it was at that moment; the card
// that is in at the end is not among them.
#pragma once

#include <memory>
#include <vector>

#include "sim/scenario/report_clips.h"
#include "sim/twin/twin.h"

namespace tw::sim {

class PulledCards {
 public:
  // Borrows both. What the twin does after the end of this, as it comes down, is not looked at.
  PulledCards(Twin& twin, RunFolder& run);

  // Saves those that are in now as well, "sdcard.img" or, of several cameras,
  // "sdcard.<camera>.img", and returns all, each camera's oldest first. Pulled ones are called
  // "sdcard.pulled1.img"; the last one is not among them while no other has followed it.
  std::vector<KeptCard> finish();

 private:
  void noticed(size_t camera);
  std::string fileOf(const std::string& camera, const std::string& which) const;

  Twin& twin_;
  RunFolder& run_;
  std::vector<std::string> cameras_;
  std::vector<SignalId> inserted_;  // by camera
  std::vector<int> pulled_;         // how many, by camera
  std::vector<bool> in_;            // by camera
  std::vector<KeptCard> all_;
  std::shared_ptr<const bool> alive_;  // the listener, which cannot be taken back, asks after it
};

}  // namespace tw::sim
