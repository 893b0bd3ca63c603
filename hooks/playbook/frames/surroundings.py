"""The theme's templates of one edition: its words stand in them as text, and the generator calls nothing.

What is ours in them stands between `[[` and `]]` and is filled here; `{{` and `}}` are the generator's.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from playbook.diagnostics import Diagnostic
from playbook.edition import Edition
from playbook.figures.currency import signs
from playbook.frames.stubs import CONTENTS
from playbook.model import Settings
from playbook.pages.page import Site, Tab
from playbook.theme import TEMPLATES, compiled
from playbook.words import Words, words_of

_FRAME = TEMPLATES / "frame"
# What people wrote is no template: it may hold the generator's signs.
_SIGN = re.compile(r"\{(?=[{%#]|$)")


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What is told around all pages of an edition."""

    words: Words
    edition: Edition | None
    tabs: Sequence[Tab]
    name: str = ""
    """What the site is called; empty where nobody can say, and the generator's own name stays."""
    start: str = ""
    """The id of the decision that one begins with."""
    searches: Sequence[str] = ()
    mail: str = ""
    signs: Sequence[str] = ()
    """How people write the currency."""
    languages: Sequence[str] = ()
    """Those in which it stands side by side, this one among them, in the order of the settings: they share
    the search of the first. None where it stands by itself."""
    proposal: bool = False
    found: Sequence[Diagnostic] = ()
    """What is wrong, where a preview shows it."""
    stale: bool = False
    failure: str = ""

    @classmethod
    def of(cls, settings: Settings, edition: Edition, site: Site, **more: Any) -> "Surroundings":
        """Those of an edition, by the settings in its language, where it stands beside the others."""
        words = words_of(settings, edition.language)
        return cls(
            words,
            edition,
            site.tabs,
            # Of the settings these alone: others are not for all readers.
            name=words("page.site", organisation=settings.organisation),
            start=settings.home.start or "",
            searches=settings.home.searches,
            mail=(settings.contact and settings.contact.mail) or "",
            signs=signs(settings.currency),
            **more,
        )

    def write(self, folder: Path) -> None:
        """The templates, in a folder of their own, as the generator reads them."""
        values = self._values()
        templates = _environment()
        for path in sorted(_FRAME.rglob("*.html")):
            name = path.relative_to(_FRAME).as_posix()
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(templates.get_template(name).render(values), "utf-8")

    def _values(self) -> dict[str, Any]:
        language, first = self.words.language, next(iter(self.languages), self.words.language)
        up = "" if language == first else "../"
        others = (one for one in self.languages if one != language)
        return {
            "w": self.words,
            "start": self.start,
            "searches": self.searches,
            "mail": self.mail,
            "signs": self.signs,
            "edition": self.edition,
            "audience": self.words.audience(self.edition.audience) if self.edition else "",
            "tabs": self.tabs,
            "contents": CONTENTS,
            "languages": [(one, up if one == first else f"{up}{one}/") for one in others],
            "up": up,
            "proposal": self.proposal,
            "found": self.found,
            "stale": self.stale,
            "failure": self.failure,
        }


def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(_FRAME),
        variable_start_string="[[",
        variable_end_string="]]",
        block_start_string="[%",
        block_end_string="%]",
        comment_start_string="[#",
        comment_end_string="#]",
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_no_template,
        trim_blocks=True,
        keep_trailing_newline=True,
        bytecode_cache=compiled(),
    )


def _no_template(value: object) -> Markup:
    return Markup(_SIGN.sub("&#123;", str(escape(value))))  # noqa: S704 # escaped right there
