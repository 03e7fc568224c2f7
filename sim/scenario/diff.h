// Where two runs part: the first virtual second and the devices in it, then the call.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "sim/core/trace.h"

namespace tw::sim {

struct TraceDifference {
  int64_t second = 0;
  std::vector<std::string> devices;  // that differ within it, sorted
};

// Both ordered by second, then device, as Trace::seconds() gives them.
std::optional<TraceDifference> firstDifference(std::span<const TraceSecond> left,
                                               std::span<const TraceSecond> right);

struct CallDifference {
  std::string device;
  size_t index = 0;                        // of the call among the device's within the window
  std::optional<TraceRecord> left, right;  // nothing: that run has no further call
};

// Of the devices' first different calls the earliest. Same time, call and data are the same call.
std::optional<CallDifference> firstDifferentCall(std::span<const TraceRecord> left,
                                                 std::span<const TraceRecord> right,
                                                 std::span<const std::string> devices);

std::string toLine(const TraceRecord& record);  // "12.000000250 s  cam/card  startWrite ..."

}  // namespace tw::sim
