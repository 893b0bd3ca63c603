"""How figures and days are read and written: one table for Python and for the script."""

from typing import Any

import yaml

from tests.conftest import ROOT

CASES: dict[str, list[list[Any]]] = yaml.safe_load(
    (ROOT / "tests/data/amounts.yml").read_text("utf-8")
)
LANGUAGES = ("fr", "en")


def amounts() -> list[tuple[str, str | None, str]]:
    """What is typed, the amount meant, and the playbook's currency."""
    return [(text, meant, (*of, "EUR")[0]) for text, meant, *of in CASES["amounts"]]
