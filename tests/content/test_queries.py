"""What people type finds its page: run in the browser, through the dialog itself."""

import re
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook.words import load_words
from playwright.sync_api import Page, expect

from tests.conftest import ROOT
from tests.searching import Start, ask, press_slash

QUERIES: dict[str, dict[str, Any]] = yaml.safe_load(
    (ROOT / "tests/data" / "queries.yml").read_text("utf-8")
)
# As many of each as the issue asks for.
LEAST = {
    "everyday": 30,
    "rules": 20,
    "english": 40,
    "plain": 0,
    "sentence": 10,
    "misspelt": 10,
    "unaccented": 10,
    "amount": 5,
    "blind": 79,
    "nothing": 5,
}


@pytest.fixture
def staff(served: Start, page: Page) -> Page:
    """A page of the staff edition, its dialog open."""
    page.goto(served("staff").address + "rules/")
    page.click("[data-search-open]")
    return page


def test_queries(served: Start, page: Page) -> None:
    """Of all queries 95 in a hundred bring their page among the first three, and 80 as the first."""
    places, wrong = [], []
    for group, editions in QUERIES.items():
        for edition, queries in editions.items():
            audience, _, language = edition.partition("/")
            below = f"{language}/" if language else ""
            page.goto(served(audience).address + below)
            press_slash(page)
            for query in queries:
                found = ask(page, query) or answered(page)
                if group == "nothing":
                    assert not found, f"{query}: {found[:3]} instead of nothing"
                    expect(page.locator("[data-search-empty]")).to_be_visible()
                    continue
                wanted = [below + one for one in pages(queries[query])]
                places.append(min([found.index(one) for one in wanted if one in found] or [99]))
                if places[-1] > 2:
                    wrong.append(f"{query}: {found[:3]} instead of {wanted}")
    assert len(wrong) <= len(places) * 0.05, "\n".join(wrong)
    assert places.count(0) >= len(places) * 0.8, Counter(places)


def answered(page: Page) -> list[str]:
    """Where the answer to an amount leads, that stands above the results."""
    links = page.locator("[data-search-answer]:visible")
    paths = links.evaluate_all("all => all.map((one) => one.pathname.slice(1))")
    return [str(path) for path in paths]


def pages(wanted: str | list[str]) -> list[str]:
    return [wanted] if isinstance(wanted, str) else wanted


def test_the_list_of_queries_is_not_an_easy_one(built: Callable[[str], Path]) -> None:
    """At least 160, of every sort, and half of them share no word with the title they find."""
    stop = set(load_words("fr", "EUR")("search.stop_words").split())

    def words(text: str) -> set[str]:
        return set(re.findall(r"\w+", load_words("fr", "EUR").sort_key(text))) - stop

    strangers, all_of = 0, 0
    for group, editions in QUERIES.items():
        assert sum(len(queries) for queries in editions.values()) >= LEAST.get(group, 0)
        for edition, queries in editions.items():
            all_of += len(queries)
            audience, _, language = edition.partition("/")
            for query, wanted in queries.items() if isinstance(queries, dict) else ():
                path = built(audience) / language / pages(wanted)[0] / "index.html"
                html = path.read_text("utf-8")
                title = re.search(r"<h1[^>]*>(.*?)</h1>", html, re.S)
                assert title is not None
                strangers += not words(query) & words(title[1])
    assert all_of >= 160
    assert strangers * 2 >= all_of


def test_an_amount_is_found_however_it_is_written(staff: Page) -> None:
    found = ask(staff, "25000")
    for written in ("25 000", "25 000 €", "25 000", "25.000€", "25k€", "25 k"):
        assert ask(staff, written) == found, written


def test_no_other_amount_comes_with_an_amount(staff: Page, built: Callable[[str], Path]) -> None:
    """« 5000 » brings no page for its « 500 € » or « 500 000 € »."""
    ask(staff, "5000")
    pages = staff.locator(".pb-search__page")
    while staff.locator("[data-search-more]").is_visible():
        shown = pages.count()
        staff.click("[data-search-more]")
        expect(pages).not_to_have_count(shown)
    paths = staff.eval_on_selector_all(".pb-search__page", "all => all.map(one => one.pathname)")
    assert paths
    for path in paths:
        html = (built("staff") / path[1:] / "index.html").read_text("utf-8")
        assert re.search(r"(?<!\d)5[\u00a0\u202f ]?000(?![\u00a0\u202f ]?\d)", html), path
    marked = staff.locator(".pb-search mark").all_text_contents()
    assert {re.sub(r"\D", "", text) for text in marked} == {"5000"}


def test_apostrophes_ligatures_and_capitals_do_not_count(staff: Page) -> None:
    for one, other in (
        ("main-d'œuvre", "MAIN-D’OEUVRE"),
        ("appel d'offres", "appel d’offres"),
        ("œuvre", "oeuvre"),
    ):
        assert ask(staff, one) == ask(staff, other) != []


def test_a_slip_is_named(staff: Page) -> None:
    ask(staff, "concurence")
    expect(staff.locator("[data-search-status]")).to_contain_text("« concurrence »")
