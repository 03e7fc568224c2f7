// Drawing does not work on this machine: what failed and what would help, in one line. Exit code 2.
#pragma once

#include <stdexcept>

namespace tw::sim {

class RenderError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tw::sim
