// What was made of shared values, one thing a value, kept while the value lives.
//
// Ended values are noticed when something new is kept: until then what was made of them stays.
#pragma once

#include <cstddef>
#include <memory>
#include <utility>
#include <vector>

namespace tw::sim {

template <class Source, class Made>
class KeptWhileAlive {
 public:
  // Null: nothing was made of it.
  const Made* find(const std::shared_ptr<const Source>& source) const {
    for (const Kept& kept : kept_)
      // An address alone could be that of a value that ended and gave it back.
      if (kept.address == source.get() && kept.source.lock() == source) return &kept.made;
    return nullptr;
  }

  // `end` is called with what was made of each value that ended, the last made first.
  template <class End>
  void dropEnded(End&& end) {
    for (size_t i = kept_.size(); i-- > 0;) {
      if (!kept_[i].source.expired()) continue;
      end(kept_[i].made);
      kept_.erase(kept_.begin() + static_cast<std::ptrdiff_t>(i));
    }
  }

  void keep(const std::shared_ptr<const Source>& source, Made made) {
    kept_.push_back({source.get(), source, std::move(made)});
  }

 private:
  struct Kept {
    const Source* address;
    std::weak_ptr<const Source> source;
    Made made;
  };
  std::vector<Kept> kept_;  // in the order of their making, never of their addresses
};

}  // namespace tw::sim
