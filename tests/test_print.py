"""What stands on paper: day and readers on every sheet, a rule on one, a persona on two."""

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext
from pypdf import PdfReader

from tests.searching import Start

Sheets = Callable[[str, str], list[str]]
MOST = {"rules": 1, "personas": 2}


@pytest.fixture
def sheets(served: Start, open_context: Callable[..., BrowserContext]) -> Sheets:
    """The text of each sheet of a page in an audience's edition."""
    page = open_context().new_page()

    def printed(audience: str, uri: str) -> list[str]:
        page.goto(served(audience).address + uri)
        pdf = PdfReader(io.BytesIO(page.pdf(prefer_css_page_size=True)))
        return [" ".join(sheet.extract_text().split()) for sheet in pdf.pages]

    return printed


@pytest.mark.parametrize(
    ("audience", "uri", "foot"),
    [
        ("staff", "decisions/besoin-d-achat/", "Édition « tout le personnel » du 2 novembre 2026"),
        ("buyers", "personas/responsable-technique/", "du 2 novembre 2026 · Réservé aux acheteurs"),
        (
            "buyers",
            "en/personas/responsable-technique/",
            "“buyers” edition, 2 November 2026 · Buyers only",
        ),
        ("head", "rules/mise-en-concurrence/", "du 2 novembre 2026 · Réservé"),
    ],
)
def test_every_sheet_says_of_which_day_it_is_and_for_whom(
    audience: str, uri: str, foot: str, sheets: Sheets
) -> None:
    found = sheets(audience, uri)
    for number, text in enumerate(found, 1):
        assert foot in text
        assert f"{number} / {len(found)}" in text
        assert ("Réservé" in text or "Buyers only" in text) == (audience != "staff")


@pytest.mark.parametrize("kind", MOST)
def test_what_is_read_at_a_meeting_fits(
    kind: str, built: Callable[[str], Path], sheets: Sheets
) -> None:
    """The longest pages of a kind; those of rules are the ones with the stairs of a decision."""
    folder = built("buyers")
    longest = sorted((folder / kind).glob("*/index.html"), key=lambda path: -path.stat().st_size)
    for path in longest[:4]:
        uri = f"{path.parent.relative_to(folder).as_posix()}/"
        assert len(sheets("buyers", uri)) <= MOST[kind], uri
