// Assertions that stay on: a broken one is our own bug, never the world's fault (that is a Result).
#pragma once

#include <stdexcept>
#include <string>

namespace tw {

// Thrown by TW_CHECK. Nobody catches it to go on; the simulator's program reports it as an internal
// error and the tests expect it.
class CheckFailed : public std::logic_error {
 public:
  using std::logic_error::logic_error;
};

[[noreturn]] inline void failCheck(const char* condition, const char* file, int line) {
  throw CheckFailed(std::string(file) + ":" + std::to_string(line) + ": broken: " + condition);
}

}  // namespace tw

#define TW_CHECK(condition) \
  ((condition) ? static_cast<void>(0) : ::tw::failCheck(#condition, __FILE__, __LINE__))
