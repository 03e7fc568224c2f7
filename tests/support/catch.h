// The one place that knows which Catch2 Debian has (version 2, one header).
#pragma once

#include <catch2/catch.hpp>
