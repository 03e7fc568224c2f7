#version 330 core
// What the sun sees.

in vec3 vertexPosition;

uniform mat4 modelMatrix;
uniform mat4 sunMatrix;  // from the world to the sun's picture

void main() { gl_Position = sunMatrix * (modelMatrix * vec4(vertexPosition, 1.0)); }
