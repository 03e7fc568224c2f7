#include "sim/scenario/report_clips.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <tuple>

#include "sim/codec/codec_error.h"
#include "sim/codec/jpeg.h"
#include "sim/codec/video_reader.h"
#include "sim/scenario/report_stills.h"

namespace tw::sim {
namespace {

constexpr uint32_t kCopyBytes = 1 << 20;
constexpr int kShotWidth = 960;
constexpr size_t kSmallestBox = 8;

bool endsWith(std::string name, const std::string& end) {
  std::transform(name.begin(), name.end(), name.begin(),
                 [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
  return name.ends_with(end);
}

std::string lensOf(const std::string& name) {
  for (const char* lens : {"wide", "ptz"})
    if (name.find(lens) != std::string::npos) return lens;
  return {};
}

bool isPrintable(std::span<const uint8_t> type) {
  return std::all_of(type.begin(), type.end(), [](uint8_t c) { return c >= ' ' && c < 127; });
}

// By camera and time (the beginning of the name), the wide lens before the other; behind them the
// snapshots, so that the clips of both lenses stand side by side.
std::tuple<std::string, bool, std::string, bool> orderOf(const ReportClip& clip) {
  constexpr size_t kTimeLength = sizeof "2026-06-01_10-02-33" - 1;
  const std::string name = clip.file.substr(clip.file.rfind('/') + 1);
  return {clip.camera, clip.picture, name.substr(0, kTimeLength), clip.lens != "wide"};
}

void readClip(const std::filesystem::path& file, ClipSightings seen, ReportClip& clip) {
  try {
    VideoReader reader(file);
    clip.width = reader.size().width;
    clip.height = reader.size().height;
    StillPicker picker(std::move(seen));
    uint64_t frames = 0;
    Duration first{}, last{}, step{};
    while (auto frame = reader.next()) {
      if (frames++ == 0) first = last = frame->at;
      step = frame->at - last;
      last = frame->at;
      picker.offer(std::move(*frame));
    }
    clip.frames = frames;
    clip.seconds = clip.frames > 0 ? toSeconds(last - first + step) : 0;
    clip.stills = picker.choose();
    if (reader.damaged() > 0 && clip.problem.empty())
      clip.problem = std::to_string(reader.damaged()) + " frames or packets do not decode";
  } catch (const CodecError& error) {
    if (clip.problem.empty()) clip.problem = error.what();
  }
}

void readSnapshot(std::span<const uint8_t> jpeg, ReportClip& clip) {
  try {
    const Picture picture = decodeJpeg(jpeg);
    clip.width = picture.size.width;
    clip.height = picture.size.height;
    clip.stills = {
        {0, encodeJpeg(scaled(picture, fitted(picture.size, kShotWidth)), kStillQuality)}};
  } catch (const CodecError& error) {
    clip.problem = error.what();
  }
}

// Throws InputError when the disk refuses; card errors become the clip's problem.
void copyOut(CardReader& card, const CardFile& file, ReportClip& clip, RunFolder& run) {
  run.write(clip.file, [&](std::ostream& out) {
    for (uint64_t at = 0; at < clip.bytes;) {
      const auto size = static_cast<uint32_t>(std::min<uint64_t>(kCopyBytes, clip.bytes - at));
      const auto part = card.read(file, static_cast<uint32_t>(at), size);
      if (!part) {
        clip.problem = part.error().detail + " at byte " + std::to_string(at);
        clip.bytes = at;
        return;
      }
      out.write(reinterpret_cast<const char*>(part.value().data()),
                static_cast<std::streamsize>(part.value().size()));
      at += size;
    }
  });
}

Bytes wholeFile(const std::filesystem::path& path, uint64_t bytes) {
  Bytes content(bytes);
  std::ifstream in(path, std::ios::binary);
  in.read(reinterpret_cast<char*>(content.data()), static_cast<std::streamsize>(bytes));
  return content;
}

class Collector {
 public:
  Collector(const EventLog& events, RunFolder& run) : sightings_(events), run_(run) {}

  void take(const KeptCard& kept) {
    auto card = CardReader::open(run_.folder() / kept.file);
    if (!card) return;  // new or foreign: nothing of the camera's on it
    const auto files = card.value().list();
    if (!files) return tell(kept, files.error().detail);
    for (const CardFile& file : files.value()) takeFile(kept, card.value(), file);
  }
  std::vector<ReportClip> clips() {
    std::vector<ReportClip> all;
    for (auto& [file, clip] : clips_) all.push_back(std::move(clip));
    std::stable_sort(all.begin(), all.end(),
                     [](const auto& a, const auto& b) { return orderOf(a) < orderOf(b); });
    return all;
  }

 private:
  void tell(const KeptCard& kept, const std::string& problem) {
    ReportClip clip{.camera = kept.camera, .file = kept.file, .problem = problem};
    clips_[kept.file] = std::move(clip);
  }

  void takeFile(const KeptCard& kept, CardReader& card, const CardFile& file) {
    const std::string name = file.path.substr(file.path.rfind('/') + 1);
    const bool video = endsWith(name, ".mp4");
    if (!video && !endsWith(name, ".jpg")) return;
    ReportClip clip{.camera = kept.camera, .lens = lensOf(name), .picture = !video};
    clip.file = "clips/" + kept.camera + "/" + name;
    const auto whose = std::pair(clip.file, card.volumeId());
    if (taken_.contains(whose)) return;  // a later image of the same card has given it already
    if (clips_.contains(clip.file))
      clip.file = "clips/" + kept.camera + "/pulled" + std::to_string(kept.pulled) + "/" + name;
    if (video)
      takeVideo(kept, card, file, clip);
    else
      takeSnapshot(card, file, clip);
    if (clip.bytes == 0 && clip.problem.empty()) return;  // a slot that waits for its first clip
    taken_.insert(whose);
    clips_[clip.file] = std::move(clip);
  }

  void takeVideo(const KeptCard& kept, CardReader& card, const CardFile& file, ReportClip& clip) {
    clip.bytes = usedMp4Bytes(card, file, clip.problem);
    if (clip.bytes == 0) return;
    copyOut(card, file, clip, run_);
    auto seen = sightings_.of(kept.camera, kept.pulled, file.path);
    readClip(run_.folder() / clip.file, std::move(seen).value_or(ClipSightings{}), clip);
  }

  void takeSnapshot(CardReader& card, const CardFile& file, ReportClip& clip) {
    const auto content = card.read(file);
    if (!content) {
      clip.problem = content.error().detail;
      return;
    }
    clip.bytes = usedJpegBytes(content.value(), clip.problem);
    if (clip.bytes == 0) return;
    copyOut(card, file, clip, run_);
    if (clip.problem.empty()) readSnapshot(std::span(content.value()).first(clip.bytes), clip);
  }

  RunSightings sightings_;
  RunFolder& run_;
  std::map<std::string, ReportClip> clips_;
  std::set<std::pair<std::string, uint32_t>> taken_;  // by name, and the card's volume
};

bool allZero(std::span<const uint8_t> bytes) {
  return std::all_of(bytes.begin(), bytes.end(), [](uint8_t b) { return b == 0; });
}

// The size of the top-level box whose head this is, `left` bytes before the file's end; 0 for
// zeros, which were never written. Nothing: no box.
std::optional<uint64_t> boxSize(std::span<const uint8_t> head, uint64_t left) {
  const auto type = head.subspan(4, 4);
  uint64_t size = getBig<uint32_t>(head, 0);
  if (size == 0 && allZero(type)) return 0;
  if (size == 1 && head.size() == 2 * kSmallestBox) size = getBig<uint64_t>(head, 8);
  if (size == 0) size = left;  // up to the end
  if (size < kSmallestBox || size > left || !isPrintable(type)) return std::nullopt;
  return size;
}

}  // namespace

uint64_t usedMp4Bytes(CardReader& card, const CardFile& file, std::string& problem) {
  uint64_t at = 0, end = 0;
  while (at + kSmallestBox <= file.bytes) {
    const auto head = card.read(file, static_cast<uint32_t>(at), 2 * kSmallestBox);
    if (!head) {
      problem = head.error().detail + " at byte " + std::to_string(at);
      break;
    }
    const auto size = boxSize(head.value(), file.bytes - at);
    const std::string_view type = asText(std::span(head.value()).subspan(4, 4));
    const bool free = type == "free" || type == "skip";
    if (!size || (at == 0 && *size > 0 && type != "ftyp" && !free)) {
      problem = "no box at byte " + std::to_string(at);
      break;
    }
    if (*size == 0) break;
    at += *size;
    if (!free) end = at;
  }
  return end;
}

uint64_t usedJpegBytes(std::span<const uint8_t> file, std::string& problem) {
  constexpr uint8_t kMark = 0xFF, kStart = 0xD8, kEnd = 0xD9, kScan = 0xDA;
  if (allZero(file)) return 0;
  if (file.size() < 4 || file[0] != kMark || file[1] != kStart) {
    problem = "no picture begins here";
    return 0;
  }
  size_t at = 2;
  while (at + 4 <= file.size() && file[at] == kMark && file[at + 1] != kScan)
    at += 2 + getBig<uint16_t>(file, at + 2);
  for (; at + 2 <= file.size(); ++at)  // within the scan a mark is never followed by kEnd
    if (file[at] == kMark && file[at + 1] == kEnd) return at + 2;
  problem = "the picture has no end";
  return file.size();
}

std::vector<ReportClip> collectClips(const std::vector<KeptCard>& cards, const EventLog& events,
                                     RunFolder& run, const ClipLimits& limits) {
  Collector collector(events, run);
  for (auto kept = cards.rbegin(); kept != cards.rend(); ++kept) collector.take(*kept);
  std::vector<ReportClip> clips = collector.clips();
  uint64_t embedded = 0;
  for (ReportClip& clip : clips) {
    if (clip.picture || clip.frames == 0 || clip.bytes > limits.embeddedEach) continue;
    if (embedded + clip.bytes > limits.embeddedAll) continue;
    clip.video = wholeFile(run.folder() / clip.file, clip.bytes);
    embedded += clip.bytes;
  }
  return clips;
}

}  // namespace tw::sim
