"""As many as fit are shown one way; one more, and another way begins."""

import re
from datetime import date
from pathlib import Path

import pytest
from playbook.diagnostics import Place, diagnostic
from playbook.environment import CallError, today
from playbook.frames import Prepared, Surroundings
from playbook.pages.page import Page, Site
from playbook.words import load_words

from tests.excerpts import Pages, write

WORDS = load_words("fr", "EUR")


def rules(count: int, more: str = "") -> str:
    head = "summary: Une règle.\nstatus: in-review\nstatement: Faites.\nrationale: Mieux.\n"
    return "".join(
        f"# rules/r{number}.yml\ntitle: Règle {number}\nstrength: must\n{head}{more}"
        for number in range(count)
    )


@pytest.mark.parametrize(("count", "folded"), [(3, False), (4, True)])
def test_links_beyond_the_third_are_folded(count: int, folded: bool, pages: Pages) -> None:
    names = ", ".join(f"rule:r{number}" for number in range(count))
    excerpt = rules(count) + f"# rules/fournisseur-unique.yml\nrelated: [{names}]\n"
    html = pages(excerpt)["rules/fournisseur-unique/"].html
    assert ("autre lien" in html) == folded
    assert all(f"Règle {number}" in html for number in range(count))


@pytest.mark.parametrize(("more", "filtered"), [(3, False), (4, True)])
def test_a_list_of_six_is_filtered(more: int, filtered: bool, pages: Pages) -> None:
    """Two rules stand in the small playbook already."""
    assert ("data-filter hidden" in pages(rules(more))["rules/"].html) == filtered


@pytest.mark.parametrize(("strength", "filtered"), [("must", False), ("may", True)])
def test_a_filter_offers_what_differs(strength: str, filtered: bool, pages: Pages) -> None:
    excerpt = rules(6) + "# rules/fournisseur-unique.yml\nstrength: must\n"
    excerpt += f"# rules/mise-en-concurrence.yml\nstrength: {strength}\n"
    assert ('name="strength"' in pages(excerpt)["rules/"].html) == filtered


@pytest.mark.parametrize(("count", "listed"), [(3, False), (4, True)])
def test_contents_stand_on_the_page_from_four_parts_on(
    count: int, listed: bool, pages: Pages
) -> None:
    found = {len(page.sections) - 1: page for page in pages(rules(1)).values()}
    assert ("pb-contents" in found[count].html) == listed


@pytest.mark.parametrize(("day", "late"), [(date(2026, 11, 24), False), (date(2026, 11, 25), True)])
def test_a_review_is_late_on_its_page_from_the_day_after(
    day: date, late: bool, pages: Pages
) -> None:
    excerpt = "# rules/fournisseur-unique.yml\nreview: {last: 2026-08-24, every: 3 months}\n"
    html = pages(excerpt, day=day)["rules/fournisseur-unique/"].html
    assert "24 novembre 2026" in html
    assert ("pb-late" in html) == late


@pytest.mark.parametrize(
    ("since", "said"), [("2026-11-24", "depuis le"), ("2026-11-25", "à partir du")]
)
def test_news_say_since_when_or_from_when(since: str, said: str, pages: Pages) -> None:
    excerpt = (
        "# rules/fournisseur-unique.yml\nstatus: approved\nowner: daf\n"
        "review: {last: 2026-09-15, every: 12 months}\n"
        f"approval: {{by: daf, date: 2026-11-20}}\neffective: {{from: {since}}}\n"
    )
    news = pages(excerpt)[""].html.partition('class="pb-news"')[2].partition("</ul>")[0]
    assert said in news


@pytest.mark.parametrize(("count", "one_by_one"), [(10, True), (11, False)])
def test_as_many_without_a_translation_are_named_one_by_one(
    count: int, one_by_one: bool, tmp_path: Path
) -> None:
    excerpt = f"# playbook.yml\nlanguages: [fr, en]\n{rules(count)}"
    found = [one for one in write(excerpt, tmp_path).check() if one.code == "untranslated"]
    named = [one for one in found if "/rules/r" in one.place.file]
    assert len(named) == (count if one_by_one else 0)
    assert bool(found)


@pytest.mark.parametrize(("length", "whole"), [(40, True), (41, False)])
def test_what_is_no_time_is_quoted(length: int, whole: bool) -> None:
    with pytest.raises(CallError) as refused:
        today({"SOURCE_DATE_EPOCH": "x" * length})
    quoted = re.search(r"=(x+)(…?):", str(refused.value))
    assert quoted is not None
    assert (len(quoted[1]), quoted[2]) == (40, "" if whole else "…")


def test_three_faults_stand_over_the_last_good_pages(tmp_path: Path) -> None:
    found = [diagnostic("gap", Place("x.yml", line), f"fault {line}") for line in range(1, 5)]
    top = Page("", "T", ("top",), b"")
    around = Surroundings(WORDS, None, (), found=found, stale=True)
    with Prepared(Site((top,), (), ("fr",)), around, tmp_path) as made:
        banner = (made.templates / "main.html").read_text("utf-8")
    assert re.findall(r"fault \d", banner) == ["fault 1", "fault 2", "fault 3"]


DATED = """# decisions/devis.yml
inputs:
  jour: {{ask: Quel jour ?, measure: date, default: today}}
rows:
  - {{id: un, title: Avant, when: {{jour: {{{0}: 2026-11-24}}}}}}
  - {{id: trois, title: Après, when: {{jour: {{{1}: 2026-11-24}}}}}}
outputs: {{}}
examples:
  - {{case: Hier, given: {{jour: 2026-11-23}}, expect: un}}
  - {{case: Demain, given: {{jour: 2026-11-25}}, expect: trois}}
"""


@pytest.mark.parametrize(
    ("ends", "begins", "now"), [("below", "from", "Après"), ("up_to", "above", "Avant")]
)
def test_a_period_holds_on_its_first_and_its_last_day(
    ends: str, begins: str, now: str, pages: Pages
) -> None:
    html = pages(DATED.format(ends, begins), day=date(2026, 11, 24))["decisions/devis/"].html
    (current,) = re.findall(r'<div class="pb-periods__now">(.*?)</div>', html, re.DOTALL)
    assert f">{now}</a>" in current
