"""What is kept from an audience is as if it had not been written: as the model has it, at any depth."""

from types import SimpleNamespace
from typing import Annotated, Any

import pytest
from playbook.edition.stripped import _stripped
from playbook.model import KINDS, Settings
from playbook.model.envelope import BUYERS
from playbook.model.leaves import kept_for
from playbook.model.shapes import model_classes
from pydantic import BaseModel, Field

MODELS = sorted(
    {one for kind in KINDS.values() for one in model_classes(kind._type)}
    | {*model_classes(Settings)},
    key=lambda model: model.__qualname__,
)


class Inner(BaseModel):
    shown: str
    given: Annotated[str, BUYERS] = "usual"
    made: Annotated[tuple[str, ...], BUYERS] = Field(default_factory=tuple)


class Outer(BaseModel):
    inner: Inner
    many: tuple[Inner, ...] = ()
    group: Annotated[Inner | None, BUYERS] = None


def test_every_field_that_is_kept_may_be_left_out() -> None:
    kept = [
        (model, name) for model in MODELS for name in model.model_fields if kept_for(model, name)
    ]
    assert kept
    required = [(m.__name__, name) for m, name in kept if m.model_fields[name].is_required()]
    assert required == []


@pytest.mark.parametrize("reads", [True, False])
def test_a_field_that_is_kept_has_the_value_of_one_that_was_not_written(reads: bool) -> None:
    playbook: Any = SimpleNamespace(audiences=SimpleNamespace(may_read=lambda *_: reads))
    inner = Inner(shown="a", given="b", made=("c",))
    whole = Outer(inner=inner, many=(inner, inner), group=inner)
    bare = Inner(shown="a")
    left = whole if reads else Outer(inner=bare, many=(bare, bare))
    seen = _stripped(whole, playbook, "staff")
    assert seen == left
    assert (seen is whole) == reads
    assert _stripped(left, playbook, "staff") is left
