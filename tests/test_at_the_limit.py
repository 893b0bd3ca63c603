"""Every limit of ours holds what it says it does: that many are right, one more is not."""

from collections import Counter
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook.decisions.walk.unfold import TooLarge, walks
from playbook.diagnostics import Place, diagnostic
from playbook.impact.alike import Alike
from playbook.source.composer import parse
from playbook.suggest import Nearest
from playbook.system.parallel import mapped
from playbook.validation.known_ids import one_of

from tests.decisions_helpers import compiled, findings
from tests.excerpts import write


def lowered(patch: pytest.MonkeyPatch, name: str, value: int) -> None:
    module, _, constant = name.rpartition(".")
    patch.setattr(import_module(f"playbook.{module}"), constant, value)


def codes(excerpt: str, folder: Path) -> list[str]:
    folder.mkdir()
    return [one.code for one in write(excerpt, folder).check()]


@pytest.mark.parametrize(
    ("name", "most", "text", "code"),
    [
        ("source.composer.MAX_SIGNS", 2, "a: '<x> [y](z)'\n", "too-large"),
        ("source.composer.MAX_NODES", 3, "a: b\n", "too-large"),
        ("source.composer.MAX_DEPTH", 2, "a:\n  b: c\n", "too-deep"),
    ],
)
def test_a_text(
    name: str, most: int, text: str, code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for limit, found in ((most, []), (most - 1, [code])):
        lowered(monkeypatch, name, limit)
        parse.cache_clear()
        assert [one.code for one in parse(text, "x.yml")[1]] == found


def table(inputs: int) -> dict[str, Any]:
    names = [f"q{number}" for number in range(inputs)]
    return {
        "form": "table",
        "inputs": {one: {"ask": "Oui ?", "choices": {"oui": "Oui", "non": "Non"}} for one in names},
        "rows": [{"id": "tout", "title": "Tout"}],
    }


def test_inputs_of_a_table(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    lowered(monkeypatch, "decisions.compile.table.MOST_INPUTS", 3)
    for count, found in ((3, False), (4, True)):
        text = yaml.safe_dump({"title": "T", "summary": "S.", "status": "draft", **table(count)})
        said = codes(f"# decisions/essai.yml\n{text}", tmp_path / str(count))
        assert ("analysis-skipped" in said) == found


def tree() -> dict[str, Any]:
    ends = {"a0": {"label": "Oui", "go": "fin"}, "a1": {"label": "Non", "go": "suite"}}
    return {
        "form": "tree",
        "start": "q",
        "questions": {"q": {"ask": "Oui ?", "answers": ends}},
        "outcomes": {"fin": {"title": "Fin"}, "suite": {"title": "Suite"}},
    }


def test_overlaps_that_are_listed(monkeypatch: pytest.MonkeyPatch) -> None:
    ends = {f"a{low}": {"label": "A", "from": low, "go": "fin"} for low in (0, 10, 20)}
    given = {"ask": "Combien ?", "measure": "money", "answers": ends}
    three = {**tree(), "questions": {"q": given}, "outcomes": {"fin": {"title": "Fin"}}}
    for most, found in ((3, ["overlap"] * 3), (2, ["overlap"] * 2 + ["analysis-skipped"])):
        lowered(monkeypatch, "decisions.prove.partition.MOST_PAIRS", most)
        said = [one.code for one in findings(yaml.safe_dump(three))]
        assert [one for one in said if one in found] == found


def test_lines_of_walks(monkeypatch: pytest.MonkeyPatch) -> None:
    flow = compiled(tree())
    lines = ["q=a0 -> fin", "q=a1 -> suite"]
    lowered(monkeypatch, "decisions.walk.unfold.MOST_WALKED", 4)  # two lines of two words each
    assert list(walks(flow)) == lines
    lowered(monkeypatch, "decisions.walk.unfold.MOST_WALKED", 3)
    with pytest.raises(TooLarge):
        list(walks(flow))


def test_faults_of_an_entry(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    excerpt = "a1: x\nb2: x\nc3: x\n"
    for limit, found in ((3, ["unknown-field"] * 3), (2, ["unknown-field"] * 2 + ["wrong-shape"])):
        lowered(monkeypatch, "validation.validate.MAX_FAULTS", limit)
        assert sorted(codes(excerpt, tmp_path / str(limit))) == sorted(found)


def test_folders_of_downloads(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    excerpt = "# documents/demande-de-devis.yml\nfile: a/b/c.txt\n# assets/a/b/c.txt\nc\n"
    for limit, found in ((2, False), (1, True)):
        lowered(monkeypatch, "folder.data_folder.MAX_FOLDERS", limit)
        assert ("too-deep" in codes(excerpt, tmp_path / str(limit))) == found


def test_links_whose_place_is_sought(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """As many as are written with signs that stand for others are named where they stand."""
    lowered(monkeypatch, "linking.references._MOST_SOUGHT", 1)
    excerpt = 'statement: "Un \\u003Crule:a>, deux \\u003Crule:b>."\n'
    found = [one for one in write(excerpt, tmp_path).check() if one.code == "unknown-reference"]
    assert sorted((one.place.column, one.place.length) for one in found) == [(12, 39), (22, 6)]


def test_what_is_quoted() -> None:
    place = Place("x.yml")
    whole, longer = "a" * 300, "a" * 301
    assert diagnostic("gap", place, whole).message == whole
    assert diagnostic("gap", place, longer).message == f"{whole}…"


def test_ids_that_are_named() -> None:
    assert one_of("rules", ["d", "c", "b", "a"]) == "write the id of a rule: a, b, c, d"
    assert one_of("rules", ["e", "d", "c", "b", "a"]) == "write the id of a rule: a, b, c, d…"
    assert one_of("roadmap", []) == "write the id of an action"


def test_words_that_are_compared() -> None:
    known = ["b" * 100, "c" * 101]
    assert Nearest().near("b" * 99 + "x", "x", known) == "b" * 100
    assert Nearest().near("c" * 100 + "x", "x", known) is None


def test_jobs_worth_sharing(monkeypatch: pytest.MonkeyPatch) -> None:
    lowered(monkeypatch, "system.parallel._WORTH_IT", 3)
    for count in (2, 3, 4):
        assert list(mapped(str, range(count))) == [str(one) for one in range(count)]


@pytest.mark.parametrize(
    ("measure", "step", "right"),
    [
        ("number", "0.000001", True),
        ("number", "0.0000001", False),
        ("number", "1000000000000000", True),
        ("number", "1000000000000001", False),
        ("number", "0", False),
        ("date", "1", True),
        ("date", "0.5", False),
    ],
)
def test_steps(measure: str, step: str, right: bool, tmp_path: Path) -> None:
    asked = f"{{ask: Combien ?, measure: {measure}, step: {step}}}"
    found = write(f"# decisions/devis.yml\ninputs:\n  montant: {asked}\n", tmp_path).check()
    refused = [one for one in found if "cannot go in steps" in one.message]
    assert bool(refused) != right, found


def test_entries_that_are_alike() -> None:
    """Six words in ten make one the other, renamed."""
    ten = Counter(dict.fromkeys((f"mot-{number}" for number in range(10)), 1))

    def sharing(count: int) -> Counter[str]:
        kept = [f"mot-{number}" for number in range(count)]
        return Counter(dict.fromkeys([*kept, *(f"autre-{n}" for n in range(10 - count))], 1))

    assert Alike([ten]).best(sharing(6)) == 0
    assert Alike([ten]).best(sharing(5)) is None
