// Which build this is: version and commit, "-dirty" with changes on top.
#pragma once

namespace tw::app {

const char* buildId();

}  // namespace tw::app
