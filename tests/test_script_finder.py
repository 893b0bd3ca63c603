"""Which pages are found for words, and in which order: the finder over an index of a few words."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.scripting import Ask

# Pagefind as the finder uses it: a page found for a word in quotes holds just that word.
PAGEFIND = """
export const options = async (given) => { window.options = given; };
export const init = async () => {};
export async function search(asked) {
  window.asked.push(asked);
  const word = asked.replaceAll('"', "");
  const found = (window.index[word] ?? []).filter((one) => one.exact || word === asked);
  return { results: found.map((one) => ({ ...one, data: async () => `data of ${one.id}` })) };
}
"""
FIND = """(async () => {
  window.asked = [];
  window.index = given.index;
  const { find } = it.finder(location.origin + "/stub/", location.origin + "/stub/", "fr");
  const found = [];
  for (const query of given.queries) {
    const { pages, amount, corrected, missing } = await find(query);
    const hits = pages.map((one) => [...one.hits].map(([place, term]) => `${place} ${term.word}`));
    const data = await Promise.all(pages.slice(0, 1).map((one) => one.data()));
    found.push({ ids: pages.map((one) => one.id), hits, data, amount, corrected, missing });
  }
  return found;
})()"""
Find = Callable[..., list[dict[str, Any]]]


def on(id: str, score: float = 1, *fields: str, exact: bool = True, at: int = 0) -> dict[str, Any]:
    """What Pagefind finds of a word on a page."""
    return {
        "id": id,
        "score": score,
        "matchedMetaFields": list(fields),
        "exact": exact,
        "words": [at],
    }


@pytest.fixture
def find(ask: Ask, page: Page) -> Find:
    """What is found for queries in an index; `kinds` are the kinds of pages, of a hundred in all."""

    def run(
        index: dict[str, Any],
        *queries: str,
        kinds: dict[str, list[str]] | None = None,
        words: tuple[str, ...] = (),
    ) -> list[dict[str, Any]]:
        kinds = kinds or {}
        others = 100 - sum(map(len, kinds.values()))
        kinds = {**kinds, "glossary": [f"other{number}" for number in range(others)]}
        files = {
            "pagefind.js": PAGEFIND,
            "pages.fr.json": json.dumps({"kinds": kinds, "stop": ["le", "des", "a"]}),
            "words.fr.json": json.dumps(words),
        }

        def answer(route: Route) -> None:
            body = files[route.request.url.rpartition("/")[2]]
            kind = "text/javascript" if body == PAGEFIND else "application/json"
            route.fulfill(body=body, content_type=kind)

        page.route("**/stub/*", answer)
        found: list[dict[str, Any]] = ask(
            "finder", FIND, {"index": index, "queries": list(queries)}
        )
        return found

    return run


def ids(found: list[dict[str, Any]]) -> list[list[str]]:
    return [one["ids"] for one in found]


def test_a_word_is_found_where_it_counts_most(find: Find) -> None:
    index = {
        "devis": [on("a", 1), on("b", 1.1)],
        "titre": [on("plain", 3), on("titled", 0.1, "title"), on("keyed", 0.1, "keywords")],
        "deux": [on("titled", 1, "title"), on("both", 1, "title", "keywords"), on("x", 1, "url")],
        "egal": [on("b"), on("a"), on("c")],
        "debut": [on("longer", 2, exact=False), on("exact", 1)],
    }
    assert ids(find(index, *index)) == [
        ["b", "a"],
        ["titled", "keyed", "plain"],
        ["both", "titled", "x"],
        ["a", "b", "c"],
        # a third of it, or a little more, where a word only begins so
        ["exact", "longer"],
    ]


def test_a_place_in_the_title_counts_four_times_the_rarity_of_a_word(find: Find) -> None:
    # On 3 pages of 100 a word's rarity is ln(97.5 / 3.5 + 1), 3.362: four times that is 13.45.
    index = {
        "quatre": [on("title", 0, "title"), on("less", 13.3), on("more", 13.6)],
        "trois": [on("keywords", 0, "keywords"), on("less", 10.0), on("more", 10.2)],
    }
    assert ids(find(index, *index)) == [["more", "title", "less"], ["more", "keywords", "less"]]


KINDS = {
    "decisions": 1.4, "rules": 1.3, "perimeters": 1.2, "personas": 1.2, "documents": 1.1,
    "roles": 1, "thresholds": 0.8, "sources": 0.5,
}  # fmt: skip


def test_what_says_what_to_do_comes_before_what_explains(find: Find) -> None:
    kinds = {kind: [f"p-{kind}"] for kind in KINDS}
    index = {
        kind: [on("less", weight * 0.97), on(f"p-{kind}"), on("more", weight * 1.03)]
        for kind, weight in KINDS.items()
    }
    assert ids(find(index, *KINDS, kinds=kinds)) == [
        ["more", f"p-{kind}", "less"] for kind in KINDS
    ]


def test_who_names_an_amount_wants_to_decide(find: Find) -> None:
    kinds = {"decisions": ["d", "d0"], "thresholds": ["t"], "rules": ["r"]}
    held = [on("d"), on("less", 2.9), on("more", 3.1)]
    index = {
        "5000": held,
        "6000": [on("t"), on("less", 1.9), on("more", 2.1)],
        "7000": [on("r"), on("less", 1.2), on("more", 1.4), on("longer", 9, exact=False)],
        "achat": [on("d0"), on("less", 2.9), on("more", 3.1)],
        "regle": [on("r"), on("less", 1.2), on("more", 1.4)],
    }
    found = find(index, "5 000 €", "6k€", "7000", "achat 8000", "regle 8000", "achat", kinds=kinds)
    assert ids(found) == [
        ["more", "d", "less"],
        ["more", "t", "less"],
        ["more", "r", "less"],
        ["more", "d0", "less"],
        ["more", "r", "less"],
        ["more", "less", "d0"],
    ]
    assert [one["amount"] for one in found] == [True] * 5 + [False]
    assert [one["missing"] for one in found] == [[]] * 6, "an amount that nothing holds is no word"


def test_an_amount_says_nothing_against_a_page_without_it(find: Find) -> None:
    index = {"achat": [on("a", at=1), on("b", at=2)], "5000": [on("b", at=7), on("c", at=8)]}
    [found] = find(index, "achat 5000")
    assert found["ids"] == ["b", "a"], "and brings no page that holds nothing else"
    assert found["hits"] == [["2 achat", "7 5000"], ["1 achat"]]


def test_a_page_holds_a_quarter_of_what_is_asked(find: Find) -> None:
    index = {"devis": [on("a")]}
    found = find(index, "devis zut1 zut2 zut3", "devis zut1 zut2 zut3 zut4", "rien")
    assert ids(found) == [["a"], [], []]
    assert [one["missing"] for one in found] == [
        ["zut1", "zut2", "zut3"],
        ["zut1", "zut2", "zut3", "zut4"],
        ["rien"],
    ]


def test_a_page_holds_a_third_of_what_the_best_one_holds(find: Find) -> None:
    index = {
        "rare": [on("best")],
        # With the rarity of one page in a hundred, 15 pages are 0.31 of the two words, 20 are 0.27.
        "assez": [on("best"), *(on(f"p{number}") for number in range(14))],
        "trop": [on("best"), *(on(f"p{number}") for number in range(19))],
    }
    found = ids(find(index, "rare assez", "rare trop", "trop"))
    assert [len(one) for one in found] == [15, 1, 20]
    assert found[0][0] == "best"


def test_pages_that_hold_more_of_the_words_come_first(find: Find) -> None:
    index = {"un": [on("one", 1.7), on("two", 0.5)], "deux": [on("two", 0.5), on("three", 1.7)]}
    assert ids(find(index, "un deux")) == [["two", "one", "three"]]


def test_words_that_say_nothing_are_not_asked(find: Find) -> None:
    index = {"le": [on("article")], "devis": [on("a")], "x": [on("letter")]}
    found = find(index, "Le devis", "le", "devis x", "x", "  ", "dévis", "DEVIS, devis")
    assert ids(found) == [["a"], ["article"], ["a"], ["letter"], [], [], ["a"]]
    assert [one["missing"] for one in found] == [[], [], [], [], [], ["dévis"], []]


def test_a_word_is_found_in_either_spelling(find: Find) -> None:
    index = {
        "cœur": [on("a", 1, at=3)],
        "aequo": [on("b")],
        "œuvre": [on("c", 1), on("d", 3)],
        "oeuvre": [on("c", 2)],
    }
    found = find(index, "coeur", "CŒUR", "æquo", "oeuvre", "œuvre")
    assert ids(found) == [["a"], ["a"], ["b"], ["d", "c"], ["d", "c"]]
    assert found[0]["data"] == ["data of a"]


def test_a_slip_is_corrected_where_the_word_is_on_no_page(find: Find) -> None:
    words = ("devis", "contrat", "concurrence")
    index = {
        "devis": [on("a"), on("far", exact=False)],
        "concurr": [on("begun", exact=False)],
        "contrat": [on("b"), on("both")],
        "achat": [on("c"), on("both", at=1)],
    }
    found = find(index, "devsi", "concurr", "zzzzzz", "contrta achat", "achat contrta", words=words)
    assert ids(found) == [["a"], ["begun"], [], ["both", "c", "b"], ["both", "c", "b"]]
    assert [one["corrected"] for one in found] == [["devis"], [], [], ["contrat"], ["contrat"]]
    assert [one["missing"] for one in found] == [[], [], ["zzzzzz"], [], []]


def test_a_correction_that_leads_nowhere_is_not_told(find: Find) -> None:
    index = {"devis": [on("a")], **{word: [on("b", 2, "title")] for word in ("un", "mot", "juste")}}
    [found] = find(index, "un mot juste devsi", words=("devis",))
    assert found["ids"][0] == "b"
    assert found["corrected"] == []


def test_what_was_asked_once_is_not_asked_again(find: Find, page: Page) -> None:
    find({"devis": [on("a")]}, "devis", "devis", "le devis")
    assert page.evaluate("window.asked") == ['"devis"', "devis"]
    ranking = page.evaluate("window.options.ranking")
    assert ranking["metaWeights"] == {"title": 0, "keywords": 0}, "weighed by the finder itself"
