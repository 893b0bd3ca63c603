"""The day on which a check begins to speak, and the last one on which it is silent."""

from datetime import date, timedelta
from pathlib import Path
from typing import NamedTuple

import pytest
from playbook.pipeline import check

from tests.excerpts import write

ENDED = "state: ended\n"


class Dated(NamedTuple):
    code: str
    excerpt: str
    first: date
    """The first day on which it is said."""


DATED = [
    Dated(
        "revisit-overdue",
        "# engagements/compresseurs.yml\nrevisit: 2026-12-15\n",
        date(2026, 12, 16),
    ),
    Dated(
        "past-retention",
        f"# engagements/compresseurs.yml\n{ENDED}ended: 2026-06-30\n",
        date(2028, 7, 1),
    ),
    Dated(
        "past-retention",
        f"# playbook.yml\nretention: 6 months\n# engagements/compresseurs.yml\n{ENDED}ended: 2026-08-31\n",
        date(2027, 3, 1),
    ),
    Dated(
        "contract-ended",
        "# perimeters/maintenance.yml\n"
        "contracts: [{title: Pièces, supplier: Norelec, ends: 2026-12-31, order: Au magasin}]\n",
        date(2027, 1, 1),
    ),
]


@pytest.mark.parametrize("one", DATED, ids=lambda one: f"{one.code} {one.first}")
def test_a_check_speaks_from_the_day_after(one: Dated, tmp_path: Path) -> None:
    roots = write(one.excerpt, tmp_path).roots
    said = [
        one.code in {found.code for found in check(roots, one.first + timedelta(days)).found}
        for days in (-1, 0)
    ]
    assert said == [False, True]


@pytest.mark.parametrize(
    ("excerpt", "path"),
    [
        ("# roadmap/contrat-cadre.yml\nstate: planned\nstart: {}\ndue: {}\n", "due"),
        ("# rules/mise-en-concurrence.yml\neffective: {{from: {}, until: {}}}\n", "until"),
    ],
)
def test_what_lasts_a_day_begins_and_ends_on_it(excerpt: str, path: str, tmp_path: Path) -> None:
    for number, (end, codes) in enumerate([("2027-05-02", set()), ("2027-05-01", {"wrong-value"})]):
        (tmp_path / str(number)).mkdir()
        written = write(excerpt.format("2027-05-02", end), tmp_path / str(number))
        assert {one.code for one in written.check()} == codes


@pytest.mark.parametrize("days", [1, 2])
def test_what_is_done_tomorrow_may_be_done_already_elsewhere(days: int, tmp_path: Path) -> None:
    day = date(2026, 11, 24) + timedelta(days)
    excerpt = f"# engagements/compresseurs.yml\n{ENDED}ended: {day}\n"
    codes = {one.code for one in write(excerpt, tmp_path).check()}
    assert codes == ({"future-date"} if days > 1 else set())


@pytest.mark.parametrize("when", ["above: 9999-12-31", "below: 0001-01-01"])
def test_the_calendar_ends(when: str, tmp_path: Path) -> None:
    excerpt = (
        "# decisions/devis.yml\ninputs:\n"
        "  jour: {ask: Quel jour ?, measure: date, default: today}\n"
        f"  montant: {{ask: Combien ?, measure: money}}\nrows:\n"
        f"  - {{id: un, title: Un, when: {{jour: {{{when}}}, montant: {{below: trois-devis}}}}}}\n"
        "  - {id: trois, title: Trois}\nexamples: []\noutputs: {}\n"
    )
    codes = {one.code for one in write(excerpt, tmp_path).check()}
    assert "outside-domain" in codes
