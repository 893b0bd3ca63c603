"""Every edition into its folder. A site is built beside the published one and swapped in when whole."""

import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

from playbook import environment, search
from playbook.diagnostics import has_errors
from playbook.diagnostics.formats import as_text, harmless
from playbook.edition import Edition
from playbook.frames import FrameError, by_hand
from playbook.linking.playbook import Playbook
from playbook.pages.kept import Kept
from playbook.pages.page import Site
from playbook.pipeline import build, check
from playbook.source import reader
from playbook.system import room
from playbook.system.swap import BEGUN, discard, swapped, sweep


class TakenError(Exception):
    """Something stands where an edition is to be published: the message says what to do."""


Write = Callable[[Playbook, Edition, Site, Path], None]
"""Writes the site of one edition, in one language, into a folder that holds nothing but the mark."""
# What says of a folder that it is an edition, and whose: only `publish` writes it.
_MARK = ".playbook-edition"


def publish_all(target: Path, write: Write) -> int:
    """Checks, then builds every edition into `target`, and says so; the exit status of `playbook`."""
    # Stopped by the system too, a build leaves nothing of what it was writing.
    signal.signal(signal.SIGTERM, lambda number, _: sys.exit(128 + number))
    try:
        day = environment.today()
        checked = check(environment.roots(), day, publishing=not environment.proposal())
        if checked.found:
            print(as_text(checked.found))
        if checked.playbook is None or has_errors(checked.found):
            print("The playbook has errors: nothing is built.", file=sys.stderr)
            return 1
        reader.forget()
        for folder in publish(checked.playbook, day, target, write):
            print(f"built {folder}/")
        for folder in remove_former(checked.playbook, target):
            print(f"removed {folder}/: no such audience any more")
        spoken = checked.playbook.settings.languages
        copied = [f"{one}/{name}" for one in spoken for name in by_hand.files([one])]
        if copied:
            print(f"in every edition, from {by_hand.DOCS}/: {', '.join(copied)}")
    except (environment.CallError, TakenError) as error:
        print(harmless(str(error)), file=sys.stderr)
        return 2
    except FrameError as error:
        print(harmless(str(error)), file=sys.stderr)
        return 1
    except OSError as error:
        if not room.is_full(error):
            raise
        said = f"{room.no_room(error, target)}; what is published stays as it was"
        print(harmless(said), file=sys.stderr)
        return 1
    return 0


def publish(playbook: Playbook, day: date, target: Path, write: Write) -> Iterator[Path]:
    """Builds `target`/<audience>/ for every audience and yields each folder when it is in place.

    The first language stands at the root, each other one below its code. A build that fails or is
    killed leaves the published folders as they were. Raises `TakenError` before it builds anything.
    """
    for audience in playbook.audiences.reads:
        _refuse_others(target / audience)
    first, *others = playbook.settings.languages
    kept = Kept()
    *_, last = playbook.audiences.reads
    for audience in playbook.audiences.reads:
        if audience == last:
            kept.close()
        editions = {"": Edition(audience, first, day)}
        for language in others:
            editions[f"{language}/"] = replace(editions[""], language=language)
        with swapped(target / audience) as folder:
            (folder / _MARK).write_text(f"{audience}\n", "utf-8")
            sites = {below: build(playbook, edition, kept) for below, edition in editions.items()}
            for below, edition in editions.items():
                write(playbook, edition, sites[below], folder / below)
            found = (part for below, site in sites.items() for part in searched(site, below))
            search.write(found, folder)
        yield target / audience


def site_of(edition: Edition, site_url: str | None) -> str | None:
    """Where an edition stands, by the address in mkdocs.yml; AUDIENCE stands there for its audience."""
    return site_url and site_url.replace("AUDIENCE", edition.audience)


def address_of(edition: Edition, playbook: Playbook, site_url: str | None) -> str | None:
    """Where an edition stands that is published beside those in other languages."""
    site = site_of(edition, site_url)
    if not site:
        return None
    below = "" if edition.language == playbook.settings.languages[0] else f"{edition.language}/"
    return f"{site.rstrip('/')}/{below}"


def searched(site: Site, below: str = "", docs: Path = by_hand.DOCS) -> Iterator[search.Part]:
    """What is found of a site that stands in the folder `below`, its pages written by hand in `docs`."""
    for page in site.pages:
        if page.record is not None:
            yield search.Part(site.spoken[0], below, page.uri, page.record)
    yield from by_hand.searched(site, below, docs)


def _refuse_others(folder: Path) -> None:
    """Only an edition is replaced by an edition: anything else in its place is somebody's."""
    ours = _marked(folder) is not None or (folder / search.ASSETS).is_dir()
    empty = folder.is_dir() and not any(folder.iterdir())
    if folder.exists() and not ours and not empty:
        raise TakenError(f"{folder} holds what was not built here: move it, or publish elsewhere")


def remove_former(playbook: Playbook, target: Path) -> Iterator[Path]:
    """Removes the editions in `target` whose audience is none any more, and yields each.

    Only what `publish` marked and nobody has renamed: whatever else stands there is somebody's.
    """
    for folder in sorted(target.iterdir()):
        audience = _marked(folder)
        if audience is None or audience in playbook.audiences.reads:
            continue
        if folder.name == audience:
            discard(folder)
            yield folder
        elif folder.name.startswith(f"{BEGUN}{audience}-"):
            sweep(target / audience)


def _marked(folder: Path) -> str | None:
    """The audience whose edition a folder is, by its mark."""
    mark = folder / _MARK
    if folder.is_symlink() or not mark.is_file():
        return None
    return mark.read_text("utf-8", "replace").strip()
