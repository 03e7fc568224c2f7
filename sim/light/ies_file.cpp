#include "sim/light/ies_file.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <string>

#include "sim/core/json_reader.h"
#include "sim/light/number_in.h"

namespace tw::sim {
namespace {

constexpr double kAny = 1e12;  // of figures that are read over

class IesReader {
 public:
  IesReader(const std::string& name, std::string_view text)
      : file_(name), rest_(withoutByteOrderMark(text)) {}

  Profile read() {
    readLabels();
    readSizes();
    readAngles("vertical", verticals_, profile_.verticalDeg);
    checkVertical();
    readAngles("horizontal", horizontals_, profile_.horizontalDeg);
    checkHorizontal();
    readCandela();
    return std::make_shared<const BeamProfile>(std::move(profile_));
  }

 private:
  // The next line, without its end; false: there is none.
  bool takeLine(std::string_view& line) {
    if (rest_.empty()) return false;
    const size_t end = std::min(rest_.find('\n'), rest_.size());
    line = trimmed(rest_.substr(0, end));
    rest_.remove_prefix(std::min(end + 1, rest_.size()));
    ++line_;
    return true;
  }

  void readLabels() {
    constexpr std::string_view kTilt = "TILT=";
    std::string_view line;
    while (takeLine(line)) {
      if (line_ == 1) readVersion(line);
      if (!line.starts_with(kTilt)) continue;
      if (line != "TILT=NONE")
        fail(inQuotes(line) + ": light that changes with the lamp's tilt is not known",
             "\"TILT=NONE\", of a lamp that was measured as it hangs");
      return;
    }
    fail(line_ == 0 ? "the file is empty" : "there is no line \"TILT=NONE\"",
         "an ANSI/IES LM-63 file: labels, \"TILT=NONE\", then figures");
  }

  void readVersion(std::string_view line) {
    constexpr std::array<std::string_view, 2> kNew{"IESNA:LM-63-2002", "IES:LM-63-2019"};
    constexpr std::array<std::string_view, 3> kOld{"IESNA91", "IESNA:LM-63-1986",
                                                   "IESNA:LM-63-1995"};
    twoFactors_ = std::find(kNew.begin(), kNew.end(), line) == kNew.end();
    const bool known = !twoFactors_ || std::find(kOld.begin(), kOld.end(), line) != kOld.end();
    if (!known && (line.starts_with("IESNA:LM-63") || line.starts_with("IES:LM-63")))
      fail(inQuotes(line) + " is not known",
           "IESNA91, IESNA:LM-63-1995, IESNA:LM-63-2002, IES:LM-63-2019, or a label as in 1986");
  }

  // Numbers, wherever lines end; separated by blanks or a comma.
  std::string_view takeWord(const std::string& what) {
    constexpr std::string_view kBetween = " \t\r\n,";
    while (!rest_.empty() && kBetween.find(rest_.front()) != std::string_view::npos) {
      if (rest_.front() == '\n') ++line_;
      rest_.remove_prefix(1);
    }
    const size_t end = std::min(rest_.find_first_of(kBetween), rest_.size());
    const std::string_view word = rest_.substr(0, end);
    rest_.remove_prefix(end);
    if (word.empty() && !what.empty()) fail("the file ends here", what);
    return word;
  }

  double number(const std::string& what, double min, double max) {
    const std::string_view word = takeWord(what);
    const auto value = finiteIn(word);
    if (!value || *value < min || *value > max)
      fail(what + " is " + inQuotes(word),
           "a number from " + numberText(min) + " to " + numberText(max));
    return *value;
  }

  int whole(const std::string& what, int min, int max) {
    const double value = number(what, min, max);
    if (std::trunc(value) != value) fail(what + " is " + numberText(value), "a whole number");
    return static_cast<int>(value);
  }

  void readSizes() {
    ++line_;
    static_cast<void>(whole("the number of light sources", 1, 100000));
    static_cast<void>(number("lumens of a light source", -1, kAny));
    multiplier_ = number("the candela multiplier", 1e-9, 1e9);
    verticals_ = whole("the number of vertical angles", 2, kMostAngles);
    horizontals_ = whole("the number of horizontal angles", 1, kMostAngles);
    const int type = whole("the photometric type", 1, 3);
    if (type != 1)
      fail("the photometry is of type " + std::string(type == 2 ? "B" : "A"),
           "type C (1), as lamps of rooms and streets are measured");
    static_cast<void>(whole("the type of units", 1, 2));
    for (const char* side : {"width", "length", "height"})
      static_cast<void>(number(std::string("the lamp's ") + side, -kAny, kAny));
    multiplier_ *= number("the ballast factor", 1e-9, 1e9);
    const double second = twoFactors_ ? number("the ballast-lamp photometric factor", 1e-9, 1e9)
                                      : number("the figure after the ballast factor", -kAny, kAny);
    if (twoFactors_) multiplier_ *= second;
    static_cast<void>(number("input watts", 0, kAny));
  }

  void readAngles(const std::string& kind, int count, std::vector<double>& angles) {
    for (int i = 1; i <= count; ++i) {
      const double angle =
          number(kind + " angle " + std::to_string(i) + " of " + std::to_string(count), 0, 360);
      if (!angles.empty() && angle <= angles.back())
        fail("the " + kind + " angles do not rise: " + numberText(angle) + " after " +
                 numberText(angles.back()),
             "each larger than the one before");
      angles.push_back(angle);
    }
  }

  static std::string range(const std::vector<double>& angles) {
    return numberText(angles.front()) + " to " + numberText(angles.back()) + " degrees";
  }

  void checkVertical() const {
    const double first = profile_.verticalDeg.front(), last = profile_.verticalDeg.back();
    if ((first != 0 && first != 90) || (last != 90 && last != 180))
      fail("the vertical angles reach from " + range(profile_.verticalDeg),
           "from 0 to 90, 0 to 180 or 90 to 180");
  }

  void checkHorizontal() const {
    const double first = profile_.horizontalDeg.front(), last = profile_.horizontalDeg.back();
    const bool fromZero = first == 0 && (last == 0 || last == 90 || last == 180 || last == 360);
    if (!fromZero && !(first == 90 && last == 270))
      fail("the horizontal angles reach from " + range(profile_.horizontalDeg),
           "0 alone, or from 0 to 90, 0 to 180, 90 to 270 or 0 to 360");
  }

  void readCandela() {
    const size_t count = profile_.verticalDeg.size() * profile_.horizontalDeg.size();
    while (profile_.candela.size() < count) {
      const double candela = multiplier_ * number(valueName(count), 0, kMostCandela);
      if (candela > kMostCandela)
        fail("the multipliers make " + numberText(candela) + " cd of it",
             "at most " + numberText(kMostCandela) + " cd");
      profile_.candela.push_back(candela);
      profile_.peakCd = std::max(profile_.peakCd, candela);
    }
    checkWholeTurn();
    if (const auto more = takeWord(""); !more.empty() && more != "\x1a")
      fail(inQuotes(more) + " after the last candela value",
           "the end of the file after " + std::to_string(count) + " values, " +
               std::to_string(profile_.verticalDeg.size()) + " of each plane");
    if (profile_.peakCd <= 0) fail("all candela values are 0", "a lamp that shines");
  }

  // 0 and 360 degrees are one plane.
  void checkWholeTurn() const {
    constexpr double kRounding = 0.01;  // of the peak
    if (profile_.horizontalDeg.back() != 360) return;
    const auto& candela = profile_.candela;
    const size_t last = candela.size() - profile_.verticalDeg.size();
    for (size_t i = 0; i < profile_.verticalDeg.size(); ++i)
      if (std::abs(candela[i] - candela[last + i]) > kRounding * profile_.peakCd)
        fail("the planes of 0 and 360 degrees differ: " + numberText(candela[i]) + " and " +
                 numberText(candela[last + i]) + " cd",
             "the same, since they are one");
  }

  std::string valueName(size_t count) const {
    return "candela value " + std::to_string(profile_.candela.size() + 1) + " of " +
           std::to_string(count);
  }

  [[noreturn]] void fail(const std::string& what, const std::string& right) const {
    throw InputError(file_ + ":" + std::to_string(std::max(line_, 1)) + ": " + what +
                     "; expected " + right);
  }

  std::string file_;
  std::string_view rest_;
  int line_ = 0;
  bool twoFactors_ = true;  // the second one counts, too
  int verticals_ = 0, horizontals_ = 0;
  double multiplier_ = 1;
  BeamProfile profile_;
};

}  // namespace

Profile readIes(const std::filesystem::path& file) {
  return parseIes(file.string(), readInputFile(file));
}

Profile parseIes(const std::string& name, std::string_view text) {
  return IesReader(name, text).read();
}

}  // namespace tw::sim
