"""How scripts take words and amounts as people type them, and what a mistyped word may mean."""

import pytest
import yaml
from playbook.search import words

from tests.conftest import ROOT
from tests.scripting import Ask

WORDS: dict[str, list[str]] = yaml.safe_load((ROOT / "tests/data/words.yml").read_text("utf-8"))

# ---- words, and what they may be mistaken for

BARE = {"ÉTÉ": "ete", "Ça": "ca", "ﬁn": "ﬁn", "Œuvre": "œuvre", "e\u0301": "e"}
FOLDED = {
    "L’Œuvre": "l'oeuvre",
    "Ætna": "aetna",
    "a’bʼc‘d`e´f": "a'b'c'd'e'f",
    "Déjà, « vu »": "deja, « vu »",
}


@pytest.mark.parametrize(("name", "cases"), [("bare", BARE), ("fold", FOLDED)])
def test_words_and_amounts_are_compared_as_people_mean_them(
    name: str, cases: dict[str, str], ask: Ask
) -> None:
    found = ask("fold", f"given.map((one) => it.{name}(one))", list(cases))
    assert dict(zip(cases, found, strict=True)) == cases


# A word, another, how many slips are counted, and how many there are: one more where there are more.
SLIPS: list[tuple[str, str, int, int]] = [
    ("", "", 2, 0),
    ("", "ab", 2, 2),
    ("ab", "", 2, 2),
    ("devis", "devis", 2, 0),
    ("dvis", "devis", 2, 1),
    ("devvis", "devis", 2, 1),
    ("davis", "devis", 2, 1),
    ("dveis", "devis", 2, 1),
    ("edvis", "devis", 2, 1),
    ("devsi", "devis", 2, 1),
    ("edvsi", "devis", 2, 2),
    ("ab", "ba", 2, 1),
    ("abcd", "xbdc", 2, 2),
    ("aab", "ba", 3, 2),
    ("abc", "bca", 3, 2),
    ("abcdef", "uvwxyz", 1, 2),
    ("abcdef", "uvwxyz", 2, 3),
    ("abcdef", "uvwxyz", 6, 6),
    ("abcd", "abxy", 2, 2),
    ("abcd", "abxy", 1, 2),
]

# A word that is mistyped, those there are, and those that may be meant.
MEANT: list[tuple[str, list[str], list[str]]] = [
    # none in a short one
    ("dev", ["deve", "dev"], []),
    # one in a longer one
    ("devi", ["devis"], ["devis"]),
    ("contra", ["contrat"], ["contrat"]),
    ("cantra", ["contrat"], []),
    ("devi", ["devises"], []),
    # two in a long one, that begins right
    ("cntrats", ["contrat"], ["contrat"]),
    ("contratss", ["contrat"], ["contrat"]),
    ("cntrat", ["contrats"], []),
    ("cntrctel", ["contractuel"], []),
    ("kontrats", ["contrat"], []),
    ("kontrat", ["contrat"], ["contrat"]),
    # the fewest slips, in the order of the list, and three at most
    ("abcdefgh", ["abcdefxy", "abcdefgx", "abcdefxh", "abcdefyx"], ["abcdefgx", "abcdefxh"]),
    ("abcdefgh", ["abcdefgx", "abcdefgh", "abcdefxh"], ["abcdefgh"]),
    ("abcdefgh", ["abcdefg1", "abcdefg2", "abcdefg3", "abcdefg4"], [f"abcdefg{n}" for n in (1, 2, 3)]),
    ("abcdefgh", ["abcdef12", "abcdef34"], ["abcdef12", "abcdef34"]),
]  # fmt: skip


def test_slips_are_counted_as_far_as_they_are_asked_for(ask: Ask) -> None:
    found = ask("nearest", "given.map((one) => it.slips(...one))", [one[:3] for one in SLIPS])
    assert [(*one[:3], number) for one, number in zip(SLIPS, found, strict=True)] == SLIPS


def test_a_mistyped_word_is_taken_for_the_nearest_ones(ask: Ask) -> None:
    found = ask("nearest", "given.map((one) => it.nearest(...one))", [one[:2] for one in MEANT])
    assert [(*one[:2], words) for one, words in zip(MEANT, found, strict=True)] == MEANT


def test_words_are_the_same_where_they_are_listed_and_where_they_are_looked_for(ask: Ask) -> None:
    assert {text: list(words.words(text)) for text in WORDS} == WORDS
    found = ask("words", "given.map(it.words)", list(WORDS))
    assert dict(zip(WORDS, found, strict=True)) == WORDS


# What is searched: the text as the finder gets it, and the amounts in it with what is said of their tax.
ASKED = [
    ("28 000 € hors taxes", " 28000  hors taxes", [("28000", "excluded")]),
    (
        "achat de 12 000,50 € TTC pour un PC",
        "achat de  12000.5  TTC pour un PC",
        [("12000.5", "included")],
    ),
    ("5k€", " 5000 ", [("5000", None)]),
    ("€ 1,234.50", " 1234.5 ", [("1234.5", None)]),
    ("achat 15000", "achat  15000 ", [("15000", None)]),
    ("4500", " 4500 ", [("4500", None)]),
    ("consultant à 900 € par jour", "consultant à  900  par jour", [("900", None)]),
    # no amounts, as far as one can tell
    ("3 devis", "3 devis", []),
    ("ISO 9001", "ISO 9001", []),
    ("article L441-10", "article L441-10", []),
    ("L. 2123-1", "L. 2123-1", []),
    ("contrat 2026", "contrat 2026", []),
    ("100 m de câble", "100 m de câble", []),
]


def test_amounts_are_read_in_what_is_searched(ask: Ask) -> None:
    call = 'given.map((text) => it.asked(text, ["euros", "euro", "eur", "€"]))'
    found = ask("search-amount", call, [one[0] for one in ASKED])
    read = [
        (text, one["text"], [(amount["figure"], amount.get("tax")) for amount in one["amounts"]])
        for (text, *_), one in zip(ASKED, found, strict=True)
    ]
    assert read == ASKED
