"""A decision in form of a tree, drawn as one: where boxes and lines stand, and what a page makes of them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from playbook.pictures.layered import layered
from playbook.pictures.lines import NARROWEST, width_of
from playbook.pictures.tree import LEADING, LETTER, Box, Drawing, Part, outline

from tests.little import HEAD, build, change, part_of, write


def end(place: int) -> Part:
    return Part(
        place, f"Réponse {place} : demandez un devis à chacun", f"outcome-{place}", ends=True
    )


def ask(place: int, *answers: tuple[str, Part]) -> Part:
    return Part(place, f"Question {place} : est-ce urgent, ou non ?", f"question-{place}", answers)


def chain(size: int, place: int = 0) -> Part:
    """A question after the other, each with an answer that ends it."""
    if size == 1:
        return ask(place, ("Oui", end(place + 1)), ("Non", end(place + 2)))
    return ask(place, ("Oui", chain(size - 1, place + 2)), ("Non", end(place + 1)))


def bushy(depth: int, place: int = 0) -> Part:
    """Each question has two questions, and a long answer that ends it."""
    if not depth:
        return end(place)
    long = "Non, et pour une raison un peu longue à lire"
    return ask(
        place,
        ("Oui", bushy(depth - 1, 3 * place + 1)),
        (long, bushy(depth - 1, 3 * place + 2)),
        ("Je ne sais pas", end(3 * place + 3)),
    )


AGAIN = Part(4, "Question 4 : est-ce urgent, ou non ?", "question-4", again=True)
TREES = {
    "one question": chain(1),
    "a chain": chain(12),
    "a bush": bushy(3),
    "one word, longer than a box": ask(0, ("Anticonstitutionnellement" * 3, end(1))),
    "a question reached twice": ask(
        0, ("Oui", ask(1, ("Oui", AGAIN), ("Non", end(2)))), ("Non", ask(4, ("Oui", end(5))))
    ),
}
each_tree = pytest.mark.parametrize("tree", TREES.values(), ids=TREES.keys())


def parts(root: Part) -> list[Part]:
    return [root, *(one for _, child in root.answers for one in parts(child))]


def edges(root: Part) -> dict[str, tuple[Part, Part]]:
    own = {f"{root.place}.{at}": (root, child) for at, (_, child) in enumerate(root.answers)}
    return {**own, **{k: v for _, child in root.answers for k, v in edges(child).items()}}


def apart(one: Box, other: Box) -> bool:
    return (
        one.x + one.width <= other.x
        or other.x + other.width <= one.x
        or one.y + one.height <= other.y
        or other.y + other.height <= one.y
    )


def points(path: str) -> list[tuple[float, float]]:
    """Where a line of an outline begins and ends, without the head of its arrow."""
    found = re.fullmatch(r"M([\d.]+) ([\d.]+)V([\d.]+)(?:H([\d.]+))?m\S+", path)
    assert found, path
    x, y, down, right = found.groups()
    return [(float(x), float(y)), (float(right or x), float(down))]


def inside(drawing: Drawing) -> None:
    for box in drawing.boxes:
        assert box.x >= 0
        assert box.x + box.width <= drawing.width
        assert box.y + box.height <= drawing.height


@each_tree
def test_no_box_meets_another_and_all_stand_on_a_phone(tree: Part) -> None:
    drawing = outline(tree)
    assert drawing.width == NARROWEST
    inside(drawing)
    boxes = drawing.boxes
    assert sorted(one.part.place for one in boxes) == sorted(one.place for one in parts(tree))
    for at, one in enumerate(boxes):
        assert all(apart(one, other) for other in boxes[at + 1 :])


@each_tree
def test_each_line_leads_from_its_question_to_what_follows(tree: Part) -> None:
    drawing, expected = outline(tree), edges(tree)
    assert {one.name for one in drawing.ways} == set(expected)
    for way in drawing.ways:
        asked, follows = expected[way.name]
        (x, y), (to_x, to_y) = points(way.path)
        box = next(one for one in drawing.boxes if one.part is asked)
        assert y == pytest.approx(box.y + box.height)
        assert box.x < x < box.x + box.width
        target = drawing.boxes[way.to]
        assert target.part is follows
        assert way.name in target.ways
        on_top = to_y == pytest.approx(target.y) and target.x < to_x < target.x + target.width
        at_side = to_x == pytest.approx(target.x) and target.y < to_y < target.y + target.height
        assert on_top or at_side


def in_layers(tree: Part) -> Drawing:
    drawing = layered(tree, 1000)
    assert drawing is not None
    return drawing


@each_tree
@pytest.mark.parametrize("draw", [outline, in_layers])
def test_a_text_stays_inside_its_box_and_an_answer_outside_of_all(
    tree: Part, draw: Callable[[Part], Drawing]
) -> None:
    drawing = draw(tree)
    inside(drawing)
    for box in drawing.boxes:
        label = box.label
        assert label.x + max(map(width_of, label.lines)) * LETTER <= box.x + box.width
        assert label.y + (len(label.lines) - 1) * LEADING < box.y + box.height
    for way in drawing.ways:
        label = way.label
        wide = max(map(width_of, label.lines)) * LETTER
        assert label.x + wide <= drawing.width
        high = (len(label.lines) - 1) * LEADING
        said = Box(drawing.boxes[0].part, label.x, label.y - 0.45, wide, high + 0.45, label, ())
        assert all(apart(said, one) for one in drawing.boxes), way


@each_tree
def test_in_layers_each_part_stands_once_and_apart(tree: Part) -> None:
    drawing = in_layers(tree)
    boxes = drawing.boxes
    assert sorted(one.part.place for one in boxes) == sorted({one.place for one in parts(tree)})
    assert not any(one.part.again for one in boxes)
    for at, one in enumerate(boxes):
        assert all(apart(one, other) for other in boxes[at + 1 :])
    assert drawing == in_layers(tree)


@each_tree
def test_in_layers_each_line_leads_from_its_question_to_what_follows(tree: Part) -> None:
    drawing, expected = in_layers(tree), edges(tree)
    assert {one.name for one in drawing.ways} == set(expected)
    for way in drawing.ways:
        asked, follows = expected[way.name]
        _, to_label, to_box, head = way.path.split("M")
        numbers = [
            [float(one) for one in re.findall(r"[\d.]+", part)] for part in (to_label, to_box)
        ]
        box = next(one for one in drawing.boxes if one.part.place == asked.place)
        target = drawing.boxes[way.to]
        assert target.part.place == follows.place
        assert way.name in target.ways
        assert box.y + box.height < way.label.y < target.y
        assert on_border(box, *numbers[0][:2])
        assert on_border(target, *numbers[1][-2:])
        tip = re.findall(r"[\d.]+", head)[2:4]
        assert on_border(target, *map(float, tip))


def on_border(box: Box, x: float, y: float) -> bool:
    """Whether a point is at most a twentieth of a rem away from a side."""

    def within(by: float) -> bool:
        return box.x - by < x < box.x + box.width + by and box.y - by < y < box.y + box.height + by

    return within(0.05) and not within(-0.05)


def test_what_is_too_wide_is_not_drawn_in_layers() -> None:
    wide = in_layers(TREES["a bush"]).width
    assert layered(TREES["a bush"], wide - 0.01) is None
    assert layered(TREES["a bush"], wide) is not None


def test_a_chain_is_one_column_and_a_drawing_is_the_same_each_time() -> None:
    drawing = outline(chain(12))
    assert len({box.x for box in drawing.boxes if box.part.answers}) == 1
    assert drawing == outline(chain(12))


def test_a_question_reached_twice_is_lit_by_both_ways() -> None:
    boxes = outline(TREES["a question reached twice"]).boxes
    real, named = (
        next(one for one in boxes if one.part.place == 4 and one.part.again is again)
        for again in (False, True)
    )
    assert set(real.ways) == {"0.1", "1.0"}
    assert named.ways == ("1.0",)


# ---- on its page


TREE = (
    HEAD
    + """\
form: tree
start: urgent
questions:
  urgent:
    ask: Est-ce urgent ?
    answers:
      oui: {label: Oui, go: montant}
      non: {label: Non, go: habituel}
  habituel:
    ask: Est-ce habituel ?
    answers:
      oui: {label: Oui, go: montant}
      non: {label: Non, go: comparer}
  montant:
    ask: Combien ?
    measure: money
    answers:
      petit: {below: trois-devis, go: payer}
      grand: {from: trois-devis, go: comparer}
outcomes:
  payer: {title: Payez, advice: Faites ainsi.}
  comparer: {title: Comparez, advice: Faites ainsi.}
"""
)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    write(tmp_path)
    (tmp_path / "decisions/achat.yml").write_text(TREE, "utf-8")
    return tmp_path


def walk_of(folder: Path, **edition: str) -> str:
    pages = {page.uri: page for page in build(folder, **edition).pages}
    return part_of(pages["decisions/achat/"], "walk")


def drawn(html: str) -> list[list[tuple[str, str]]]:
    """What each drawing says, in the order of reading: an answer, or where a box leads and its text."""
    figures = re.sub(r"</?tspan[^>]*>", "", html.split("data-tree")[1]).split("</figure>")[:-1]
    said = r'pb-tree__answer">(.*?)</text>|<a [^>]*href="#(.*?)">.*?<text[^>]*>(.*?)</text>'
    found = (re.findall(said, one, re.S) for one in figures)
    return [[(anchor, answer or text) for answer, anchor, text in one] for one in found]


def test_the_drawing_says_what_the_list_says_and_its_links_lead_there(folder: Path) -> None:
    html = walk_of(folder)
    layers, found = drawn(html)
    assert found == [
        ("question-urgent", "Est-ce urgent ?"),
        ("", "Oui"),
        ("question-montant", "Combien ?"),
        ("", "moins de 5\u202f000\u00a0€"),
        ("outcome-payer", "Payez"),
        ("", "à partir de 5\u202f000\u00a0€"),
        ("outcome-comparer", "Comparez"),
        ("", "Non"),
        ("question-habituel", "Est-ce habituel ?"),
        ("", "Oui"),
        ("question-montant", "Combien ?"),
        ("", "Non"),
        ("outcome-comparer", "Comparez"),
    ]
    assert set(layers) == set(found)
    assert len({anchor for anchor, _ in layers if anchor}) == 5
    assert sum(bool(anchor) for anchor, _ in layers) == 5, "each once"
    listed = html.split("data-walk-tree")[1]
    for anchor, text in found:
        assert not anchor or f'#{anchor}"' in listed
        assert text in listed


def test_a_large_tree_and_a_table_are_not_drawn(folder: Path) -> None:
    change(folder, "decisions/achat.yml", TREE, long(41))
    assert "data-tree" not in walk_of(folder)
    change(folder, "decisions/achat.yml", long(41), long(5))
    assert "data-tree" in walk_of(folder)
    write(folder)  # with its table
    assert "data-tree" not in walk_of(folder)


def long(size: int) -> str:
    """A tree of so many boxes, where nobody shares what follows."""
    questions = "".join(
        f"  q{at}:\n    ask: Question {at} ?\n    answers:\n"
        f"      oui: {{label: Oui, go: q{at + 1}}}\n      non: {{label: Non, go: fin{at}}}\n"
        for at in range((size - 1) // 2)
    )
    last = (size - 1) // 2
    ends = "".join(f"  fin{at}: {{title: Fin {at}, advice: Ainsi {at}.}}\n" for at in range(last))
    ends += f"  q{last}: {{title: Fin, advice: Ainsi.}}\n"
    return f"{HEAD}form: tree\nstart: q0\nquestions:\n{questions}outcomes:\n{ends}"
