// The window's thread comes before those that compute, so that a panel answers at once however busy
// a run is. Threads have a niceness each on Linux; a thread has that of the one which made it.
#pragma once

#include <set>

namespace tw::ui {

class Precedence {
 public:
  static constexpr int kNiceness = 10;  // of those that give way; one to nine shares of a core

  Precedence();        // those that there are now go first, but for those that draw
  void apply() const;  // all others give way, with what they make from now on
  static std::set<int> threads();

 private:
  std::set<int> first_;
};

}  // namespace tw::ui
