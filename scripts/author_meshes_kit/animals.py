"""A cat and a dog, standing at the origin and facing +x; sim/world/quadruped.cpp turns the limbs."""
import numpy as np

from .obj import Obj, ring_x, ring_z


def leg(o, name, material, x, y, top, knee, thick, slender, bend):
    """Upper part from the body's middle to the knee, lower part to the ground."""
    o.loft(f"leg_{name}_upper", material, [
        ring_z(top, thick * 0.7, thick * 0.5, x, y, 8), ring_z(top * 0.86 + knee * 0.14, thick, thick * 0.62, x, y, 8),
        ring_z((top + knee) / 2, thick * 0.85, thick * 0.55, x + bend / 2, y, 8),
        ring_z(knee, slender * 1.2, slender * 1.1, x + bend, y, 8)])
    o.loft(f"leg_{name}_lower", material, [
        ring_z(knee, slender * 1.15, slender * 1.05, x + bend, y, 8),
        ring_z(knee * 0.5, slender * 0.9, slender * 0.85, x + bend * 0.6, y, 8),
        ring_z(slender * 0.9, slender, slender, x + bend * 0.6, y, 8),
        ring_z(0.0, slender * 1.5, slender * 1.2, x + bend * 0.6 + slender * 0.6, y, 8)])


def ear(o, material, x, y, z, size, hang):
    tip = np.array([x - size * 0.1, y * (1.5 if hang else 1.15), z + (-size if hang else size)])
    base = [np.array([x + size * 0.3, y * 0.8, z]), np.array([x - size * 0.4, y * 0.8, z]),
            np.array([x - size * 0.1, y * 1.3, z - (0 if hang else size * 0.1)])]
    v = base + [tip]
    faces = [(0, 1, 3), (1, 2, 3), (2, 0, 3), (0, 2, 1)]
    middle = np.mean(v, 0)
    fixed = []
    for f in faces:
        a, b, c = (v[i] for i in f)
        outwards = np.cross(b - a, c - a) @ ((a + b + c) / 3 - middle) > 0
        fixed.append(f if outwards else (f[0], f[2], f[1]))
    o.add("head", material, v, fixed, 20)


def cat():
    o = Obj()
    rows = [(-0.215, 0.02, 0.03, 0.205), (-0.19, 0.05, 0.062, 0.2), (-0.10, 0.056, 0.068, 0.198),
            (0.0, 0.052, 0.062, 0.193), (0.09, 0.05, 0.066, 0.194), (0.16, 0.042, 0.056, 0.205),
            (0.205, 0.022, 0.03, 0.225)]
    o.loft("body", "fur", [ring_x(x, ry, rz, z, 0, 10) for x, ry, rz, z in rows])
    o.loft("head", "fur", [ring_x(x, ry, rz, z, 0, 10) for x, ry, rz, z in (
        (0.16, 0.028, 0.03, 0.235), (0.20, 0.042, 0.042, 0.262), (0.235, 0.046, 0.042, 0.27),
        (0.265, 0.038, 0.033, 0.265), (0.285, 0.02, 0.02, 0.252), (0.295, 0.008, 0.008, 0.25))])
    for side in (-1, 1):
        ear(o, "fur", 0.222, side * 0.03, 0.3, 0.042, False)
    tail = []
    for i in range(7):
        u = i / 6
        tail.append(ring_x(-0.2 - 0.25 * u, 0.016 - 0.006 * u, 0.016 - 0.006 * u,
                           0.215 - 0.10 * np.sin(u * 2.2) + 0.1 * u * u, 0, 6))
    o.loft("tail", "fur", tail)
    for end, x, bend, thick in (("front", 0.13, 0.0, 0.032), ("hind", -0.145, 0.02, 0.046)):
        for side, y in (("left", 0.035), ("right", -0.035)):
            leg(o, f"{end}_{side}", "fur", x, y, 0.19, 0.105, thick, 0.016, bend)
    return o


def dog():
    o = Obj()
    rows = [(-0.40, 0.05, 0.06, 0.50), (-0.36, 0.10, 0.115, 0.475), (-0.20, 0.105, 0.12, 0.465),
            (-0.02, 0.105, 0.125, 0.455), (0.15, 0.115, 0.155, 0.445), (0.28, 0.10, 0.14, 0.46),
            (0.36, 0.06, 0.08, 0.50)]
    o.loft("body", "fur_light", [ring_x(x, ry, rz, z, 0, 12) for x, ry, rz, z in rows])
    o.loft("head", "fur_light", [ring_x(x, ry, rz, z, 0, 10) for x, ry, rz, z in (
        (0.27, 0.07, 0.09, 0.53), (0.36, 0.065, 0.075, 0.60), (0.42, 0.08, 0.075, 0.645),
        (0.48, 0.078, 0.07, 0.65), (0.52, 0.055, 0.05, 0.635), (0.60, 0.042, 0.038, 0.62),
        (0.64, 0.034, 0.032, 0.618))])
    o.loft("head", "nose", [ring_x(x, r, r, 0.634, 0, 8) for x, r in ((0.63, 0.016), (0.645, 0.02),
                                                                   (0.655, 0.012))])
    for side in (-1, 1):
        ear(o, "fur", 0.43, side * 0.066, 0.69, 0.11, True)
    tail = []
    for i in range(6):
        u = i / 5
        tail.append(ring_x(-0.37 - 0.32 * u, 0.03 - 0.018 * u, 0.03 - 0.018 * u,
                           0.53 - 0.22 * u + 0.16 * u * u, 0, 7))
    o.loft("tail", "fur_light", tail)
    for end, x, bend, thick in (("front", 0.22, -0.015, 0.065), ("hind", -0.29, 0.035, 0.095)):
        for side, y in (("left", 0.075), ("right", -0.075)):
            leg(o, f"{end}_{side}", "fur_light", x, y, 0.45, 0.25, thick, 0.032, bend)
    return o


def make():
    return {"animals/cat": cat(), "animals/dog": dog()}
