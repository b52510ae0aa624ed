"""Contrast as WCAG 2.2 defines it (glossary: contrast ratio, relative luminance); not by the package's own formula."""

from __future__ import annotations


def contrast(one: str, other: str) -> float:
    """Work out the ratio of two colours, `#rgb` or `#rrggbb`: 1 to 21."""
    light, dark = sorted((_brightness(one), _brightness(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _brightness(colour: str) -> float:
    digits = colour.removeprefix("#")
    pairs = [digits[start : start + 2] for start in (0, 2, 4)] if len(digits) == 6 else [digit * 2 for digit in digits]
    parts = [int(pair, 16) / 255 for pair in pairs]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return sum(part * weight for part, weight in zip(linear, (0.2126, 0.7152, 0.0722), strict=True))
