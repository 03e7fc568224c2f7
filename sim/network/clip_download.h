// A clip on its way from the camera's card to the phone: found by lens and time, then fetched piece
// by piece. The phone's app owns it and does the asking; here stands what to ask next.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "firmware_core/base/bytes.h"

namespace tw::sim {

struct Download {
  std::string camera;
  std::string lens;        // "wide" or "ptz"
  double atUnixS = 0;      // the time asked for
  uint64_t clip = 0;       // its number on the card
  std::string file;        // its path there
  Bytes bytes;             // all of it that was in use when it was found
  bool fromThere = false;  // its head, and what it has from the second on that holds the time
};

class ClipDownload {
 public:
  static constexpr uint32_t kPieceBytes = 256 * 1024;

  ClipDownload(std::string camera, std::string lens, double atUnixS, bool fromThere = false);

  // The next request to the camera; nothing when it is complete or has failed.
  std::optional<nlohmann::json> next() const;
  void onData(const Bytes& bytes) { piece_ = bytes; }
  void onAnswer(const nlohmann::json& answer);  // to the request before

  bool complete() const { return ready() && download_.bytes.size() == head_ + size_ - from_; }
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }
  const Download& download() const { return download_; }

 private:
  bool ready() const { return found_ && (sought_ || !download_.fromThere); }
  void takeFound(const nlohmann::json& answer);
  void takeSought(const nlohmann::json& answer);
  void takePiece();

  Download download_;
  bool found_ = false, sought_ = false;
  double offsetS_ = 0;            // of the time, in the clip
  uint64_t head_ = 0, from_ = 0;  // bytes that are wanted of its beginning; the others begin there
  uint64_t size_ = 0;             // the others' end
  Bytes piece_;                   // came ahead of its answer
  std::string error_;
};

}  // namespace tw::sim
