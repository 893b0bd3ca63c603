"""A tree of questions as an outline, for a phone: one part below the other, no wider than that.

Of a question's answers the one behind which most is asked comes last and goes on straight below it, the
others stand beside: so a long chain is one column, and whatever branches moves to the side but a little.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import NamedTuple

from playbook.pictures.lines import NARROWEST, Label, lines, width_of

LETTER, LEADING = 0.6, 0.78
"""In rem: how large letters are, and how far apart lines, 1.3 times as much."""
_BESIDE, _ABOVE = 0.5, 0.42
"""Between a text and the sides of its box, its top and bottom."""
_TRUNK = 0.7
"""How far into a question's box the line begins that leads to its answers."""
_BRANCH, _GAP = 0.7, 0.45
"""How long the line is from there to a box beside, and how much stands between two boxes."""
EDGE = 0.1
"""What a thick border needs around."""
_END = NARROWEST - EDGE
_SHORT = 2.2
"""Answers up to so wide stand on that line, longer ones above it."""
_DOWN, _RIGHT = "m-.22-.28.22.28.22-.28", "m-.28-.22.28.22-.28.22"
"""The heads of arrows."""


@dataclass(frozen=True, slots=True)
class Part:
    """A question, or an answer at which walks end, at its `place` in the graph."""

    place: int
    text: str
    anchor: str
    answers: tuple[tuple[str, "Part"], ...] = ()
    ends: bool = False
    again: bool = False
    """Whether it is a question that stands elsewhere in the tree, with what follows."""

    @property
    def size(self) -> int:
        """How many boxes it is drawn as, with all that follows."""
        return 1 + sum(part.size for _, part in self.answers)


class Box(NamedTuple):
    """A part as it is drawn."""

    part: Part
    x: float
    y: float
    width: float
    height: float
    label: Label
    ways: tuple[str, ...]
    """The answers that lead to it, those among them that end at a box which stands for it elsewhere."""


class Way(NamedTuple):
    """An answer as it is drawn: a line from its question to the box `to`."""

    name: str
    """The place of its question and its own among the answers, as `decision-view.mjs` names it."""
    path: str
    label: Label
    to: int


class Drawing(NamedTuple):
    """All of a tree, in rem; boxes and answers in the order in which they are read."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]


def outline(root: Part) -> Drawing:
    """A tree as an outline of the width of a phone."""
    drawn = _Outline()
    height = drawn.draw(root, EDGE, EDGE)
    led: dict[int, list[str]] = {}
    for way in drawn.ways:
        led.setdefault(drawn.boxes[way.to].part.place, []).append(way.name)
    boxes = tuple(
        one._replace(ways=tuple(led.get(one.part.place, ()))) if one.part.answers else one
        for one in drawn.boxes
    )
    return Drawing(NARROWEST, round(height + EDGE, 2), boxes, tuple(drawn.ways))


class _Outline:
    def __init__(self) -> None:
        self.boxes: list[Box] = []
        self.ways: list[Way] = []

    def draw(self, part: Part, x: float, y: float, *ways: str) -> float:
        """Draws a part with its corner at `x` and `y`, below it what follows; says where that ends."""
        box = boxed(part, x, y, _END - x)._replace(ways=ways)
        self.boxes.append(box)
        trunk, begins = round(x + _TRUNK, 2), round(y + box.height, 2)
        at = begins
        for answer, last in _ordered(part):
            label, child = part.answers[answer]
            goes_on = last and bool(child.answers)
            text = lines(label, (_END - trunk - _TRUNK) / LETTER)
            wide = max(map(width_of, text), default=0) * LETTER
            short = len(text) == 1 and wide <= _SHORT and not child.answers
            first = Label(round(trunk + 0.4, 2), round(at + _GAP + 0.5, 2), text, label)
            if not short:
                at = first.y + (len(text) - 1) * LEADING
            top = round(at + _GAP, 2)
            beside = x
            path = f"M{trunk} {begins}V{top}{_DOWN}"
            if not goes_on:
                beside = round(trunk + _BRANCH + (wide + 0.2 if short else 0), 2)
                middle = round(top + boxed(child, beside, top, _END - beside).height / 2, 2)
                path = f"M{trunk} {begins}V{middle}H{beside}{_RIGHT}"
                if short:
                    first = first._replace(x=round(trunk + 0.3, 2), y=round(middle - 0.2, 2))
            name = f"{part.place}.{answer}"
            self.ways.append(Way(name, path, first, len(self.boxes)))
            at = self.draw(child, beside, top, name)
        return at


def boxed(part: Part, x: float, y: float, most: float) -> Box:
    """The box of a part with its corner at `x` and `y`, as wide as its text needs, `most` at most."""
    text = lines(part.text, (most - 2 * _BESIDE) / LETTER)
    width = max(map(width_of, text), default=0) * LETTER + 2 * _BESIDE
    height = len(text) * LEADING + 2 * _ABOVE
    label = Label(round(x + _BESIDE, 2), round(y + _ABOVE + 0.6, 2), text, part.text)
    return Box(part, x, y, round(width, 2), round(height, 2), label, ())


def _ordered(part: Part) -> Iterator[tuple[int, bool]]:
    """The answers of a question as they are drawn, and which is the last: behind that most is asked."""
    sizes = [child.size if child.answers else 0 for _, child in part.answers]
    last = max(range(len(sizes)), key=lambda at: (sizes[at], at), default=None)
    yield from ((at, False) for at in range(len(sizes)) if at != last)
    if last is not None:
        yield last, True
