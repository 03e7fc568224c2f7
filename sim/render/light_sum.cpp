#include "sim/render/light_sum.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/core/vectorised.h"
#include "sim/render/half.h"

namespace tw::sim {
namespace {

TW_VECTORISED void addRow(const uint16_t* light, float weight, int width, float* sum) {
  for (int i = 0; i < width; ++i) sum[i] += fromHalf(light[i]) * weight;
}

}  // namespace

std::array<double, 3> candelaOf(const Lamp& lamp, bool nearInfrared) {
  const double more = nearInfrared ? infraredCd(lamp) : 0, cd = lamp.intensityCd;
  return {lamp.colour.r * cd + more, lamp.colour.g * cd + more, lamp.colour.b * cd + more};
}

LightWeight ambientWeight(bool nearInfrared) { return {{1, 1, 1, nearInfrared ? 1.0F : 0.0F}}; }

LightWeight weightOf(const Lamp& lamp, bool nearInfrared) {
  const auto share = [](double candela) { return static_cast<float>(candela / kBeamCd); };
  return {{share(lamp.colour.r * lamp.intensityCd), share(lamp.colour.g * lamp.intensityCd),
           share(lamp.colour.b * lamp.intensityCd), nearInfrared ? share(infraredCd(lamp)) : 0}};
}

void addUp(std::span<const WeightedLayer> layers, const PixelRect& from, const PixelRect& part,
           LinearImage& image) {
  constexpr size_t kInfrared = 3;
  for (int y = part.y; y < part.bottom(); ++y) {
    const size_t in = from.indexOf(part.x, y), out = whole(image.size).indexOf(part.x, y);
    for (size_t c = 0; c < image.rgb.size(); ++c) {
      float* sum = image.rgb[c].data() + out;
      std::fill_n(sum, part.width, 0.0F);
      for (const WeightedLayer& l : layers)
        for (const size_t plane : {c, kInfrared})
          if (l.weight.planes[plane] > 0)
            addRow(l.layer->planes[plane].data() + in, l.weight.planes[plane], part.width, sum);
    }
  }
}

LinearImage render(Renderer& renderer, const SceneState& scene, const View& view,
                   bool nearInfrared) {
  Lights lights;
  std::vector<WeightedLayer> weighted{{nullptr, ambientWeight(nearInfrared)}};
  for (const Lamp& lamp : scene.lamps) {
    lights.beams.push_back(beamOf(lamp));
    weighted.push_back({nullptr, weightOf(lamp, nearInfrared)});
  }
  Layers layers = renderer.draw(scene, view, whole(view.size), lights);
  TW_CHECK(layers.lights.size() == weighted.size());
  for (size_t i = 0; i < weighted.size(); ++i) weighted[i].layer = &layers.lights[i];
  LinearImage image{view.size, {}, std::move(layers.ids)};
  for (auto& plane : image.rgb) plane.resize(view.size.pixels());
  addUp(weighted, layers.part, layers.part, image);
  return image;
}

}  // namespace tw::sim
