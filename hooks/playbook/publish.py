"""Every edition into its folder. A site is built beside the published one and swapped in when whole."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from playbook import search
from playbook.edition import Edition
from playbook.links import Playbook
from playbook.pages.page import Site
from playbook.pipeline import build
from playbook.swap import swapped

Write = Callable[[Playbook, Edition, Site, Path], None]
"""Writes the site of one edition, in one language, into a folder that is empty."""


def publish(playbook: Playbook, day: date, target: Path, write: Write) -> Iterator[Path]:
    """Builds `target`/<audience>/ for every audience and yields each folder when it is in place.

    The first language stands at the root, each other one below its code. A build that fails or is
    killed leaves the published folders as they were.
    """
    first, *others = playbook.settings.languages
    for audience in playbook.audiences.reads:
        editions = {"": Edition(audience, first, day)}
        for language in others:
            editions[f"{language}/"] = replace(editions[""], language=language)
        with swapped(target / audience) as folder:
            sites = {below: build(playbook, edition) for below, edition in editions.items()}
            parts = (part for below, site in sites.items() for part in searched(site, below))
            with search.Indexing(parts) as indexing:
                for below, edition in editions.items():
                    write(playbook, edition, sites[below], folder / below)
                indexing.finish(folder)
        yield target / audience


def searched(site: Site, below: str = "") -> Iterator[search.Part]:
    """What search reads of a site that stands in the folder `below`."""
    for page in site.pages:
        yield search.Part(f"{below}{page.uri}index.html", site.language, page.html)
