#include "sim/scenario/report_pulled_cards.h"

#include "firmware_core/base/check.h"

namespace tw::sim {

PulledCards::PulledCards(Twin& twin, RunFolder& run)
    : twin_(twin),
      run_(run),
      cameras_(twin.cameraNames()),
      alive_(std::make_shared<const bool>(true)) {
  for (const std::string& camera : cameras_) {
    const auto signal = twin.signals().find(camera + "/card.inserted");
    TW_CHECK(signal.has_value());
    inserted_.push_back(*signal);
    in_.push_back(twin.signals().value(*signal) != 0);
  }
  pulled_.resize(cameras_.size());
  twin.signals().listen([this, alive = std::weak_ptr(alive_)](SignalId changed) {
    if (alive.expired()) return;
    for (size_t i = 0; i < inserted_.size(); ++i)
      if (inserted_[i] == changed) noticed(i);
  });
}

// At this moment the twin still gives the old card's image.
void PulledCards::noticed(size_t camera) {
  const bool in = twin_.signals().value(inserted_[camera]) != 0;
  if (in_[camera] && !in) {
    const int number = ++pulled_[camera];
    const std::string file = fileOf(cameras_[camera], ".pulled" + std::to_string(number));
    if (twin_.saveCardImage(cameras_[camera], run_.folder() / file))
      all_.push_back({cameras_[camera], file, number});
  }
  in_[camera] = in;
}

std::string PulledCards::fileOf(const std::string& camera, const std::string& which) const {
  std::string name = "sdcard";
  if (cameras_.size() > 1) name += "." + camera;
  return name + which + ".img";
}

std::vector<KeptCard> PulledCards::finish() {
  std::vector<KeptCard> cards;
  for (size_t i = 0; i < cameras_.size(); ++i) {
    const std::string file = fileOf(cameras_[i], "");
    const std::string last = fileOf(cameras_[i], ".pulled" + std::to_string(pulled_[i]));
    if (!in_[i]) std::filesystem::remove(run_.folder() / last);
    for (const KeptCard& kept : all_)
      if (kept.camera == cameras_[i] && (in_[i] || kept.file != last)) cards.push_back(kept);
    if (twin_.saveCardImage(cameras_[i], run_.folder() / file))
      cards.push_back({cameras_[i], file});
  }
  return cards;
}

}  // namespace tw::sim
