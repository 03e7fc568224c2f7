"""A mesh in the making: faces by group and material, with normals and texture places, to OBJ."""
import os

import numpy as np

from .materials import TABLE, tile_of


class Obj:
    def __init__(self):
        self.pieces = {}  # (group, material): [(positions 3x3, normals 3x3)]

    # --- Adding ---------------------------------------------------------------------------------

    def add(self, group, material, vertices, faces, crease_deg=45, inwards=False):
        """Triangles over shared vertices; edges sharper than `crease_deg` stay sharp. `inwards`:
        normals point the other way, so that a lamp inside lights what is seen from outside."""
        assert material in TABLE, material
        v = np.asarray(vertices, float)
        f = np.array([t for t in faces if _area(v[list(t)]) > 1e-10], int)
        corners = v[f]
        flat = np.cross(corners[:, 1] - corners[:, 0], corners[:, 2] - corners[:, 0])
        unit = flat / np.linalg.norm(flat, axis=1, keepdims=True)
        around = {}
        for i, triangle in enumerate(f):
            for k in triangle:
                around.setdefault(tuple(np.round(v[k], 6)), []).append(i)
        limit = np.cos(np.radians(crease_deg))
        out = self.pieces.setdefault((group, material), [])
        for i, triangle in enumerate(f):
            normals = []
            for k in triangle:
                near = around[tuple(np.round(v[k], 6))]
                total = sum(flat[j] for j in near if unit[j] @ unit[i] >= limit)
                normals.append(total / np.linalg.norm(total))
            out.append((v[triangle], np.array(normals) * (-1 if inwards else 1)))

    def facets(self, group, material, triangles, normals):
        """Triangles apart, each in the light of a normal of its own, its back not drawn."""
        assert material in TABLE, material
        out = self.pieces.setdefault((group, material), [])
        for corners, normal in zip(np.asarray(triangles, float), np.asarray(normals, float)):
            assert _area(corners) > 1e-7
            out.append((corners, np.array([normal / np.linalg.norm(normal)] * 3)))

    def quad(self, group, material, a, b, c, d, **options):
        self.add(group, material, [a, b, c, d], [(0, 1, 2), (0, 2, 3)], **options)

    def box(self, group, material, low, high, skip="", **options):
        """`skip`: faces left out, of x X y Y z Z (capital: the higher end)."""
        x, y, z = low
        X, Y, Z = high
        faces = {"x": [(x, Y, z), (x, y, z), (x, y, Z), (x, Y, Z)],
                 "X": [(X, y, z), (X, Y, z), (X, Y, Z), (X, y, Z)],
                 "y": [(x, y, z), (X, y, z), (X, y, Z), (x, y, Z)],
                 "Y": [(X, Y, z), (x, Y, z), (x, Y, Z), (X, Y, Z)],
                 "z": [(x, Y, z), (X, Y, z), (X, y, z), (x, y, z)],
                 "Z": [(x, y, Z), (X, y, Z), (X, Y, Z), (x, Y, Z)]}
        for side, corners in faces.items():
            if side not in skip:
                self.quad(group, material, *corners, **options)

    def loft(self, group, material, rings, crease_deg=60, **options):
        """A closed body through rings of equal numbers of points."""
        v, f = loft(rings)
        self.add(group, material, v, f, crease_deg, **options)

    # --- Saving ---------------------------------------------------------------------------------

    def triangles(self):
        return sum(len(faces) for faces in self.pieces.values())

    def save(self, path):
        os.makedirs(os.path.dirname(path), exist_ok=True)
        positions, normals, places = _Pool("v", 4), _Pool("vn", 3), _Pool("vt", 3)
        body = []
        group_before = None
        for (group, material), faces in self.pieces.items():
            if group != group_before:
                body.append(f"o {group}")
                group_before = group
            body.append(f"usemtl {material}")
            tile = tile_of(material)
            for corners, turned in faces:
                uv = _box_projection(corners, tile) if tile else [None] * 3
                words = []
                for p, n, t in zip(corners, turned, uv):
                    place = places.index(t) if t is not None else ""
                    words.append(f"{positions.index(p)}/{place}/{normals.index(n)}")
                body.append("f " + " ".join(words))
        with open(path, "w", encoding="utf-8") as file:
            file.write("\n".join(positions.lines + places.lines + normals.lines + body) + "\n")
        return self.triangles()


class _Pool:
    def __init__(self, kind, digits):
        self.kind, self.digits, self.known, self.lines = kind, digits, {}, []

    def index(self, values):
        text = " ".join(_short(x, self.digits) for x in values)
        if text not in self.known:
            self.known[text] = len(self.known) + 1
            self.lines.append(f"{self.kind} {text}")
        return self.known[text]


def _short(x, digits):
    text = f"{x:.{digits}f}".rstrip("0").rstrip(".")
    return "0" if text in ("-0", "") else text


def _area(corners):
    return np.linalg.norm(np.cross(corners[1] - corners[0], corners[2] - corners[0]))


def _box_projection(corners, tile):
    normal = np.abs(np.cross(corners[1] - corners[0], corners[2] - corners[0]))
    axis = int(np.argmax(normal))
    u, v = {0: (1, 2), 1: (0, 2), 2: (0, 1)}[axis]
    # On slopes the steep way is longer than its plan.
    stretch = np.linalg.norm(normal) / normal[axis]
    scale = [1, stretch if axis == 2 and normal[1] > 1e-9 else 1]
    return corners[:, [u, v]] / tile * scale


def loft(rings):
    rings = [np.asarray(r, float) for r in rings]
    n = len(rings[0])
    v = np.concatenate(rings + [[rings[0].mean(0)], [rings[-1].mean(0)]])
    f = []
    for i in range(len(rings) - 1):
        for k in range(n):
            a, b = i * n + k, i * n + (k + 1) % n
            f += [(a, b, b + n), (a, b + n, a + n)]
    first, last, top = len(v) - 2, len(v) - 1, (len(rings) - 1) * n
    for k in range(n):
        f += [(first, (k + 1) % n, k), (last, top + k, top + (k + 1) % n)]
    corners = v[np.array(f)]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    return v, f if volume > 0 else [(a, c, b) for a, b, c in f]


def ring_z(z, rx, ry, cx=0.0, cy=0.0, n=10, power=2.0):
    """An upright body's section: a superellipse round z."""
    t = np.arange(n) * 2 * np.pi / n
    c, s = np.cos(t), np.sin(t)
    return np.stack([cx + rx * np.sign(c) * np.abs(c) ** (2 / power),
                     cy + ry * np.sign(s) * np.abs(s) ** (2 / power), np.full(n, z)], 1)


def ring_x(x, ry, rz, cz=0.0, cy=0.0, n=10, power=2.0):
    """A lying body's section, round x."""
    r = ring_z(x, ry, rz, cy, cz, n, power)
    return r[:, [2, 0, 1]]


def icosphere(subdivisions):
    g = (1 + 5 ** 0.5) / 2
    v = [(-1, g, 0), (1, g, 0), (-1, -g, 0), (1, -g, 0), (0, -1, g), (0, 1, g), (0, -1, -g),
         (0, 1, -g), (g, 0, -1), (g, 0, 1), (-g, 0, -1), (-g, 0, 1)]
    f = [(0, 11, 5), (0, 5, 1), (0, 1, 7), (0, 7, 10), (0, 10, 11), (1, 5, 9), (5, 11, 4),
         (11, 10, 2), (10, 7, 6), (7, 1, 8), (3, 9, 4), (3, 4, 2), (3, 2, 6), (3, 6, 8), (3, 8, 9),
         (4, 9, 5), (2, 4, 11), (6, 2, 10), (8, 6, 7), (9, 8, 1)]
    v = [np.array(p, float) / np.linalg.norm(p) for p in v]
    for _ in range(subdivisions):
        middle, out = {}, []

        def between(a, b):
            key = (min(a, b), max(a, b))
            if key not in middle:
                p = v[a] + v[b]
                v.append(p / np.linalg.norm(p))
                middle[key] = len(v) - 1
            return middle[key]

        for a, b, c in f:
            ab, bc, ca = between(a, b), between(b, c), between(c, a)
            out += [(a, ab, ca), (b, bc, ab), (c, ca, bc), (ab, bc, ca)]
        f = out
    return np.array(v), f
