// A run's folder of results that appears whole or not at all.
//
// Files are written into a hidden folder beside the final one, which is renamed over it at the end;
// an earlier run's results stay until then. Whatever the disk refuses is an InputError that names
// the file and the reason.
#pragma once

#include <filesystem>
#include <fstream>
#include <functional>
#include <ostream>
#include <string>
#include <string_view>

namespace tw::sim {

class RunFolder {
 public:
  // Makes the hidden folder, and `final`'s parents where missing. Refuses a `final` that exists and
  // is neither empty nor an earlier run's folder. Removes what a crashed run left beside it.
  explicit RunFolder(std::filesystem::path final);
  ~RunFolder();  // not committed: all of it goes
  RunFolder(const RunFolder&) = delete;
  RunFolder& operator=(const RunFolder&) = delete;

  const std::filesystem::path& folder() const { return part_; }  // where to write until commit()
  const std::filesystem::path& destination() const { return final_; }

  // `name` may have folders in it, which are made.
  void write(const std::string& name, std::string_view content);
  void write(const std::string& name, const std::function<void(std::ostream&)>& content);
  void commit();

 private:
  void removeLeftovers() const;

  std::filesystem::path final_, part_;
  bool committed_ = false;
};

// The same for one file: written beside and renamed. Throws InputError.
void replaceFile(const std::filesystem::path& file, std::string_view content);

// Throws InputError unless a file can be made in `folder` (made with its parents where missing).
void requireWritable(const std::filesystem::path& folder);

}  // namespace tw::sim
