"""A tree of questions in layers, for wide screens: each part once, with lines from all that lead to it.

Graphviz says where boxes and lines stand. It is handed sizes, an inch for a rem, and no words.
"""

import logging
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from functools import cache, lru_cache
from importlib.metadata import PackageNotFoundError, distribution
from math import hypot
from typing import NamedTuple

from playbook.pictures.lines import Label, lines, width_of
from playbook.pictures.tree import EDGE, LEADING, LETTER, Drawing, Part, Way, boxed

_BOX, _ANSWER = 8.0, 6.0
"""How wide a box may be, in rem, and the text of an answer."""
_LONG, _BROAD = 0.28, 0.22
"""The head of an arrow: how long it is, and how far it reaches to each side."""
_SETTINGS = """\
graph [ordering=out nodesep=0.5 ranksep=0.4]
node [shape=box fixedsize=true label=""]
edge [arrowhead=none]
"""

Point = tuple[float, float]
_LOG = logging.getLogger(__name__)


class _Laid(NamedTuple):
    """What Graphviz says: how large all is, the middle of each node, the points of each line."""

    width: float
    height: float
    nodes: Mapping[str, Point]
    edges: Mapping[tuple[str, str], Sequence[Point]]


def layered(root: Part, most: float) -> Drawing | None:
    """A tree in layers; None where it would be wider than `most`, or Graphviz does not run."""
    parts = _once(root)
    boxes = {place: boxed(part, 0, 0, _BOX) for place, part in parts.items()}
    answers = [
        (f"a{place}_{at}", Way(f"{place}.{at}", "", _label(text), 0), place, child.place)
        for place, part in parts.items()
        for at, (text, child) in enumerate(part.answers)
    ]
    statements = [
        *(f"b{place} [width={one.width} height={one.height}]" for place, one in boxes.items()),
        *(f"{name} [{_size(way.label)}]" for name, way, _, _ in answers),
        *(f"b{place} -> {name} -> b{child}" for name, _, place, child in answers),
    ]
    laid = _laid("\n".join(statements))
    if laid is None or laid.width > most:
        return None
    order = {place: at for at, place in enumerate(parts)}
    ways: list[Way] = []
    led: dict[int, list[str]] = {place: [] for place in parts}
    for name, way, place, child in answers:
        to_label, to_box = laid.edges[f"b{place}", name], laid.edges[name, f"b{child}"]
        path = _curve(to_label) + _curve(to_box) + _head(to_box)
        middle = laid.nodes[name]
        label = way.label._replace(
            x=round(middle[0] - _wide(way.label) / 2, 2),
            y=round(middle[1] - _high(way.label) / 2 + 0.6, 2),
        )
        ways.append(way._replace(path=path, label=label, to=order[child]))
        led[child].append(way.name)
    moved = []
    for place, box in boxes.items():
        x, y = laid.nodes[f"b{place}"]
        left, top = round(x - box.width / 2, 2), round(y - box.height / 2, 2)
        label = box.label._replace(x=round(box.label.x + left, 2), y=round(box.label.y + top, 2))
        moved.append(box._replace(x=left, y=top, label=label, ways=tuple(led[place])))
    return Drawing(laid.width, laid.height, tuple(moved), tuple(ways))


def _once(root: Part) -> dict[int, Part]:
    """Each part by its place, in the order of reading; one that only stands for another gives way to it."""
    found: dict[int, Part] = {}

    def visit(part: Part) -> None:
        if part.place not in found or part.answers:
            found[part.place] = part
        for _, child in part.answers:
            visit(child)

    visit(root)
    return found


def _label(text: str) -> Label:
    return Label(0, 0, lines(text, _ANSWER / LETTER), text)


def _wide(label: Label) -> float:
    return max(map(width_of, label.lines), default=0) * LETTER


def _high(label: Label) -> float:
    return len(label.lines) * LEADING


def _size(label: Label) -> str:
    return f"width={_wide(label) + 0.2:.2f} height={_high(label) + 0.2:.2f}"


def _curve(points: Sequence[Point]) -> str:
    first, *rest = (f"{x:g} {y:g}" for x, y in points)
    return f"M{first}C{' '.join(rest)}"


def _head(points: Sequence[Point]) -> str:
    """The head of an arrow at the end of a line."""
    (x, y), (end_x, end_y) = points[-2:]
    far = hypot(end_x - x, end_y - y) or 1
    along, across = (end_x - x) / far, (end_y - y) / far
    sides = [
        (end_x - _LONG * along - side * across, end_y - _LONG * across + side * along)
        for side in (_BROAD, -_BROAD)
    ]
    (left_x, left_y), (right_x, right_y) = sides
    return f"M{left_x:.2f} {left_y:.2f}L{end_x:g} {end_y:g} {right_x:.2f} {right_y:.2f}"


@lru_cache(maxsize=256)
def _laid(statements: str) -> _Laid | None:
    """Where Graphviz lays what the statements name. Editions that say the same ask once."""
    try:
        done = subprocess.run(  # noqa: S603 # a program that is installed with us
            [_program(), "-Tplain"],
            input=f"digraph {{\n{_SETTINGS}{statements}\n}}",
            capture_output=True,
            text=True,
            check=True,
        )
    except (OSError, PackageNotFoundError, subprocess.CalledProcessError) as error:
        _LOG.warning("trees are drawn as outlines only, for Graphviz does not run: %s", error)
        return None
    return _read(line.split() for line in done.stdout.splitlines())


def _read(said: Iterator[list[str]]) -> _Laid:
    _, _, width, height = next(said)

    def point(x: str, y: str) -> Point:
        return round(float(x) + EDGE, 2), round(float(height) - float(y) + EDGE, 2)

    nodes: dict[str, Point] = {}
    edges: dict[tuple[str, str], Sequence[Point]] = {}
    for kind, *words in said:
        if kind == "node":
            nodes[words[0]] = point(*words[1:3])
        elif kind == "edge":
            tail, head, many, *rest = words
            numbers = rest[: 2 * int(many)]
            edges[tail, head] = [
                point(x, y) for x, y in zip(numbers[::2], numbers[1::2], strict=True)
            ]
    return _Laid(_whole(width), _whole(height), nodes, edges)


def _whole(size: str) -> float:
    return round(float(size) + 2 * EDGE, 2)


@cache
def _program() -> str:
    """The path of Graphviz, which is one file among those of its distribution."""
    files = distribution("graphviz-pure").files or ()
    found = (str(one.locate()) for one in files if one.stem == "graphviz-pure")
    return next(found, "graphviz-pure")
