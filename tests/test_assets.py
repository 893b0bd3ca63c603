"""The files of two data folders that stand in each other's way."""

import shutil
from datetime import date
from pathlib import Path

import pytest
from playbook import pipeline
from playbook.diagnostics import Diagnostic

SMALL = Path(__file__).parent / "data/small"


def found(tmp_path: Path, first: list[str], second: list[str]) -> list[Diagnostic]:
    roots = [shutil.copytree(SMALL, tmp_path / "open"), tmp_path / "kept"]
    for root, names in zip(roots, (first, second), strict=True):
        for name in names:
            path = root / "assets" / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text("x", "utf-8")
    checked = pipeline.check(roots, date(2026, 11, 2))
    return [one for one in checked.found if one.code == "duplicate-id"]


@pytest.mark.parametrize(
    ("first", "second", "place"),
    [
        (["guide"], ["guide/page.pdf"], "guide/page.pdf"),
        (["guide/page.pdf"], ["guide"], "guide"),
        (["a/b"], ["a/b/c/d.pdf"], "a/b/c/d.pdf"),
        (["a/b/c/d.pdf", "a/b/e.pdf"], ["a/b"], "a/b"),
    ],
)
def test_a_file_in_one_folder_and_a_folder_in_the_other(
    first: list[str], second: list[str], place: str, tmp_path: Path
) -> None:
    """No site can hold both: the one of the second folder is refused where it stands."""
    (one,) = found(tmp_path, first, second)
    assert one.place.file == str(tmp_path / "kept/assets" / place)
    assert "is a file in one data folder and a folder in the other" in one.message
    assert one.related[0].place.file == str(tmp_path / "open/assets" / first[0])


def test_the_same_folder_in_both_is_one(tmp_path: Path) -> None:
    assert found(tmp_path, ["guide/a.pdf", "guide.pdf"], ["guide/b.pdf", "guid/e"]) == []


def test_the_same_file_in_both_stands_twice(tmp_path: Path) -> None:
    (one,) = found(tmp_path, ["guide/a.pdf"], ["guide/a.pdf"])
    assert one.message == '"guide/a.pdf" stands twice in assets'
