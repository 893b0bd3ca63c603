"""Text in lines, for a drawing breaks none by itself."""

import unicodedata
from typing import NamedTuple

NARROWEST = 16.4
"""The width in rem of a text on a phone of 360 px: what fits there fits everywhere."""
NARROWEST_KEPT = 14.1
"""The same within the frame of what is kept for some."""
NAME, SMALL = 0.7, 0.62
"""Sizes of letters in rem, as `pictures.css` has them: what is drawn, and what is said of it."""
_NARROW = frozenset("iljftrI.,;:!|'’()[]-–·  \u00a0\u202f")
_WIDE = frozenset("mwMW@%—…")
LEADING = 1.3
"""How far apart lines stand, in em."""


class Label(NamedTuple):
    """A text in lines, the first at `x` and `y`: rem both, or per cent across."""

    x: float
    y: float
    lines: tuple[str, ...]
    whole: str
    """The text of which they are lines: it knows its language."""

    def end(self, size: float) -> float:
        """Where its last line stands, in letters of `size` rem."""
        return round(self.y + (len(self.lines) - 1) * LEADING * size, 2)


def label(x: float, y: float, text: str, size: float, width: float) -> Label:
    """A text in letters of `size`, in lines of `width` at most; all in rem, but `x` as one likes."""
    return Label(round(x, 2), round(y, 2), lines(text, width / size), text)


def lines(text: str, width: float) -> tuple[str, ...]:
    """`text` in lines of `width` em at most: broken at spaces, and inside a word where nothing else helps."""
    found: list[str] = []
    line = ""
    for word in text.split(" "):
        longer = f"{line} {word}" if line else word
        if width_of(longer) <= width:
            line = longer
            continue
        if line:
            found.append(line)
        *whole, line = _parts(word, width)
        found += whole
    return tuple(one for one in (*found, line) if one)


def width_of(text: str) -> float:
    """About how wide a text is, in em; rather too wide than too narrow."""
    return sum(map(_width, text))


def _parts(word: str, width: float) -> list[str]:
    parts = [""]
    for sign in word:
        if parts[-1] and width_of(parts[-1] + sign) > width:
            parts.append("")
        parts[-1] += sign
    return parts


def _width(sign: str) -> float:
    if unicodedata.combining(sign):
        return 0.0
    if sign in _NARROW:
        return 0.34
    if sign in _WIDE:
        return 0.92
    if unicodedata.east_asian_width(sign) in "WF":
        return 1.0
    return 0.7 if sign.isupper() else 0.58
