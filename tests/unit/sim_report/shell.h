// Other people's programs as judges, and folders that tests may fill.
#pragma once

#include <filesystem>
#include <string>

struct ShellResult {
  int status = -1;     // exit status; 127: no such program
  std::string output;  // stdout and stderr
};

ShellResult shell(const std::string& command);

// A fresh folder that goes with the object.
class ScratchFolder {
 public:
  ScratchFolder();
  ~ScratchFolder();
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;
  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
  const std::filesystem::path& path() const { return path_; }

 private:
  std::filesystem::path path_;
};

std::string readFile(const std::filesystem::path& file);
void writeFile(const std::filesystem::path& file, const std::string& content);
