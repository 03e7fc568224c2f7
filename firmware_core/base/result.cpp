#include "firmware_core/base/result.h"

namespace tw {

const char* toString(Errc code) {
  switch (code) {
    case Errc::kBusy:
      return "busy";
    case Errc::kNotReady:
      return "not ready";
    case Errc::kNotFound:
      return "not found";
    case Errc::kOutOfRange:
      return "out of range";
    case Errc::kUnsupported:
      return "unsupported";
    case Errc::kDenied:
      return "denied";
    case Errc::kIo:
      return "input/output error";
    case Errc::kCorrupt:
      return "corrupt";
    case Errc::kNoSpace:
      return "no space";
    case Errc::kTimeout:
      return "timeout";
    case Errc::kClosed:
      return "closed";
  }
  return "unknown";
}

}  // namespace tw
