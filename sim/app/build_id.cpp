#include "sim/app/build_id.h"

#include "build_id.gen.h"

namespace tw::app {

const char* buildId() { return TWEELENS_BUILD_ID; }

}  // namespace tw::app
