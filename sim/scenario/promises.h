// What the product promises, by ID (scenes/promises.json), and which scenarios cover what.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace tw::sim {

struct Promise {
  std::string id;       // "LED-3"
  std::string section;  // "Status LED"
  std::string text;
  bool manual = false;  // the product's manual says so; else a choice that makes it testable
  std::string open;     // what of it no scenario checks yet: it counts as covered in part
};

class Promises {
 public:
  static Promises load(const std::filesystem::path& file);  // throws InputError

  const std::vector<Promise>& all() const { return all_; }  // in the order of the file
  const Promise* find(const std::string& id) const;
  // Throws InputError when `id` is unknown, with the nearest known one.
  void require(const std::string& id) const;

 private:
  std::vector<Promise> all_;
  std::map<std::string, size_t> byId_;
};

// ID -> names of the scenarios that cover it, from the `covers` of every *.scenario.json below
// `folder`. An ID that `promises` lacks, or a file that is no JSON, throws InputError.
std::map<std::string, std::vector<std::string>> coverage(const Promises& promises,
                                                         const std::filesystem::path& folder);

// All *.scenario.json below `folder`, sorted; throws InputError when there is no such folder.
std::vector<std::filesystem::path> findScenarios(const std::filesystem::path& folder);

// The nearest promises.json in the folders above `start` (or `start` itself); empty when none.
std::filesystem::path findPromises(const std::filesystem::path& start);

}  // namespace tw::sim
