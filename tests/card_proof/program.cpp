#include "tests/card_proof/program.h"

#include <charconv>
#include <iostream>
#include <sstream>

#include "sim/core/json_reader.h"

namespace tw::proof {
namespace {

template <class Number>
CLI::Validator within(const char* kind, Number least, Number most) {
  std::ostringstream text;
  text << least << " to " << most;
  const std::string range = text.str();
  const auto check = [=, range = kind + (" from " + range)](const std::string& word) {
    const char* const end = word.data() + word.size();
    Number value{};
    const auto read = std::from_chars(word.data(), end, value);
    const bool fits = read.ec == std::errc() && read.ptr == end && value >= least && value <= most;
    return fits ? std::string() : "must be " + range + ", not " + word;
  };
  return CLI::Validator(check, range);
}

}  // namespace

CLI::Validator wholeNumber(uint64_t least, uint64_t most) {
  return within("a whole number", least, most);
}

CLI::Validator number(double least, double most) { return within("a number", least, most); }

CLI::Validator seedRange() { return wholeNumber(0, INT64_MAX); }

int runProof(CLI::App& app, int argc, char** argv, const std::function<bool()>& prove) {
  try {
    app.parse(argc, argv);
    return prove() ? 0 : 1;
  } catch (const CLI::ParseError& error) {
    return app.exit(error) == 0 ? 0 : 2;
  } catch (const sim::InputError& error) {
    std::cerr << error.what() << '\n';
    return 2;
  } catch (const std::exception& error) {
    std::cerr << error.what() << '\n';
    return 3;
  }
}

}  // namespace tw::proof
