// What Qt had to say: kept for error messages instead of being printed.
#pragma once

#include <string>

namespace tw::sim {

void keepQtMessages(bool keep);
// Of a program with windows, whose messages are printed: leaves out one that means nothing.
void dropIdleQtMessages();
// " (Qt says: ...)" or nothing.
std::string lastQtMessage();

}  // namespace tw::sim
