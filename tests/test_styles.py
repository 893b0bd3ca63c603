"""The stylesheets speak one language: sizes, spaces and colours come from what base.css writes down."""

import re
from collections.abc import Iterator

import pytest
from playbook.theme import STYLES, TEMPLATES

DECLARED = re.compile(r"([a-z-]+): ([^;{}]+);")
SPACED = re.compile("(?:margin|padding|gap|row-gap|column-gap)(?:-[a-z-]+)?")
SPACES = {0.2, 0.4, 0.6, 0.8, 1, 1.2, 1.6, 2.4}
# Names of sizes, what surrounds it, and points on paper; letters in a picture stand at places of their own.
SIZED = re.compile(r"var\(--pb-[a-z-]+\)|inherit|0|1em|[\d.]+pt")
DRAWN = ("pictures",)
# The room that the bars at the top and at the foot of a page take.
BARS = {5.6}


def declared(name: str) -> Iterator[tuple[str, str]]:
    text = (TEMPLATES / f"{name}.css").read_text("utf-8")
    yield from DECLARED.findall(re.sub(r"/\*.*?\*/", "", text, flags=re.DOTALL))


@pytest.mark.parametrize("name", STYLES)
def test_letters_have_one_of_a_few_sizes(name: str) -> None:
    sizes = {value for property_, value in declared(name) if property_ == "font-size"}
    if name not in DRAWN:
        assert {one for one in sizes if not SIZED.fullmatch(one)} - {"14px"} == set()


@pytest.mark.parametrize("name", STYLES)
def test_spaces_are_of_one_scale(name: str) -> None:
    for property_, value in declared(name):
        if SPACED.fullmatch(property_):
            found = {float(one) for one in re.findall(r"(?<![\w.])([\d.]+)r?em", value)}
            assert found <= SPACES | BARS, f"{property_}: {value}"


@pytest.mark.parametrize("name", [one for one in STYLES if one not in ("base", "dark")])
def test_colours_have_names(name: str) -> None:
    """A shadow is the one thing that has the same colour on every ground."""
    named = [
        f"{property_}: {value}"
        for property_, value in declared(name)
        if re.search(r"#[0-9a-f]{3,8}\b|rgba?\(|hsla?\(", value) and property_ != "box-shadow"
    ]
    assert named == []


def test_every_name_is_one_that_base_gives() -> None:
    given = {one for name in STYLES for one, _ in declared(name) if one.startswith("--pb-")}
    used = {
        one
        for name in STYLES
        for _, value in declared(name)
        for one in re.findall(r"var\((--pb-[a-z-]+)", value)
    }
    assert used - given == set()
