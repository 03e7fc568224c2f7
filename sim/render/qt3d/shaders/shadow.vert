#version 330 core
// What a light sees.

in vec3 vertexPosition;

uniform mat4 modelMatrix;
uniform mat4 mapMatrix;  // from the world to its shadow map

void main() { gl_Position = mapMatrix * (modelMatrix * vec4(vertexPosition, 1.0)); }
