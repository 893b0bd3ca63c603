"""A preview without its server: what it shows of a folder, and what a test looks at there."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from playbook.diagnostics import has_errors
from playbook.preview import Preview, Previewed

from tests.excerpts import SMALL, TODAY, write


def show(preview: Preview, *roots: Path) -> Previewed:
    folders = os.pathsep.join(map(str, roots))
    return preview.show({"PLAYBOOK_DATA": folders, "PLAYBOOK_DATE": TODAY.isoformat()})


def with_download(tmp_path: Path) -> tuple[Path, Path]:
    """The small playbook in two languages, with a file that a document hands out, and where that is."""
    excerpt = (
        "# playbook.yml\nlanguages: [fr, en]\n# documents/demande-de-devis.yml\nfile: demande.ods\n"
    )
    (data,) = write(excerpt, tmp_path).roots
    file = data / "assets/demande.ods"
    file.parent.mkdir()
    file.write_bytes(b"to fill in")
    return data, file


def uris(shown: Previewed) -> set[str]:
    return {page.uri for page in shown.site.pages}


def faults_page(shown: Previewed) -> str:
    """The HTML of the page of faults."""
    uri = "faults/" if "faults/" in uris(shown) else ""
    return next(page.html for page in shown.site.pages if page.uri == uri)


def looks_right(shown: Previewed, before: Previewed) -> None:
    """What is wrong is said, over the pages that were there before."""
    assert shown.found
    page = faults_page(shown)
    assert page.count("<li>") == len(shown.found)
    if has_errors(shown.found):
        assert shown.stale
        assert uris(before) <= uris(shown)


@pytest.fixture(scope="module")
def right(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], tuple[Preview, Previewed]]:
    """A preview of the small playbook, which is right, and what it shows."""
    first = Preview()
    shown = show(first, SMALL)
    assert shown.found == ()

    def begun() -> tuple[Preview, Previewed]:
        preview = Preview()
        preview._good = first._good
        return preview, shown

    return begun
