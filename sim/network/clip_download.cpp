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

}  // namespace

ClipDownload::ClipDownload(std::string camera, std::string lens, double atUnixS) {
  download_.camera = std::move(camera);
  download_.lens = std::move(lens);
  download_.atUnixS = atUnixS;
}

std::optional<nlohmann::json> ClipDownload::next() const {
  if (failed() || complete()) return std::nullopt;
  if (!found_)
    return nlohmann::json{
        {"do", "clip.find"}, {"lens", download_.lens}, {"at_unix_s", download_.atUnixS}};
  const uint64_t offset = download_.bytes.size();
  return nlohmann::json{{"do", "clip.read"},
                        {"clip", download_.clip},
                        {"offset", offset},
                        {"length", std::min<uint64_t>(kPieceBytes, size_ - offset)}};
}

void ClipDownload::onAnswer(const nlohmann::json& answer) {
  if (answer.value("ok", nlohmann::json()) != true)
    error_ = textMember(answer, "error", "no answer");
  else if (!found_)
    takeFound(answer);
  else
    takePiece();
}

void ClipDownload::takeFound(const nlohmann::json& answer) {
  const auto whole = [&](const char* key) {
    const auto member = answer.find(key);
    return member != answer.end() && member->is_number_unsigned() ? member->get<uint64_t>() : 0;
  };
  download_.clip = whole("clip");
  size_ = whole("bytes");
  download_.file = textMember(answer, "file", "");
  found_ = true;
  if (size_ == 0) error_ = "the clip is empty";
}

void ClipDownload::takePiece() {
  const Bytes piece = std::exchange(piece_, {});
  if (piece.empty() || download_.bytes.size() + piece.size() > size_)
    error_ = "a piece of the clip has the wrong size";
  else
    append(download_.bytes, piece);
}

}  // namespace tw::sim
