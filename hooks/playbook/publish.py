"""Every edition into its folder. A site is built beside the published one and swapped in when whole."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path

from playbook import search
from playbook.edition import Edition
from playbook.links import Playbook
from playbook.pages.page import Site
from playbook.pipeline import build

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


@contextmanager
def swapped(published: Path) -> Iterator[Path]:
    """A new folder beside `published`, which takes its place if the block ends well."""
    published.parent.mkdir(parents=True, exist_ok=True)
    fresh = Path(tempfile.mkdtemp(prefix=f".{published.name}-", dir=published.parent))
    try:
        yield fresh
        fresh.chmod(0o755)
        old = fresh.with_name(f"{fresh.name}-old")
        if published.exists():
            published.rename(old)
        fresh.rename(published)
        shutil.rmtree(old, ignore_errors=True)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)
