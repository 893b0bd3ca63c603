"""What a generator shows that is called by itself, as `mkdocs build` and `mkdocs serve` are.

One audience's site, in every language: the first at the root, each other one below its code.
"""

from collections.abc import Iterator
from typing import Any, NamedTuple

from playbook import environment
from playbook.diagnostics import has_errors
from playbook.diagnostics.formats import as_text
from playbook.edition import view
from playbook.frames import Surroundings
from playbook.pages.page import Site
from playbook.pages.site import render
from playbook.pipeline import check
from playbook.preview import Preview, Previewed
from playbook.source import reader


class OneLanguage(NamedTuple):
    """The site of one language, in the folder `below` that of the first."""

    below: str
    site: Site
    around: Surroundings


def languages_of(preview: Preview | None) -> list[OneLanguage]:
    """What is asked for by the environment, or what a `preview` shows, whatever is wrong.

    Raises `CallError` where the call is at fault or the playbook has errors.
    """
    if preview is not None:
        first = preview.show()
        return [*_previewed([first, *first.others])]
    proposal = environment.proposal()
    checked = check(environment.roots(), environment.today(), publishing=not proposal)
    if checked.playbook is None or has_errors(checked.found):
        raise environment.CallError(
            f"\n{as_text(checked.found)}\n\nThe playbook has errors: nothing is built."
        )
    reader.forget()
    editions = environment.editions(checked.playbook)
    beside = [one.language for one in editions]
    views = [view(checked.playbook, one) for one in editions]
    del checked  # pages need nothing of it, and with all its places it is larger than they are
    return [
        OneLanguage(
            _below(one.language, beside),
            site := render(one),
            Surroundings.of(one.settings, one.edition, site, languages=beside, proposal=proposal),
        )
        for one in views
    ]


def _previewed(shown: list[Previewed]) -> Iterator[OneLanguage]:
    beside = [one.words.language for one in shown]
    for one in shown:
        about: dict[str, Any] = {
            "found": one.found, "stale": one.stale, "failure": one.failure, "languages": beside,
        }  # fmt: skip
        if one.playbook is None or one.edition is None:
            around = Surroundings(one.words, None, one.site.tabs, **about)
        else:
            settings = one.playbook.settings_in(one.edition.language)
            around = Surroundings.of(settings, one.edition, one.site, **about)
        yield OneLanguage(_below(one.words.language, beside), one.site, around)


def _below(language: str, beside: list[str]) -> str:
    return "" if language == beside[0] else f"{language}/"
