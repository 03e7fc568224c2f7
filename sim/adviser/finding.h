// What the adviser says of one rule at one mount: plain values, for any way of showing them.
#pragma once

#include <string>
#include <vector>

namespace tw::sim {

enum class Verdict { kMet, kNotMet, kCannotTell };
const char* toString(Verdict verdict);  // "met", "not met", "cannot be told here"

struct Figure {
  std::string name;  // with its unit: "height_m"
  double value = 0;
  bool consequence = false;  // of what breaking the rule does, rather than of how the camera hangs
};

struct Finding {
  std::string promise = {};   // "INS-3"
  std::string name = {};      // "height": the rule's, in the list of adviser.cpp
  std::string rule = {};      // in words
  std::string measured = {};  // in words, with units
  Verdict verdict = Verdict::kCannotTell;
  std::string consequence = {};  // what breaking the rule does to the picture
  std::vector<Figure> figures = {};
};

}  // namespace tw::sim
