"""What opens or closes what is kept is said first, once for each cause, where the cause stands."""

import shutil
from pathlib import Path

import pytest
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.formats import as_github
from playbook.pipeline import check

from tests.excerpts import TODAY
from tests.house import House
from tests.repositories import put

AUDIENCES = "audiences:\n  staff: []\n  buyers: [staff]\n"
SETTINGS = "playbook.yml"
PERSONA = "personas/responsable-technique.yml"
RULE = "title: R\nsummary: S\nstatus: in-review\nstrength: must\nstatement: S\nrationale: R\n"
FORM = (
    "title: F\nsummary: S\nstatus: in-review\nneeded: Toujours\nform: template\n"
    "filled_by: directeur-achats\nfile: grille.txt\n"
)


@pytest.fixture
def kept(house: House) -> House:
    """A playbook with an entry, a field and a file that are kept for few; the forge is for them too."""
    house.change(SETTINGS, AUDIENCES, f"{AUDIENCES}  head: [buyers]\n  others: [staff]\n")
    house.change(SETTINGS, "defaults:\n", "forge:\n  readers: head\ndefaults:\n")
    put(
        house.data,
        {
            "rules/reservee.yml": f"{RULE}audience: head\n",
            PERSONA: (house.data / PERSONA).read_text("utf-8") + "traits: [Décide seul]\n",
            "documents/grille.yml": f"{FORM}audience: head\n",
            "assets/grille.txt": "grille\n",
        },
    )
    house.commit()
    assert check([house.data], TODAY).found == ()
    return house


def told(house: House, *others: Path) -> list[Diagnostic]:
    found = check([house.data, *others], TODAY, "HEAD").found
    codes = ("more-readers", "fewer-readers")
    first = [one for one in found if one.code in codes]
    assert list(found[: len(first)]) == first
    return first


def lines(found: list[Diagnostic]) -> list[tuple[str, str, int, int, str]]:
    """Of each its code, its place, and who would read what."""
    return [
        (one.code, Path(one.place.file).name, one.place.line, one.place.column, one.message)
        for one in found
    ]


def test_a_playbook_that_has_not_changed_opens_nothing(kept: House) -> None:
    assert told(kept) == []


def test_what_is_new_or_says_something_else_opens_nothing(kept: House) -> None:
    put(kept.data, {"rules/neuve.yml": RULE})
    kept.change(PERSONA, "Décide seul", "Décide vite")
    kept.change("rules/reservee.yml", "statement: S", "statement: T")
    assert told(kept) == []


def test_an_entry_that_says_so(kept: House) -> None:
    kept.change("rules/reservee.yml", "audience: head", "audience: buyers")
    (one,) = told(kept)
    assert lines([one]) == [
        (
            "more-readers",
            "reservee.yml",
            7,
            11,
            "more people would read this: buyers (1 entry, 7 fields: rule:reservee)",
        )
    ]
    assert [other.message.split(":")[:2] for other in one.related] == [["rule", "reservee"]]
    kept.change("rules/reservee.yml", "audience: buyers\n", "")
    (one,) = told(kept)
    assert (one.place.line, one.place.column) == (1, 1)
    assert "buyers, others, staff (" in one.message


@pytest.mark.parametrize(
    ("old", "new", "line", "who", "what"),
    [
        ("  others: [staff]\n", "  others: [buyers]\n", 8, "others (", "persona:"),
        ("  others: [staff]\n", "  others: [staff, head]\n", 8, "others (", "rule:reservee"),
        ("  others: [staff]\n", "  others: [staff]\n  guests: [head]\n", 9, "guests (", "rule:"),
        ("  readers: head\n", "  readers: buyers\n", 10, "buyers (", "rule:reservee"),
        ("    audience: buyers\n", "    audience: staff\n", 13, "others, staff (", "strategy:"),
        (
            "  others: [staff]\n",
            "  others: [staff]\nkept_for: others\n",
            9,
            "others (1 entry, 1 field: persona:responsable-technique",
            "persona:",
        ),
    ],
)
def test_one_word_in_the_settings_is_said_there_with_all_that_it_opens(
    kept: House, old: str, new: str, line: int, who: str, what: str
) -> None:
    kept.change(SETTINGS, old, new)
    found = [one for one in told(kept) if one.code == "more-readers"]
    assert Path(found[0].place.file).name == SETTINGS
    assert found[0].place.line == line
    assert f"this: {who}" in found[0].message
    assert any(what in other.message for one in found for other in one.related)
    assert len(found) <= 2
    assert "::warning file=" in as_github(found).split("\n")[0]


def test_an_audience_that_is_only_called_otherwise_opens_nothing(kept: House) -> None:
    for path in kept.data.rglob("*.yml"):
        text = path.read_text("utf-8").replace("buyers", "acheteurs").replace("head", "chef")
        path.write_text(text, "utf-8")
    kept.change(SETTINGS, "forge:\n", "kept_for: acheteurs\nforge:\n")
    assert told(kept) == []


def test_a_file_is_opened_by_whoever_offers_it(kept: House) -> None:
    put(kept.data, {"documents/ouvert.yml": FORM})
    (one,) = told(kept)
    assert lines([one])[0][:4] == ("more-readers", "ouvert.yml", 7, 7)
    assert "document:ouvert" in one.message
    (kept.data / "documents/ouvert.yml").unlink()
    kept.change("documents/grille.yml", "audience: head", "audience: buyers")
    (one,) = told(kept)
    assert "assets/grille.txt" in one.related[0].message


def test_what_leaves_the_second_folder_is_opened_to_who_opens_the_first(kept: House) -> None:
    few = kept.top / "few"
    put(few, {"rules/a-part.yml": f"{RULE}audience: head\n", PERSONA: "fears: [Une panne]\n"})
    kept.change(
        SETTINGS, "  readers: head\n", "  readers: buyers\n  confidential:\n    readers: head\n"
    )
    kept.commit()
    assert told(kept, few) == []
    shutil.move(few / "rules/a-part.yml", kept.data / "rules")
    (one,) = told(kept, few)
    assert lines([one])[0][:4] == ("more-readers", "a-part.yml", 1, 1)
    assert "this: buyers (1 entry" in one.message
    (few / PERSONA).unlink()
    put(kept.data, {PERSONA: (kept.data / PERSONA).read_text("utf-8") + "fears: [Une panne]\n"})
    assert len(told(kept, few)) == 1  # buyers read that field on the site already


def test_where_everybody_opens_the_first_folder_they_read_what_leaves_the_second(
    kept: House,
) -> None:
    few = kept.top / "few"
    put(few, {"rules/a-part.yml": f"{RULE}audience: head\n"})
    kept.change(SETTINGS, "forge:\n", "confidential: separate\nforge:\n")
    kept.change(
        SETTINGS, "  readers: head\n", "  readers: head\n  confidential:\n    readers: head\n"
    )
    kept.commit()
    assert told(kept, few) == []
    shutil.move(few / "rules/a-part.yml", kept.data / "rules")
    (one,) = told(kept, few)
    assert lines([one])[0][:2] == ("more-readers", "a-part.yml")
    assert "this: buyers, others, staff (1 entry" in one.message


def test_what_leaves_the_second_folder_is_said_where_nobody_wrote_who_opens_the_first(
    house: House,
) -> None:
    few = house.top / "few"
    put(few, {"rules/a-part.yml": f"{RULE}audience: buyers\n"})
    house.commit()
    shutil.move(few / "rules/a-part.yml", house.data / "rules")
    (one,) = told(house, few)
    assert "whoever opens the first data folder" in one.message


def test_an_entry_that_moves_takes_its_readers_along(kept: House) -> None:
    kept.rename("rules/reservee.yml", "rules/ailleurs.yml", "aliases: [reservee]\n")
    assert told(kept) == []
    kept.change("rules/ailleurs.yml", "audience: head\n", "")
    (one,) = told(kept)
    assert "rule:ailleurs" in one.message


def test_fewer_readers_are_said_after_more(kept: House) -> None:
    put(kept.data, {"rules/a.yml": RULE})
    kept.commit()
    kept.change("rules/a.yml", "status: in-review\n", "status: in-review\naudience: buyers\n")
    kept.change("rules/reservee.yml", "audience: head", "audience: buyers")
    more, fewer = told(kept)
    assert (more.code, fewer.code) == ("more-readers", "fewer-readers")
    assert "without others, staff (1 entry, 6 fields: rule:a)" in fewer.message
