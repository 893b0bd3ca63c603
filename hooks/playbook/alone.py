"""What a generator shows that is called by itself, as `mkdocs build` and `mkdocs serve` are: one edition."""

from typing import Any

from playbook import environment
from playbook.diagnostics import as_text, has_errors
from playbook.frames import Surroundings
from playbook.pages.page import Site
from playbook.pipeline import build, check
from playbook.preview import Preview, Previewed


def shown(preview: Preview | None) -> tuple[Site, Surroundings]:
    """The site asked for by the environment, or that of a `preview`, whatever is wrong.

    Raises `CallError` where the call is at fault or the playbook has errors.
    """
    if preview is not None:
        return _previewed(preview.show())
    proposal = environment.proposal()
    checked = check(environment.roots(), environment.today(), publishing=not proposal)
    if checked.playbook is None or has_errors(checked.found):
        raise environment.CallError(
            f"\n{as_text(checked.found)}\n\nThe playbook has errors: nothing is built."
        )
    edition = environment.edition(checked.playbook)
    site = build(checked.playbook, edition)
    return site, Surroundings.of(checked.playbook, edition, site, proposal=proposal)


def _previewed(shown: Previewed) -> tuple[Site, Surroundings]:
    about: dict[str, Any] = {
        "found": shown.found, "stale": shown.stale, "failure": shown.failure,
    }  # fmt: skip
    if shown.playbook is not None and shown.edition is not None:
        return shown.site, Surroundings.of(shown.playbook, shown.edition, shown.site, **about)
    return shown.site, Surroundings(shown.words, None, shown.site.tabs, **about)
