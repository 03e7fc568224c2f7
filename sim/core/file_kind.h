// What a file is, by the end of its name: X.scene.json is a scene.
#pragma once

#include <filesystem>

namespace tw::sim {

enum class FileKind { kScene, kCamera, kScenario };

// Throws InputError for a file that is named as one of another kind. Any other name will do.
void requireKind(const std::filesystem::path& file, FileKind wanted);

}  // namespace tw::sim
