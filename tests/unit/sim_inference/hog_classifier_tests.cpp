#include "sim/inference/hog_classifier.h"

#include "tests/support/catch.h"

using namespace tw;
using namespace tw::sim;
using hal::PixelBox;

namespace {

// A machine that sees its object where the left half of the window is dark and the right half
// bright: the weight lies on vertical edges along the middle column of cells.
HogModel edgeModel(int width, int height, hal::ObjectClass kind) {
  HogModel model{.kind = kind,
                 .windowWidth = width,
                 .windowHeight = height,
                 .objectHeight = height * 3 / 4,
                 .objectAspect = 0.5};
  const int blocksX = width / 8 - 1, blocksY = height / 8 - 1;
  model.weights.assign(static_cast<size_t>(blocksX * blocksY * 36 + 1), 0);
  // Blocks run down the columns; in a block cells run down too, nine directions each.
  for (int y = 0; y < blocksY; ++y) {
    const auto block = static_cast<size_t>((blocksX / 2 * blocksY + y) * 36);
    for (size_t cell = 0; cell < 4; ++cell)
      for (const size_t direction : {size_t{0}, size_t{8}})  // gradients within 20 degrees of level
        model.weights[block + cell * 9 + direction] = 1;
  }
  model.weights.back() = -static_cast<float>(blocksY);
  return model;
}

// Dark grey, with a bright board from (x, y) on.
Picture board(int x, int y, int width, int height) {
  Picture picture = flatPicture({640, 360}, 60);
  for (int row = y; row < y + height; ++row)
    for (int column = x; column < x + width; ++column)
      picture.y[static_cast<size_t>(row * 640 + column)] = 200;
  return picture;
}

std::vector<hal::Detection> ask(HogClassifier& classifier, const Picture& picture,
                                const std::vector<PixelBox>& candidates) {
  return classifier.classify(picture, candidates);
}

}  // namespace

TEST_CASE("Plain surfaces show nobody, wherever the candidate lies") {
  HogClassifier classifier;
  const Picture grey = flatPicture({1280, 720}, 90);
  for (const PixelBox& box : {PixelBox{0, 0, 16, 16},
                              {1264, 704, 16, 16},
                              {0, 0, 1280, 720},
                              {0, 300, 1280, 16},
                              {600, 0, 16, 720},
                              {500, 200, 80, 200}})
    CHECK(ask(classifier, grey, {box}).empty());
}

TEST_CASE("An object is found at its place, though the candidate has other edges") {
  HogClassifier classifier({edgeModel(48, 96, hal::ObjectClass::kHuman)});
  const Picture picture = board(300, 100, 340, 160);  // its edge of 160 lies at x = 300
  for (const PixelBox& box :
       {PixelBox{270, 100, 60, 160}, {262, 100, 90, 135}, {270, 90, 60, 190}}) {
    const auto found = ask(classifier, picture, {box});
    REQUIRE_FALSE(found.empty());
    CHECK(std::abs(found[0].box.x + found[0].box.width / 2 - 300) <= 12);
    CHECK(found[0].box.y + found[0].box.height > 180);
    CHECK(found[0].box.y < 180);
    CHECK(found[0].box.width * 2 == Approx(found[0].box.height).margin(2));
  }
}

TEST_CASE("One object that two candidates show is told once") {
  HogClassifier classifier({edgeModel(48, 96, hal::ObjectClass::kHuman)});
  const Picture picture = board(300, 100, 340, 160);
  const auto once = ask(classifier, picture, {{270, 100, 60, 160}});
  const auto twice = ask(classifier, picture, {{270, 100, 60, 160}, {272, 102, 58, 150}});
  CHECK(twice.size() == once.size());
}

TEST_CASE("Detections lie within the picture, the surest first, with scores of 0 to 1") {
  HogSearchParameters everything;
  everything.minMargin = -100;
  HogClassifier classifier({stockPeople()}, everything);
  const auto found = ask(classifier, board(0, 0, 30, 90), {{0, 0, 30, 90}, {600, 300, 40, 60}});
  REQUIRE(found.size() >= 2);
  for (size_t i = 0; i < found.size(); ++i) {
    const PixelBox& box = found[i].box;
    CHECK((box.x >= 0 && box.y >= 0 && box.x + box.width <= 640 && box.y + box.height <= 360));
    CHECK((found[i].score >= 0 && found[i].score <= 1));
    if (i > 0) CHECK(found[i].score <= found[i - 1].score);
  }
}

TEST_CASE("Each class is looked for with its own window") {
  HogClassifier classifier({edgeModel(48, 96, hal::ObjectClass::kHuman),
                            edgeModel(128, 64, hal::ObjectClass::kVehicle)});
  std::vector<int> kinds(4);
  for (const auto& d : ask(classifier, board(300, 100, 340, 160), {{270, 100, 60, 160}}))
    ++kinds[static_cast<size_t>(d.kind)];
  CHECK(kinds[0] > 0);
  CHECK(kinds[1] > 0);
}

TEST_CASE("The same question gets the same answer, to the bit") {
  HogSearchParameters everything;
  everything.minMargin = -100;
  HogClassifier one({stockPeople()}, everything), other({stockPeople()}, everything);
  const Picture picture = board(300, 100, 340, 160);
  const auto a = ask(one, picture, {{270, 60, 90, 240}}),
             b = ask(other, picture, {{270, 60, 90, 240}});
  REQUIRE_FALSE(a.empty());
  REQUIRE(a.size() == b.size());
  for (size_t i = 0; i < a.size(); ++i) {
    CHECK(a[i].score == b[i].score);
    CHECK(a[i].box.x == b[i].box.x);
    CHECK(a[i].box.y == b[i].box.y);
  }
}

TEST_CASE("A model whose weights do not fit its window is a bug") {
  HogModel model = stockPeople();
  model.weights.pop_back();
  CHECK_THROWS_AS(HogClassifier({model}), CheckFailed);
}
