"""The server of the preview: where it listens, whom it answers, and what it does when a build fails."""

import os
from types import SimpleNamespace
from typing import Any

import mkdocs_events
import pytest
from playbook import preview as preview_module
from playbook.preview import Preview, loopback_only
from playbook.words import LOCALE

from tests.excerpts import SMALL


def test_the_server_has_the_guarded_builder_and_watches_the_data(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def builder() -> None:
        raise RuntimeError

    watched = ["prepared"]
    server: Any = SimpleNamespace(builder=builder, watch=watched.append, unwatch=watched.remove)
    config: Any = SimpleNamespace(docs_dir="prepared")
    monkeypatch.setattr(mkdocs_events.alone, "_preview", Preview())
    monkeypatch.setenv("PLAYBOOK_DATA", f"{SMALL}{os.pathsep}{SMALL / 'none'}")
    mkdocs_events.on_serve(server, config, None).builder()
    assert watched == [str(SMALL), "docs", str(LOCALE)]


@pytest.mark.parametrize(
    ("port", "other"), [(1023, 8000), (1024, 1025), (65534, 65535), (65535, 8000)]
)
def test_another_port_is_named_that_all_may_use(
    port: int, other: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    def taken(*_: object) -> None:
        raise OSError(98, "taken")

    monkeypatch.setattr(preview_module.socket.socket, "bind", taken)
    assert f"« make serve PORT={other} »" in preview_module._in_use("127.0.0.1", port)


@pytest.mark.parametrize("host", ["127.0.0.1", "::1"])
def test_an_address_of_either_kind_can_be_served_at(host: str) -> None:
    assert preview_module._in_use(host, 0) == ""


@pytest.mark.parametrize(
    ("host", "answered"),
    [
        ("localhost:8000", True),
        ("127.0.0.1:8000", True),
        ("127.0.0.1", True),
        ("[::1]:8000", True),
        ("LOCALHOST:8000", True),
        ("", False),
        ("playbook.example", False),
        ("localhost.playbook.example:8000", False),
        ("127.0.0.1.playbook.example", False),
        ("[", False),
    ],
)
def test_only_this_machine_is_answered(host: str, answered: bool) -> None:
    said: list[str] = []
    serve = loopback_only(lambda *_: [b"the preview"])
    body = serve(None, {"HTTP_HOST": host}, lambda status, _: said.append(status))
    assert (list(body) == [b"the preview"]) == answered
    assert said == ([] if answered else ["421 Misdirected Request"])
