#include "sim/scenario/scenes_folder.h"

namespace tw::sim {

std::filesystem::path scenesFolder() {
  std::error_code failed;
  const auto program = std::filesystem::read_symlink("/proc/self/exe", failed);
  const auto installed = (program.parent_path() / "../share/tweelens/scenes").lexically_normal();
  if (!failed && std::filesystem::is_directory(installed, failed)) return installed;
  return TWEELENS_SCENES;
}

}  // namespace tw::sim
