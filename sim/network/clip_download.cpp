#include "sim/network/clip_download.h"

#include <algorithm>
#include <utility>

namespace tw::sim {
namespace {

// What a camera says may be anything.
std::string textMember(const nlohmann::json& answer, const char* key, const char* without) {
  const auto member = answer.find(key);
  return member != answer.end() && member->is_string() ? member->get<std::string>() : without;
}

uint64_t wholeIn(const nlohmann::json& answer, const char* key) {
  const auto member = answer.find(key);
  return member != answer.end() && member->is_number_unsigned() ? member->get<uint64_t>() : 0;
}

}  // namespace

ClipDownload::ClipDownload(std::string camera, std::string lens, double atUnixS, bool fromThere) {
  download_.camera = std::move(camera);
  download_.lens = std::move(lens);
  download_.atUnixS = atUnixS;
  download_.fromThere = fromThere;
}

std::optional<nlohmann::json> ClipDownload::next() const {
  if (failed() || complete()) return std::nullopt;
  if (!found_)
    return nlohmann::json{
        {"do", "clip.find"}, {"lens", download_.lens}, {"at_unix_s", download_.atUnixS}};
  if (!ready())
    return nlohmann::json{{"do", "clip.seek"}, {"clip", download_.clip}, {"offset_s", offsetS_}};
  const uint64_t have = download_.bytes.size();
  const uint64_t offset = have < head_ ? have : from_ + have - head_;
  const uint64_t end = have < head_ ? head_ : size_;
  return nlohmann::json{{"do", "clip.read"},
                        {"clip", download_.clip},
                        {"offset", offset},
                        {"length", std::min<uint64_t>(kPieceBytes, end - offset)}};
}

void ClipDownload::onAnswer(const nlohmann::json& answer) {
  if (answer.value("ok", nlohmann::json()) != true)
    error_ = textMember(answer, "error", "no answer");
  else if (!found_)
    takeFound(answer);
  else if (!ready())
    takeSought(answer);
  else
    takePiece();
}

void ClipDownload::takeFound(const nlohmann::json& answer) {
  download_.clip = wholeIn(answer, "clip");
  size_ = wholeIn(answer, "bytes");
  download_.file = textMember(answer, "file", "");
  const auto offset = answer.find("offset_s");
  if (offset != answer.end() && offset->is_number()) offsetS_ = offset->get<double>();
  found_ = true;
  if (size_ == 0) error_ = "the clip is empty";
}

void ClipDownload::takeSought(const nlohmann::json& answer) {
  head_ = wholeIn(answer, "head_bytes");
  from_ = wholeIn(answer, "seek_offset");
  size_ = wholeIn(answer, "bytes");
  sought_ = true;
  if (head_ == 0 || from_ < head_ || size_ <= from_) error_ = "the clip has no such place";
}

void ClipDownload::takePiece() {
  const Bytes piece = std::exchange(piece_, {});
  if (piece.empty() || download_.bytes.size() + piece.size() > head_ + size_ - from_)
    error_ = "a piece of the clip has the wrong size";
  else
    append(download_.bytes, piece);
}

}  // namespace tw::sim
