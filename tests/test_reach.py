"""What an audience may not read cannot be reached from anything a template is given."""

import gc
import types
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from playbook import source
from playbook.edges import alone
from playbook.edition import Edition, View, view
from playbook.frames import Surroundings
from playbook.linking.playbook import Playbook
from playbook.pages import site
from playbook.pages.page import Site
from playbook.pages.renderer import Renderer
from playbook.pipeline import check
from playbook.validation.entry import Entry

from tests.canaries import DAY, Canaries, plant
from tests.conftest import ENVIRON
from tests.excerpts import write

# Code, and what a process has only once, are no part of what a template is given.
_CODE = (type, types.ModuleType, types.CodeType, types.FrameType, types.BuiltinFunctionType)


def reached(*starts: object) -> Iterator[object]:
    """Every object that can be reached from `starts`: attributes, items, closures, defaults."""
    open_, seen = list(starts), dict[int, object]()
    while open_:
        one = open_.pop()
        if id(one) in seen or isinstance(one, _CODE):
            continue
        seen[id(one)] = one  # held, or its id could be another's soon
        yield one
        if isinstance(one, types.FunctionType):  # not all that its module holds
            open_ += [one.__closure__, one.__defaults__, one.__kwdefaults__, one.__dict__]
        else:
            open_ += gc.get_referents(one)


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> tuple[Playbook, Canaries]:
    made, canaries = plant()
    folder = tmp_path_factory.mktemp("planted")
    made.put(folder / "data", None)
    playbook = check([folder / "data"], date.fromisoformat(DAY)).playbook
    assert playbook is not None
    return playbook, canaries


def given(playbook: Playbook, audience: str, language: str, monkeypatch: Any) -> list[object]:
    """All that the templates of an edition are given, on all of its pages."""
    edition = Edition(audience, language, date.fromisoformat(DAY))
    seen, kept = view(playbook, edition), []
    own = Renderer._context_of

    def context_of(self: Renderer, *values: Any) -> Any:
        kept.append(self)
        kept.append(values)
        return own(self, *values)

    monkeypatch.setattr(Renderer, "_context_of", context_of)
    monkeypatch.setattr(site, "mapped", lambda function, jobs: map(function, jobs))
    made = site.render(seen)
    # What stands around the pages is given the settings, and of the playbook nothing else.
    kept += [made, Surroundings.of(seen.settings, edition, made, languages=("fr", "en"))]
    return kept


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("audience", ["staff", "buyers"])
def test_nothing_kept_from_an_audience_is_in_reach(
    planted: tuple[Playbook, Canaries],
    audience: str,
    language: str,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    playbook, canaries = planted
    texts, kinds = set(), set()
    for one in reached(*given(playbook, audience, language, monkeypatch)):
        kinds.add(type(one))
        if isinstance(one, str):
            texts.add(one)
        elif isinstance(one, Path):
            texts.add(str(one))
    assert View in kinds or Renderer in kinds
    assert not kinds & {Playbook, Entry, source.Scalar, source.Mapping, source.Sequence}
    marks = {mark for text in texts for mark in canaries.found(text)}
    assert marks
    leaks = {
        str(canaries.spots[one]) for one in marks if audience not in canaries.spots[one].readers
    }
    assert leaks == set()


def test_a_playbook_is_let_go_before_its_pages_are_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Of ten thousand entries all that is known of where they stand is more than their pages."""
    (data,) = write("", tmp_path).roots
    for name, value in ENVIRON.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setenv("PLAYBOOK_DATA", str(data))
    held: list[bool] = []

    def rendered(seen: View) -> Site:
        known = (one for one in gc.get_objects() if type(one) is Playbook)
        held.append(any(one.about.file.startswith(str(data)) for one in known))
        return site.render(seen)

    monkeypatch.setattr(alone, "render", rendered)
    assert [one.site.pages != () for one in alone.languages_of(None)] == [True]
    assert held == [False]


def test_what_a_closure_holds_is_in_reach() -> None:
    secret = ["kept"]
    assert "kept" in {one for one in reached(lambda: secret) if isinstance(one, str)}
