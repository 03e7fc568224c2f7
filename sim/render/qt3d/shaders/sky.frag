#version 330 core
#extension GL_ARB_gpu_shader5 : enable
#ifndef GL_ARB_gpu_shader5
#define precise
#endif
// A clear sky without clouds: bright and pale at the horizon, blue above. Its luminance (BT.709
// weights) sends skyLux onto level ground: horizon / 5 + 4 * zenith / 5 = 1. In it the disc of sun
// or moon, as bright as halves can tell. Below the horizon: far ground. Beams do not light it.
// Put in by the program: AMBIENT and BEAMS as in part.frag; DISC_COSINE.

const float kPi = 3.14159265;
const vec3 kZenith = vec3(0.5, 0.82, 1.5);
const vec3 kHorizon = vec3(1.6, 1.8, 2.33);

in vec3 direction;

uniform vec3 sunTowards;
uniform float discLuminance;
uniform float skyLux;
uniform float groundLux;
uniform float infraredShare;
uniform float stamp;

layout(location = 0) out vec2 mark;
layout(location = 1) out vec4 lights[AMBIENT + BEAMS];

void main() {
#if AMBIENT != 0
  const float kBrightest = 6e4;
  precise vec3 way = normalize(direction);
  precise float towardsSun = dot(way, sunTowards);
  float up = way.z;
  vec4 sky = skyLux / kPi * vec4(mix(kHorizon, kZenith, sqrt(clamp(up, 0.0, 1.0))), infraredShare);
  if (towardsSun > DISC_COSINE)
    sky = min(sky + discLuminance * vec4(vec3(1.0), infraredShare), vec4(kBrightest));
  lights[0] = up < 0.0 ? groundLux / kPi * vec4(vec3(1.0), infraredShare) : sky;
#endif
#if BEAMS != 0
  lights[AMBIENT] = vec4(0.0);
#endif
#if BEAMS > 1
  lights[AMBIENT + 1] = vec4(0.0);
#endif
  mark = vec2(0.0, stamp);
}
