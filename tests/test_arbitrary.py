"""Arbitrary bytes, arbitrary YAML, real files with accidents: a diagnostic or a playbook, always."""

import shutil
import tempfile
from pathlib import Path
from typing import Any

import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from playbook.model.kinds import WORDS

from tests.conftest import FROZEN
from tests.effort import examples, generated
from tests.excerpts import SMALL, checked

FIELDS = sorted({"title", "summary", "status", "fr", "en", "oui", "", "a b", "é", *WORDS})
SPECIAL = st.sampled_from(list(" \t\n\r:#-,?!&*%@`'\"|>[]{}<\\\u00a0\u2028\ufeff\x00é😀~=0"))
REAL = sorted(SMALL.rglob("*.yml")) + sorted((FROZEN / "playbook_data").glob("*/*.yml"))
FILE_NAMES = st.sampled_from(
    [
        "playbook.yml",
        "rules/x.yml",
        "rules/x.en.yml",
        "decisions/x.yml",
        "roles.yml",
        "glossary.yml",
    ]
)
often = settings(
    max_examples=examples(80),
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
)
plain_values = st.recursive(
    st.one_of(
        st.text(max_size=12),
        st.text(SPECIAL, max_size=8),
        st.sampled_from(["2026-02-30", "25 000 €", "12 months", "oui", "<rule:x>", "[a](rule:x)"]),
        st.integers(),
        st.floats(),
        st.dates(),
        st.none(),
        st.booleans(),
        st.binary(max_size=4),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=4),
        st.dictionaries(st.one_of(st.sampled_from(FIELDS), st.text(max_size=5)), inner, max_size=5),
    ),
    max_leaves=25,
)


def check_with(name: str, content: bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        root = Path(folder) / "data"
        shutil.copytree(SMALL, root)
        (root / name).write_bytes(content)
        checked(root)


@generated
@often
@given(
    FILE_NAMES, st.one_of(st.binary(max_size=300), st.text(SPECIAL, max_size=80).map(str.encode))
)
def test_arbitrary_bytes(name: str, content: bytes) -> None:
    check_with(name, content)


@generated
@often
@example("playbook.yml", [{"": "0"}, {"": "0", "\r": None}], True)
@given(FILE_NAMES, plain_values, st.booleans())
def test_arbitrary_yaml(name: str, value: Any, flow: bool) -> None:
    text = yaml.safe_dump(value, allow_unicode=True, default_flow_style=flow)
    check_with(name, text.encode("utf-8", "surrogatepass"))


@st.composite
def mutated(draw: st.DrawFn) -> tuple[str, bytes]:
    """A file people wrote, with some of the accidents that happen to files."""
    path = draw(st.sampled_from(REAL))
    text = path.read_text("utf-8")
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, len(text)))
        end = min(len(text), at + draw(st.integers(0, 40)))
        piece = draw(st.one_of(st.just(""), st.text(SPECIAL, max_size=5), st.just(text[at:end])))
        lines = text[at:end].split("\n")
        other = "\n".join(draw(st.permutations(lines))) if len(lines) < 6 else ""
        text = text[:at] + draw(st.sampled_from([piece, piece + text[at:end], other])) + text[end:]
    return f"{path.parent.name}/{path.name}", text.encode("utf-8", "surrogatepass")


@generated
@often
@given(mutated())
def test_mutated_files(file: tuple[str, bytes]) -> None:
    name, content = file
    check_with(name if name.split("/")[0] in WORDS else "playbook.yml", content)
