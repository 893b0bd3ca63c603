"""The stages, in order: load → validate → link → analyse → view → render. MkDocs is not among them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

from playbook import checks
from playbook.checks.approvals import refusing
from playbook.diagnostics import Diagnostic, Place, in_order
from playbook.diagnostics.codes import PROVED
from playbook.edition import Edition, view
from playbook.eyes import eyes
from playbook.folder.data_folder import load
from playbook.impact.since import since
from playbook.impact.vanished import with_what_follows
from playbook.linking.link import link
from playbook.linking.playbook import Playbook
from playbook.pages.kept import Kept
from playbook.pages.page import Site
from playbook.pages.site import render
from playbook.validation.validate import unread_format, validate
from playbook.words import words_of


@dataclass(frozen=True, slots=True)
class Checked:
    """A playbook and everything wrong with it; no playbook when not even its settings are right."""

    playbook: Playbook | None
    found: tuple[Diagnostic, ...]


def check(
    roots: Sequence[Path], today: date, against: str | None = None, publishing: bool = False
) -> Checked:
    """Everything that can be said about the data folders `roots` on the day `today`.

    With the git revision `against` also what has changed since; raises `RevisionError`. For `publishing`
    an approval that the settings require and that is void is an error.
    """
    folder = load(roots)
    if unread := unread_format(folder):
        return Checked(None, (unread,))
    validated = validate(folder)
    playbook = link(validated, folder)
    analysed: list[Diagnostic] = []
    if playbook:
        twice = [one.place for one in folder.found if one.code == "duplicate-key"]
        analysed = [*_of_what_is_whole(playbook, checks.run(playbook, today), twice)]
    if playbook and against is not None:
        changed = since(against, roots, folder, playbook, today)
        analysed = [*with_what_follows(changed, analysed, playbook.references)]
    found = [*folder.found, *validated.found, *analysed]
    if playbook and publishing:
        found = [*refusing(playbook, found)]
    return Checked(playbook, in_order(found))


def _of_what_is_whole(
    playbook: Playbook, said: Iterable[Diagnostic], twice: Sequence[Place]
) -> Iterator[Diagnostic]:
    """Without what is proved of decisions in which a name stands `twice`: one of the two was left out."""

    def begins(place: Place) -> tuple[str, int]:
        """Where the decision begins in which a place lies."""
        tops = (one.top for one in playbook.entries["decisions"].values())
        above = [top.line for top in tops if top.file == place.file and top.line <= place.line]
        return place.file, max(above, default=0)

    half = {begins(place) for place in twice}
    for one in said:
        if one.code not in PROVED or not half or begins(one.place) not in half:
            yield one


def build(playbook: Playbook, edition: Edition, kept: Kept | None = None) -> Site:
    """Every page, file and redirect of one edition; pages that are `kept` from another are not made again."""
    site = render(view(playbook, edition), kept)
    if not edition.preview:
        return site
    words = words_of(playbook.settings, edition.language)
    seen = {"assets/playbook/preview.json": eyes(playbook, edition, words)}
    return replace(site, written={**site.written, **seen})
