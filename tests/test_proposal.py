"""The site of a change that nobody has approved yet says so on each of its pages."""

import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import publish
from tests.excerpts import SMALL

NOTICES = {
    "fr": "Proposition\u00a0: version à relire, non approuvée.",
    "en": "Proposal: a version to be reviewed, not approved.",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], Path]:
    """Every edition of the small playbook in two languages, as published or as proposed."""
    folder = tmp_path_factory.mktemp("proposed")
    shutil.copytree(SMALL, folder / "data")
    settings = folder / "data" / "playbook.yml"
    settings.write_text(settings.read_text("utf-8").replace("[fr]", "[fr, en]"), "utf-8")

    def build(proposal: str) -> Path:
        site = folder / f"site{proposal}"
        publish(site, PLAYBOOK_DATA=str(folder / "data"), PLAYBOOK_PROPOSAL=proposal)
        return site

    return build


def pages(site: Path) -> dict[str, str]:
    """Every page of every edition by its path; an old address that leads on is none."""
    found = {
        path.relative_to(site).as_posix(): path.read_text("utf-8") for path in site.rglob("*.html")
    }
    return {name: html for name, html in found.items() if "moved.js" not in html}


def test_each_page_says_once_that_it_is_a_proposal_and_nothing_else_differs(
    built: Callable[[str], Path],
) -> None:
    published, proposed = pages(built("")), pages(built("1"))
    assert set(published) == set(proposed)
    assert {"staff/404.html", "staff/aide/index.html", "buyers/en/rules/index.html"} < set(proposed)
    for name, html in proposed.items():
        notice = NOTICES["en" if re.match("[a-z]+/en/", name) else "fr"]
        said = f'<p class="pb-notice">{notice}</p>'
        assert html.count(said) == 1, name
        assert html.index(said) < html.index("<h1"), name
        assert html.replace(said, "") == published[name], name
