"""What the models wear: models/materials.json, and how large a texture's tile is."""
import json
import os

# name: (colour, near infrared, texture and its tile in metres or a procedural surface)
# Near infrared at 850 nm: leaves 0.5 to 0.8, dyed cloth 0.4 to 0.7 whatever its colour, skin 0.6,
# asphalt 0.15, brick 0.4, glass and water next to nothing.
TABLE = {
    "bricks": ((1, 1, 1), 0.42, ("buildings/bricks.jpg", 1.0)),
    "render": ((0.62, 0.58, 0.5), 0.6, None),
    "roof_tiles": ((1, 1, 1), 0.35, ("buildings/roof_tiles.jpg", 1.2)),
    "plinth": ((0.3, 0.29, 0.27), 0.35, None),
    "paint_white": ((0.72, 0.71, 0.68), 0.7, None),
    "door": ((0.05, 0.12, 0.09), 0.3, None),
    "brass": ((0.5, 0.38, 0.15), 0.5, None),
    "glass_dark": ((0.035, 0.045, 0.055), 0.05, None),
    "curtain": ((0.45, 0.42, 0.36), 0.6, None),
    "fascia": ((0.05, 0.13, 0.3), 0.4, None),
    "sign": ((0.75, 0.72, 0.6), 0.6, None),
    "steel": ((0.28, 0.29, 0.3), 0.35, None),
    "metal_dark": ((0.05, 0.055, 0.06), 0.1, None),
    "skin": ((0.46, 0.29, 0.21), 0.6, None),
    "hair": ((0.05, 0.032, 0.02), 0.3, None),
    "jacket": ((0.35, 0.05, 0.04), 0.5, None),
    "shirt": ((0.6, 0.6, 0.58), 0.6, None),
    "trousers": ((0.04, 0.06, 0.14), 0.42, None),
    "shoes": ((0.03, 0.028, 0.026), 0.2, None),
    "fur": ((0.16, 0.11, 0.07), 0.4, None),
    "fur_light": ((0.5, 0.42, 0.32), 0.55, None),
    "nose": ((0.02, 0.018, 0.018), 0.1, None),
    "car_paint": ((0.07, 0.12, 0.22), 0.35, None),
    "car_glass": ((0.03, 0.035, 0.04), 0.04, None),
    "car_trim": ((0.02, 0.02, 0.021), 0.06, None),
    "tyre": ((0.022, 0.022, 0.022), 0.05, None),
    "alloy": ((0.42, 0.43, 0.45), 0.5, None),
    "headlight": ((0.7, 0.72, 0.75), 0.5, None),
    "rear_light": ((0.3, 0.012, 0.012), 0.3, None),
    "number_plate": ((0.7, 0.68, 0.5), 0.6, None),
    "leaves": ((1, 1, 1), 0.62, ("plants/leaves.jpg", 1.4)),
    "hedge_leaves": ((0.8, 0.95, 0.75), 0.62, ("plants/leaves.jpg", 0.9)),
    "bark": ((1, 1, 1), 0.4, ("plants/bark.jpg", 0.8)),
    "lawn": ((1, 1, 1), 0.58, ("plants/lawn.jpg", 3.0)),
    "soil": ((0.07, 0.05, 0.035), 0.25, None),
    "flowers": ((0.5, 0.1, 0.16), 0.6, None),
    "asphalt": ((1, 1, 1), 0.14, ("street/asphalt.jpg", 3.0)),
    "kerb": ((0.3, 0.3, 0.29), 0.35, None),
    "flags": ((1, 1, 1), 0.33, ("street/flags.jpg", 1.8)),
    "pavers": ((1, 1, 1), 0.3, ("street/pavers.jpg", 1.2)),
    "road_paint": ((0.55, 0.55, 0.52), 0.6, None),
    "fence_wood": ((1, 1, 1), 0.5, ("street/planks.jpg", 1.2)),
    "lantern": ((0.75, 0.74, 0.7), 0.6, None),
    "bin_body": ((0.03, 0.06, 0.04), 0.1, None),
}


def tile_of(material):
    """Metres, or None where the material has no texture."""
    texture = TABLE[material][2]
    return texture[1] if texture else None


def write(models):
    lines = []
    for name, (colour, infrared, texture) in TABLE.items():
        entry = {"colour": list(colour), "near_infrared": infrared}
        if texture:
            entry["texture"] = texture[0]
        lines.append(f"  {json.dumps(name)}: {json.dumps(entry)}")
    with open(os.path.join(models, "materials.json"), "w", encoding="utf-8") as file:
        file.write("{\n" + ",\n".join(lines) + "\n}\n")
