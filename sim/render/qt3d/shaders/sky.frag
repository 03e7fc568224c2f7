#version 330 core
// A clear sky without clouds or sun: bright and pale at the horizon, blue above. Its luminance
// (BT.709 weights) sends skyLux onto level ground: horizon / 5 + 4 * zenith / 5 = 1. Below the
// horizon: far ground.

const float kPi = 3.14159265;
const vec3 kZenith = vec3(0.5, 0.82, 1.5);
const vec3 kHorizon = vec3(1.6, 1.8, 2.33);

in vec3 direction;

uniform float skyLux;
uniform float groundLux;
uniform float infraredShare;
uniform float stamp;

layout(location = 0) out vec4 luminance;
layout(location = 1) out vec4 objectId;

void main() {
  float up = normalize(direction).z;
  vec3 sky = skyLux / kPi * (mix(kHorizon, kZenith, sqrt(clamp(up, 0.0, 1.0))) + infraredShare);
  luminance = vec4(up < 0.0 ? vec3(groundLux / kPi * (1.0 + infraredShare)) : sky, stamp);
  objectId = vec4(0.0);
}
