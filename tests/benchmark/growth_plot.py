"""What a picture's cost grows with, as an SVG with one panel each."""

import os

WIDTH, HEIGHT = 300, 230
LEFT, RIGHT, TOP, BOTTOM = 48, 14, 40, 44
PANELS = [("walkers", "people who walk"), ("megapixels", "megapixels a picture"),
          ("lamps", "lamps on")]


def nice(most):
    """The smallest round number that is not below."""
    step = 1
    while True:
        for factor in (1, 2, 5):
            if factor * step >= most:
                return factor * step
        step *= 10


def text(x, y, words, anchor="middle", size=12):
    return (f'<text x="{x:.0f}" y="{y:.0f}" text-anchor="{anchor}" font-size="{size}">'
            f"{words}</text>")


def line(points, colour):
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dots = "".join(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points)
    return f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>{dots}'


def panel(points, words, left):
    right, low = left + WIDTH - RIGHT, HEIGHT - BOTTOM
    most_x = max(point["at"] for point in points)
    most_y = nice(max(point[what] for point in points for what in ("cpu_ms", "wall_ms")))

    def place(point, what):
        return (left + LEFT + (right - left - LEFT) * point["at"] / most_x,
                low - (low - TOP) * point[what] / most_y)

    parts = []
    for share in (0, 0.5, 1):
        y = low - (low - TOP) * share
        parts.append(f'<path d="M{left + LEFT} {y:.1f}H{right}" stroke="#ccc"/>')
        parts.append(text(left + LEFT - 6, y + 4, f"{most_y * share:g}", "end"))
    for point in points:
        parts.append(text(place(point, "cpu_ms")[0], low + 17, f"{point['at']:.2g}", size=11))
    parts.append(text((left + LEFT + right) / 2, low + 36, words))
    parts.append(line([place(point, "cpu_ms") for point in points], "#b3402a"))
    parts.append(line([place(point, "wall_ms") for point in points], "#2a6fb3"))
    return "".join(parts)


def svg(grown):
    body = "".join(panel(grown[name], words, i * WIDTH) for i, (name, words) in enumerate(PANELS))
    cores = f"of time, on {os.cpu_count()} cores"
    key = (text(LEFT, 20, "ms a picture:", "start") +
           f'<g fill="#b3402a">{text(LEFT + 84, 20, "of the processor", "start")}</g>' +
           f'<g fill="#2a6fb3">{text(LEFT + 190, 20, cores, "start")}</g>')
    width = WIDTH * len(PANELS)
    return (f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {HEIGHT}" '
            f'width="{width}" height="{HEIGHT}" font-family="sans-serif" fill="#333">'
            f'<rect width="{width}" height="{HEIGHT}" fill="#fff"/>{key}{body}</svg>\n')
