"""Every numbered idea of the method is in the data, and a reader finds it on the page."""

from collections import Counter
from collections.abc import Callable
from html import unescape
from pathlib import Path
from re import sub

import pytest
import yaml
from playbook.model.kinds import FOLDERS

from tests.conftest import ROOT

IDEAS = yaml.safe_load((ROOT / "tests/data/extraction.yml").read_text("utf-8"))


def test_every_number_has_its_place_and_no_field_serves_more_than_two() -> None:
    assert [idea["number"] for idea in IDEAS] == list(range(1, 54))
    served = Counter((idea["entry"], idea["field"].split(".")[0], idea["field"]) for idea in IDEAS)
    assert max(served.values()) <= 2


def shown(page: Path) -> str:
    return " ".join(unescape(sub(r"<[^>]+>", "", page.read_text("utf-8"))).split())


@pytest.mark.parametrize("idea", IDEAS, ids=lambda idea: str(idea["number"]))
def test_an_idea_is_found_on_the_built_page(built: Callable[[str], Path], idea: dict) -> None:
    word, name = idea["entry"].split(":")
    uri = f"{FOLDERS[word]}/{name}/index.html"
    phrase = " ".join(idea["phrase"].split())
    assert phrase in shown(built(idea["audience"]) / uri)
    if idea["audience"] != "staff":
        assert not (page := built("staff") / uri).exists() or phrase not in shown(page)
