// What crossed between firmware and hardware: commands to devices and deliveries from them (idle
// polls are not recorded), as one hash a device and virtual second. For a window the records
// themselves are kept, so that two runs that differ can be compared call by call.
#pragma once

#include <cstdint>
#include <functional>
#include <map>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "firmware_core/base/time.h"
#include "sim/core/hash.h"

namespace tw::sim {

struct TraceRecord {
  Instant at;
  std::string device;  // `<camera>/<device>`
  std::string call;    // one readable line, e.g. "startWrite sector=2048 count=64"
  uint64_t dataHash;   // of the bytes that went along; 0 without
};

struct TraceSecond {
  int64_t second;  // of virtual time
  std::string device;
  uint64_t hash;  // over this device's records within that second
  uint32_t records;
};

class Trace {
 public:
  explicit Trace(std::function<Instant()> now) : now_(std::move(now)) {}

  void record(std::string_view device, std::string_view call, std::span<const uint8_t> data = {});

  // Records within [from, to) are kept whole.
  void keepWindow(Instant from, Instant to);
  const std::vector<TraceRecord>& window() const { return window_; }

  std::vector<TraceSecond> seconds() const;  // ordered by second, then device
  uint64_t hash() const;                     // over all of it

 private:
  void closeSecond();
  void appendOpen(std::vector<TraceSecond>& to) const;

  struct Bin {
    Hasher hasher;
    uint32_t records = 0;
  };
  std::function<Instant()> now_;
  Instant from_ = kNever, to_ = kNever;
  std::vector<TraceRecord> window_;
  int64_t second_ = -1;  // that `open_` belongs to
  std::map<std::string, Bin, std::less<>> open_;
  std::vector<TraceSecond> closed_;
};

}  // namespace tw::sim
