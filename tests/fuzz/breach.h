// Something that must never happen, whatever lies on the card.
#pragma once

#include <stdexcept>
#include <string>

namespace tw::fuzz {

struct Breach : std::logic_error {
  using std::logic_error::logic_error;
};

inline void require(bool holds, const char* what) {
  if (!holds) throw Breach(what);
}

}  // namespace tw::fuzz
