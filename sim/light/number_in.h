// Numbers in text files of measured values.
#pragma once

#include <optional>
#include <string_view>

namespace tw::sim {

std::string_view trimmed(std::string_view text);  // of blanks, tabs and carriage returns

// The finite number that all of the text is, blanks around it aside; nothing: it is none.
std::optional<double> finiteIn(std::string_view text);

}  // namespace tw::sim
