#version 330 core
// One triangle over the whole picture, behind everything.

in vec3 vertexPosition;

// Towards the picture's middle, and from there to its right and upper edge.
uniform vec3 eyeAhead;
uniform vec3 eyeRight;
uniform vec3 eyeUp;

out vec3 direction;

void main() {
  direction = eyeAhead + vertexPosition.x * eyeRight + vertexPosition.y * eyeUp;
  gl_Position = vec4(vertexPosition.xy, 1.0, 1.0);
}
