"""Trees, bushes and hedges. The group `crown` is what the wind moves."""
import numpy as np

from .obj import Obj, icosphere, ring_z


def lumps(points, seed, depth, waves=9):
    """Radial factors that make a ball irregular."""
    random = np.random.default_rng(seed)
    out = np.ones(len(points))
    for _ in range(waves):
        way = random.standard_normal(3)
        way /= np.linalg.norm(way)
        out += depth / 3 * np.sin(points @ way * random.uniform(2.5, 6.5) + random.uniform(0, 6))
    return out


def blob(o, group, material, centre, radii, seed, detail=2, depth=0.3):
    v, f = icosphere(detail)
    v = v * lumps(v, seed, depth)[:, None] * np.array(radii) + np.array(centre)
    o.add(group, material, v, f, 70)


def sprays(o, group, material, blobs, count, size, seed):
    """Twigs with leaves at the crown's surface: diamonds of both sides that fray its outline."""
    random = np.random.default_rng(seed)
    for i in range(count):
        centre, radii = blobs[i % len(blobs)]
        way = random.standard_normal(3)
        way /= np.linalg.norm(way)
        at = np.array(centre) + way * np.array(radii) * random.uniform(0.86, 1.05)
        if any(np.linalg.norm((at - np.array(c)) / np.array(r)) < 0.8 for c, r in blobs):
            continue
        side = np.cross(way, random.standard_normal(3))
        side *= size * random.uniform(0.35, 0.7) / np.linalg.norm(side)
        out = (way * 0.8 + random.standard_normal(3) * 0.4 + np.array([0, 0, -0.2])) * size
        v = [at - out * 0.2, at + out * 0.45 + side, at + out * 1.1, at + out * 0.45 - side]
        o.add(group, material, v, [(0, 1, 2), (0, 2, 3)], 1)
        o.add(group, material, v, [(0, 2, 1), (0, 3, 2)], 1)


def trunk(o, height, radius, lean=0.05, branches=3, seed=1):
    rows = ((-0.1, 1.5), (0.12, 1.15), (0.5, 1.0), (height * 0.6, 0.85), (height, 0.6))
    o.loft("trunk", "bark", [ring_z(z, radius * k, radius * k, lean * z * 0.3, 0, 9) for z, k in rows])
    random = np.random.default_rng(seed)
    for i in range(branches):
        angle = 2 * np.pi * (i + random.uniform(0, 0.5)) / branches
        out = np.array([np.cos(angle), np.sin(angle), 0])
        begin = np.array([lean * height * 0.3, 0, height * 0.8])
        rings = []
        for u, k in ((0, 0.5), (0.5, 0.36), (1, 0.2)):
            centre = begin + out * height * 0.42 * u + np.array([0, 0, height * 0.4 * u])
            rings.append(ring_z(centre[2], radius * k, radius * k, centre[0], centre[1], 6))
        o.loft("trunk", "bark", rings)


def tree(height, spread, seed, stem, lobes=14, detail=1, twigs=230):
    """A trunk and a crown of many lobes around an egg-shaped middle."""
    o = Obj()
    trunk(o, stem * 1.1, 0.02 * height + 0.03, seed=seed)
    random = np.random.default_rng(seed)
    half = (height - stem) / 2
    middle = stem + half
    blobs = [((0, 0, middle), (spread * 0.55, spread * 0.55, half * 0.72))]
    for i in range(lobes):
        # Evenly round the middle (the golden angle), nudged.
        z = 1 - 2 * (i + 0.5) / lobes
        angle = i * 2.39996 + random.uniform(-0.35, 0.35)
        flat = np.sqrt(1 - z * z)
        r = spread * random.uniform(0.3, 0.43)
        # Widest a little below the middle.
        far = (spread - r * 0.8) * (1.0 if z < 0.2 else 0.85)
        blobs.append(((far * flat * np.cos(angle), far * flat * np.sin(angle),
                       middle + z * (half - r * 0.55)), (r, r, r * random.uniform(0.7, 0.9))))
    for i, (centre, radii) in enumerate(blobs):
        blob(o, "crown", "leaves", centre, radii, seed * 31 + i, detail, 0.22)
    sprays(o, "crown", "leaves", blobs, twigs, 0.34, seed)
    return o


def wood():
    """The edge of a wood far away: 60 m along x, facing -y; seen from one side only."""
    o = Obj()
    random = np.random.default_rng(77)
    columns, v = 61, []
    tops = 7.5 + np.convolve(random.standard_normal(columns + 4), [0.3, 0.7, 1, 0.7, 0.3], "valid")
    for i in range(columns):
        x = -30 + 60 * i / (columns - 1)
        for share, depth in ((0, 0.4), (0.3, -0.5), (0.6, -0.6), (0.85, 0.1), (1, 1.2)):
            v.append((x, depth + 0.55 * random.standard_normal() * (0 < share),
                      tops[i] * share + 0.3 * random.standard_normal() * (0 < share < 1)))
    f = []
    for i in range(columns - 1):
        for k in range(4):
            a = i * 5 + k
            f += [(a, a + 5, a + 6), (a, a + 6, a + 1)]
    o.add("wood", "leaves", v, f, 70)
    return o


def hedge():
    """4 m long along x, 0.7 m thick, 1 m high."""
    o = Obj()
    length, half, height, step = 4.0, 0.35, 1.0, 0.4
    random = np.random.default_rng(5)
    # The outline of the section, walked up one side, over the top and down the other.
    section = [(-half, 0.0), (-half * 1.04, 0.4), (-half * 0.98, 0.8), (-half * 0.62, height),
               (half * 0.62, height), (half * 0.98, 0.8), (half * 1.04, 0.4), (half, 0.0)]
    n, rows = len(section), int(length / step) + 1
    bumps = random.standard_normal((rows, n, 3)) * 0.028
    bumps[0] = bumps[-1]  # fits to the next piece
    v = []
    for i in range(rows):
        for k, (y, z) in enumerate(section):
            move = bumps[i, k] if 0 < z else np.zeros(3)
            x = i * step - length / 2
            v.append((x + (move[0] if 0 < i < rows - 1 else 0), y + move[1], z + move[2]))
    f = []
    for i in range(rows - 1):
        for k in range(n - 1):
            a = i * n + k
            f += [(a, a + 1, a + n + 1), (a, a + n + 1, a + n)]
    for end in (0, rows - 1):
        for k in range(1, n - 1):
            triangle = (end * n, end * n + k, end * n + k + 1)
            f.append(triangle if end else triangle[::-1])
    v = np.array(v)
    corners = v[np.array(f)]
    volume = np.einsum("ij,ij->i", corners[:, 0], np.cross(corners[:, 1], corners[:, 2])).sum()
    f = f if volume > 0 else [t[::-1] for t in f]
    o.add("hedge", "hedge_leaves", v, f, 70)
    tufts = [((x, 0, 0.6), (0.25, 0.36, 0.42)) for x in np.arange(-1.8, 1.9, 0.4)]
    sprays(o, "hedge", "hedge_leaves", tufts, 45, 0.13, 6)
    return o


def bush(seed):
    o = Obj()
    random = np.random.default_rng(seed)
    blobs = [((0, 0, 0.4), (0.55, 0.5, 0.45))]
    for i in range(3):
        a = 2 * np.pi * i / 3 + random.uniform(0, 1)
        blobs.append(((0.32 * np.cos(a), 0.32 * np.sin(a), random.uniform(0.3, 0.5)), (0.36, 0.36, 0.34)))
    for i, (centre, radii) in enumerate(blobs):
        blob(o, "bush", "hedge_leaves", centre, radii, seed * 7 + i, 1, 0.3)
    sprays(o, "bush", "hedge_leaves", blobs, 26, 0.14, seed)
    for _ in range(9):
        way = np.abs(random.standard_normal(3)) * np.array([random.choice([-1, 1]), 1, 1])
        way /= np.linalg.norm(way)
        centre, radii = blobs[int(random.integers(len(blobs)))]
        blob(o, "bush", "flowers", np.array(centre) + way * np.array(radii), (0.045,) * 3, 1, 0, 0)
    return o


def lawn():
    """40 m along x, 12 m along y from 0 on, level with the ground."""
    o = Obj()
    o.quad("lawn", "lawn", (-20, 0, 0), (20, 0, 0), (20, 12, 0), (-20, 12, 0))
    return o


def bed():
    """A strip of soil along a wall, 3 m along x, 0.8 m along y from 0 on."""
    o = Obj()
    o.box("bed", "soil", (-1.5, 0, 0), (1.5, 0.8, 0.05), skip="z")
    return o


def make():
    return {"plants/tree_broad": tree(6.4, 2.5, 11, 1.9),
            "plants/tree_slender": tree(5.4, 1.55, 23, 1.7, lobes=11, twigs=170),
            "plants/tree_far": tree(8.5, 3.2, 37, 2.2, lobes=6, twigs=16),
            "plants/wood": wood(), "plants/hedge": hedge(), "plants/bush": bush(3),
            "plants/lawn": lawn(), "plants/bed": bed()}
