"""What those who may open the repository, and read little, find on their site of what is kept from them."""

import re
from dataclasses import replace
from pathlib import Path

import pytest
from playbook.model import KINDS

from tests.canaries import plant
from tests.test_confidential import APART, OPEN, forge, pages, restricted_fields, separate, site


@pytest.fixture
def apart(tmp_path: Path) -> list[Path]:
    """A playbook of which every restricted field and entry stands in the second folder."""
    roots = [tmp_path / "open", tmp_path / "apart"]
    plant()[0].put(*roots)
    separate(roots[0])
    return roots


@pytest.mark.parametrize("language", ["fr", "en"])
@pytest.mark.parametrize("translated", ["whole", "what is restricted only"])
def test_who_reads_least_sees_no_difference_by_what_others_read(
    language: str, translated: str, tmp_path: Path
) -> None:
    """Entries, fields, translations and files: with them and without them, the same to the byte."""
    planted = plant()[0]
    if translated != "whole":
        planted.parts = [part for part in planted.parts if part.restricted or part.language == "fr"]
    planted.put(tmp_path / "with", None)
    planted.put(tmp_path / "without", None, keep=False)
    for folder in ("with", "without"):  # who may open the repository has the pages for editors too
        forge(tmp_path / folder, OPEN)
    whole, open_ = (site([tmp_path / name], "staff", language) for name in ("with", "without"))
    assert len(open_.pages) > 20
    assert [one.uri for one in whole.pages] == [one.uri for one in open_.pages]
    assert [
        one.uri for one, other in zip(whole.pages, open_.pages, strict=True) if one != other
    ] == []
    files = {name: path.read_bytes() for name, path in open_.files.items()}
    assert {name: path.read_bytes() for name, path in whole.files.items()} == files
    assert replace(whole, files={}) == replace(open_, files={})
    assert whole != site([tmp_path / "with"], "buyers", language)


def test_examples_of_codes_show_no_field_that_is_kept_from_their_readers(
    apart: list[Path],
) -> None:
    forge(apart[0], OPEN + APART)
    staff, head = (pages(site(apart, audience)) for audience in ("staff", "head"))
    kept = {field.name for kind in KINDS for field in restricted_fields(kind)} - {"strategies"}
    told = {uri for uri in head if uri.startswith("codes/") and "<pre" in head[uri]}
    hidden = {uri for uri in told if "<pre" not in staff[uri]}
    assert "codes/personal-data/" in hidden
    assert len(hidden) < len(told) / 2
    for uri in told - hidden:
        examples = "".join(re.findall(r"<pre.*?</pre>", staff[uri], re.DOTALL))
        assert not set(re.findall(r"(?m)^\s*(?:- )?([a-z_]+):", examples)) & kept, uri
        assert "engagements/" not in examples
    for uri in hidden:
        assert "<h1" in staff[uri]
