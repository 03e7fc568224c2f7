#include "sim/scenario/run_files.h"

#include <fcntl.h>
#include <signal.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <optional>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"

namespace tw::sim {
namespace fs = std::filesystem;
namespace {

constexpr char kPartSuffix[] = ".part";
constexpr char kResultFile[] = "result.json";  // what makes a folder a run's folder

[[noreturn]] void refuse(const fs::path& file, const std::string& reason) {
  throw InputError(file.string() + ": cannot write: " + reason);
}

void makeFolders(const fs::path& folder) {
  std::error_code error;
  fs::create_directories(folder, error);
  if (error) refuse(folder, error.message());
  if (!fs::is_directory(folder)) refuse(folder, "not a folder");
}

// Streams say only that something failed; errno, still of the failed call, says what.
[[noreturn]] void refuseStream(const fs::path& file) {
  const int code = errno;
  refuse(file, code ? std::strerror(code) : "the disk refused it");
}

void writeTo(const fs::path& file, const std::function<void(std::ostream&)>& content) {
  errno = 0;
  std::ofstream out(file, std::ios::binary | std::ios::trunc);
  if (!out) refuseStream(file);
  content(out);
  out.close();  // flushes: a full disk may only show here
  if (!out) refuseStream(file);
}

// ".<name>.<pid>.part" -> pid.
std::optional<pid_t> ownerOf(const std::string& leftover, const std::string& name) {
  std::string prefix = ".";
  prefix += name + ".";
  const std::string suffix = kPartSuffix;
  if (!leftover.starts_with(prefix) || !leftover.ends_with(suffix)) return {};
  if (leftover.size() <= prefix.size() + suffix.size()) return {};
  const std::string digits =
      leftover.substr(prefix.size(), leftover.size() - prefix.size() - suffix.size());
  if (digits.size() > 9 || digits.find_first_not_of("0123456789") != std::string::npos) return {};
  return static_cast<pid_t>(std::stol(digits));
}

bool alive(pid_t process) { return kill(process, 0) == 0 || errno == EPERM; }

fs::path besideOf(const fs::path& file) {
  std::string name = ".";
  name += file.filename().string() + "." + std::to_string(getpid()) + kPartSuffix;
  return file.parent_path() / name;
}

void requireRunFolder(const fs::path& folder) {
  std::error_code error;
  const auto status = fs::symlink_status(folder, error);
  if (status.type() == fs::file_type::not_found) return;
  if (status.type() != fs::file_type::directory) refuse(folder, "not a folder");
  if (!fs::is_empty(folder, error) && !fs::exists(folder / kResultFile))
    refuse(folder, "it holds something other than a run's results, which would be lost");
}

}  // namespace

RunFolder::RunFolder(fs::path final) : final_(fs::absolute(final).lexically_normal()) {
  TW_CHECK(final_.has_filename());
  makeFolders(final_.parent_path());
  requireRunFolder(final_);
  removeLeftovers();
  part_ = besideOf(final_);
  std::error_code error;
  fs::remove_all(part_, error);
  fs::create_directory(part_, error);
  if (error) refuse(final_, error.message());
}

RunFolder::~RunFolder() {
  std::error_code ignored;
  if (!committed_) fs::remove_all(part_, ignored);
}

void RunFolder::removeLeftovers() const {
  std::error_code error;
  for (const auto& entry : fs::directory_iterator(final_.parent_path(), error)) {
    const auto owner = ownerOf(entry.path().filename().string(), final_.filename().string());
    if (owner && !alive(*owner)) fs::remove_all(entry.path(), error);
  }
}

void RunFolder::write(const std::string& name, std::string_view content) {
  write(name, [content](std::ostream& out) {
    out.write(content.data(), static_cast<std::streamsize>(content.size()));
  });
}

void RunFolder::write(const std::string& name, const std::function<void(std::ostream&)>& content) {
  const fs::path file = part_ / name;
  makeFolders(file.parent_path());
  writeTo(file, content);
}

// One rename makes all of it visible; where there were results before, the two folders change
// places in one step and the old one goes. A file system that cannot exchange loses the old first.
void RunFolder::commit() {
  std::error_code error;
  const bool replaces = fs::exists(final_);
  const bool exchanged = replaces && renameat2(AT_FDCWD, part_.c_str(), AT_FDCWD, final_.c_str(),
                                               RENAME_EXCHANGE) == 0;
  if (!exchanged) {
    if (replaces) fs::remove_all(final_, error);
    fs::rename(part_, final_, error);
    if (error) refuse(final_, error.message());
  }
  committed_ = true;
  fs::remove_all(part_, error);
}

void replaceFile(const fs::path& file, std::string_view content) {
  const fs::path absolute = fs::absolute(file).lexically_normal();
  const fs::path part = besideOf(absolute);
  makeFolders(absolute.parent_path());
  std::error_code error;
  try {
    writeTo(part, [content](std::ostream& out) {
      out.write(content.data(), static_cast<std::streamsize>(content.size()));
    });
  } catch (...) {
    fs::remove(part, error);
    throw;
  }
  fs::rename(part, absolute, error);
  if (!error) return;
  const std::string reason = error.message();
  fs::remove(part, error);
  refuse(absolute, reason);
}

void requireWritable(const fs::path& folder) {
  makeFolders(folder);
  const fs::path probe = besideOf(fs::absolute(folder) / "probe");
  writeTo(probe, [](std::ostream& out) { out << "probe\n"; });
  std::error_code ignored;
  fs::remove(probe, ignored);
}

}  // namespace tw::sim
