"""Street, drive, parking lot, and what stands beside them. z = 0 is the pavement's level."""
import numpy as np

from .obj import Obj, ring_x, ring_z

HALF_LENGTH, HALF_ROAD, ROAD = 70.0, 3.0, -0.10  # metres; the road lies lower than the pavement


def road():
    """Along x, the road's middle at y = 0, pavements of 1.8 m on both sides."""
    o = Obj()
    a, b = -HALF_LENGTH, HALF_LENGTH
    o.quad("road", "asphalt", (a, -HALF_ROAD, ROAD), (b, -HALF_ROAD, ROAD), (b, HALF_ROAD, ROAD),
           (a, HALF_ROAD, ROAD))
    for x in np.arange(a + 1, b - 2, 5.0):
        o.quad("road", "road_paint", (x, -0.06, ROAD + 0.006), (x + 2, -0.06, ROAD + 0.006),
               (x + 2, 0.06, ROAD + 0.006), (x, 0.06, ROAD + 0.006))
    for side in (-1, 1):
        y0, y1 = sorted((side * HALF_ROAD, side * (HALF_ROAD + 0.14)))
        o.box("road", "kerb", (a, y0, ROAD), (b, y1, 0.012), skip="z")
        y0, y1 = sorted((side * (HALF_ROAD + 0.14), side * (HALF_ROAD + 1.94)))
        o.quad("road", "flags", (a, y0, 0.006), (b, y0, 0.006), (b, y1, 0.006), (a, y1, 0.006))
    # A manhole and a gully.
    t = np.arange(14) * 2 * np.pi / 14
    v = [(6.0, 0.9, ROAD + 0.006)] + [(6 + 0.33 * np.cos(q), 0.9 + 0.33 * np.sin(q), ROAD + 0.006) for q in t]
    o.add("road", "metal_dark", v, [(0, 1 + k, 1 + (k + 1) % 14) for k in range(14)])
    o.box("road", "metal_dark", (-4.2, -HALF_ROAD, ROAD), (-3.8, -HALF_ROAD + 0.3, ROAD + 0.008), skip="z")
    return o


def drive():
    """From the house at y = 0 to the pavement at y = 11.9: 3.2 m wide, with a bay for a car."""
    o = Obj()
    z = 0.012
    for x0, x1, y0, y1 in ((0.6, 3.8, 0, 11.9), (3.8, 6.6, 1.6, 8.2)):
        o.quad("drive", "pavers", (x0, y0, z), (x1, y0, z), (x1, y1, z), (x0, y1, z))
    for x0, x1, y0, y1 in ((0.5, 0.6, 0, 11.9), (3.8, 3.9, 8.2, 11.9), (3.8, 3.9, 0, 1.6),
                           (6.6, 6.7, 1.5, 8.3), (3.8, 6.7, 8.2, 8.3), (3.8, 6.7, 1.5, 1.6)):
        o.box("drive", "kerb", (x0, y0, 0), (x1, y1, 0.03), skip="z")
    return o


def lot():
    """Parking for a shop: asphalt from y = 0 to 14, 32 m wide, bays across at y = 8.5 to 13.5."""
    o = Obj()
    z = 0.006
    o.quad("lot", "asphalt", (-16, 2.2, z), (16, 2.2, z), (16, 14, z), (-16, 14, z))
    o.quad("lot", "flags", (-16, 0, 0.02), (16, 0, 0.02), (16, 2.2, 0.02), (-16, 2.2, 0.02))
    o.box("lot", "kerb", (-16, 2.2, 0), (16, 2.34, 0.03), skip="z")

    def line(x0, y0, x1, y1):
        o.quad("lot", "road_paint", (x0, y0, z + 0.006), (x1, y0, z + 0.006), (x1, y1, z + 0.006),
               (x0, y1, z + 0.006))

    for i in range(11):
        x = -14.0 + 2.6 * i
        if -1.5 < x < 4:  # the way in
            continue
        line(x - 0.05, 8.5, x + 0.05, 13.4)
    line(-14.05, 13.4, -1.05, 13.5)
    line(4.15, 13.4, 12.05, 13.5)
    for y in (3.6, 4.4, 5.2, 6.0):  # zebra towards the door
        line(-1.4, y, 1.4, y + 0.42)
    return o


def lamp():
    """A lantern on a pole; the arm reaches to +y. Light comes from (0, 1.1, 5.05)."""
    o = Obj()
    o.loft("pole", "steel", [ring_z(z, r, r, 0, 0, 10) for z, r in (
        (0, 0.085), (0.9, 0.085), (0.95, 0.06), (5.0, 0.042), (5.1, 0.03))])
    arm = [ring_x(x, 0.028, 0.028, z, 0, 8) for x, z in ((-0.02, 5.02), (0.45, 5.12), (0.9, 5.14))]
    o.loft("arm", "steel", [r[:, [1, 0, 2]] for r in arm])
    o.box("head", "steel", (-0.13, 0.82, 5.08), (0.13, 1.38, 5.17))
    # Lit from within: the lamp's point lies above it.
    o.box("head", "lantern", (-0.10, 0.88, 4.99), (0.10, 1.32, 5.08), skip="Z", inwards=True)
    return o


def fence():
    """6 m along x, 1.3 m high."""
    o = Obj()
    o.box("fence", "fence_wood", (-3, -0.012, 0.06), (3, 0.012, 1.3))
    for z in (0.35, 1.05):
        o.box("fence", "fence_wood", (-3, -0.05, z), (3, -0.012, z + 0.08))
    for x in (-2.95, -1.0, 1.0, 2.95):
        o.box("fence", "fence_wood", (x - 0.045, -0.06, 0), (x + 0.045, 0.03, 1.38), skip="z")
    return o


def bin_():
    o = Obj()
    o.loft("bin", "bin_body", [
        np.array([(x * k, y * k, z) for x, y in ((-0.26, -0.3), (0.26, -0.3), (0.26, 0.3), (-0.26, 0.3))])
        for z, k in ((0.06, 0.8), (0.95, 1.0))], 20)
    o.box("bin", "bin_body", (-0.3, -0.34, 0.95), (0.3, 0.36, 1.03))
    for x in (-0.2, 0.2):
        o.box("bin", "tyre", (x - 0.03, -0.34, 0), (x + 0.03, -0.16, 0.18))
    return o


def post_box():
    o = Obj()
    o.box("post", "steel", (-0.03, -0.03, 0), (0.03, 0.03, 1.05), skip="z")
    o.box("box", "bin_body", (-0.13, -0.2, 1.05), (0.13, 0.2, 1.32))
    return o


def bollard():
    o = Obj()
    o.loft("bollard", "metal_dark", [ring_z(z, r, r, 0, 0, 10) for z, r in (
        (0, 0.08), (0.75, 0.075), (0.76, 0.085), (0.86, 0.085), (0.92, 0.04))])
    return o


def trolleys():
    """A shelter with shopping trolleys, 3 m along x."""
    o = Obj()
    for x in (-1.5, 1.5):
        for y in (-0.9, 0.9):
            o.box("shelter", "steel", (x - 0.03, y - 0.03, 0), (x + 0.03, y + 0.03, 2.1), skip="z")
    o.box("shelter", "car_glass", (-1.55, -0.95, 2.1), (1.55, 0.95, 2.14))
    o.box("shelter", "steel", (-1.5, -0.92, 0.5), (1.5, -0.9, 0.58))
    o.box("shelter", "steel", (-1.5, 0.9, 0.5), (1.5, 0.92, 0.58))
    for i in range(5):
        x = -1.2 + 0.35 * i
        o.box("trolleys", "alloy", (x, -0.28, 0.5), (x + 0.5, 0.28, 0.53))
        for y in (-0.28, 0.26):
            o.box("trolleys", "alloy", (x, y, 0.5), (x + 0.5, y + 0.02, 0.92))
        o.box("trolleys", "fascia", (x - 0.05, -0.28, 0.95), (x - 0.01, 0.28, 1.0))
    return o


def make():
    return {"street/road": road(), "street/drive": drive(), "street/lot": lot(), "street/lamp": lamp(),
            "street/fence": fence(), "street/bin": bin_(), "street/post_box": post_box(),
            "street/bollard": bollard(), "street/trolleys": trolleys()}
