"""How scripts take words and amounts as people type them, and what a mistyped word may mean."""

import pytest

from tests.scripting import Ask

# ---- words, and what they may be mistaken for

BARE = {"ÉTÉ": "ete", "Ça": "ca", "ﬁn": "ﬁn", "Œuvre": "œuvre", "e\u0301": "e"}
FOLDED = {
    "L’Œuvre": "l'oeuvre",
    "Ætna": "aetna",
    "a’bʼc‘d`e´f": "a'b'c'd'e'f",
    "Déjà, « vu »": "deja, « vu »",
}
JOINED = {
    "12 000 €": "12000 €",
    "12\u00a0000": "12000",
    "12\u202f000": "12000",
    "12.000": "12000",
    "12,000": "12000",
    "1 234 567": "1234567",
    "de 5 000 à 25 000": "de 5000 à 25000",
    "12 00": "12 00",
    "12 0000": "12 0000",
    "1234 567": "1234 567",
    "1.12 000": "1.12 000",
    "12k": "12000",
    "12K€": "12000€",
    "12 keur": "12000eur",
    "1,5k€": "1500€",
    "1.25k": "1250",
    "12km": "12km",
    "12 kg": "12 kg",
}


@pytest.mark.parametrize(
    ("name", "cases"), [("bare", BARE), ("fold", FOLDED), ("joinAmounts", JOINED)]
)
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
    # accents and ligatures are no slips
    ("qualiter", ["qualité"], ["qualité"]),
    ("evalution", ["évaluation"], ["évaluation"]),
    ("evalutoin", ["évaluation"], ["évaluation"]),
    ("coeurs", ["cœur"], ["cœur"]),
    ("oeuvress", ["œuvre"], ["œuvre"]),
]  # fmt: skip


def test_slips_are_counted_as_far_as_they_are_asked_for(ask: Ask) -> None:
    found = ask("nearest", "given.map((one) => it.slips(...one))", [one[:3] for one in SLIPS])
    assert [(*one[:3], number) for one, number in zip(SLIPS, found, strict=True)] == SLIPS


def test_a_mistyped_word_is_taken_for_the_nearest_ones(ask: Ask) -> None:
    found = ask("nearest", "given.map((one) => it.nearest(...one))", [one[:2] for one in MEANT])
    assert [(*one[:2], words) for one, words in zip(MEANT, found, strict=True)] == MEANT
