#version 330 core
#extension GL_ARB_gpu_shader5 : enable
#ifndef GL_ARB_gpu_shader5
#define precise
#endif
// Lambertian surfaces in ambient light (sun, sky, the place's lamps) and in beams, each for itself.
// Writes what comes back in cd/m2, and object ids.
// Put in by the program: SURFACE 0 plain, 1 bricks, 2 grass, 3 planks, 4 paving, 5 image; AMBIENT 1
// where the ambient light is wanted; SUN 1 where sun or moon shine; LAMPS 0, 1, 4 or 16, how many
// there may be; BEAMS 0 to 2, which alone of all lamps throw shadows; PATCHES 0 to 3, how many
// may throw a beam's light back; PROFILES 1 where some lamp has a measured beam; SHADOW_LIFT, how
// many metres above a surface its shadow is looked up.
// Fixed indices are a matter of speed: on llvmpipe a loop over arrays costs 80 ms a picture, even
// when no lamp is on. Sums are precise so that every variant rounds them alike.

const float kPi = 3.14159265;

in vec3 worldPosition;
in vec3 worldNormal;
#if SUN != 0
in vec3 shadowPosition;
#endif
in vec2 surfacePosition;

uniform vec4 partColour;  // reflectance; a: at 850 nm
uniform float partId;     // id / 65535
uniform vec3 sunTowards;
uniform float sunLux;
uniform float skyLux;
uniform float groundLux;  // that the ground sends back
uniform float infraredShare;  // infrared in daylight as the sensor sees it
uniform float stamp;      // tells a fresh picture from a stale one
#if BEAMS != 0
uniform vec4 beamPosition[BEAMS];  // w: beam exponent
uniform vec4 beamAxis[BEAMS];      // unit; w: candela
uniform sampler2DShadow beamShadow0;
uniform mat4 beamMatrix0;  // from the world to its shadow map
#if BEAMS > 1
uniform sampler2DShadow beamShadow1;
uniform mat4 beamMatrix1;
#endif
#if PATCHES != 0
uniform vec4 patchPosition[BEAMS * PATCHES];  // of one beam after the other; w: beam exponent
uniform vec4 patchAxis[BEAMS * PATCHES];      // unit
uniform vec4 patchLight[BEAMS * PATCHES];     // candela a channel; a: infrared; 0: there is none
#endif
#endif
#if LAMPS > 4
uniform int lampCount;  // those that are on
#endif
#if LAMPS != 0
uniform vec4 lampPosition[LAMPS];   // w: beam exponent
uniform vec4 lampAxis[LAMPS];       // unit
// Candela a channel; a: infrared in their equivalent. 0 beyond those that are on.
uniform vec4 lampIntensity[LAMPS];
#endif
#if PROFILES != 0
// Blocks of 145 rows, C0 to C360, by 361 columns, 0 to 180 degrees off the axis.
uniform sampler2D profileShares;
// Of each lamp and beam where C0 lies; w: which block is its own, or below 0: a cos^m.
#if LAMPS != 0
uniform vec4 lampSide[LAMPS];
#endif
#if BEAMS != 0
uniform vec4 beamSide[BEAMS];
#endif
#endif
#if SUN != 0
uniform sampler2DShadow shadowMap;
#endif
#if SURFACE == 5
uniform sampler2D partImage;   // linear reflectances
uniform float partImageMean;   // of their luminance
#endif

// Each: red, green, blue, and what its infrared adds to them.
layout(location = 0) out vec2 mark;  // id and stamp
layout(location = 1) out vec4 lights[AMBIENT + BEAMS];

// Dave Hoskins' hash without sine: 0..1 for a cell.
float hash(vec2 cell) {
  vec3 p = fract(cell.xyx * 0.1031);
  p += dot(p, p.yzx + 33.33);
  return fract((p.x + p.y) * p.z);
}

// 1 on a joint of `width` at the edges of cells of `size`, softened to the pixel's own width; fades
// to its mean where a pixel holds several cells.
float joint(float position, float size, float width, float pixel) {
  float cell = abs(fract(position / size) - 0.5) * size;
  float sharp = smoothstep(0.5 * (size - width) - pixel, 0.5 * (size - width) + pixel, cell);
  return mix(sharp, width / size, smoothstep(0.3, 0.9, pixel / size));
}

// Factors that are 1 on average, so that a part's colour is its mean reflectance.
#if SURFACE == 1
vec3 texture_(vec2 p, vec2 pixel) {
  float row = floor(p.y / 0.075);
  vec2 q = vec2(p.x + 0.125 * mod(row, 2.0), p.y);
  float near = 1.0 - smoothstep(0.05, 0.2, max(pixel.x, pixel.y));
  float tone = 1.0 + (hash(vec2(floor(q.x / 0.25), row)) - 0.5) * 0.4 * near;
  float gap = max(joint(q.x, 0.25, 0.012, pixel.x), joint(q.y, 0.075, 0.012, pixel.y));
  return mix(vec3(0.95 * tone), vec3(1.1, 1.6, 1.9), gap * 0.6);
}
#elif SURFACE == 2
float patches(vec2 p) {
  vec2 cell = floor(p);
  vec2 f = p - cell;
  f = f * f * (3.0 - 2.0 * f);
  float low = mix(hash(cell), hash(cell + vec2(1.0, 0.0)), f.x);
  float high = mix(hash(cell + vec2(0.0, 1.0)), hash(cell + vec2(1.0, 1.0)), f.x);
  return mix(low, high, f.y) - 0.5;
}
vec3 texture_(vec2 p, vec2 pixel) {
  float size = max(pixel.x, pixel.y);
  float blades = patches(p * vec2(70.0, 45.0)) * (1.0 - smoothstep(0.005, 0.02, size));
  float tufts = patches(p * vec2(14.0, 11.0)) * (1.0 - smoothstep(0.03, 0.09, size));
  float coarse = patches(p * 0.9 + 7.0) * (1.0 - smoothstep(0.4, 1.5, size));
  float tone = 1.0 + 0.7 * blades + 0.5 * tufts + 0.35 * coarse;
  return vec3(tone + 0.25 * coarse, tone, tone - 0.1 * coarse);
}
#elif SURFACE == 3
vec3 texture_(vec2 p, vec2 pixel) {
  float near = 1.0 - smoothstep(0.05, 0.2, pixel.x);
  float tone = 1.0 + (hash(vec2(floor(p.x / 0.15), 3.0)) - 0.5) * 0.35 * near;
  return vec3(tone * (1.04 - 0.75 * joint(p.x, 0.15, 0.008, pixel.x)));
}
#elif SURFACE == 4
vec3 texture_(vec2 p, vec2 pixel) {
  float near = 1.0 - smoothstep(0.15, 0.5, max(pixel.x, pixel.y));
  float tone = 1.0 + (hash(floor(p / 0.4)) - 0.5) * 0.25 * near;
  float gap = max(joint(p.x, 0.4, 0.015, pixel.x), joint(p.y, 0.4, 0.015, pixel.y));
  return vec3(tone * (1.04 - 0.5 * gap));
}
#endif

#if SUN != 0
float sunOn(vec3 normal) {
  float lux = sunLux * max(dot(normal, sunTowards), 0.0);
  bool beyond = any(greaterThan(abs(shadowPosition - 0.5), vec3(0.499)));
  return lux * max(texture(shadowMap, shadowPosition), float(beyond));
}
#else
float sunOn(vec3 normal) { return 0.0; }
#endif

// Lux from 1 cd on the axis.
float spread(vec4 place, vec3 axis, vec3 normal) {
  vec3 way = place.xyz - worldPosition;
  float square = max(dot(way, way), 1e-6);
  vec3 towards = way * inversesqrt(square);
  float onAxis = max(-dot(axis, towards), 1e-9);
  float beam = exp2(place.w * log2(onAxis));
  return beam * max(dot(normal, towards), 0.0) / square;
}

#if PROFILES != 0
// The share of its strongest direction that a lamp sends on this way, a unit vector.
float shareOf(vec4 side, vec3 axis, vec3 way) {
  vec2 across = vec2(dot(side.xyz, way), dot(cross(side.xyz, axis), way));
  float aside = length(across);
  float column = clamp(atan(aside, dot(axis, way)) / kPi, 0.0, 1.0) * 360.0;
  float turn = aside > 1e-6 ? atan(across.y, across.x) / (2.0 * kPi) : 0.0;
  float row = (turn - floor(turn)) * 144.0;
  ivec2 at = ivec2(min(column, 359.0), min(row, 143.0));
  vec2 part = vec2(column, row) - vec2(at);
  at.y += int(side.w) * 145;
  float near = mix(texelFetch(profileShares, at, 0).r,
                   texelFetch(profileShares, at + ivec2(1, 0), 0).r, part.x);
  float far = mix(texelFetch(profileShares, at + ivec2(0, 1), 0).r,
                  texelFetch(profileShares, at + ivec2(1, 1), 0).r, part.x);
  return mix(near, far, part.y);
}

float spreadAs(vec4 side, vec4 place, vec3 axis, vec3 normal) {
  if (side.w < 0.0) return spread(place, axis, normal);
  vec3 way = place.xyz - worldPosition;
  float square = max(dot(way, way), 1e-6);
  vec3 towards = way * inversesqrt(square);
  return shareOf(side, axis, -towards) * max(dot(normal, towards), 0.0) / square;
}
#define LAMP_SPREAD(i) spreadAs(lampSide[i], lampPosition[i], lampAxis[i].xyz, normal)
#define BEAM_SPREAD(i) spreadAs(beamSide[i], beamPosition[i], beamAxis[i].xyz, normal)
#else
#define LAMP_SPREAD(i) spread(lampPosition[i], lampAxis[i].xyz, normal)
#define BEAM_SPREAD(i) spread(beamPosition[i], beamAxis[i].xyz, normal)
#endif

#if LAMPS != 0
vec4 lampOn(int i, vec3 normal) { return lampIntensity[i] * LAMP_SPREAD(i); }

#if LAMPS > 1
vec4 fourLamps(int i, vec3 normal) {
  precise vec4 sum =
      lampOn(i, normal) + lampOn(i + 1, normal) + lampOn(i + 2, normal) + lampOn(i + 3, normal);
  return sum;
}

#endif

vec4 lampLux(vec3 normal) {
#if LAMPS == 1
  return lampOn(0, normal);
#else
  precise vec4 sum = fourLamps(0, normal);
#if LAMPS > 4
  // Loops of one round or none: llvmpipe jumps over those, while it walks through every if.
  for (int k = 4; k < lampCount; k += LAMPS) sum += fourLamps(4, normal);
  for (int k = 8; k < lampCount; k += LAMPS) sum += fourLamps(8, normal);
  for (int k = 12; k < lampCount; k += LAMPS) sum += fourLamps(12, normal);
#endif
  return sum;
#endif
}
#else
vec4 lampLux(vec3 normal) { return vec4(0.0); }
#endif

#if BEAMS != 0
#if PATCHES != 0
vec4 patchOn(int k, vec3 normal) {
  return patchLight[k] * spread(patchPosition[k], patchAxis[k].xyz, normal);
}
#endif

// 0 in the shadow; 1 beyond the map, too.
float reached(sampler2DShadow map, mat4 toMap, vec3 normal) {
  vec4 seen = toMap * vec4(worldPosition + normal * SHADOW_LIFT, 1.0);
  vec3 at = seen.xyz / max(seen.w, 1e-6);
  bool beyond = seen.w <= 1e-6 || any(greaterThan(abs(at.xy - 0.5), vec2(0.499)));
  return max(texture(map, at), float(beyond));
}

vec4 beamOn(int i, float reaches, vec3 normal) {
  float lux = beamAxis[i].w * BEAM_SPREAD(i);
  precise vec4 sum = vec4(lux * reaches);
#if PATCHES > 0
  sum = sum + patchOn(i * PATCHES, normal);
#endif
#if PATCHES > 1
  sum = sum + patchOn(i * PATCHES + 1, normal);
#endif
#if PATCHES > 2
  sum = sum + patchOn(i * PATCHES + 2, normal);
#endif
  return sum;
}
#endif

// Reflectance of this very place; a: at 850 nm. Paint and mortar differ there as they do in light;
// the dyes of an image half as much, and only about its mean.
vec4 reflectance() {
  const vec3 kLuminance = vec3(0.2126, 0.7152, 0.0722);  // BT.709
#if SURFACE == 0
  return partColour;
#elif SURFACE == 5
  vec3 image = texture(partImage, surfacePosition).rgb;
  float light = min(dot(image, kLuminance) / max(partImageMean, 1e-3), 2.0);
  return partColour * vec4(image, 0.5 + 0.5 * light);
#else
  vec3 factor = max(texture_(surfacePosition, fwidth(surfacePosition)), 0.0);
  return partColour * vec4(factor, dot(factor, kLuminance));
#endif
}

void main() {
  vec3 normal = normalize(worldNormal);
  vec4 back = reflectance() / kPi;
#if AMBIENT != 0
  float above = 0.5 + 0.5 * normal.z;
  float daylight = sunOn(normal) + skyLux * above + groundLux * (1.0 - above);
  lights[0] = back * (vec4(vec3(daylight), daylight * infraredShare) + lampLux(normal));
#endif
#if BEAMS != 0
  lights[AMBIENT] = back * beamOn(0, reached(beamShadow0, beamMatrix0, normal), normal);
#endif
#if BEAMS > 1
  lights[AMBIENT + 1] = back * beamOn(1, reached(beamShadow1, beamMatrix1, normal), normal);
#endif
  mark = vec2(partId, stamp);
}
