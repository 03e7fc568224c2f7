#include "sim/scenario/report_fragments.h"

#include <algorithm>
#include <map>

namespace tw::sim {
namespace {

constexpr size_t kHead = 28;            // of a mark, as far as it is read here
constexpr uint32_t kFree = 0x66726565;  // "free"
constexpr uint32_t kMark = 0x324B4D54;  // "TMK2"
constexpr uint64_t kClipAt = 16, kNumberAt = 24;

// The boxes of one file, from its start to what is no box.
void readFile(CardReader& card, const CardFile& file, FragmentIds& found) {
  for (uint64_t at = 0; at + kHead <= file.bytes;) {
    const auto head = card.read(file, static_cast<uint32_t>(at), kHead);
    if (!head) return;
    const uint32_t size = getBig<uint32_t>(head.value(), 0);
    if (size < 8) return;
    if (getBig<uint32_t>(head.value(), 4) == kFree && getLittle<uint32_t>(head.value(), 8) == kMark)
      found.emplace(getLittle<uint64_t>(head.value(), kClipAt),
                    getLittle<uint32_t>(head.value(), kNumberAt));
    at += size;
  }
}

// What one image holds, and up to which of the camera's cards it tells of.
struct Image {
  FragmentIds found;
  int pulled = 0;
};

std::vector<Image> imagesOf(const std::string& camera, const std::vector<KeptCard>& cards,
                            const std::filesystem::path& folder) {
  std::vector<Image> images;
  for (const KeptCard& kept : cards) {
    if (kept.camera != camera) continue;
    images.push_back({{}, kept.pulled});
    if (auto card = CardReader::open(folder / kept.file))
      images.back().found = fragmentsOn(card.value());
  }
  return images;
}

// The image made when the card was pulled next, or else the one of the end.
const Image* imageFor(const SafeFragment& fragment, const std::vector<Image>& images) {
  const Image* last = nullptr;
  for (const Image& image : images) {
    if (image.pulled == fragment.pulls + 1) return &image;
    if (image.pulled == 0) last = &image;
  }
  return last;
}

// Which clips each slot has held, from the log; of the camera's cards between two pulls.
class Slots {
 public:
  explicit Slots(const RecordingFigures& figures) {
    for (const LensRecording& lens : figures.lenses)
      for (const SafeFragment& one : lens.fragments)
        owners_[{one.pulls, one.line.slot}].insert(one.line.clip);
  }
  // A later clip lies there, or has just begun to: then all that the image holds is later.
  bool overwritten(const SafeFragment& one, const Image& image) const {
    if (*owners_.at({one.pulls, one.line.slot}).rbegin() > one.line.clip) return true;
    return wrapped(one.pulls) && !image.found.empty() && one.line.clip < image.found.begin()->first;
  }

 private:
  bool wrapped(int pulls) const {
    return std::any_of(owners_.begin(), owners_.end(), [pulls](const auto& slot) {
      return slot.first.first == pulls && slot.second.size() > 1;
    });
  }
  std::map<std::pair<int, uint64_t>, std::set<uint64_t>> owners_;  // by pulls before, and slot
};

void checkLens(RecordingFigures& figures, LensRecording& lens, const Slots& slots,
               const std::vector<Image>& images) {
  for (const SafeFragment& one : lens.fragments) {
    const Image* image = imageFor(one, images);
    if (image != nullptr && image->found.contains({one.line.clip, one.line.fragment})) {
      ++lens.onCard;
    } else if (image != nullptr && slots.overwritten(one, *image)) {
      ++lens.overwritten;
    } else {
      const Instant from = one.line.firstFrame;
      const Instant to = from + figures.frame * static_cast<int64_t>(one.line.frames);
      for (const Span& due : figures.due.within({from, to}).all())
        lens.gaps.push_back({due, "not on the card"});
    }
  }
  std::stable_sort(lens.gaps.begin(), lens.gaps.end(),
                   [](const auto& a, const auto& b) { return a.span.from < b.span.from; });
}

}  // namespace

FragmentIds fragmentsOn(CardReader& card) {
  FragmentIds found;
  const auto files = card.list();
  if (!files) return found;
  for (const CardFile& file : files.value())
    if (file.path.ends_with(".mp4")) readFile(card, file, found);
  return found;
}

void checkFragments(std::vector<RecordingFigures>& recordings, const std::vector<KeptCard>& cards,
                    const std::filesystem::path& folder) {
  for (RecordingFigures& figures : recordings) {
    const std::vector<Image> images = imagesOf(figures.camera, cards, folder);
    const Slots slots(figures);
    for (LensRecording& lens : figures.lenses) checkLens(figures, lens, slots, images);
  }
}

}  // namespace tw::sim
