"""What is spent: the bars and sums follow the families, and only who may read them sees any."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
from playbook.pages.page import Page
from playbook.pictures.bars import lengths, parts
from playbook.pictures.grid import grid

from tests.little import FILES, build, change, part_of, write


def family(title: str, more: str) -> str:
    return f"title: {title}\nsummary: Un résumé.\nstatus: draft\nbought: Tout.\nbuyer: acheteur\n{more}"


ENERGY = family("Énergie", "spend: 600000\nquadrant: strategic\nmaturity: covered\n")
TEMPS = family("Intérim", "spend: 300000\nquadrant: leverage\nmaturity: partial\n")
STUDIES = family("Conseil", "spend: 99000\nquadrant: strategic\nmaturity: uncovered\n")
PAPER = family("Papier", "spend: 1000\n")
OTHERS = family("Autres", "quadrant: routine\nmaturity: covered\n")
AUDIENCES = "audiences: {staff: [], buyers: [staff]}\n"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    families = {"energie": ENERGY, "interim": TEMPS, "conseil": STUDIES, "papier": PAPER}
    files = {f"perimeters/{name}.yml": text for name, text in families.items()}
    settings = FILES["playbook.yml"] + AUDIENCES
    others = {"perimeters/autres.yml": OTHERS, "playbook.yml": settings}
    return write(tmp_path, {**FILES, **files, **others})


def index(folder: Path, **edition: str) -> Page:
    return next(page for page in build(folder, **edition).pages if page.uri == "perimeters/")


def said(html: str) -> str:
    return " ".join(re.sub("<.*?>", " ", html).split())


def bars(html: str) -> list[tuple[str, float]]:
    """How each family of the last drawing is covered, and how long its bar is."""
    drawing = html.split("<svg")[-1]
    found = re.findall(r'pb-bar--(\w+)" x="0%"[^>]* width="([\d.]+)%"', drawing)
    return [(cover, float(width)) for cover, width in found]


def test_the_sum_without_a_contract_stands_first_with_its_share(folder: Path) -> None:
    html = part_of(index(folder), "spend")
    assert "99 000 € sans contrat, 10 % de la dépense" in said(html)
    assert "Sans dépense chiffrée : Autres" in said(html)


def test_bars_are_sorted_and_say_how_each_is_covered(folder: Path) -> None:
    assert bars(part_of(index(folder), "spend")) == [
        ("full", 46.0), ("striped", 23.0), ("empty", 7.6), ("dashed", 0.1),
    ]  # fmt: skip
    change(folder, "perimeters/papier.yml", "spend: 1000", "spend: 1 200 000 €")
    assert bars(part_of(index(folder), "spend"))[0] == ("dashed", 46.0)


def test_the_table_says_the_same_and_sums_it(folder: Path) -> None:
    rows = part_of(index(folder), "spend").split("<tr>")[2:]
    assert [said(one).split(" </")[0] for one in rows] == [
        "Énergie Stratégique Couverte 600 000 € 60 %",
        "Intérim Levier En partie couverte 300 000 € 30 %",
        "Conseil Stratégique Non couverte 99 000 € 10 %",
        "Papier – Couverture non dite 1 000 € moins de 1 %",
        "Non couverte 99 000 € 10 %",
        "En partie couverte 300 000 € 30 %",
        "Couverture non dite 1 000 € moins de 1 %",
        "Couverte 600 000 € 60 %",
        "Total 1 000 000 € 100 %",
    ]


def test_the_matrix_sums_what_is_spent_in_each_of_its_cells(folder: Path) -> None:
    about = re.search(r'kraljic-about">(.*?)</desc>', part_of(index(folder), "spend"))
    assert about is not None
    assert " ".join(about[1].split()) == (
        "Levier : 300 000 € ; Stratégique : 699 000 €, dont 99 000 € sans contrat"
        " ; Simple : 0 € ; Critique : 0 €"
    )


def test_who_may_not_read_the_spend_sees_no_picture_and_none_of_its_figures(folder: Path) -> None:
    page = index(folder, audience="staff")
    assert "spend" not in page.sections
    for kept in ("pb-bar", "600", "99 000", "Stratégique", "sans contrat,"):
        assert kept not in page.html.replace("\u202f", " ")


def test_an_entry_kept_from_all_others_is_not_in_their_sum(folder: Path) -> None:
    change(
        folder,
        "playbook.yml",
        AUDIENCES,
        "audiences: {staff: [], buyers: [staff], head: [buyers]}\n",
    )
    change(folder, "perimeters/conseil.yml", "status: draft", "status: draft\naudience: head")
    html = part_of(index(folder), "spend")
    assert "Aucune famille n’est sans contrat." in said(html)
    assert "Conseil" not in html
    assert "99 000 €" in said(part_of(index(folder, audience="head"), "spend"))


def test_where_nothing_is_spent_nothing_is_drawn(folder: Path) -> None:
    for name in ("energie", "interim", "conseil", "papier"):
        path = folder / f"perimeters/{name}.yml"
        path.write_text(re.sub("spend: .*", "spend: 0", path.read_text("utf-8")), "utf-8")
    assert "spend" not in index(folder).sections


AMOUNTS = [[5, 3, 2], [1, 1, 1], [0, 0], [7], [], [10**12, 1, 0], [3, 0, 3]]


@pytest.mark.parametrize("amounts", AMOUNTS)
def test_bars_stay_within_the_picture_and_parts_follow_each_other(amounts: list[int]) -> None:
    values = [Decimal(one) for one in amounts]
    assert all(0 <= one <= 100 for one in lengths(values))
    found, end = parts(values), 0.0
    for begin, width in found:
        assert begin == pytest.approx(end) or not any(amounts)
        end = begin + width
    assert end == pytest.approx(100 if any(amounts) else 0)


def test_a_row_of_a_grid_is_as_high_as_its_fullest_cell() -> None:
    found = grid([[1, 3, 2], [4, 1, 1]], 1, 0.5)
    assert [(one.y, one.height) for row in found.rows for one in row] == [(1.5, 3)] * 3 + [
        (5, 4)
    ] * 3
    assert [one.x for one in found.rows[0]] == [0, 33.33, 66.67]
    assert found.height == 9
