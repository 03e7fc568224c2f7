// All that is wrong with a file, rather than the first of it.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "sim/core/json_reader.h"

namespace tw::sim {

// One error or more; what() is the first.
class InputErrors : public InputError {
 public:
  explicit InputErrors(std::vector<std::string> all)
      : InputError(all.at(0)), all_(std::move(all)) {}
  const std::vector<std::string>& all() const { return all_; }

 private:
  std::vector<std::string> all_;
};

class Problems {
 public:
  // Does a part of the work; what it throws as bad input is kept, and the next part can begin.
  // False when it threw.
  template <class Work>
  bool attempt(const Work& work) {
    try {
      work();
      return true;
    } catch (const InputErrors& errors) {
      all_.insert(all_.end(), errors.all().begin(), errors.all().end());
    } catch (const InputError& error) {
      all_.push_back(error.what());
    }
    return false;
  }
  void throwIfAny() {
    if (!all_.empty()) throw InputErrors(std::exchange(all_, {}));
  }

 private:
  std::vector<std::string> all_;
};

}  // namespace tw::sim
