// The light that falls through a lens at rest, kept apart by where it comes from, so that only what
// changed is drawn again.
//
// - The place without anybody in it is drawn once, for the ambient light and for each beam.
// - What sways is drawn over it within its footprint alone: trees whose footprints overlap
//   together. Of such a patch the cells are kept that differ from the place, since trees come by
//   the same few poses again and again.
// - What moves comes over that in the same way, and is forgotten when it has moved on.
// - Lamps that go on, off, or fade only change how layers are added up.
// Another place, sun, sky or place lamp: everything afresh. Every path gives the same light to the
// bit, kept or not: a pixel is the same sum of the same halves.
#pragma once

#include <list>
#include <optional>

#include "sim/optics/lens_view.h"
#include "sim/optics/picture_source.h"
#include "sim/render/light_sum.h"

namespace tw::sim {

class KeptLight {
 public:
  // Memory that patches of what sways may take, in bytes a pixel of the picture; the longest unused
  // goes first. The place's layers come on top: 2 bytes a pixel and plane, 4 planes for the ambient
  // light and those that it shines in for each of at most kMostKeptBeams beams: while more lamps
  // shine nothing is kept.
  static constexpr size_t kPatchBytesAPixel = 80;
  static constexpr size_t kMostKeptBeams = 8;

  explicit KeptLight(LensView view);
  void look(LensView view);  // elsewhere: forgets everything

  // The light of now. `keep`: false draws everything afresh and keeps nothing. Valid until the next
  // call.
  const LinearImage& light(Renderer& renderer, const SceneState& scene, bool nearInfrared,
                           bool keep, DrawingCounts& counts);
  const LinearImage& image() const { return image_; }  // what light() gave last

  // Whether place, sun, sky and place lamps are alike: whether anything can be kept.
  static bool sameAmbient(const SceneState& a, const SceneState& b);

 private:
  using Source = std::optional<Beam>;  // nothing: the ambient light
  // Part of the picture in the lights that were drawn of it so far.
  struct Lit {
    PixelRect part{};
    std::vector<std::pair<Source, LightLayer>> lights{};
    const LightLayer& in(const Source& source) const;
    size_t bytes() const;
  };
  struct Patch {
    uint64_t serial = 0;  // a patch that was made anew has another
    PixelRect part{};
    std::vector<Part> parts{};
    std::vector<Source> sources{};  // that it was drawn in
    bool sparse = false;            // of the place: made again and again
    std::vector<Lit> cells{};       // what differs from the place, or all of it
    size_t bytes() const;
  };
  // Things that are drawn together.
  struct Cluster {
    PixelRect part{};
    std::vector<Part> parts{};
  };
  using Key = std::pair<uint64_t, PixelRect>;
  struct Shown {  // what image_ is made of
    std::vector<Lamp> lamps{};
    bool nearInfrared = false;
    std::vector<Key> patches{};
  };
  struct Job {
    Renderer& renderer;
    const SceneState& scene;
    DrawingCounts& counts;
  };

  void forget();
  void startAfresh(const SceneState& scene);
  std::vector<Cluster> clustersOf(const std::vector<Part>& parts) const;
  std::vector<Patch*> patchesOf(Job job);
  Patch& patchOf(const Cluster& cluster);
  void prune();
  // Draws `part` in those lights of the scene that are not among `there`.
  Lit draw(Job job, const PixelRect& part, const std::vector<Source>& there) const;
  void completePlace(Job job);
  void complete(Patch& patch, Job job);
  void spread(Lit drawn, Patch& patch);
  void forgetLampsBut(const std::vector<Lamp>& lamps);
  void add(const Lit& lit, const PixelRect& part, const Shown& shown);
  void add(const Patch& patch, const PixelRect& part, const Shown& shown);
  void show(const std::vector<Patch*>& patches, Shown shown);

  LensView view_;
  std::optional<SceneState> ambient_;  // without what moves, and without lamps that come and go
  Shadows shadows_{};                  // of all lights that the place was drawn in
  Lit place_;
  std::list<Patch> patches_;  // the last used first
  uint64_t serials_ = 0;
  LinearImage image_;
  std::optional<Shown> shown_;
};

}  // namespace tw::sim
