"""A house and a shop. Their fronts stand at y = 0 and face +y (north); x counts along the front."""
from .obj import Obj

HALF, DEPTH, EAVE, RIDGE, OVER = 6.5, 8.0, 2.94, 6.3, 0.20


def window(o, x, y, width, low, high, out=1, curtain=True):
    """In the front (out = 1) or back wall: glass, frame with a mullion, sill."""
    def strip(material, x0, x1, z0, z1, depth):
        lo, hi = sorted((y - 0.01 * out, y + depth * out))
        o.box("house", material, (x0, lo, z0), (x1, hi, z1), skip="y" if out > 0 else "Y")
    a, b = x - width / 2, x + width / 2
    strip("glass_dark", a, b, low, high, 0.012)
    if curtain:
        for x0, x1 in ((a + 0.06, a + 0.3), (b - 0.3, b - 0.06)):
            strip("curtain", x0, x1, low + 0.06, high - 0.06, 0.014)
    for x0, x1, z0, z1 in ((a, a + 0.07, low, high), (b - 0.07, b, low, high),
                           (a, b, low, low + 0.07), (a, b, high - 0.07, high),
                           (x - 0.03, x + 0.03, low, high)):
        strip("paint_white", x0, x1, z0, z1, 0.05)
    strip("plinth", a - 0.08, b + 0.08, low - 0.07, low, 0.12)


def door(o, x):
    o.box("house", "paint_white", (x - 0.60, -0.01, 0.0), (x + 0.60, 0.05, 2.22), skip="yz")
    o.box("house", "door", (x - 0.50, 0.0, 0.06), (x + 0.50, 0.07, 2.12), skip="y")
    o.box("house", "glass_dark", (x - 0.30, 0.0, 1.45), (x + 0.30, 0.08, 1.95), skip="y")
    for side in (-1, 1):
        o.box("house", "paint_white", (x + side * 0.22 - 0.17, 0.0, 0.22),
              (x + side * 0.22 + 0.17, 0.078, 1.2), skip="y")
        o.box("house", "door", (x + side * 0.22 - 0.15, 0.0, 0.24),
              (x + side * 0.22 + 0.15, 0.082, 1.18), skip="y")
    o.box("house", "brass", (x + 0.38, 0.05, 1.0), (x + 0.43, 0.13, 1.1))
    o.box("house", "plinth", (x - 0.85, 0.0, 0.0), (x + 0.85, 0.75, 0.12), skip="yz")
    o.box("house", "metal_dark", (x - 0.4, 0.1, 0.12), (x + 0.4, 0.6, 0.135), skip="z")


def roof(o):
    middle = -DEPTH / 2
    slope = (RIDGE - EAVE) / (DEPTH / 2)
    low = EAVE - 0.10 - OVER * slope + 0.3
    x0, x1 = -HALF - 0.35, HALF + 0.35
    for front, y in ((True, OVER), (False, -DEPTH - OVER)):
        a, b = (x0, y, low + 0.12), (x1, y, low + 0.12)
        c, d = (x1, middle, RIDGE + 0.25), (x0, middle, RIDGE + 0.25)
        o.quad("house", "roof_tiles", *((a, b, c, d) if not front else (b, a, d, c)))
        e, f = (x0, y, low), (x1, y, low)
        wall = 0.0 if front else -DEPTH
        g, h = (x1, wall, low), (x0, wall, low)
        o.quad("house", "paint_white", *((e, f, g, h) if front else (f, e, h, g)), crease_deg=1)
        lo, hi = sorted((y, y + (0.1 if front else -0.1)))
        o.box("house", "steel", (x0, lo, low + 0.02), (x1, hi, low + 0.13))
    for x, out in ((x0, -1), (x1, 1)):  # barge boards
        for y in (OVER, -DEPTH - OVER):
            a, b = (x, y, low), (x, y, low + 0.14)
            c, d = (x, middle, RIDGE + 0.27), (x, middle, RIDGE + 0.08)
            turned = (a, d, c, b) if (y > 0) == (out > 0) else (a, b, c, d)
            o.quad("house", "paint_white", *turned)
    o.box("house", "roof_tiles", (x0, middle - 0.12, RIDGE + 0.16), (x1, middle + 0.12, RIDGE + 0.31))
    return low


def house():
    o = Obj()
    low = roof(o)
    # The walls go on under the roof, a closed body with the gables.
    top = RIDGE + 0.1
    a = [(-HALF, 0, 0), (HALF, 0, 0), (HALF, -DEPTH, 0), (-HALF, -DEPTH, 0)]
    b = [(x, y, low + 0.05) for x, y, _ in a]
    ridge = [(-HALF, -DEPTH / 2, top), (HALF, -DEPTH / 2, top)]
    v = a + b + ridge
    faces = [(1, 0, 4), (1, 4, 5), (3, 2, 6), (3, 6, 7), (2, 1, 5), (2, 5, 6), (0, 3, 7), (0, 7, 4),
             (6, 5, 9), (4, 7, 8), (5, 4, 8), (5, 8, 9), (7, 6, 9), (7, 9, 8), (0, 1, 2), (0, 2, 3)]
    o.add("house", "bricks", v, faces, 5)
    o.box("house", "plinth", (-HALF - 0.03, -DEPTH - 0.03, 0), (HALF + 0.03, 0.03, 0.35), skip="z")
    door(o, 2.2)
    for x, width in ((-4.3, 1.7), (-1.9, 1.3), (4.7, 1.9)):
        window(o, x, 0.0, width, 1.0, 2.3)
    for x in (-3.5, 3.0):
        window(o, x, -DEPTH, 1.6, 1.0, 2.3, -1)
    o.box("house", "bricks", (-3.4, -5.0, 4.8), (-2.7, -4.2, 7.1), skip="z")
    o.box("house", "plinth", (-3.46, -5.06, 7.1), (-2.64, -4.14, 7.2), skip="z")
    o.box("house", "steel", (HALF - 0.16, 0.0, 0), (HALF - 0.07, 0.09, low))  # downpipe
    o.box("house", "metal_dark", (3.05, 0.0, 1.98), (3.17, 0.12, 2.12))       # lantern beside the door
    return o


def shop():
    o = Obj()
    half, depth, height = 9.0, 8.0, 4.3
    o.box("shop", "render", (-half, -depth, 0), (half, 0, height), crease_deg=5)
    o.box("shop", "plinth", (-half - 0.02, -depth - 0.02, 0), (half + 0.02, 0.02, 0.3), skip="z")
    o.box("shop", "steel", (-half - 0.1, -depth - 0.1, height), (half + 0.1, 0.1, height + 0.12))
    o.box("shop", "fascia", (-half, -0.01, 3.15), (half, 0.16, 4.0), skip="y")
    o.box("shop", "sign", (-3.2, 0.1, 3.32), (3.2, 0.19, 3.83), skip="y")
    letter = -2.7  # words of bars: nobody reads them from here
    for width in (0.34, 0.3, 0.16, 0.38, 0.3, 0.0, 0.36, 0.3, 0.34, 0.16, 0.32, 0.3):
        if width > 0.2:
            o.box("shop", "fascia", (letter, 0.15, 3.42), (letter + width, 0.2, 3.73), skip="y")
            o.box("shop", "sign", (letter + 0.09, 0.16, 3.5), (letter + width - 0.07, 0.203, 3.6), skip="y")
        letter += max(width, 0.25) + 0.12
    for a, b in ((-8.2, -5.4), (-5.2, -2.4), (2.4, 5.2), (5.4, 8.2)):
        o.box("shop", "glass_dark", (a, -0.01, 0.55), (b, 0.015, 2.95), skip="y")
        o.box("shop", "sign", (a + 0.3, 0.0, 0.7), (a + 1.1, 0.018, 1.5), skip="y")  # a poster
        for x0, x1, z0, z1 in ((a, a + 0.06, 0.5, 3), (b - 0.06, b, 0.5, 3), (a, b, 0.5, 0.58),
                               (a, b, 2.92, 3.0)):
            o.box("shop", "steel", (x0, -0.01, z0), (x1, 0.05, z1), skip="y")
    for a, b in ((-1.1, 0.0), (0.0, 1.1)):  # door of two wings
        o.box("shop", "glass_dark", (a, -0.01, 0.05), (b, 0.02, 2.4), skip="y")
        for x0, x1, z0, z1 in ((a, a + 0.07, 0, 2.45), (b - 0.07, b, 0, 2.45), (a, b, 0, 0.12),
                               (a, b, 2.38, 2.46), (a, b, 1.0, 1.06)):
            o.box("shop", "steel", (x0, -0.01, z0), (x1, 0.06, z1), skip="y")
    return o


def make():
    return {"buildings/house": house(), "buildings/shop": shop()}
