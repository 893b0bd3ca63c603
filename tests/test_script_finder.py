"""Which pages are found for words, and in which order: the finder over an index of a few words."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, Route

from tests.scripting import Ask

FIND = """(async () => {
  const { find } = it.finder(location.origin + "/stub/", "fr");
  const found = [];
  for (const query of given) {
    const figures = new Set(query.match(/\\d{4,}/g));
    const { pages, corrected, missing } = await find({ text: query, figures });
    found.push({ ids: pages.map((one) => one.page), corrected, missing });
  }
  return found;
})()"""
TITLE, KEYWORD, IN_KEYWORD, FOREIGN = 16, 32, 64, 128
Find = Callable[..., list[dict[str, Any]]]
Index = dict[str, dict[int, int]]
ENDINGS = ("s", "e", "es", "er", "ation", "ant")


@pytest.fixture
def find(ask: Ask, page: Page) -> Find:
    """What is found for queries: an index has for each word where it stands, by the number of a page."""

    def run(
        index: Index,
        *queries: str,
        kinds: dict[int, str] | None = None,
        titles: dict[int, int] | None = None,
        words: tuple[str, ...] = (),
        rare: tuple[str, ...] = (),
    ) -> list[dict[str, Any]]:
        pages = range(100)
        held = {word: [x for pair in on.items() for x in pair] for word, on in index.items()}
        split = [
            {word: on for word, on in held.items() if (word >= "m") == late}
            for late in (False, True)
        ]
        files: dict[str, Any] = {
            "pages.fr.json": {
                "below": "",
                "pages": [f"{(kinds or {}).get(number, 'strategies')}/{number}/" for number in pages],
                "names": [f"{number}" for number in pages],
                "lengths": [100 for _ in pages],
                "titles": [(titles or {}).get(number, 1) for number in pages],
                "files": [["", "a"], ["m", "m"]],
                "stop": ["le", "des"],
                "endings": ENDINGS,
            },
            "words.fr.json": {"words": words, "rare": rare},
            "words-a.json.gz": split[0],
            "words-m.json.gz": split[1],
        }  # fmt: skip

        def answer(route: Route) -> None:
            name = route.request.url.rpartition("/")[2]
            route.fulfill(body=json.dumps(files[name]), content_type="application/json")

        page.route("**/stub/**", answer)
        found: list[dict[str, Any]] = ask("finder", FIND, list(queries))
        return found

    return run


def ids(found: list[dict[str, Any]]) -> list[list[int]]:
    return [one["ids"] for one in found]


def test_a_word_is_found_where_it_counts_most(find: Find) -> None:
    index: Index = {
        "devis": {1: 1, 2: 2},
        "titre": {1: 15, 2: TITLE, 3: KEYWORD, 4: IN_KEYWORD, 5: FOREIGN},
        "zebre": {1: TITLE, 2: TITLE},
        "egal": {2: 1, 1: 1},
    }
    found = find(index, "devis", "titre", "zebre", "egal", titles={1: 4})
    # What the title says as one word of four counts less than alone.
    assert ids(found) == [[2, 1], [2, 3, 4, 1, 5], [2, 1], [1, 2]]


def test_the_word_itself_comes_before_its_forms_and_those_before_longer_ones(find: Find) -> None:
    index: Index = {
        "consultant": {1: TITLE},
        "consultation": {2: TITLE},
        "consultante": {3: TITLE},
        "consultants": {4: 1 + TITLE},
        "match": {5: 1},
        "matiere": {6: TITLE},
        "devant": {7: TITLE},
        "devis": {8: 1},
        "plan": {9: 1},
        "planete": {10: TITLE + 15},
    }
    found = find(index, "consultant", "match", "devis", "plan", "plane")
    assert ids(found) == [[1, 4, 2, 3], [5], [8], [9, 10], [9, 10]]


def test_a_title_or_keyword_of_several_words_counts_more_where_all_of_it_is_asked(
    find: Find,
) -> None:
    index: Index = {
        "combien": {1: IN_KEYWORD, 2: IN_KEYWORD},
        "devis": {1: KEYWORD, 2: IN_KEYWORD},
        "bon": {3: KEYWORD, 4: TITLE},
        "commande": {3: KEYWORD, 4: TITLE},
    }
    queries = "devis", "combien de devis", "devis, combien", "bons commandes"
    apart = find(index, *queries, titles={4: 4})
    assert ids(apart) == [[1, 2], [1, 2], [1, 2], [3, 4]]
    index |= {"combien devis": {2: IN_KEYWORD}, "bon commande": {3: IN_KEYWORD, 4: TITLE}}
    assert ids(find(index, *queries, titles={4: 4})) == [[1, 2], [2, 1], [2, 1], [4, 3]]


def test_a_figure_that_is_no_amount_asks_for_no_decision(find: Find) -> None:
    kinds = {1: "decisions", 2: "rules"}
    index: Index = {"sapin": {1: 1, 2: IN_KEYWORD}, "2": {1: 1, 2: 1}, "5000": {1: 1, 2: 1}}
    assert ids(find(index, "sapin 2", "sapin 5000", kinds=kinds)) == [[2, 1], [1, 2]]


KINDS = ("decisions", "rules", "personas", "documents", "strategies", "glossary", "thresholds", "sources",
         "fields", "codes")  # fmt: skip


def test_what_says_what_to_do_comes_first_and_what_editors_are_told_last(find: Find) -> None:
    kinds = dict(enumerate(KINDS, 1))
    index: Index = {"delai": dict.fromkeys(reversed(kinds), 1)}
    assert ids(find(index, "delai", kinds=kinds)) == [list(kinds)]


def test_who_names_an_amount_wants_to_decide(find: Find) -> None:
    kinds = {1: "decisions", 2: "thresholds", 3: "rules"}
    index: Index = {"5000": {3: 1, 2: 1, 1: 1}, "500000": {9: 1}, "achat": {1: 1, 3: 3}}
    found = find(index, "5000", "achat 8000", "achat", kinds=kinds)
    assert ids(found) == [[1, 2, 3], [1, 3], [3, 1]]
    assert [one["missing"] for one in found] == [[]] * 3, "an amount that nothing holds is no word"


def test_an_amount_says_nothing_against_a_page_without_it(find: Find) -> None:
    found = find({"achat": {1: 1, 2: 1}, "5000": {2: 1, 3: 1}}, "achat 5000")
    assert ids(found) == [[2, 1]], "and brings no page that holds nothing else"


def test_a_page_holds_a_quarter_of_what_is_asked(find: Find) -> None:
    index: Index = {"devis": {1: 1}}
    found = find(index, "devis zuta zutb zutc", "devis zuta zutb zutc zutd", "rien")
    assert ids(found) == [[1], [], []]
    assert [one["missing"] for one in found] == [
        ["zuta", "zutb", "zutc"], ["zuta", "zutb", "zutc", "zutd"], ["rien"],
    ]  # fmt: skip


def test_the_rare_words_of_a_sentence_weigh_more(find: Find) -> None:
    usual = dict.fromkeys(range(40), 1)
    index: Index = {"achat": usual, "delai": usual, "grue": {50: 1}}
    assert ids(find(index, "achat delai grue"))[0][0] == 50
    assert ids(find({**index, "grue": {1: 1, 50: 1}}, "achat delai grue"))[0][:2] == [1, 50]


def test_words_that_say_nothing_are_not_asked(find: Find) -> None:
    index: Index = {"le": {1: TITLE}, "devis": {2: 1}, "x": {3: TITLE}}
    found = find(index, "Le devis", "le", "devis x", "x", "  ", "dévis", "DEVIS, devis")
    assert ids(found) == [[2], [1], [2], [3], [], [2], [2]]
    assert [one["missing"] for one in found] == [[]] * 7


def test_codes_are_found_as_written(find: Find) -> None:
    index: Index = {"l441-10": {1: 1}, "441-10": {1: 1}, "capex": {2: 1}, "r&d": {3: 1}}
    found = find(index, "L441-10", "L. 441-10", "l441", "441-10", "C.A.P.E.X.", "R & D")
    assert ids(found) == [[1], [1], [1], [1], [2], [3]]


def test_a_slip_is_corrected_where_the_word_is_on_no_page(find: Find) -> None:
    words, rare = ("devis", "contrat"), ("metro", "concurrence")
    index: Index = {
        "devis": {1: 1}, "contrat": {2: 1, 3: 1}, "achat": {3: 1, 4: 1}, "metro": {5: 1},
        "concurrence": {6: 1},
    }  # fmt: skip
    asked = ("devsi", "concurence", "concurece", "meteo", "contrta achat", "zzzzzz")
    found = find(index, *asked, words=words, rare=rare)
    assert ids(found) == [[1], [6], [], [], [3, 4, 2], []]
    assert [one["corrected"] for one in found] == [
        ["devis"], ["concurrence"], [], [], ["contrat"], [],
    ]  # fmt: skip
    assert [bool(one["missing"]) for one in found] == [False, False, True, True, False, True]


def test_a_correction_that_leads_nowhere_is_not_told(find: Find) -> None:
    index: Index = {"devis": {1: 1}, **{word: {2: TITLE} for word in ("trop", "mot", "juste")}}
    [found] = find(index, "trop mot juste devsi", words=("devis",))
    assert found["ids"][0] == 2
    assert found["corrected"] == []
