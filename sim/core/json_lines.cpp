#include "sim/core/json_lines.h"

#include <algorithm>

#include "firmware_core/base/check.h"
#include "sim/core/json_reader.h"

namespace tw::sim {

namespace {

bool isSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t'; }

// Walks a text that is known to be JSON beside the values that were parsed from it. Recursion is as
// deep as the text nests, which checkDepth has limited.
class LineScanner {
 public:
  LineScanner(std::string_view text, JsonLines& lines)
      : text_(text), lines_(lines), at_(text.size() - withoutByteOrderMark(text).size()) {}

  void value(const nlohmann::json& value) {
    skipSpace();
    lines_.emplace(&value, line_);
    switch (peek()) {
      case '{':
        return object(value);
      case '[':
        return array(value);
      case '"':
        string();
        return;
      default:
        scalar();
    }
  }

 private:
  char peek() const {
    TW_CHECK(at_ < text_.size());
    return text_[at_];
  }
  void skipSpace() {
    for (; at_ < text_.size() && isSpace(text_[at_]); ++at_)
      if (text_[at_] == '\n') ++line_;
  }
  void expect(char c) {
    skipSpace();
    TW_CHECK(peek() == c);
    ++at_;
  }
  bool take(char c) {
    skipSpace();
    if (peek() != c) return false;
    ++at_;
    return true;
  }

  void object(const nlohmann::json& value) {
    expect('{');
    if (take('}')) return;
    do {
      member(value);
    } while (take(','));
    expect('}');
  }
  void member(const nlohmann::json& of) {
    skipSpace();
    const size_t keyAt = at_;
    const std::string key = string();
    const nlohmann::json& child = of.at(key);
    if (lines_.contains(&child))
      throw JsonFlaw{keyAt, "the key " + inQuotes(key) + " is given twice"};
    expect(':');
    value(child);
  }
  void array(const nlohmann::json& value) {
    expect('[');
    if (take(']')) return;
    size_t index = 0;
    do {
      this->value(value.at(index++));
    } while (take(','));
    expect(']');
  }
  std::string string() {
    const size_t from = at_++;
    bool escaped = false;
    for (; peek() != '"'; ++at_) {
      if (text_[at_] != '\\') continue;
      escaped = true;
      ++at_;
    }
    ++at_;
    const std::string_view whole = text_.substr(from, at_ - from);
    if (escaped) return nlohmann::json::parse(whole).get<std::string>();
    return std::string(whole.substr(1, whole.size() - 2));
  }
  void scalar() {
    while (at_ < text_.size() && !isSpace(text_[at_]) &&
           std::string_view(",]}").find(text_[at_]) == std::string_view::npos)
      ++at_;
  }

  std::string_view text_;
  JsonLines& lines_;
  size_t at_ = 0;
  int line_ = 1;
};

size_t lastNonSpaceBefore(std::string_view text, size_t offset) {
  while (offset > 0 && isSpace(text[offset - 1])) --offset;
  return offset == 0 ? std::string_view::npos : offset - 1;
}

std::string whyUnexpected(std::string_view text, size_t offset, const std::string& said) {
  const auto says = [&](const char* part) { return said.find(part) != std::string::npos; };
  if (offset >= text.size() || says("unexpected end of input"))
    return "the file ends too early: a bracket or a value is missing";
  const char c = text[offset];
  const size_t before = lastNonSpaceBefore(text, offset);
  if ((c == '}' || c == ']') && before != std::string_view::npos && text[before] == ',')
    return std::string("a comma too many before '") + c + "'";
  if (says("ill-formed UTF-8")) return "a text that is not UTF-8";
  if (says("control character")) return "a text must end on its line, and tabs are written \\t";
  if (says("missing closing quote")) return "a text without its closing quote";
  if (says("forbidden character after backslash") || says("'\\u'") || says("surrogate"))
    return "a backslash that starts no known escape";
  if (c == '\'') return "texts stand in double quotes, not in single ones";
  if (c == '/' || c == '#') return "JSON has no comments";
  if (says("unexpected string literal") && says("expected ',' or"))
    return "a comma is missing before this text";
  if (says("unexpected string literal; expected '}'") ||
      says("unexpected string literal; expected ']'") ||
      says("unexpected string literal; expected end"))
    return "a comma is missing before this text";
  if (says("expected string literal")) return "a key in double quotes must stand here";
  if (says("expected end of input")) return "something follows after the end of the value";
  if (static_cast<unsigned char>(c) >= 0x80) return "not JSON: letters beyond ASCII stand in texts";
  return "not JSON: " + inQuotes(text.substr(offset, 1)) + " cannot stand here";
}

}  // namespace

int lineAt(std::string_view text, size_t offset) {
  const std::string_view before = text.substr(0, std::min(offset, text.size()));
  return 1 + static_cast<int>(std::count(before.begin(), before.end(), '\n'));
}

void checkDepth(std::string_view text, size_t maxDepth) {
  size_t depth = 0;
  bool inText = false;
  for (size_t i = 0; i < text.size(); ++i) {
    const char c = text[i];
    if (inText && c == '\\') {
      ++i;
    } else if (c == '"') {
      inText = !inText;
    } else if (!inText && (c == '{' || c == '[')) {
      if (++depth > maxDepth)
        throw JsonFlaw{i, "more than " + std::to_string(maxDepth) + " brackets inside each other"};
    } else if (!inText && (c == '}' || c == ']') && depth > 0) {
      --depth;
    }
  }
}

JsonLines linesOf(std::string_view text, const nlohmann::json& root) {
  JsonLines lines;
  LineScanner(text, lines).value(root);
  return lines;
}

JsonFlaw explain(std::string_view text, const nlohmann::json::exception& error) {
  if (const auto* parse = dynamic_cast<const nlohmann::json::parse_error*>(&error)) {
    const size_t offset = parse->byte > 0 ? parse->byte - 1 : 0;
    return {offset, whyUnexpected(text, offset, parse->what())};
  }
  // The one other complaint while parsing: a number that no double holds.
  const std::string said = error.what();
  const size_t from = said.find('\''), to = said.rfind('\'');
  const std::string number =
      from == std::string::npos || to <= from ? "" : said.substr(from + 1, to - from - 1);
  const size_t offset = number.empty() ? 0 : text.find(number);
  return {offset == std::string_view::npos ? 0 : offset,
          "the number " + inQuotes(number) + " is too large"};
}

}  // namespace tw::sim
