// Where the program's own scenes are, and beside them the models.
#pragma once

#include <filesystem>

namespace tw::sim {

// Of an installed program share/tweelens/scenes beside its bin; else those of the source tree that
// it was built from.
std::filesystem::path scenesFolder();

}  // namespace tw::sim
