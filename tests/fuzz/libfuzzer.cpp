// What libFuzzer calls: an exception that leaves it is a finding.
#include "tests/fuzz/mount_fuzz.h"

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* data, size_t size) {
  tw::fuzz::visitCard({data, size});
  return 0;
}
