"""The words of a language that has not all of them: what is borrowed, what is refused."""

import pickle
import re
import shutil
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from babel import Locale
from playbook.words import Word, Words, is_plural, load_words

from tests.conftest import ROOT
from tests.german import WORDS, Project, project

OWN = {
    "territory": "de_DE",
    "tabs": {"rules": "Regeln"},
    "kinds": {
        "rules": {"title": "Regeln", "count": {"one": "{count} Regel", "other": "{count} Regeln"}}
    },
    "walk": {"script": {"why": "Warum", "taxes": {"excluded": "ohne Steuern"}}},
}


@pytest.fixture(scope="module")
def german() -> Words:
    lender = load_words("en", "EUR")
    return Words("de", "EUR", OWN, Locale.parse("de_DE"), lender)


def test_what_a_language_lacks_is_borrowed_and_says_so(german: Words) -> None:
    own, lent = german("tabs.rules"), german("tabs.people")
    assert (own, own.lender) == ("Regeln", "")
    assert (lent, lent.lender) == ("Stakeholders", "en")
    assert not german.has("tabs.nothing")
    with pytest.raises(KeyError):
        german("tabs.nothing")
    again = pickle.loads(pickle.dumps(lent))  # noqa: S301 # our own
    assert (again, again.lender, type(again)) == (lent, "en", Word)


def test_what_the_lender_lacks_itself_is_borrowed_from_french() -> None:
    half = Words("en", "EUR", {}, Locale.parse("en_GB"), load_words("fr", "EUR"))
    german = Words("de", "EUR", {}, Locale.parse("de_DE"), half)
    assert german("tabs.rules").lender == "fr"
    assert german.spoken == ("de", "en", "fr")
    assert load_words("en", "EUR", "xx").spoken == ("en", "fr")
    assert load_words("fr", "EUR", "en").spoken == ("fr",)


def test_a_borrowed_plural_is_that_of_its_language() -> None:
    german = Words("de", "EUR", OWN, Locale.parse("de_DE"), load_words("fr", "EUR"))
    assert german("kinds.rules.count", count=0) == "0 Regeln"
    assert german("kinds.roles.count", count=0) == "0 rôle"
    assert german("kinds.roles.count", count=12000) == "12\u202f000 rôles"
    assert german("kinds.rules.count", count=12000) == "12.000 Regeln"


def test_a_group_is_whole(german: Words) -> None:
    script = german.group("walk.script")
    assert (script["why"], script["change"]) == ("Warum", "Change")
    assert script["taxes"] == {"excluded": "ohne Steuern", "included": "including VAT"}
    assert german.group("nothing") == {}
    # The forms of a plural are one text: those of another language do not mix with them.
    polish = {"pages": {"count": {"few": "strony", "many": "stron", "other": "strony"}}}
    own = {"pages": {"count": {"one": "Seite", "other": "Seiten"}}}
    lender = Words("pl", "EUR", polish, Locale.parse("pl_PL"))
    assert Words("de", "EUR", own, Locale.parse("de_DE"), lender).group("pages") == own["pages"]


def test_a_text_that_cannot_be_filled_in_is_borrowed_too() -> None:
    """The check says what is wrong with it, and the preview stands meanwhile."""
    wrong = {
        "page": {"site": "{firma}"},
        "kinds": {"rules": {"count": {"one": "eine"}}},
        "tabs": "x",
    }
    german = Words("de", "EUR", wrong, Locale.parse("de_DE"), load_words("fr", "EUR"))
    for key, values in {
        "page.site": {"organisation": "Vauclin"},
        "kinds.rules.count": {"count": 3},
        "tabs.rules": {},
    }.items():
        assert german(key, **values).lender == "fr"


def test_what_no_language_can_lend(german: Words) -> None:
    assert german.own("search.stop_words") == ""
    assert "aujourd" in load_words("fr", "EUR").own("search.stop_words")


def test_minus_nought_is_nought(german: Words) -> None:
    """Whichever was asked for first: they are equal, and kept for one another."""
    for value in (Decimal("-0"), Decimal(0), 0):
        assert german.number(value) == "0"
    assert german.money(Decimal("-0")) == german.money(Decimal(0))


def test_a_language_writes_figures_and_days_its_own_way(german: Words) -> None:
    assert german.money(Decimal(25000)) == "25.000\u00a0€"
    assert german.day(date(2026, 10, 1)) == "1. Oktober 2026"
    amounts = {"fr": "12\u202f000\u00a0€", "en": "€12,000"}
    shown = {code: load_words(code, "EUR").money(Decimal(12000)) for code in amounts}
    assert shown == amounts
    assert [Words.name_of(code) for code in ("fr", "en", "de")] == [
        "Français",
        "English",
        "Deutsch",
    ]


# ---- a file of words at fault


@pytest.fixture(scope="module")
def with_words(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., Project]:
    """The small playbook, in a project of its own whose German words are as given."""
    made = project(tmp_path_factory.mktemp("words"))
    shutil.rmtree(made.folder / "playbook_data")
    shutil.copytree(ROOT / "tests/data/small", made.folder / "playbook_data")
    settings = made.folder / "playbook_data/playbook.yml"
    before = settings.read_text("utf-8")

    def write(text: str, languages: str = "fr, de", words: str = WORDS) -> Project:
        (made.folder / words).write_text(text, "utf-8")
        settings.write_text(before.replace("[fr]", f"[{languages}]"), "utf-8")
        return made

    return write


FAULTS = """\
territory: fr_FR                   # wrong-value: write the language, an underscore and a country, as de_DE
tabs:
  bye: Einkaufen                   # unknown-field: did you mean "buy"?
  rules: [Regeln]                  # wrong-shape: this is one text, as in fr.yml
kinds:
  rules:
    count: Regeln                  # wrong-shape: write its forms: {one: …, other: …}
  cases: Fälle                 # wrong-shape: this is a group of words: title, one, about, count, as in fr.yml
  roles:
    count: {one: eine, other: "{zahl} Rollen"}     # wrong-value: write {count} in it, once each
  sources:
    count: {one: eine, many: viele}                # wrong-shape: write its forms: {one: …, other: …}
  documents:
    count: {one: "{ein} Dokument", other: "{count} Dokumente"}  # wrong-value: write {count} in it, once each
page:
  site: Handbuch                   # wrong-value: write {organisation} in it, once each
  edition: "{audience} am {tag}"   # wrong-value: write {audience}, {day} in it, once each
  moved: "Siehe {hier}"            # wrong-value: write no braces in it
home:
  since: "seit {day"               # wrong-value: write {day} in it, once each
xyzzy: ja                          # unknown-field: delete it
"""


def test_what_does_not_fit_in_a_file_of_words_is_said_at_its_place(
    with_words: Callable[..., Project],
) -> None:
    made = with_words(FAULTS)
    missing, *found = [one for one in made.check() if one["file"] == WORDS]
    assert missing["code"] == "untranslated"
    said = [(one["line"], one["code"], one["hint"]) for one in found]
    assert said == [
        (number, *comment.groups())
        for number, line in enumerate(FAULTS.splitlines(), 1)
        if (comment := re.search(r"# ([a-z-]+): (.*)", line))
    ]
    columns: dict[int, Any] = {one["line"]: one["column"] for one in found}
    assert (columns[3], columns[17], columns[20]) == (3, 27, 16)
    done = made.run("-m", "playbook.edges", "site")
    assert (done.returncode, "nothing is built" in done.stderr) == (1, True)


def test_a_file_of_words_that_is_no_yaml_is_an_error_and_no_crash(
    with_words: Callable[..., Project], tmp_path: Path
) -> None:
    made = with_words("territory: de_DE\ntabs:\n  rules: Regeln: alle\n")
    assert [(one["line"], one["code"]) for one in made.check() if one["file"] == WORDS] == [
        (3, "colon-in-prose")
    ]
    # Commands that only need some words go on with others.
    made = with_words("territory: de_DE\ntabs:\n  rules: Regeln: alle\n", "de, fr")
    assert made.run("-m", "playbook", "schema", "--out", str(tmp_path)).returncode == 0


def test_two_letters_need_not_be_a_language(with_words: Callable[..., Project]) -> None:
    file = WORDS.replace("de.yml", "xx.yml")
    made = with_words("tabs: {rules: Regeln}\n", "fr, xx", file)
    unknown = [one for one in made.check() if one["code"] == "unknown-language"]
    assert [one["message"] for one in unknown] == ['"xx" is the code of no language']


@pytest.mark.parametrize(("language", "first"), [("de", "fr"), ("ga", "en")])
def test_a_file_of_words_may_be_nearly_empty(
    language: str, first: str, with_words: Callable[..., Project], tmp_path: Path
) -> None:
    """Even of a language that the theme itself has no words for, as Irish; the first one lends."""
    file = WORDS.replace("de.yml", f"{language}.yml")
    made = with_words("tabs: {rules: Regeln}\n", f"{first}, {language}", file)
    assert [one["code"] for one in made.check() if one["file"] == file] == ["untranslated"]
    call = ("-m", "mkdocs", "build", "--strict", "-q", "-d", str(tmp_path / "site"))
    done = made.run(*call, PLAYBOOK_LANGUAGE=language)
    assert done.returncode == 0, done.stderr
    html = (tmp_path / "site/index.html").read_text("utf-8")
    assert f'<html lang="{language}"' in html
    for key in ("home.question", "page.search"):
        assert f'<span lang="{first}" dir="ltr">{load_words(first, "EUR")(key)}</span>' in html


@pytest.mark.parametrize(
    ("forms", "plural"),
    [
        ("other", True),
        ("one other", True),
        ("zero one two few many other", True),
        ("one many", False),
        ("one other label", False),
        ("zero one two few many other label", False),
    ],
)
def test_a_group_of_words_is_a_plural_by_its_names(forms: str, plural: bool) -> None:
    assert is_plural(dict.fromkeys(forms.split(), "…")) == plural


@pytest.mark.parametrize(
    ("language", "ordered"),
    [
        ("fr", ["Attestation", "Le besoin", "L’écrit", "Les frais", "Légal", "Zut"]),
        ("en", ["Appeal", "The budget", "A contract", "Theme", "An urgency"]),
    ],
)
def test_a_first_article_does_not_count_in_an_order(language: str, ordered: list[str]) -> None:
    assert sorted(ordered, key=load_words(language, "EUR").sort_key) == ordered
