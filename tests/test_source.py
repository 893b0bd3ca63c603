"""Reading YAML: the mistakes people make are explained where they are, and places are right."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook.diagnostics import Place
from playbook.source import Node, Scalar, at, place, values, walk
from playbook.source.reader import parse, read

from tests.conftest import FROZEN
from tests.excerpts import write

DATA = Path(__file__).parent / "data"
MISTAKES: list[dict[str, Any]] = yaml.load(
    (DATA / "mistakes.yml").read_text("utf-8"),
    Loader=yaml.CBaseLoader,  # noqa: S506 # text only
)


@pytest.mark.parametrize("mistake", MISTAKES, ids=lambda one: f"{one['code']}-{one['at']}")
def test_a_mistake_is_explained_where_it_is(mistake: dict[str, Any], tmp_path: Path) -> None:
    written = write(mistake["text"], tmp_path)
    found = written.check()
    header = mistake["text"].startswith("# ")
    shown = [
        f"{one.place.line - written.before.get(one.place.file, 0) + header}:{one.place.column}"
        for one in found
    ]
    more = mistake.get("and", [])
    assert [found[0].code, *shown[:1]] == [mistake["code"], mistake["at"]], found
    assert shown[1:] == more or more == ["any"], found
    says = mistake["says"].replace("{data}", written.roots[0].as_posix())
    assert says in f"{found[0].message} — {found[0].hint}"


REAL = sorted((DATA / "small").rglob("*.yml")) + sorted((FROZEN / "playbook_data").rglob("*.yml"))


def parsed(text: str) -> Node:
    node, found = parse(text, "x.yml")
    assert node is not None
    assert found == ()
    return node


def shown(text: str, of: Place) -> str:
    """What stands at a place."""
    return text.split("\n")[of.line - 1][of.column - 1 :][: of.length]


def test_every_value_of_every_file_stands_where_it_says() -> None:
    assert len(REAL) > 100
    for path in REAL:
        text = path.read_text("utf-8")
        node, _ = parse(text, path.name)
        assert node is not None
        for where, scalar in walk(node):
            first = scalar.raw.split("\n")[0]
            line = text.split("\n")[scalar.place.line - 1]
            assert line[scalar.place.column - 1 :].startswith(first), (path, where)
            words = scalar.text.split()
            for word, found in zip(words, scalar.places(words), strict=True):
                assert shown(text, found) == word, (path, where, word)


@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_places_count_characters(end: str, mark: str, tmp_path: Path) -> None:
    """From 1, in code points, whatever ends the lines; a byte order mark is no character."""
    lines = [
        "é😀: {œuf: 見積}",
        "texte: >-",
        "  Un 😀 mot,",
        "  puis deux",
        "liste:",
        "- a",
        "- b c",
    ]
    path = tmp_path / "x.yml"
    path.write_bytes((mark + end.join(lines) + end).encode())
    node, found = read(path, "x.yml")
    assert node is not None
    assert found == ()
    assert place(node, ("é😀", "œuf"), of_key=True) == Place("x.yml", 1, 6, 3)
    assert place(node, ("é😀", "œuf")) == Place("x.yml", 1, 11, 2)
    assert place(node, ("liste", 1)) == Place("x.yml", 7, 3, 3)
    assert place(node, ("liste", 9)) == Place("x.yml", 6, 1, 1)
    text = at(node, ("texte",))
    assert isinstance(text, Scalar)
    assert text.text == "Un 😀 mot, puis deux"
    assert text.place_of("mot") == Place("x.yml", 3, 8, 3)
    assert text.place_of("deux") == Place("x.yml", 4, 8, 4)
    assert text.place_of("mot, puis") == Place("x.yml", 3, 8, 4)
    assert text.place_of("absent") == text.place


def test_a_word_that_stands_twice_has_two_places() -> None:
    text = at(parsed("texte: un mot, un mot et un mot\n"), ("texte",))
    assert isinstance(text, Scalar)
    assert [text.place_of("mot", n).column for n in range(4)] == [11, 19, 29, 8]
    assert [one.column for one in text.places(["mot", "un", "mot"])] == [11, 16, 19]


def test_a_field_decides_the_type_of_its_value() -> None:
    """No value is guessed: what YAML reads as a truth, a time, a number or nothing stays text."""
    words = ["no", "on", "12:30", "2024-01-01", "1e3", "0x1F", "~", "null", "1_000", "0o7", ".inf"]
    text = "liste:\n" + "".join(f"  - {word}\n" for word in words)
    assert values(parsed(text)) == {"liste": words}


def test_what_is_broken_is_not_also_unknown(tmp_path: Path) -> None:
    """Who refers to an entry that could not be read has made no mistake."""
    broken = "# roles/directeur-achats.yml\nmandate: Signe : tout\n"
    assert [one.code for one in write(broken, tmp_path).check()] == ["colon-in-prose"]


@pytest.mark.parametrize(
    "broken",
    [
        "# roles/directeur-achats.yml\nstatus: fini\n",
        "# roles/directeur-achats.yml\nfoo: bar\n",
        "# thresholds/trois-devis.yml\nvalue: beaucoup\n",
        "# perimeters/maintenance.yml\nbuyer: [directeur-achats]\n",
        "# strategies/prouver.yml\nrank: deux\n",
    ],
)
def test_one_mistake_is_said_once(broken: str, tmp_path: Path) -> None:
    assert len(write(broken, tmp_path).check()) == 1


def test_a_mistake_made_a_thousand_times_is_said_a_hundred_times(tmp_path: Path) -> None:
    found = write("".join(f"k{n}: a\n" for n in range(1000)), tmp_path).check()
    assert len(found) == 101
    assert "900 more" in found[-1].message + found[-2].message


def test_all_faults_of_a_file_are_said_at_once(tmp_path: Path) -> None:
    """And in the order of its lines."""
    text = "status: fini\nowner:\nstrength: must\nstrength: may\nfoo: bar\nsources: guide\n"
    found = write(text, tmp_path).check()
    assert [one.code for one in found] == [
        "wrong-value",
        "empty-value",
        "duplicate-key",
        "unknown-field",
        "wrong-shape",
    ]


TRANSLATED = """\
# playbook.yml
languages: [fr, en]
# rules/mise-en-concurrence.yml
exceptions:
  - when: L’urgence est réelle.
    evidence: Le rapport.
# rules/mise-en-concurrence.en.yml
translates: "v1:0"
title: Compare offers
summary: The higher the amount, the more we compare.
statement: Ask for three quotes from <threshold:trois-devis> on.
rationale: Comparing is the only way to know what an offer is worth.
exceptions:
  - when: It is urgent.
"""


@pytest.mark.parametrize(
    ("change", "code", "says"),
    [
        (("It is urgent.", "It is urgent."), "untranslated", "exceptions"),
        (("summary: The", "sumary: The"), "unknown-field", 'did you mean "summary"'),
        (("trois-devis>", "trois-devi>"), "unknown-reference", 'did you mean "trois-devis"'),
        (("It is urgent.", "It is <b>urgent."), "raw-html", "HTML"),
        (
            ("title: Compare", "status: draft\ntitle: Compare"),
            "unknown-field",
            '"status" is no text',
        ),
        (
            ("title: Compare", "owner: daf\ntitle: Compare"),
            "unknown-field",
            'has no "owner" delete it: a translation holds texts only',
        ),
        (
            ("title: Compare", "evidence: The quotes.\ntitle: Compare"),
            "unknown-field",
            'has no "evidence" delete it, or write it there first',
        ),
        (("It is urgent.", "It is urgent.\n  - when: It is not."), "unknown-field", "same shape"),
        (('"v1:0"', '"v1:0"\nkeywords: quotes'), "unknown-field", "keywords"),
    ],
)
def test_a_translation_is_read_as_closely(
    change: tuple[str, str], code: str, says: str, tmp_path: Path
) -> None:
    written = write(TRANSLATED.replace(*change), tmp_path)
    found = [one for one in written.check() if one.code != "stale-translation"]
    assert code in {one.code for one in found}, found
    assert all(one.place.file.endswith(".en.yml") for one in found)
    assert says in "".join(f"{one.message} {one.hint}" for one in found)


def test_the_line_to_paste_is_the_right_one(tmp_path: Path) -> None:
    """Who writes what `stale-translation` proposes is done."""
    text = TRANSLATED.replace("It is urgent.", "It is urgent.\n    evidence: The report.")
    (stale,) = write(text, tmp_path / "a").check()
    assert stale.code == "stale-translation"
    line = stale.hint.partition("then write ")[2]
    text = text.replace('translates: "v1:0"', line)
    assert write(text, tmp_path / "b").check() == ()
    changed = text.replace("L’urgence est réelle.", "L’urgence est prouvée.")
    assert [one.code for one in write(changed, tmp_path / "c").check()] == ["stale-translation"]
    wrapped = text.replace("L’urgence est réelle.", ">-\n      L’urgence\n      est réelle.")
    assert write(wrapped, tmp_path / "d").check() == ()


def test_a_restricted_translation_does_not_stand_in_public(tmp_path: Path) -> None:
    text = """\
# playbook.yml
languages: [fr, en]
confidential: separate
# confidentiel/personas/responsable-technique.yml
traits: [Décide seul]
# personas/responsable-technique.en.yml
traits: [Decides alone]
"""
    found = [one for one in write(text, tmp_path).check() if one.place.file.endswith(".en.yml")]
    assert "restricted-in-public" in {one.code for one in found}


SEPARATE = "# playbook.yml\nconfidential: separate\n"


@pytest.mark.parametrize(
    ("excerpt", "codes"),
    [
        # The name of the restricted folder may begin like that of the open one.
        (SEPARATE + "# confidentiel/personas/responsable-technique.yml\ntraits: [Seul]\n", set()),
        ("# confidentiel/playbook.yml\norganisation: X\n", {"unknown-kind"}),
        ("# confidentiel/roles/daf.yml\nmandate: Tout.\n", {"duplicate-key"}),
        ("# confidentiel/roles/dafe.yml\nmail: a@b.fr\n", {"missing-field"}),
        (
            "# documents/demande-de-devis.yml\nfile: a.txt\n# assets/a.txt\na\n"
            "# confidentiel/assets/a.txt\na\n",
            {"duplicate-id"},
        ),
    ],
)
def test_two_data_folders(excerpt: str, codes: set[str], tmp_path: Path) -> None:
    found = write(excerpt, tmp_path).check()
    assert {one.code for one in found if "strateg" not in one.place.file + str(one.place)} - {
        "restricted-in-public"
    } == codes


@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_a_byte_order_mark_moves_no_column(mark: bytes, tmp_path: Path) -> None:
    file = tmp_path / "x.yml"
    for text, expected in {
        "été: x\nsummary: é".encode() + b" \xe9": (2, 12),
        b"ab\xe9": (1, 3),
        "owner: a\u200bb\n".encode(): (1, 9),
        b"a:\tb: c: d": (1, 5),
    }.items():
        file.write_bytes(mark + text)
        _, found = read(file, "x.yml")
        assert [one.place[1:3] for one in found] == [expected]


def test_what_a_system_leaves_in_a_folder_is_no_entry(tmp_path: Path) -> None:
    """Hidden files and folders, and what explains a folder to who opens it."""
    written = write("", tmp_path)
    for name in (".DS_Store", "rules/.gitkeep", "rules/.a.yml", ".git/config", "rules/README.md"):
        path = written.roots[0] / name
        path.parent.mkdir(exist_ok=True)
        path.write_text("- [", "utf-8")
    assert written.check() == ()
