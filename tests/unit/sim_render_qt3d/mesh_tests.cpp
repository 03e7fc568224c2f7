#include <QColor>
#include <QImage>
#include <filesystem>
#include <fstream>
#include <numbers>

#include "sim/render/pinhole.h"
#include "sim/render/render_error.h"
#include "sim/world/materials.h"
#include "tests/support/catch.h"
#include "tests/unit/sim_render_qt3d/drawn.h"
#include "tests/unit/sim_render_qt3d/models.h"

using namespace tw;
using namespace tw::sim;

namespace {

constexpr double kPi = std::numbers::pi;

const View kFromAbove = lookAt({0, -0.01, 8}, {0, 0, 0}, {65, 49}, 60);

double levelLux(const SceneState& scene) {
  return scene.sun.illuminanceLux * scene.sun.towards.z + scene.skyLux;
}

// IEC 61966-2-1, written down a second time.
double fromSrgb(double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); }

}  // namespace

TEST_CASE("A mesh has the luminance and the id of the same plane as a shape, and its shadow") {
  Drawn drawn;
  Part part = meshPart(squareMesh(10));
  const SceneState scene = sceneOf({part});
  const LinearImage image = render(*drawn.renderer, scene, kFromAbove);
  CHECK(middle(image) == Approx(0.4 / kPi * levelLux(scene)).epsilon(0.002));
  CHECK(image.ids[pixelAt(kFromAbove, 32, 24)] == part.objectId);
  SceneState shaded = scene;
  shaded.sun.towards = {0, 0, 1};
  Part roof = meshPart(squareMesh(3));
  roof.pose = {{0, 0, 20}, {}};
  shaded.moving = {roof};
  CHECK(middle(render(*drawn.renderer, shaded, kFromAbove)) ==
        Approx(0.4 / kPi * scene.skyLux).epsilon(0.01));
}

TEST_CASE("A mesh of more vertices than sixteen bits count is drawn whole") {
  Drawn drawn;
  const auto ball = ballMesh(300);  // 90,601 vertices
  REQUIRE(ball->vertices.size() > 65536);
  Part part = meshPart(ball);
  part.pose.position = {0, 5, 1};
  const View view = lookAt({0, 0, 1}, {0, 5, 1}, {200, 200}, 500);
  const LinearImage image = render(*drawn.renderer, sceneOf({part}), view);
  const auto seen = std::count(image.ids.begin(), image.ids.end(), part.objectId);
  // A ball's outline: sin of the angle is radius / distance.
  const double radius = 500 * 0.5 / std::sqrt(25 - 0.25);
  CHECK(static_cast<double>(seen) == Approx(kPi * radius * radius).epsilon(0.01));
}

TEST_CASE("The first picture of a new mesh or image is complete") {
  Drawn drawn;
  for (int round = 0; round < 4; ++round) {
    SceneState scene = sceneOf({});
    Part part = meshPart(ballMesh(20 + round));
    part.surface = Surface::kImage;
    part.texture = std::make_shared<Texture>(Texture{imageFile("new", {200, 200, 200})});
    part.pose.position = {0, 0, 1};
    scene.moving = {part};
    const LinearImage first = render(*drawn.renderer, scene, kFromAbove);
    CHECK(first.ids[pixelAt(kFromAbove, 32, 24)] == part.objectId);
    CHECK(middle(first) > 0);
    CHECK(render(*drawn.renderer, scene, kFromAbove).rgb == first.rgb);
  }
}

TEST_CASE(
    "An image's colours are its sRGB values as linear reflectances, times the part's colour") {
  Drawn drawn;
  Part part = meshPart(squareMesh(10));
  part.colour = {1, 0.5, 1};
  part.surface = Surface::kImage;
  part.texture = std::make_shared<Texture>(Texture{imageFile("plain", {220, 120, 30})});
  const SceneState scene = sceneOf({part});
  const LinearImage image = render(*drawn.renderer, scene, kFromAbove);
  const double lux = levelLux(scene) / kPi;
  CHECK(middle(image, 0) == Approx(fromSrgb(220 / 255.0) * lux).epsilon(0.005));
  CHECK(middle(image, 1) == Approx(fromSrgb(120 / 255.0) * lux / 2).epsilon(0.005));
  CHECK(middle(image, 2) == Approx(fromSrgb(30 / 255.0) * lux).epsilon(0.01));
}

TEST_CASE("An image lies right way up, u to the right and v up, and repeats") {
  Drawn drawn;
  Part part = meshPart(squareMesh(10));  // u = x / 10 + 0.5, v = y / 10 + 0.5
  part.colour = {1, 1, 1};
  part.surface = Surface::kImage;
  part.texture = std::make_shared<Texture>(Texture{quarteredFile("quarters")});
  for (const double shift : {0.0, 1.0, -2.0}) {
    auto mesh = std::make_shared<Mesh>(*part.mesh);
    for (Vertex& v : mesh->vertices) v.texture[0] += static_cast<float>(shift);
    part.mesh = mesh;
    const SceneState scene = sceneOf({part});
    const LinearImage image = render(*drawn.renderer, scene, kFromAbove);
    const double lux = levelLux(scene) / kPi;
    const auto at = [&](Vec3 place, size_t channel) {
      const auto p = project(kFromAbove, place);
      return image.rgb[channel][pixelAt(kFromAbove, p->x, p->y)] / lux;
    };
    CHECK(at({-1.5, 1.5, 0}, 0) == Approx(1).epsilon(0.02));  // upper left: red
    CHECK(at({-1.5, 1.5, 0}, 1) == Approx(0).margin(0.01));
    CHECK(at({1.5, 1.5, 0}, 1) == Approx(1).epsilon(0.02));  // upper right: green
    CHECK(at({1.5, 1.5, 0}, 0) == Approx(0).margin(0.01));
    CHECK(at({-1.5, -1.5, 0}, 2) == Approx(1).epsilon(0.02));  // lower left: blue
    CHECK(at({1.5, -1.5, 0}, 0) == Approx(0).margin(0.01));    // lower right: black
  }
}

TEST_CASE("From afar an image becomes its mean, in linear light") {
  Drawn drawn;
  Part part = meshPart(squareMesh(10));
  part.colour = {1, 1, 1};
  part.surface = Surface::kImage;
  part.texture = std::make_shared<Texture>(Texture{chequeredFile("chequers")});
  auto mesh = std::make_shared<Mesh>(*part.mesh);
  for (Vertex& v : mesh->vertices)
    for (float& t : v.texture) t *= 100;
  part.mesh = mesh;
  const SceneState scene = sceneOf({part});
  CHECK(middle(render(*drawn.renderer, scene, kFromAbove)) ==
        Approx(0.5 / kPi * levelLux(scene)).epsilon(0.02));
}

TEST_CASE("An image that is missing or broken is an error that names the file, never black") {
  Drawn drawn;
  const auto broken = scratch().path("broken.png");
  const auto whole = imageFile("whole", {200, 100, 50});
  std::ifstream from(TWEELENS_SOURCE_DIR "/sim/render/qt3d/shaders/check.png", std::ios::binary);
  std::string bytes((std::istreambuf_iterator<char>(from)), {});
  std::ofstream(broken, std::ios::binary) << bytes.substr(0, 40);
  SceneState scene = sceneOf({});
  Part part = meshPart(squareMesh(10));
  part.surface = Surface::kImage;
  for (const std::string& file : {broken.string(), std::string("/nonexistent/brick.png")})
    for (const bool moving : {false, true}) {
      part.texture = std::make_shared<Texture>(Texture{file});
      scene = sceneOf(moving ? std::vector<Part>{} : std::vector{part});
      if (moving) scene.moving = {part};
      for (int time = 0; time < 2; ++time) {
        CHECK_THROWS_AS(render(*drawn.renderer, scene, kFromAbove), RenderError);
        CHECK_THROWS_WITH(render(*drawn.renderer, scene, kFromAbove), Catch::Contains(file));
      }
    }
  // And the renderer still draws.
  part.texture = std::make_shared<Texture>(Texture{whole});
  CHECK(middle(render(*drawn.renderer, sceneOf({part}), kFromAbove)) > 0);
}

TEST_CASE("A renderer ends well after a picture that was broken off") {
  Drawn drawn;
  std::vector<Part> parts(40);  // made before the one that fails
  parts.push_back(meshPart(squareMesh(10)));
  parts.back().surface = Surface::kImage;
  parts.back().texture = std::make_shared<Texture>(Texture{"/nowhere/none.png"});
  CHECK_THROWS_AS(render(*drawn.renderer, sceneOf(parts), kFromAbove), RenderError);
  drawn.renderer.reset();
}

TEST_CASE("A mesh that cannot be drawn is an error that names it and what is wrong") {
  Drawn drawn;
  const auto refused = [&](auto spoil, const char* why) {
    auto mesh = std::make_shared<Mesh>(*squareMesh(10));
    mesh->name = "models/gate.obj";
    spoil(*mesh);
    CHECK_THROWS_WITH(render(*drawn.renderer, sceneOf({meshPart(mesh)}), kFromAbove),
                      Catch::Contains("models/gate.obj") && Catch::Contains(why));
  };
  refused([](Mesh& m) { m.indices.clear(); }, "no triangles");
  refused([](Mesh& m) { m.indices.pop_back(); }, "corners");
  refused([](Mesh& m) { m.indices[1] = 4; }, "vertex 4 of 4");
  refused([](Mesh& m) { m.vertices[2].normal = {0, 0, 0}; }, "normal");
}

TEST_CASE("The table of materials knows the means of its images") {
  const auto models = std::filesystem::path(TWEELENS_SOURCE_DIR) / "models";
  int images = 0;
  for (const auto& [name, material] : loadMaterials(models / "materials.json")) {
    if (!material.texture) continue;
    INFO(name);
    ++images;
    const QImage image(QString::fromStdString(material.texture->file.string()));
    std::array<double, 3> sum{};
    for (int y = 0; y < image.height(); ++y)
      for (int x = 0; x < image.width(); ++x) {
        const QColor pixel = image.pixelColor(x, y);
        sum[0] += fromSrgb(pixel.redF());
        sum[1] += fromSrgb(pixel.greenF());
        sum[2] += fromSrgb(pixel.blueF());
      }
    const double pixels = double(image.width()) * image.height();
    CHECK(material.texture->mean.r == Approx(sum[0] / pixels).epsilon(0.01));
    CHECK(material.texture->mean.g == Approx(sum[1] / pixels).epsilon(0.01));
    CHECK(material.texture->mean.b == Approx(sum[2] / pixels).epsilon(0.01));
  }
  CHECK(images >= 9);
}
