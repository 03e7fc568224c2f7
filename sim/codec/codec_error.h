// A codec or container that fails: a missing encoder, a file that is no video.
#pragma once

#include <stdexcept>

namespace tw::sim {

class CodecError : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

}  // namespace tw::sim
