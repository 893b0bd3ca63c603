"""Slips as people make them, of forty kinds: what is said of each, by who had not read the checks.

In `data/slips.yml` each kind lists its slips: the file, the text (`whole` replaces the file, else its
fields do), the line, and the words one of which must be said near it; `not` must not be said there.
"""

from pathlib import Path
from typing import Any, NamedTuple

import pytest
import yaml
from playbook.diagnostics import Diagnostic
from playbook.diagnostics.codes import Severity

from tests.excerpts import write

SLIPS: dict[str, list[dict[str, Any]]] = yaml.load(
    (Path(__file__).parent / "data/slips.yml").read_text("utf-8"),
    Loader=yaml.CBaseLoader,  # noqa: S506 # text only
)


class Told(NamedTuple):
    near: list[str]
    errors: int


def told(slip: dict[str, Any], folder: Path) -> Told:
    file = slip["file"]
    written = write("" if "whole" in slip else slip["text"], folder, file)
    path = written.roots[0] / file
    if "whole" in slip:
        for name, text in {**slip.get("beside", {}), file: slip["whole"]}.items():
            (written.roots[0] / name).parent.mkdir(exist_ok=True)
            (written.roots[0] / name).write_text(text, "utf-8")
    line = written.before.get(path.as_posix(), 0) + int(slip["line"])
    found = written.check()
    errors = sum(one.severity is Severity.ERROR for one in found)
    return Told([said(one) for one in found if is_near(one, file, line)], errors)


def is_near(one: Diagnostic, file: str, line: int) -> bool:
    if one.place.file.endswith(file):
        return abs(one.place.line - line) <= 1
    # What is wrong with the name of a folder is said of the folder.
    return one.code == "unknown-kind" and one.place.file.endswith(f"/{file.split('/')[0]}")


def said(one: Diagnostic) -> str:
    text = " ".join([one.message, one.hint, *(other.message for other in one.related)])
    return text.replace("\u202f", " ").replace("\u00a0", " ").lower()


@pytest.mark.parametrize("kind", SLIPS)
def test_slips_of_a_kind_are_told_what_to_write(kind: str, tmp_path: Path) -> None:
    for number, slip in enumerate(SLIPS[kind]):
        folder = tmp_path / str(number)
        folder.mkdir()
        near, errors = told(slip, folder)
        assert any(word.lower() in one for one in near for word in slip["says"]), (slip, near)
        assert not [one for one in near for word in slip.get("not", ()) if word.lower() in one], (
            slip
        )
        assert errors <= int(slip["errors"]), (slip, near)
