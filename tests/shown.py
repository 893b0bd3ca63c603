"""The pages of two playbooks as they are rendered: a small one, and one that fills every field there is.

`data/shown/` keeps their HTML, and the files that `playbook new` begins, so that what changes there is read
by whoever changes it: `python -m tests.shown` writes them anew.
"""

import tempfile
import zlib
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from playbook.commands.known import known
from playbook.diagnostics import has_errors
from playbook.edition import Edition
from playbook.pages.page import Page
from playbook.pipeline import build, check

from tests.blanks import FORMS, blank
from tests.excerpts import SMALL, TODAY
from tests.planting import Planted, Spot, audiences

KEPT = Path(__file__).parent / "data" / "shown"


class _Named:
    """Of each field a value that says where it stands; figures and days run forward within a kind.

    Each kind counts by itself: a new field changes what follows it there, and nothing elsewhere.
    """

    def __init__(self) -> None:
        self._counts = Counter[str]()

    def __call__(self, notation: str, spot: Spot) -> str:
        kind = spot.entry.kind
        self._counts[kind] += 1
        count = zlib.crc32(kind.encode()) % 5_000 + self._counts[kind]
        if spot.entry.kind == "thresholds" and spot.path == ("unit",):
            return "EUR"  # as the questions that it bounds are asked
        where = ".".join(spot.path)
        last = "" if spot.path[-1].isdigit() else spot.path[-1].replace("_", "-")
        id_ = f"{last or 'x'}-{kind or 'settings'}-{self._counts[kind]}"
        # The entry has been approved; what its decisions ask for lies after their examples.
        day = date(2026, 12, 2) + timedelta(count)
        if {"effective", "review", "approval"} & set(spot.path):
            day = date(2026, 12, 31) if spot.path[-1] == "until" else date(2026, 10, 1)
        return {
            "line": id_ if "then" in spot.path else f"{where} ({spot.entry.kind})",
            "prose": f"Le champ *{where}* de {spot.entry.kind}, pour {spot.entry.audience}.",
            "day": day.isoformat(),
            "span": "12 months",
            "mail": f"{id_}@vauclin.example",
            "url": f"https://vauclin.example/{id_}",
            "asset": f"{id_}/fiche.txt",
            "flag": "true",
            "id": id_,
            "file": id_,
            "text": id_,
        }.get(notation, str(1000 + 10 * count))


def small() -> Iterator[Page]:
    """What the employees read of the small playbook."""
    yield from _pages([SMALL], "staff")


def full() -> Iterator[Page]:
    """What the head of purchasing reads where every field is filled, one page of each kind."""
    planted = Planted(_Named(), audiences())
    planted.add_settings()
    planted.add("staff")
    planted.add("buyers")  # what they alone read is named by what all do
    beside = {name for entry, name in planted.names.items() if entry.audience == "buyers"}
    with tempfile.TemporaryDirectory() as folder:
        planted.put(Path(folder) / "data", None)
        for page in _pages([Path(folder) / "data"], "head"):
            folder_of, _, name = page.uri.strip("/").partition("/")
            explains = folder_of in ("codes", "fields") and name not in ("gap", "thresholds")
            if not explains and name not in beside:
                yield page


def _pages(roots: list[Path], audience: str) -> tuple[Page, ...]:
    checked = check(roots, TODAY)
    assert checked.playbook is not None
    assert not has_errors(checked.found), checked.found
    return build(checked.playbook, Edition(audience, "fr", TODAY)).pages


def _html(pages: Iterator[Page]) -> str:
    """The pages of a playbook, one after the other, each with what the theme is told of it."""
    return "\n".join(
        f"<!-- {page.uri} | {page.tab} | {page.title} | {page.description} -->\n{page.html}"
        for page in pages
    )


def begun() -> str:
    """What `playbook new` writes, of every kind and form, in a playbook of its own ids."""
    known_ids = known([SMALL])
    return "\n".join(
        f"# ---- {kind} {form}\n{blank(known_ids, kind, form)}" for kind, form in FORMS
    )


SHOWN: dict[str, Callable[[], str]] = {
    "small.html": lambda: _html(small()),
    "full.html": lambda: _html(full()),
    "begun.yml": begun,
}


if __name__ == "__main__":
    KEPT.mkdir(exist_ok=True)
    for name, shown in SHOWN.items():
        (KEPT / name).write_text(shown(), "utf-8")
