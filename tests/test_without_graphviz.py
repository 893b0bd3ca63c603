"""A machine on which Graphviz does not run: a policy forbids it, or it is not there."""

import pytest
from playbook.pictures import layered as layers
from playbook.pictures.layered import layered

from tests.test_tree import TREES


def test_without_graphviz_a_tree_is_no_layers_and_one_is_told(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    layers._laid.cache_clear()
    monkeypatch.setattr(layers, "_program", lambda: "/nowhere/graphviz")
    assert layered(TREES["a bush"], 1000) is None
    assert [one.getMessage().partition(",")[0] for one in caplog.records] == [
        "trees are drawn as outlines only"
    ]
    layers._laid.cache_clear()
