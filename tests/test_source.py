"""Reading YAML: the mistakes people make are explained where they are, and places are right."""

from pathlib import Path
from typing import Any

import pytest
import yaml

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
    assert mistake["says"] in f"{found[0].message} — {found[0].hint}"
