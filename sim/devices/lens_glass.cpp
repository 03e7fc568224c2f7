#include "sim/devices/lens_glass.h"

#include <algorithm>

#include "sim/devices/state_hash.h"

namespace tw::sim {

LensGlass::LensGlass(const Bench& bench, std::string name)
    : FaultyDevice(
          bench, name,
          {{.kind = "film", .doc = "The protective film is still on it."},
           {.kind = "dirt", .doc = "Dust, salt or a web covers this share.", .unit = "share"},
           {.kind = "drops", .doc = "Raindrops cover this share.", .unit = "share"}}),
      water_(bench.queue, [this] { show(); }),
      film_(bench.signal(name, {.name = "film",
                                .kind = SignalKind::kFlag,
                                .doc = "the protective film is still on it"})),
      shown_(bench.signal(name, {.name = "glare",
                                 .doc = "share of the light on the glass that veils the picture",
                                 .unit = "share",
                                 .max = kClean + kFilm + kDirt + kDrops})) {
  shown_.set(glare_);
}

void LensGlass::rain(double mmH) { water_.fall(mmH); }

void LensGlass::show() {
  glare_ = kClean + (has("film") ? kFilm : 0) + kDirt * fault("dirt") +
           kDrops * std::max(fault("drops"), water_.wetness());
  film_.set(has("film"));
  shown_.set(glare_);
}

uint64_t LensGlass::stateHash() const { return hashState(faultHash(), glare_, water_.stateHash()); }

}  // namespace tw::sim
