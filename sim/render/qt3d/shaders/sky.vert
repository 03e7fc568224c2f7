#version 330 core
// One triangle over the whole picture, behind everything.

in vec3 vertexPosition;

uniform mat4 inverseProjectionMatrix;
uniform mat4 inverseViewMatrix;

out vec3 direction;

void main() {
  vec4 eye = inverseProjectionMatrix * vec4(vertexPosition.xy, 1.0, 1.0);
  direction = mat3(inverseViewMatrix) * (eye.xyz / eye.w);
  gl_Position = vec4(vertexPosition.xy, 1.0, 1.0);
}
