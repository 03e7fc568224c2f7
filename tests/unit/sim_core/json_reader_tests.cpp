// The strict reader: what it takes, what it refuses, and in which words.
#include "sim/core/json_reader.h"

#include <filesystem>
#include <fstream>

#include "sim/core/random.h"
#include "tests/support/catch.h"
#include "tests/support/input_errors.h"

using namespace tw::sim;

namespace {

std::string parseError(std::string_view text) {
  return errorOf([&] { JsonDocument::parse("f.json", text); });
}

JsonReader read(std::string_view text) { return JsonDocument::parse("f.json", text).root(); }

}  // namespace

TEST_CASE("Members are read with type, range and default") {
  const auto root = read(R"({"at_s": 1.5, "n": 3, "on": true, "name": "x", "o": {"a": 1},
                             "l": [1, 2], "whole": 4.0})");
  CHECK(root.number("at_s", 0, 2) == 1.5);
  CHECK(root.integer("n", 0, 3) == 3);
  CHECK(root.integer("whole", 0, 4) == 4);
  CHECK(root.flag("on"));
  CHECK(root.text("name") == "x");
  CHECK(root.object("o").integer("a", 0, 9) == 1);
  CHECK(root.array("l").at(1).asNumber(0, 9) == 2);
  CHECK(root.number("other", 0, 2, 0.5) == 0.5);
  CHECK(root.text("other2", "y") == "y");
  CHECK_FALSE(root.optionalObject("other3").has_value());
  CHECK(root.optionalArray("other4").empty());
  CHECK_NOTHROW(root.finish());
}

TEST_CASE("Limits of a range belong to it") {
  const auto root = read(R"({"a": 0, "b": 2})");
  CHECK(root.number("a", 0, 2) == 0);
  CHECK(root.number("b", 0, 2) == 2);
}

TEST_CASE("Errors of members name file, line, path and what was wanted") {
  const auto root =
      read("{\n \"at_s\": 90,\n \"n\": 1.5,\n \"t\": 7,\n \"l\": [\n {\"deep\": \"x\"}]}");
  CHECK(errorOf([&] { root.number("at_s", 0, 60); }) ==
        "f.json:2: /at_s: must be a number from 0 to 60, not 90");
  CHECK(errorOf([&] { root.integer("n", 0, 60); }) ==
        "f.json:3: /n: must be a whole number from 0 to 60, not 1.5");
  CHECK(errorOf([&] { root.text("t"); }) == "f.json:4: /t: must be a text, not 7");
  CHECK(errorOf([&] { root.flag("t"); }) == "f.json:4: /t: must be true or false, not 7");
  CHECK(errorOf([&] { root.object("l"); }) == "f.json:5: /l: must be an object, not a list");
  CHECK(errorOf([&] { root.array("t"); }) == "f.json:4: /t: must be a list, not 7");
  CHECK(errorOf([&] { root.array("l").at(0).number("deep", 0, 1); }) ==
        "f.json:6: /l/0/deep: must be a number from 0 to 1, not the text 'x'");
  CHECK(errorOf([&] { root.text("missing"); }) == "f.json:1: /: 'missing' is missing");
  CHECK(errorOf([&] { read("[]").number("a", 0, 1); }) ==
        "f.json:1: /: must be an object, not a list");
}

TEST_CASE("Whole numbers that no 64 bits hold are refused") {
  const auto root =
      read(R"({"a": 18446744073709551615, "b": 1e300, "c": 99999999999999999999999})");
  for (const char* key : {"a", "b", "c"})
    CHECK(errorOf([&] {
            root.integer(key, INT64_MIN, INT64_MAX);
          }).find("must be a whole number") != std::string::npos);
}

TEST_CASE("A choice lists what is allowed and suggests the near miss") {
  const std::vector<std::string> allowed{"drawn", "pattern", "none"};
  const auto root = read(R"({"pictures": "patern"})");
  CHECK(errorOf([&] { root.choice("pictures", allowed); }) ==
        "f.json:1: /pictures: must be one of 'drawn', 'pattern', 'none', not 'patern' "
        "(did you mean 'pattern'?)");
}

TEST_CASE("Unknown keys are errors: the first in the file, with the near miss") {
  const auto root = read("{\n\"b\": 1,\n\"zz\": 2,\n\"delay\": 3}");
  root.number("b", 0, 9);
  root.has("delay_s");
  CHECK(errorOf([&] { root.finish(); }) ==
        "f.json:3: /: unknown key 'zz'; known here: 'b', 'delay_s'");
  root.member("zz");
  CHECK(errorOf([&] { root.finish(); }) ==
        "f.json:4: /: unknown key 'delay' (did you mean 'delay_s'?)");
}

TEST_CASE("A missing key points at the key that was probably meant") {
  CHECK(errorOf([] { read(R"({"at": 1})").number("at_s", 0, 1); }) ==
        "f.json:1: /: 'at_s' is missing (there is 'at')");
}

TEST_CASE("Paths escape what a JSON pointer escapes and stay on one line") {
  const auto root = read("{\"a/b~c\\n\": 1}");
  CHECK(errorOf([&] { root.text("a/b~c\n"); }) ==
        "f.json:1: /a~1b~0c\\u000a: must be a text, not 1");
}

TEST_CASE("Texts that are not JSON are explained at their line") {
  const std::pair<std::string, std::string> cases[] = {
      {"", "f.json:1: the file ends too early: a bracket or a value is missing"},
      {"{\"a\": 1,\n", "f.json:2: the file ends too early: a bracket or a value is missing"},
      {"{\"a\": 1,\n}", "f.json:2: a comma too many before '}'"},
      {"[1,\n2,]", "f.json:2: a comma too many before ']'"},
      {"{\"a\": 1\n \"b\": 2}", "f.json:2: a comma is missing before this text"},
      {"{'a': 1}", "f.json:1: texts stand in double quotes, not in single ones"},
      {"{a: 1}", "f.json:1: a key in double quotes must stand here"},
      {"{} // end", "f.json:1: JSON has no comments"},
      {"{}\n{}", "f.json:2: something follows after the end of the value"},
      {"{\"a\": NaN}", "f.json:1: not JSON: 'N' cannot stand here"},
      {"{\"a\": 1e999}", "f.json:1: the number '1e999' is too large"},
      {"{\"a\": \"\xff\"}", "f.json:1: a text that is not UTF-8"},
      {"{\xff}", "f.json:1: a key in double quotes must stand here"},
      {"[\xff]", "f.json:1: not JSON: letters beyond ASCII stand in texts"},
      {"{\"a\": \"x\ny\"}", "f.json:1: a text must end on its line, and tabs are written \\t"},
      {"{\"a\": \"\\q\"}", "f.json:1: a backslash that starts no known escape"},
      {std::string("{}\0{", 4), "f.json:1: not JSON: a zero byte"},
      {"{\"a\": 1,\n\"b\": {\"c\": 1,\n\"c\": 2}}", "f.json:3: the key 'c' is given twice"},
      {"{\"a\": 1, \"\\u0061\": 2}", "f.json:1: the key 'a' is given twice"},
  };
  for (const auto& [text, message] : cases) {
    CAPTURE(text);
    CHECK(parseError(text) == message);
  }
}

TEST_CASE("A byte order mark does no harm") {
  CHECK(read("\xEF\xBB\xBF{\n\"a\": 1}").member("a").line() == 2);
  CHECK(parseError("\xEF\xBB\xBF{\n\"a\": 1,\n\"a\": 2}") ==
        "f.json:3: the key 'a' is given twice");
}

TEST_CASE("Nesting is limited, so that no file overflows the stack") {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK(parseError(nested(JsonDocument::kMaxDepth)) == "no error");
  CHECK(parseError(nested(JsonDocument::kMaxDepth + 1)) ==
        "f.json:1: more than 64 brackets inside each other");
  CHECK(parseError(std::string(1'000'000, '[')) ==
        "f.json:1: more than 64 brackets inside each other");
  CHECK(parseError("[\"" + std::string(1000, '[') + "\\\"\"]") == "no error");
}

TEST_CASE("Files that cannot be read are bad input") {
  const auto load = [](const std::filesystem::path& path) {
    return errorOf([&] { JsonDocument::load(path); });
  };
  CHECK(load("no/such/file.json") == "no/such/file.json: there is no such file");
  CHECK(load("/") == "/: this is a folder, a file was expected");
  CHECK(load("/dev/null") == "/dev/null: this is no plain file");
}

TEST_CASE("A file is read as its text") {
  const auto path = std::filesystem::temp_directory_path() / "tweelens_json_reader_test.json";
  std::ofstream(path) << "{\"a\":\n[1, {\"b\": 2}]}";
  const auto root = JsonDocument::load(path).root();
  CHECK(root.array("a").at(1).line() == 2);
  CHECK(root.array("a").at(1).path() == "/a/1");
  CHECK(root.file() == path.string());
  std::filesystem::remove(path);
}

TEST_CASE("The nearest name is within two edits or a third of the length") {
  const std::vector<std::string> known{"plug_in", "unplug", "insert_card", "is"};
  CHECK(nearest("plugin", known) == "plug_in");
  CHECK(nearest("plug_ni", known) == "plug_in");  // swapped neighbours are one edit
  CHECK(nearest("INSERT_CARD", known) == "insert_card");
  CHECK(nearest("insret_crad", known) == "insert_card");
  CHECK_FALSE(nearest("xy", known).has_value());  // nothing of 'is' is left
  CHECK_FALSE(nearest("something_else", known).has_value());
  CHECK_FALSE(nearest("", known).has_value());
  CHECK(suggestion("unplugg", known) == " (did you mean 'unplug'?)");
  CHECK(suggestion("something_else", known).empty());
}

TEST_CASE("Whatever is done to a text, it is read or refused") {
  const std::string good = "{\"a\": [1, -2.5e3, true, null],\n \"b\\n\": {\"c\": \"\\u00e9x\"}}";
  RandomStream random("json mutation", 7);
  size_t refused = 0;
  for (int i = 0; i < 20'000; ++i) {
    std::string text = good;
    for (uint64_t edits = 1 + random.below(4); edits > 0; --edits) {
      const auto at = random.below(text.size());
      switch (random.below(3)) {
        case 0:
          text[at] = static_cast<char>(random.below(256));
          break;
        case 1:
          text.erase(at, 1 + random.below(3));
          break;
        default:
          text.insert(text.begin() + static_cast<std::ptrdiff_t>(at),
                      "{}[],:\"\\0"[random.below(9)]);
      }
      if (text.empty()) text.push_back('x');
    }
    const std::string error = errorOf([&] {
      const auto root = JsonDocument::parse("f.json", text).root();
      root.requireObject();
      root.finish();
    });
    CHECK(error.find('\n') == std::string::npos);
    refused += error != "no error" ? 1 : 0;
  }
  CHECK(refused > 10'000);
}
