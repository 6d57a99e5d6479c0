"""The authority's colour: one accent, from which every other shade of it is derived.

The accent carries white text in the header and stands as text on white, so one with less than 7 to 1 on white
is refused. Status colours (red, amber, green) are not the authority's to choose.
"""

from __future__ import annotations

import re

LEAST_CONTRAST = 7.0
WHITE = (255, 255, 255)
BLACK = (11, 12, 12)

Rgb = tuple[int, int, int]


def rgb(colour: str) -> Rgb:
    """`#4b2358` as three numbers. Raises ValueError for anything but six hexadecimal digits after a hash."""
    if not re.fullmatch(r"#[0-9a-fA-F]{6}", colour):
        raise ValueError(f"Write the colour as a hash and six hexadecimal digits, not {colour!r}.")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _hex(colour: Rgb) -> str:
    return "#" + "".join(f"{part:02x}" for part in colour)


def mix(one: Rgb, other: Rgb, share: float) -> Rgb:
    """`share` (0 to 1) of the first colour in the other."""
    red, green, blue = (round(a * share + b * (1 - share)) for a, b in zip(one, other, strict=True))
    return red, green, blue


def _luminance(colour: Rgb) -> float:
    parts = [part / 255 for part in colour]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: Rgb, other: Rgb) -> float:
    """The contrast ratio of WCAG 2.2, from 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _text_on(colour: Rgb) -> Rgb:
    return max(BLACK, WHITE, key=lambda text: contrast(text, colour))


def shades(accent: str) -> dict[str, str]:
    """Custom property -> value for one accent. Raises ValueError below 7 to 1 on white."""
    base = rgb(accent)
    ratio = contrast(base, WHITE)
    if ratio < LEAST_CONTRAST:
        raise ValueError(f"{accent} has {ratio:.1f} to 1 on white. Choose a darker colour: at least 7 to 1.")
    heat = [mix(base, WHITE, share) for share in (0.10, 0.30, 0.52, 0.80)] + [mix(base, BLACK, 0.85)]
    found = {
        "--accent": base,
        "--accent-deep": mix(base, BLACK, 0.6),
        "--accent-lift": mix(base, WHITE, 0.88),
        "--accent-tint": mix(base, WHITE, 0.055),
        "--accent-line": mix(base, WHITE, 0.28),
        "--chart": mix(base, WHITE, 0.8),
        "--quiet-fill": mix(base, (241, 241, 243), 0.05),
        "--quiet-edge": mix(base, (196, 196, 200), 0.2),
    }
    for step, colour in enumerate(heat, start=1):
        found[f"--heat-{step}"] = colour
        found[f"--heat-{step}-ink"] = _text_on(colour)
    return {name: _hex(colour) for name, colour in found.items()}


def theme_css(accent: str) -> str:
    """The style sheet that lays the authority's colour over the product's. Raises ValueError as `shades`."""
    return ":root{" + "".join(f"{name}:{value};" for name, value in shades(accent).items()) + "}\n"
