"""A family car, 4.3 m long, standing at the origin and facing +x; its wheels are groups."""
import numpy as np

from .obj import Obj

# x, half width, sill, belt line, half width and height of the roof (of the bonnet where there is none)
STATIONS = [
    (-2.15, 0.66, 0.36, 0.78, 0.56, 0.80), (-2.10, 0.80, 0.28, 0.88, 0.66, 0.92),
    (-1.95, 0.87, 0.22, 0.93, 0.68, 1.00), (-1.55, 0.89, 0.20, 0.94, 0.62, 1.34),
    (-1.15, 0.89, 0.20, 0.94, 0.63, 1.43), (-0.32, 0.89, 0.20, 0.93, 0.64, 1.47),
    (-0.22, 0.89, 0.20, 0.93, 0.64, 1.47), (0.30, 0.89, 0.20, 0.92, 0.63, 1.45),
    (0.50, 0.89, 0.20, 0.92, 0.61, 1.41), (1.12, 0.88, 0.20, 0.92, 0.70, 0.97),
    (1.25, 0.88, 0.20, 0.91, 0.72, 0.94), (1.70, 0.87, 0.21, 0.84, 0.72, 0.87),
    (2.00, 0.82, 0.24, 0.74, 0.68, 0.77), (2.12, 0.72, 0.30, 0.64, 0.60, 0.66),
    (2.16, 0.58, 0.36, 0.56, 0.48, 0.57)]
SIDE_GLASS = {(3, 4), (4, 5), (6, 7), (7, 8), (8, 9)}  # stations between which the side has windows
TOP_GLASS = {(2, 3), (8, 9)}                            # rear window and windscreen


def section(w, sill, belt, roof_half, roof):
    """Half a section, from the middle of the floor to the middle of the roof."""
    return [(0, sill), (w * 0.82, sill), (w * 0.95, sill + 0.08), (w, (sill + belt) / 2 - 0.02),
            (w * 0.995, belt - 0.07), (w * 0.965, belt), (roof_half, roof - 0.045),
            (roof_half * 0.82, roof - 0.008), (0, roof + 0.012)]


def body(o):
    rings = []
    for x, *shape in STATIONS:
        half = section(*shape)
        left = [(x, y, z) for y, z in half]
        right = [(x, -y, z) for y, z in half[-2:0:-1]]
        rings.append(np.array(left + right))
    n = len(rings[0])
    v = np.concatenate(rings)
    sorts = {"car_paint": [], "car_glass": [], "car_trim": []}
    for i in range(len(rings) - 1):
        for k in range(n):
            row = min(k, n - 1 - k)  # 0 floor .. 7 roof
            a, b = i * n + k, i * n + (k + 1) % n
            kind = "car_paint"
            if row <= 1:
                kind = "car_trim"
            if (row == 5 and (i, i + 1) in SIDE_GLASS) or (row >= 6 and (i, i + 1) in TOP_GLASS):
                kind = "car_glass"
            if row == 5 and (i, i + 1) == (5, 6):
                kind = "car_trim"
            sorts[kind] += [(a, a + n, b + n), (a, b + n, b)]
    for end, first in ((0, True), (len(rings) - 1, False)):
        for k in range(1, n - 1):
            triangle = (end * n, end * n + k, end * n + k + 1)
            sorts["car_paint"].append(triangle if first else triangle[::-1])
    corners = v[np.array(sum(sorts.values(), []))]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    for material, faces in sorts.items():
        turned = faces if volume > 0 else [f[::-1] for f in faces]
        o.add("body", material, v, turned, 32)


def disc(o, group, material, x, y, z, radius, side, n=18, lowest=0.0, **options):
    """A round plate that faces to the side, cut off below `lowest`."""
    t = np.arange(n) * 2 * np.pi / n
    v = [(x, y, z)] + [(x + radius * np.cos(a), y, max(z + radius * np.sin(a), lowest)) for a in t]
    faces = [(0, 1 + (k + 1) % n, 1 + k) if side > 0 else (0, 1 + k, 1 + (k + 1) % n)
             for k in range(n)]
    o.add(group, material, v, faces, **options)


def wheel(o, group, x, side):
    outer, inner, radius, n = side * 0.895, side * 0.70, 0.315, 18
    t = np.arange(n) * 2 * np.pi / n

    def ring(y, r):
        return np.stack([x + r * np.cos(t), np.full(n, y), radius + r * np.sin(t)], 1)

    o.loft(group, "tyre", [ring(inner, radius * 0.95), ring(inner + side * 0.02, radius),
                           ring(outer - side * 0.02, radius), ring(outer, radius * 0.93)], 50)
    disc(o, group, "alloy", x, outer + side * 0.004, radius, radius * 0.70, side)
    for spoke in range(5):  # the gaps between the spokes
        a = spoke * 2 * np.pi / 5
        centre = (x + 0.125 * np.cos(a), radius + 0.125 * np.sin(a))
        disc(o, group, "car_trim", centre[0], outer + side * 0.008, centre[1], 0.052, side, 7)


def lamp(o, group, material, x, y0, y1, z0, z1, ahead, **options):
    low = (x - 0.03, min(y0, y1), z0)
    high = (x + 0.03, max(y0, y1), z1)
    o.box(group, material, low, high, **options)


def car():
    o = Obj()
    body(o)
    for side, name in ((1, "left"), (-1, "right")):
        for x, end in ((1.32, "front"), (-1.30, "rear")):
            disc(o, "body", "car_trim", x, side * 0.8925, 0.34, 0.385, side, 18, 0.2)
            wheel(o, f"wheel_{end}_{name}", x, side)
        lamp(o, f"headlight_{name}", "headlight", 2.085, side * 0.42, side * 0.68, 0.60, 0.70, 1,
             inwards=True)
        lamp(o, "body", "rear_light", -2.11, side * 0.52, side * 0.72, 0.72, 0.92, -1)
        o.box("body", "car_trim", (0.62, side * 0.93 - 0.07, 0.94), (0.78, side * 0.93 + 0.07, 1.05))
        for x in (-0.27, 0.78):  # door handles and the line between the doors
            o.box("body", "car_trim", (x - 0.11, side * 0.884 - 0.008, 0.80),
                  (x + 0.03, side * 0.884 + 0.008, 0.83))
    o.box("body", "car_trim", (2.12, -0.42, 0.40), (2.175, 0.42, 0.54))
    o.box("body", "number_plate", (2.15, -0.26, 0.42), (2.185, 0.26, 0.52))
    o.box("body", "number_plate", (-2.175, -0.26, 0.56), (-2.13, 0.26, 0.67))
    o.box("body", "car_trim", (-2.17, -0.6, 0.36), (-2.10, 0.6, 0.46))
    return o


def make():
    return {"vehicles/car": car()}
