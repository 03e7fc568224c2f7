// What can fail because of the world returns a Result: a value, or an Error that says why.
#pragma once

#include <optional>
#include <string>
#include <utility>
#include <variant>

#include "firmware_core/base/check.h"

namespace tw {

enum class Errc {
  kBusy,         // an operation is under way; take it first
  kNotReady,     // not started, not there yet, no link
  kNotFound,     // no such thing
  kOutOfRange,   // an address or amount beyond what exists
  kUnsupported,  // this hardware cannot do it
  kDenied,       // write-protected, not authorised
  kIo,           // the medium or the line failed
  kCorrupt,      // data is there but makes no sense
  kNoSpace,      // full
  kTimeout,      // no answer in time
  kClosed,       // the peer ended it
};

const char* toString(Errc code);

struct Error {
  Errc code;
  std::string detail;  // one line for the log; may be empty
};

template <class T>
class [[nodiscard]] Result {
 public:
  Result(T value) : state_(std::move(value)) {}
  Result(Error error) : state_(std::move(error)) {}
  Result(Errc code) : state_(Error{code, {}}) {}

  bool ok() const { return state_.index() == 0; }
  explicit operator bool() const { return ok(); }
  const T& value() const& {
    TW_CHECK(ok());
    return std::get<0>(state_);
  }
  T& value() & {
    TW_CHECK(ok());
    return std::get<0>(state_);
  }
  T&& value() && {
    TW_CHECK(ok());
    return std::get<0>(std::move(state_));
  }
  const Error& error() const {
    TW_CHECK(!ok());
    return std::get<1>(state_);
  }

 private:
  std::variant<T, Error> state_;
};

template <>
class [[nodiscard]] Result<void> {
 public:
  Result() = default;
  Result(Error error) : error_(std::move(error)) {}
  Result(Errc code) : error_(Error{code, {}}) {}

  bool ok() const { return !error_; }
  explicit operator bool() const { return ok(); }
  const Error& error() const {
    TW_CHECK(error_.has_value());
    return *error_;
  }

 private:
  std::optional<Error> error_;
};

}  // namespace tw
