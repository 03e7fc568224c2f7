// What was made of shared values, one thing a value, kept while the value lives.
//
// Ended values are noticed when something new is kept: until then what was made of them stays.
#pragma once

#include <map>
#include <memory>
#include <utility>

namespace tw::sim {

template <class Source, class Made>
class KeptWhileAlive {
 public:
  // Null: nothing was made of it.
  const Made* find(const std::shared_ptr<const Source>& source) const {
    // An address alone could be that of a value that ended and gave it back.
    const auto found = kept_.find(source.get());
    return found != kept_.end() && found->second.first.lock() == source ? &found->second.second
                                                                        : nullptr;
  }

  // `end` is called with what was made of each value that ended.
  template <class End>
  void dropEnded(End&& end) {
    std::erase_if(kept_, [&](const auto& kept) {
      const auto& [source, made] = kept.second;
      if (!source.expired()) return false;
      end(made);
      return true;
    });
  }

  void keep(const std::shared_ptr<const Source>& source, Made made) {
    kept_.insert_or_assign(source.get(), Kept{source, std::move(made)});
  }

 private:
  using Kept = std::pair<std::weak_ptr<const Source>, Made>;
  std::map<const Source*, Kept> kept_;
};

}  // namespace tw::sim
