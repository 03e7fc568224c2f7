// How the camera sees at night: IMG-1.
#pragma once

namespace tw::fw {

enum class NightMode { kInfrared, kColour, kSmart };  // smart: infrared until a detection

}  // namespace tw::fw
