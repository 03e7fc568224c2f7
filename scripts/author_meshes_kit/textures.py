"""Tileable textures, made of noise and patterns; JPEG, sRGB-encoded reflectances."""
import os

import numpy as np
from PIL import Image

SIZE = 256


def noise(seed, scale, size=SIZE):
    """Periodic smooth noise with features of about `scale` pixels: mean 0, deviation 1."""
    white = np.random.default_rng(seed).standard_normal((size, size))
    f = np.fft.fftfreq(size)
    soft = np.exp(-((f[:, None] ** 2 + f[None, :] ** 2) * (scale * 2.2) ** 2))
    out = np.fft.ifft2(np.fft.fft2(white) * soft).real
    return (out - out.mean()) / out.std()


def cells(seed, rows, columns, shift):
    """Per pixel of a bond: the cell's tone and the distances (pixels) to its joints."""
    y, x = np.mgrid[0:SIZE, 0:SIZE] + 0.5
    height, width = SIZE / rows, SIZE / columns
    row = (y // height).astype(int)
    moved = x + shift * width * (row % 2)
    column = (moved // width).astype(int) % columns
    tone = np.random.default_rng(seed).standard_normal((rows, columns))[row, column]
    in_x, in_y = moved % width, y % height
    return tone, np.minimum(in_x, width - in_x), np.minimum(in_y, height - in_y), in_y / height


def coloured(base, tone, hue=None, hue_by=0.0):
    """Linear reflectance `base` times `tone`, leaning towards another colour where `hue` is."""
    out = np.array(base)[None, None, :] * np.clip(tone, 0.05, 3)[:, :, None]
    if hue is not None:
        out = out * (1 + hue_by * hue[:, :, None] * np.array([1, 0.2, -0.6]))
    return out


def bricks():
    tone, dx, dy, _ = cells(1, 13, 4, 0.5)
    joint = np.maximum(dx < 2.2, dy < 2.0)
    wall = coloured((0.33, 0.15, 0.095), 1 + 0.14 * tone + 0.1 * noise(2, 1.5), tone, 0.1)
    mortar = coloured((0.42, 0.4, 0.36), 1 + 0.08 * noise(3, 2))
    return np.where(joint[:, :, None], mortar, wall)


def roof_tiles():
    tone, dx, _, down = cells(4, 5, 6, 0.5)
    shade = 1 - 0.55 * (down > 0.9) + 0.12 * (0.5 - down) - 0.3 * (dx < 1.5)
    return coloured((0.17, 0.085, 0.065), (1 + 0.12 * tone + 0.1 * noise(5, 2)) * shade, tone, 0.1)


def asphalt():
    tone = 1 + 0.17 * noise(6, 0.7) + 0.05 * noise(7, 4) + 0.03 * noise(8, 30)
    return coloured((0.1, 0.099, 0.096), tone)


def flags():
    tone, dx, dy, _ = cells(9, 3, 3, 0)
    out = coloured((0.33, 0.32, 0.295), 1 + 0.06 * tone + 0.06 * noise(10, 1.2) + 0.05 * noise(11, 12))
    return out * np.where(np.minimum(dx, dy) < 1.4, 0.5, 1.0)[:, :, None]


def pavers():
    tone, dx, dy, _ = cells(12, 12, 6, 0.5)
    out = coloured((0.24, 0.19, 0.155), 1 + 0.13 * tone + 0.08 * noise(13, 1.2) + 0.06 * noise(14, 20),
                   tone, 0.08)
    return out * np.where(np.minimum(dx, dy) < 1.2, 0.45, 1.0)[:, :, None]


def lawn():
    blades = noise(15, 0.8) * 0.26 + noise(16, 2.2) * 0.16
    patches = noise(17, 9) * 0.06 + noise(18, 34) * 0.05
    return coloured((0.088, 0.125, 0.04), 1 + blades + patches, noise(19, 16), 0.045)


def leaves():
    """Leaf by leaf, the deeper the darker."""
    random = np.random.default_rng(20)
    y, x = np.mgrid[0:SIZE, 0:SIZE]
    tone = np.full((SIZE, SIZE), 0.12)
    for layer in range(900):
        cx, cy = random.uniform(0, SIZE, 2)
        angle, long, wide = random.uniform(0, np.pi), random.uniform(7, 12), random.uniform(3.5, 6)
        dx = (x - cx + SIZE / 2) % SIZE - SIZE / 2
        dy = (y - cy + SIZE / 2) % SIZE - SIZE / 2
        u = (dx * np.cos(angle) + dy * np.sin(angle)) / long
        v = (dy * np.cos(angle) - dx * np.sin(angle)) / wide
        inside = u * u + np.abs(v) < 1
        light = 0.2 + 1.0 * layer / 900 + random.uniform(-0.12, 0.12)
        tone = np.where(inside, light * (1 - 0.2 * (np.abs(v) < 0.12)), tone)
    return coloured((0.075, 0.125, 0.035), tone * (1 + 0.06 * noise(21, 30)), noise(22, 14), 0.06)


def bark():
    ridges = noise(23, 3)
    streaks = np.repeat(noise(24, 2)[:1, :], SIZE, 0) * 0.5 + np.roll(ridges, 3, 0) * 0.4
    return coloured((0.14, 0.105, 0.075), 1 + 0.3 * streaks + 0.12 * noise(25, 1))


def planks():
    x = np.arange(SIZE) + 0.5
    board = (x // 32).astype(int)
    tone = np.random.default_rng(26).standard_normal(8)[board]
    grain = np.fft.ifft2(np.fft.fft2(noise(27, 1)) *
                         np.exp(-(np.fft.fftfreq(SIZE)[:, None] * 60) ** 2)).real
    grain = grain / grain.std()
    gap = np.minimum(x % 32, 32 - x % 32) < 1.5
    shade = (1 + 0.14 * tone[None, :] + 0.1 * grain) * np.where(gap, 0.3, 1)[None, :]
    return coloured((0.26, 0.175, 0.105), shade)


ALL = {"buildings/bricks": bricks, "buildings/roof_tiles": roof_tiles, "street/asphalt": asphalt,
       "street/flags": flags, "street/pavers": pavers, "street/planks": planks,
       "plants/lawn": lawn, "plants/leaves": leaves, "plants/bark": bark}


def encoded(linear):
    linear = np.clip(linear, 0, 1)
    srgb = np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)
    return np.round(srgb * 255).astype(np.uint8)


def write(models):
    total = 0
    for name, make in ALL.items():
        path = os.path.join(models, name + ".jpg")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        # Row 0 is the image's top, v = 1.
        Image.fromarray(encoded(make())).save(path, quality=84)
        total += os.path.getsize(path)
    return total
