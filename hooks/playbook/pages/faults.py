"""The preview's page of faults, so that an editor sees them where the pages are."""

from collections.abc import Sequence
from dataclasses import replace

from playbook.diagnostics import Diagnostic
from playbook.pages.page import Page, Site
from playbook.theme import environment, stylesheet
from playbook.words import Words


def faults_site(
    found: Sequence[Diagnostic], words: Words, site: Site | None = None, failure: str = ""
) -> Site:
    """`site` with its faults on a page; a site of that page alone where there is none.

    `failure` is what stopped the generator itself, if anything did.
    """
    template = environment().get_template("faults.html.j2")
    html = template.render(found=found, failure=failure, w=words)
    title = words("faults.title")
    uri = "" if site is None else "faults/"
    page = Page(uri, title, ("top",), html.encode())
    if site is None:
        style = {"assets/playbook/playbook.css": stylesheet()}
        return Site((page,), (), words.spoken, written=style)
    return replace(site, pages=(*site.pages, page))
