#include "sim/world/mesh_file.h"

#include "firmware_core/base/bytes.h"
#include "sim/world/model_library.h"
#include "sim/world/solid.h"
#include "tests/support/catch.h"
#include "tests/support/input_errors.h"
#include "tests/support/judge.h"

using namespace tw;
using namespace tw::sim;

namespace {

// By hand: a cube of 2 m about the origin; quads, relative indices on the last face.
const std::string kCube = R"(# a cube
v -1 -1 -1
v 1 -1 -1
v 1 1 -1
v -1 1 -1
v -1 -1 1
v 1 -1 1
v 1 1 1
v -1 1 1
vn 0 0 -1
vn 0 0 1
vn 0 -2 0
vn 1 0 0
vn 0 1 0
vn -1 0 0
vt 0 0
vt 1 0
vt 1 1
vt 0 1
o shell
usemtl wall
f 1/1/1 4/4/1 3/3/1 2/2/1
f 5/1/2 6/2/2 7/3/2 8/4/2
f 1/1/3 2/2/3 6/3/3 5/4/3
usemtl side
f 2/1/4 3/2/4 7/3/4 6/4/4
f 3/1/5 4/2/5 8/3/5 7/4/5
f -4/1/6 -1/2/6 4/3/6 1/4/6
)";

std::string spoilt(const std::string& from, const std::string& to) {
  std::string text = kCube;
  const size_t at = text.find(from);
  REQUIRE(at != std::string::npos);
  return text.replace(at, from.size(), to);
}

std::string complaint(const std::string& text) {
  return errorOf([&] { parseMeshFile("cube.obj", text); });
}

}  // namespace

TEST_CASE("A cube has two triangles a side, by material, in its box") {
  const auto pieces = parseMeshFile("cube.obj", kCube);
  REQUIRE(pieces.size() == 2);
  CHECK(pieces[0].group == "shell");
  CHECK(pieces[0].material == "wall");
  CHECK(pieces[1].material == "side");
  CHECK(pieces[0].hasTexturePlaces);
  CHECK(pieces[0].mesh->indices.size() == 3 * 2 * 3);
  CHECK(pieces[0].mesh->vertices.size() == 3 * 4);  // shared within a face, not between sides
  CHECK(pieces[0].mesh->low == Vec3{-1, -1, -1});
  CHECK(pieces[1].mesh->high == Vec3{1, 1, 1});
}

TEST_CASE("Normals are of unit length and texture places as written") {
  const auto pieces = parseMeshFile("cube.obj", kCube);
  const auto& vertices = pieces[0].mesh->vertices;
  CHECK(vertices[8].normal == std::array<float, 3>{0, -1, 0});  // given as -2
  CHECK(vertices[8].texture == std::array<float, 2>{0, 0});
  CHECK(vertices[10].texture == std::array<float, 2>{1, 1});
}

TEST_CASE("A closed mesh winds round what lies within it") {
  Part cube;
  cube.shape = Shape::kMesh;
  // One piece, so that it is closed.
  cube.mesh = parseMeshFile("cube.obj", spoilt("usemtl side\n", "")).front().mesh;
  cube.size = {1, 2, 1};
  cube.pose = {{10, 0, 0}, about({0, 0, 1}, degrees(90))};
  CHECK(encloses(cube, {10.0, 0, 0}));
  CHECK(encloses(cube, {11.9, 0.9, 0.9}));  // turned: 4 m along x
  CHECK_FALSE(encloses(cube, {10, 1.1, 0}));
  CHECK_FALSE(encloses(cube, {0, 0, 0}));
  CHECK(crossed({10, -5, 0}, {10, 5, 0}, {&cube, 1}) == &cube);
  CHECK(crossed({10, -5, 0}, {10, -1.1, 0}, {&cube, 1}) == nullptr);
  CHECK(blocked({10, -5, 0}, {0, 1, 0}, {&cube, 1}));
  CHECK_FALSE(blocked({10, -5, 1.1}, {0, 1, 0}, {&cube, 1}));
  CHECK(boxAround({&cube, 1})->high.x == Approx(12));
}

TEST_CASE("A bad mesh is refused with file, line and reason") {
  const auto says = [](const std::string& text, const std::string& what) {
    CHECK_THAT(complaint(text), Catch::Contains(what));
  };
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1/1 4/4 3/3 2/2"),
       "cube.obj:22: the face has no normal");
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1/1/1 4/4/1 9/3/1"), "9 is not among the 8");
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1/1/1 4/4/1 -9/3/1"), "is not among the 8");
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1/1/1 4/4/1 4/4/1"), "degenerate");
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1/1/1 4/4/1"), "three corners");
  says(spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f x y z"), "the face has no position");
  says(spoilt("v -1 -1 -1", "v nan -1 -1"), "cube.obj:2: 'nan' must be a number");
  says(spoilt("v -1 -1 -1", "v inf -1 -1"), "'inf'");
  says(spoilt("v -1 -1 -1", "v 1e30 -1 -1"), "less than 2000");
  says(spoilt("v -1 -1 -1", "v -1 -1"), "lacks numbers");
  says(spoilt("vn 0 0 -1", "vn 0 0 0"), "has no length");
  says(spoilt("usemtl wall\n", ""), "no material");
  says("v 0 0 0\n", "holds no face");
  says("", "holds no face");
}

TEST_CASE("Any cut of a mesh file is read or refused, never worse") {
  for (size_t size = 0; size < kCube.size(); ++size)
    static_cast<void>(complaint(kCube.substr(0, size)));
  for (size_t at = 0; at < kCube.size(); ++at) {
    std::string text = kCube;
    text[at] = '/';
    static_cast<void>(complaint(text));
  }
}

TEST_CASE("A file that cannot be read is named") {
  CHECK_THROWS_WITH(loadMeshFile("/nowhere/a.obj"),
                    Catch::Contains("/nowhere/a.obj: there is no such"));
  CHECK_THROWS_WITH(loadMeshFile("/tmp"), Catch::Contains("this is a folder"));
}

namespace {

// A folder of models.
struct Models {
  test::TemporaryFolder folder;
  std::filesystem::path path = folder.path("");
  Models() { std::filesystem::create_directories(path / "a"); }
  void write(const std::string& name, const std::string& text) const {
    folder.write(name, asBytes(text));
  }
};

std::string loading(const Models& models, const std::string& name) {
  return errorOf([&] { ModelLibrary(models.path).model(name); });
}

// As much of a picture as is looked at here.
const std::string kPng = "\x89PNG and more, IEND\xae\x42\x60\x82";
const std::string kTable = R"({
  "wall": {"colour": [1, 1, 1], "near_infrared": 0.5, "texture": "a/wall.png", "texture_mean": [0.5, 0.5, 0.5]},
  "side": {"colour": [0.1, 0.2, 0.3], "near_infrared": 0.6, "surface": "bricks"}})";

}  // namespace

TEST_CASE("A model wears the materials of the table; each mesh is read once") {
  Models folder;
  folder.write("materials.json", kTable);
  folder.write("a/wall.png", kPng);
  folder.write("a/cube.obj", kCube);
  ModelLibrary library(folder.path);
  const auto cube = library.model("a/cube");
  CHECK(cube->pieces[0].material.surface == Surface::kImage);
  CHECK(cube->pieces[0].material.texture->file == folder.path / "a/wall.png");
  CHECK(cube->pieces[1].material.surface == Surface::kBricks);
  CHECK(library.model("a/cube") == cube);
  const Part part = partOf(cube->pieces[1], 3, {}, {1, 1, 1}, {{"side", {0.5, 0.5, 0.5}}});
  CHECK(part.colour == Colour{0.5, 0.5, 0.5});
  CHECK(part.nearInfrared == 0.6);
}

TEST_CASE("A model that lacks something is refused by its file's name") {
  Models folder;
  folder.write("materials.json", kTable);
  folder.write("a/wall.png", kPng);
  folder.write("a/cube.obj", kCube);
  folder.write("a/wall.png", kPng.substr(0, kPng.size() - 1));
  CHECK_THAT(loading(folder, "a/cube"),
             Catch::Contains("/wall/texture") && Catch::Contains("no readable PNG or JPEG"));
  folder.write("a/wall.png", kPng);
  folder.write("a/cube.obj", spoilt("usemtl side", "usemtl sade"));
  CHECK_THAT(loading(folder, "a/cube"),
             Catch::Contains("a/cube.obj: there is no material 'sade'") &&
                 Catch::Contains("did you mean 'side'"));
  folder.write("a/cube.obj", spoilt("f 1/1/1 4/4/1 3/3/1 2/2/1", "f 1//1 4//1 3//1 2//1"));
  CHECK_THAT(loading(folder, "a/cube"), Catch::Contains("no texture coordinates"));
  CHECK_THAT(loading(folder, "a/none"), Catch::Contains("a/none.obj: there is no such file"));
  CHECK_THAT(loading(folder, "../a/cube"), Catch::Contains("no model's name"));
  folder.write("a/cube.obj", kCube);
  folder.write("a/wall.png", "no picture");
  CHECK_THAT(loading(folder, "a/cube"),
             Catch::Contains("materials.json:2: /wall/texture") && Catch::Contains("PNG or JPEG"));
  folder.write("materials.json", R"({"wall": {"colour": [1, 1, 1]}})");
  CHECK_THAT(loading(folder, "a/cube"), Catch::Contains("near_infrared"));
}
