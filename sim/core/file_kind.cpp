#include "sim/core/file_kind.h"

#include <array>
#include <string>

#include "sim/core/json_reader.h"

namespace tw::sim {
namespace {

struct Name {
  const char* words;
  const char* end;
};
// By FileKind.
constexpr std::array<Name, 3> kNames{{{"a scene", ".scene.json"},
                                      {"a camera model", ".camera.json"},
                                      {"a scenario", ".scenario.json"}}};

}  // namespace

void requireKind(const std::filesystem::path& file, FileKind wanted) {
  const Name& right = kNames[static_cast<size_t>(wanted)];
  for (const Name& name : kNames)
    if (&name != &right && file.string().ends_with(name.end))
      throw InputError(file.string() + ": is " + name.words + "; expected " + right.words + " (*" +
                       right.end + ")");
}

}  // namespace tw::sim
