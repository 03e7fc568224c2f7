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
  std::string lens;    // "wide" or "ptz"
  double atUnixS = 0;  // the time asked for
  uint64_t clip = 0;   // its number on the card
  std::string file;    // its path there
  Bytes bytes;         // all of it that was in use when it was found
};

class ClipDownload {
 public:
  static constexpr uint32_t kPieceBytes = 256 * 1024;

  ClipDownload(std::string camera, std::string lens, double atUnixS);

  // The next request to the camera; nothing when it is complete or has failed.
  std::optional<nlohmann::json> next() const;
  void onData(const Bytes& bytes) { piece_ = bytes; }
  void onAnswer(const nlohmann::json& answer);  // to the request before

  bool complete() const { return found_ && download_.bytes.size() == size_; }
  bool failed() const { return !error_.empty(); }
  const std::string& error() const { return error_; }
  const Download& download() const { return download_; }

 private:
  void takeFound(const nlohmann::json& answer);
  void takePiece();

  Download download_;
  bool found_ = false;
  uint64_t size_ = 0;
  Bytes piece_;  // came ahead of its answer
  std::string error_;
};

}  // namespace tw::sim
