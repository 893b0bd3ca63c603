"""What few may read is nowhere in the editions of the others: every byte of every site is looked at."""

import filecmp
from collections.abc import Callable
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from playbook.audiences import EVERYTHING
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity
from playbook.edition import Edition, seen, stripped, view
from playbook.figures.reading import Period
from playbook.linking.playbook import Playbook
from playbook.pipeline import check

from tests.canaries import DAY, ROOT, Scan, Sites, first_edition, plant, planted_sites

TODAY = date.fromisoformat(DAY)
# The marks that no page shows, and why.
NOWHERE = {
    "approval.covers": "a fingerprint, for the check alone",
    "personas: approval.date": "it covers more than everybody reads",
    "perimeters: approval.date": "it covers more than everybody reads",
    "engagements: revisit": "an ended engagement shows the day it ended instead",
    "playbook: audience_names": "each only in its language, beside what is kept for it: see test_audiences",
    "playbook: forge.confidential.edit": "there is no second data folder here: see test_confidential",
}
# Where a mark must be found if it is in a site: else the scan does not read these files.
KINDS_OF_FILES = (
    ".html", ".json.gz", "words.fr.json", "words.en.json",
    ".bin",
)  # fmt: skip


@pytest.fixture(scope="module")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Sites:
    return planted_sites(tmp_path_factory)


def test_every_field_of_every_kind_is_planted(sites: Sites) -> None:
    """What fails here is a new field of a decision: it has no place yet in tests/data/planted."""
    assert sites.planted.missing() == set()


def test_no_edition_holds_what_its_audience_may_not_read(sites: Sites) -> None:
    for audience in sites.planted.audiences.reads:
        assert sites.scan.leaks(sites.folder / audience, audience) == set()


def test_every_mark_is_found_where_it_may_be_read(sites: Sites) -> None:
    """The positive control: a scan that finds nothing would find no leak either."""
    for audience in sites.planted.audiences.reads:
        found = sites.scan(sites.folder / audience)
        for language in ("fr", "en"):
            here = [
                marks
                for name, marks in found.items()
                if name.startswith("en/") == (language == "en")
            ]
            seen = frozenset().union(*here)
            unseen = {
                str(spot)
                for mark, spot in sites.canaries.spots.items()
                if mark not in seen and audience in spot.readers and spot.language in ("", language)
            }
            assert {one for one in unseen if not one.endswith(tuple(NOWHERE))} == set()
        for ending in KINDS_OF_FILES:
            assert any(marks for name, marks in found.items() if name.endswith(ending)), ending


def test_no_picture_of_the_documentation_is_published(sites: Sites) -> None:
    """On one of README's stands what buyers read; no scan of bytes would see it."""
    pictures = {path.name for path in (ROOT / "docs").rglob("*.png")}
    assert not pictures & {path.name for path in sites.folder.rglob("*.png")}


def test_a_published_text_names_no_draft_even_where_it_links_to_one(tmp_path: Path) -> None:
    """The check refuses such a text; were it published all the same, nothing of the draft is."""
    planted, canaries = plant(to_draft=True)
    planted.put(tmp_path / "data", None)
    checked = check([tmp_path / "data"], TODAY)
    assert {one.code for one in errors(checked.found)} == {"draft-reference"}
    assert checked.playbook is not None
    site = first_edition(checked.playbook, tmp_path / "site")
    assert Scan(canaries).leaks(site, planted.audiences.lowest) == set()


# ---- the staff edition, alone


def errors(found: tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [one for one in found if one.severity is Severity.ERROR]


def load(*roots: Path) -> Playbook:
    checked = check(roots, TODAY)
    assert errors(checked.found) == []
    assert checked.playbook is not None
    return checked.playbook


def differences(one: Path, other: Path) -> list[str]:
    names = {
        path.relative_to(root).as_posix()
        for root in (one, other)
        for path in root.rglob("*")
        if path.is_file()
    }
    return sorted(
        name
        for name in names
        if not (one / name).exists()
        or not (other / name).exists()
        or not filecmp.cmp(one / name, other / name, shallow=False)
    )


def test_500_restricted_entries_change_no_byte_of_the_staff_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not an order, not a count, not a fingerprint: without them, with them, with them set apart."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    planted, few = plant(copies=11)[0], plant()[0]
    planted.put(tmp_path / "without", None, keep=False)
    planted.put(tmp_path / "together", None)
    few.put(tmp_path / "open", tmp_path / "apart")
    without, together = load(tmp_path / "without"), load(tmp_path / "together")
    assert len(list(together.all())) - len(list(without.all())) > 500
    alone = first_edition(without, tmp_path / "alone")
    for name, playbook in (
        ("together", together),
        ("apart", load(tmp_path / "open", tmp_path / "apart")),
    ):
        assert differences(alone, first_edition(playbook, tmp_path / f"with-{name}")) == []


def of_choice(folder: Path, choice: int) -> tuple[Playbook, list[Any]]:
    """A playbook with that choice wherever not everybody may read it, and its choices and periods."""
    plant(choice=choice)[0].put(folder, None)
    playbook = load(folder)
    leaves = (leaf for entry in playbook.all() for leaf in entry.leaves)
    return playbook, [one.value for one in leaves if isinstance(one.value, str | bool | Period)]


def test_another_choice_period_or_truth_value_changes_no_byte_of_the_staff_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """They can hold no mark: where not everybody may read them, two differ."""
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1790000000")
    (first, low), (last, high) = (of_choice(tmp_path / f"{n}", n) for n in (0, -1))
    changed = {type(was) for was, now in zip(low, high, strict=True) if was != now}
    assert changed >= {str, Period}
    one, other = first_edition(first, tmp_path / "one"), first_edition(last, tmp_path / "other")
    assert differences(one, other) == []


# ---- is the scan awake?


def _everything(playbook: Playbook) -> Callable[..., Any]:
    real = seen._links
    whole = view(playbook, Edition(EVERYTHING, "fr", TODAY, preview=True)).entries
    return lambda *_: real(playbook.entries, playbook.aliases, whole)


BROKEN: dict[str, Callable[[Playbook], tuple[ModuleType, str, Callable[..., Any]]]] = {
    "entries are not left out": lambda _: (seen, "_shown", lambda *_: True),
    "fields are not left out": lambda _: (stripped, "_stripped", lambda value, *_: value),
    "links are those of the whole playbook": lambda all_: (seen, "_links", _everything(all_)),
}


@pytest.mark.parametrize("broken", BROKEN)
def test_the_scan_finds_a_broken_filter(
    sites: Sites, broken: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    playbook = load(sites.data)
    monkeypatch.setattr(*BROKEN[broken](playbook))
    site = first_edition(playbook, tmp_path / "site")
    assert sites.scan.leaks(site, "staff")
