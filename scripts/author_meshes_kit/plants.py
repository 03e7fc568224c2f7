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


def heap(o, group, material, blobs, seed, depth):
    """Many of them, without the triangles that the others hide."""
    hulls = []
    for i, (centre, radii) in enumerate(blobs):
        v, f = icosphere(1)
        v = v * lumps(v, seed + i, depth)[:, None] * np.array(radii) * 0.92 + np.array(centre)
        hulls.append((v, f))
    for i, (v, f) in enumerate(hulls):
        hidden = np.zeros(len(v), bool)
        for k, (centre, radii) in enumerate(blobs):
            depth_in = np.linalg.norm((v - np.array(centre)) / np.array(radii), axis=1)
            hidden |= (k != i) & (depth_in < 0.7)
        o.add(group, material, v, [t for t in f if not hidden[list(t)].all()], 70)


def unit(v):
    return v / np.linalg.norm(v, axis=-1, keepdims=True)


def places_on(triangles, hidden, count, random):
    """Places on a surface, evenly by area, and its normals there; none deep inside a hidden ball."""
    across = np.cross(triangles[:, 1] - triangles[:, 0], triangles[:, 2] - triangles[:, 0])
    area = np.linalg.norm(across, axis=1)
    at, out = [], []
    while len(at) < count:
        i = random.choice(len(area), p=area / area.sum())
        u, v = sorted(random.uniform(0, 1, 2))
        place = np.array([u, v - u, 1 - v]) @ triangles[i]
        if any(np.linalg.norm((place - np.array(c)) / np.array(r)) < 0.75 for c, r in hidden):
            continue
        at.append(place)
        out.append(across[i] / area[i])
    return np.array(at), np.array(out)


def leafage(o, surface, group, material, count, size, seed, hidden=(), turn=0.5):
    """Sprays of leaves over a surface's triangles: triangles that hang, stand out and turn every
    way. Their normals lean out and up and differ by `turn`, as those of leaves do."""
    random = np.random.default_rng(seed)
    at, out = places_on(surface, hidden, count, random)
    at = at + out * size * random.uniform(0.05, 0.35, (count, 1))
    face = unit(out + 0.45 * random.standard_normal((count, 3)))
    along = random.standard_normal((count, 3)) + 0.6 * out + np.array([0, 0, -0.5])
    along = unit(along - face * np.sum(along * face, 1, keepdims=True))
    side = np.cross(along, face)
    long = size * random.uniform(0.7, 1.15, (count, 1))
    wide = long * random.uniform(0.45, 0.75, (count, 1))
    bend = random.uniform(-0.5, 0.5, (count, 1))
    corners = np.stack([at - along * long * 0.4 - side * wide * (0.5 + bend),
                        at - along * long * 0.2 + side * wide * (0.5 - bend),
                        at + along * long * 0.6], 1)
    normals = out * 0.6 + np.array([0, 0, 0.2]) + turn * random.standard_normal((count, 3))
    # The outermost first: what they hide is then not shaded.
    order = np.argsort(-np.linalg.norm(at - surface.reshape(-1, 3).mean(0), axis=1))
    o.facets(group, material, corners[order], normals[order])


def foliage(o, group, material, core, count, size, seed, hidden=(), turn=0.5):
    """Leaves over a core, which lies in the dark that they make: as nothing else here knows how
    little light gets in, its normals look down, where little comes from. The leaves come first,
    so that what they hide is not shaded; one material, so that all is drawn in one go."""
    faces = core.pieces[(group, material)]
    leafage(o, np.array([corners for corners, _ in faces]), group, material, count, size, seed,
            hidden, turn)
    for corners, normals in faces:
        shaded = unit(normals * 0.65 + np.array([0, 0, -0.55]))
        o.pieces[(group, material)].append((corners, shaded))


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


def tree(height, spread, seed, stem, lobes, sprays, size, turn=0.5):
    """A trunk and a crown of dark lobes round an egg-shaped middle, with leaves all over them."""
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
    core = Obj()
    heap(core, "crown", "leaves", blobs, seed * 31, 0.25)
    foliage(o, "crown", "leaves", core, sprays, size, seed, blobs, turn)
    return o


def wood():
    """The edge of a wood far away: 60 m along x, facing -y; seen from one side only."""
    o = Obj()
    random = np.random.default_rng(77)
    columns, v = 61, []
    # Crown beside crown, 3 to 6 m wide: 1 in the middle of each, 0 where two meet.
    seams = np.concatenate([[0], np.cumsum(random.uniform(3, 6, 20))])
    for i in range(columns):
        x = -30 + 60 * i / (columns - 1)
        crown = np.searchsorted(seams, i, "right") - 1
        along = (i - seams[crown]) / (seams[crown + 1] - seams[crown])
        bulge = np.sqrt(max(0.0, 1 - (2 * along - 1) ** 2))
        top = 5.2 + (1.4 + 1.6 * np.sin(2.4 * crown) ** 2) * bulge + 0.3 * random.standard_normal()
        for share, depth in ((0, 0.4), (0.3, -0.2), (0.6, -0.3), (0.85, 0.4), (1, 1.2)):
            wave = 0.25 * random.standard_normal(2) * (0 < share < 1)
            v.append((x, depth + wave[0] - 1.6 * bulge * share * (share < 1), top * share + wave[1]))
    f = []
    for i in range(columns - 1):
        for k in range(4):
            a = i * 5 + k
            f += [(a, a + 5, a + 6), (a, a + 6, a + 1)]
    core = Obj()
    core.add("wood", "leaves", v, f, 70)
    foliage(o, "wood", "leaves", core, 220, 1.0, 78, turn=0.3)
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
    surface = np.array([corners for corners, _ in o.pieces[("hedge", "hedge_leaves")]])
    leafage(o, surface, "hedge", "hedge_leaves", 90, 0.13, 6, turn=0.12)
    return o


def bush(seed):
    o = Obj()
    random = np.random.default_rng(seed)
    blobs = [((0, 0, 0.4), (0.55, 0.5, 0.45))]
    for i in range(3):
        a = 2 * np.pi * i / 3 + random.uniform(0, 1)
        blobs.append(((0.32 * np.cos(a), 0.32 * np.sin(a), random.uniform(0.3, 0.5)), (0.36, 0.36, 0.34)))
    core = Obj()
    heap(core, "bush", "hedge_leaves", blobs, seed * 7, 0.3)
    foliage(o, "bush", "hedge_leaves", core, 520, 0.18, seed, blobs)
    for _ in range(7):
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
    return {"plants/tree_broad": tree(6.4, 2.5, 12, 1.9, 10, 1600, 0.37),
            "plants/tree_slender": tree(5.4, 1.55, 23, 1.7, 7, 1150, 0.33),
            "plants/tree_far": tree(8.5, 3.2, 41, 2.2, 4, 280, 0.85, 0.3),
            "plants/wood": wood(), "plants/hedge": hedge(), "plants/bush": bush(3),
            "plants/lawn": lawn(), "plants/bed": bed()}
