"""What a check costs grows with what there is to check: four times the faults, about four times the time."""

import difflib
import gc
import random
import shutil
import time
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from playbook import pipeline
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.formats import as_text
from playbook.impact import alike
from playbook.impact.alike import Alike
from playbook.suggest import Nearest

SMALL = Path(__file__).parent / "data/small"
DAY = date(2026, 11, 2)
RULE = "title: T\nsummary: S\nstatus: draft\nstrength: must\nrationale: R\n"
TERM = "title: T\nsummary: S\nstatus: draft\nterm: T{0}\ndefinition: D\nrelated: [term:trme-{0}x]\n"
DOCUMENT = (
    "title: T\nsummary: S\nstatus: draft\nform: template\nneeded: D\n"
    "filled_by: directeur-achats\nfile: fil-{0}x.pdf\n"
)


def rule(root: Path, rest: str) -> None:
    (root / "rules/many.yml").write_text(RULE + rest, "utf-8")


def files(root: Path, count: int, name: str, text: str = "x") -> None:
    for number in range(count):
        path = root / name.format(number)
        path.parent.mkdir(exist_ok=True)
        path.write_text(text.format(number), "utf-8")


def each(count: int, text: str, between: str = " ") -> str:
    return between.join(text.format(number) for number in range(count))


def documents(root: Path, count: int) -> None:
    files(root, count, "assets/file-{0}.pdf")
    files(root, count, "documents/doc-{0}.yml", DOCUMENT)


CASES: dict[str, tuple[int, str, Callable[[Path, int], None]]] = {
    "html on one line": (
        1000,
        "raw-html",
        lambda root, n: rule(root, f"statement: >-\n  {each(n, '<b{0}>')}\n"),
    ),
    "links on one line": (
        1000,
        "unknown-reference",
        lambda root, n: rule(root, f"statement: >-\n  {each(n, '<rule:no-{0}>')}\n"),
    ),
    "links that stand otherwise in the file": (
        1500,
        "unknown-reference",
        lambda root, n: rule(root, f'statement: "{each(n, chr(92) + "x3crule:no-{0}>")}"\n'),
    ),
    "links over two lines": (
        800,
        "unknown-reference",
        lambda root, n: rule(root, "statement: >-\n" + each(n, "  [u\n  v](rule:no-{0})\n", "")),
    ),
    "ids on one line": (
        1000,
        "unknown-reference",
        lambda root, n: rule(root, f"statement: S\nrelated: [{each(n, 'rule:no-{0}', ', ')}]\n"),
    ),
    "ids that nearly are": (
        400,
        "unknown-reference",
        lambda root, n: files(root, n, "glossary/terme-{0}.yml", TERM),
    ),
    "translations of nothing": (
        400,
        "unknown-reference",
        lambda root, n: files(root, n, "rules/no-{0}.en.yml", "title: T\n"),
    ),
    "files that nearly are": (250, "missing-asset", documents),
}


def checked(root: Path) -> tuple[tuple[Diagnostic, ...], float]:
    """What is wrong, and the seconds it took: the fewest of three, without the test run's own rubbish."""
    needed = []
    gc.disable()
    try:
        for _ in range(3):
            begun = time.process_time()
            found = pipeline.check([root], DAY).found
            assert as_text(found)
            needed.append(time.process_time() - begun)
    finally:
        gc.enable()
    return found, min(needed)


@pytest.mark.parametrize("name", CASES)
def test_four_times_the_faults_take_about_four_times_as_long(name: str, tmp_path: Path) -> None:
    count, code, make = CASES[name]
    needed = []
    for times in (1, 4):
        root = shutil.copytree(SMALL, tmp_path / f"data{times}")
        make(root, count * times)
        found, seconds = checked(root)
        assert sum(one.code == code for one in found) >= count * times
        needed.append(seconds)
    assert needed[1] < 8 * needed[0] + 0.2


def test_a_slip_is_told_among_thousands_of_names() -> None:
    """The benign twin: a few mistyped ids in a large playbook each get their hint."""
    known = [f"fournisseur-{number}" for number in range(5_000)]
    nearest = Nearest()
    for number in range(0, 5_000, 1_000):
        assert nearest.near(f"fournisseur{number}", "rules", known) == f"fournisseur-{number}"
    assert nearest.near("tout-autre-chose", "rules", known) is None


def test_of_thousands_of_slips_the_first_are_compared(monkeypatch: pytest.MonkeyPatch) -> None:
    compared = []

    def counted(word: str, known: list[str], count: int, alike: float) -> list[str]:
        compared.append(len(known))
        return difflib.get_close_matches(word, known, count, alike)

    monkeypatch.setattr("playbook.suggest.get_close_matches", counted)
    nearest = Nearest(most=1_000)
    known = [f"nom-{number}" for number in range(100)]
    found = [nearest.near(f"Nom {number}", "rules", known) for number in range(100)]
    assert sum(compared) <= 1_000
    assert found == known, "beyond that, capitals and hyphens alone are still seen through"
    assert nearest.near("nmo-1", "rules", known) is None


def test_a_word_sought_again_is_compared_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nearest = Nearest(most=10)
    known = [f"nom-{number}" for number in range(10)]
    assert {nearest.near("nmo-1", "rules", known) for _ in range(50)} == {"nom-1"}


def renamed(count: int) -> tuple[list[Counter[str]], list[Counter[str]]]:
    """So many texts of sixty words, common ones and rare ones, and each with a few words changed."""
    rng = random.Random(1)  # noqa: S311 # no secret
    words = [f"mot{number}" for number in range(3_000)]
    texts = [Counter(rng.choices(words[:100], k=30) + rng.sample(words, 30)) for _ in range(count)]
    changed = [
        text - Counter(rng.sample(sorted(text), 6)) + Counter(["neuf"] * 3) for text in texts
    ]
    return texts, changed


@pytest.mark.parametrize("count", [400, 1_600])
def test_who_was_renamed_is_found_without_comparing_everybody(
    count: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    compared = []
    share = alike._share

    def counted(some: Counter[str], others: Counter[str]) -> float:
        compared.append(1)
        return share(some, others)

    monkeypatch.setattr(alike, "_share", counted)
    texts, changed = renamed(count)
    known = Alike(changed)
    assert [known.best(text) for text in texts] == list(range(count))
    assert count <= len(compared) <= 20 * count


def test_texts_in_the_same_words_are_compared_in_part() -> None:
    """Entries made from one another: any of them is as likely."""
    known = Alike([Counter({"commun": 9, f"propre{number}": 1}) for number in range(2_000)])
    assert known.best(Counter({"commun": 9, "propre7": 1})) == 7
    assert known.best(Counter({"commun": 9, "autre": 1})) == 0
    assert known.best(Counter({"tout": 3, "autre": 1})) is None
    assert known.best(Counter()) is None
