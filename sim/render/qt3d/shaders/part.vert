#version 330 core
// A part of the scene: its place in the picture, in the sun's picture, and on its own surface. SUN and
// SHADOW_LIFT as in part.frag.

in vec3 vertexPosition;  // of the unit shape
in vec3 vertexNormal;
in vec2 vertexTexCoord;
in float vertexTurn;  // share of a turn round z on curved faces, -1 on flat ones, -2 on a mesh

uniform mat4 modelMatrix;
uniform mat4 eyeMatrix;  // from the world to the picture
uniform mat3 modelNormalMatrix;
#if SUN != 0
uniform mat4 shadowMatrix;
#endif
uniform vec3 partSize;  // metres

invariant gl_Position;  // a part lies in the same pixels in whatever light it is drawn
out vec3 worldPosition;
out vec3 worldNormal;
#if SUN != 0
out vec3 shadowPosition;
#endif
out vec2 surfacePosition;  // metres along the surface; on a mesh with an image its coordinates there

void main() {
  vec4 world = modelMatrix * vec4(vertexPosition, 1.0);
  worldPosition = world.xyz;
  worldNormal = normalize(modelNormalMatrix * vertexNormal);
#if SUN != 0
  shadowPosition = (shadowMatrix * vec4(world.xyz + worldNormal * SHADOW_LIFT, 1.0)).xyz;
#endif

  vec3 local = vertexPosition * partSize;
  vec3 facing = abs(vertexNormal);
#if SURFACE == 5
  if (vertexTurn < -1.5)
    surfacePosition = vertexTexCoord;
  else
#endif
  if (vertexTurn >= 0.0)
    surfacePosition = vec2(vertexTurn * 3.14159265 * partSize.x, local.z);
  else if (facing.z > 0.5)
    surfacePosition = local.xy;
  else if (facing.y > 0.5)
    surfacePosition = local.xz;
  else
    surfacePosition = local.yz;
  gl_Position = eyeMatrix * world;
}
