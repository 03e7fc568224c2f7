// What a user is told of bad input, for tests that judge the message.
#pragma once

#include <string>

#include "sim/core/json_reader.h"

namespace tw::sim {

template <class Do>
std::string errorOf(Do&& action) {
  try {
    action();
  } catch (const InputError& error) {
    return error.what();
  }
  return "no error";
}

}  // namespace tw::sim
