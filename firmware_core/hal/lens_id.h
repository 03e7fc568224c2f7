// Which of the two lenses.
#pragma once

#include <array>
#include <cstddef>

namespace tw::hal {

enum class LensId { kWide = 0, kPtz = 1 };
inline constexpr std::array kLenses{LensId::kWide, LensId::kPtz};
constexpr const char* toString(LensId lens) { return lens == LensId::kWide ? "wide" : "ptz"; }

template <class T>
using PerLens = std::array<T, 2>;
constexpr size_t index(LensId lens) { return static_cast<size_t>(lens); }

struct ImageSize {
  int width = 0;   // pixels
  int height = 0;  // pixels
  constexpr bool operator==(const ImageSize&) const = default;
  constexpr size_t pixels() const {
    return static_cast<size_t>(width) * static_cast<size_t>(height);
  }
};

}  // namespace tw::hal
