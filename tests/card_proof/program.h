// What the programs that prove something of the card share: their main and the ranges of options.
#pragma once

#include <CLI/CLI.hpp>
#include <functional>

namespace tw::proof {

// Both ends included; what is refused learns the range.
CLI::Validator wholeNumber(uint64_t least, uint64_t most);
CLI::Validator number(double least, double most);
CLI::Validator seedRange();  // as in a scenario file

// The exit status: 0 proved, 1 not proved, 2 bad options (CLI::ParseError, sim::InputError), 3 the
// proof itself failed.
int runProof(CLI::App& app, int argc, char** argv, const std::function<bool()>& prove);

}  // namespace tw::proof
