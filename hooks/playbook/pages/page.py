"""What a page is, whoever writes it to disk."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from playbook.search import Record


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a page under its heading; level 1 is the page's head. `html` is trusted."""

    id: str
    level: int
    title: str
    html: str


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site. `uri` ends with a slash and is relative to the language's root."""

    uri: str
    title: str
    sections: tuple[str, ...]
    """The id of each, the page's head first."""
    encoded: bytes
    """Its HTML in UTF-8: of ten thousand pages half of what text would take."""
    contents: str = ""
    """The list of its sections that stands beside it, as trusted HTML; empty where it has one."""
    description: str = ""
    tab: str = ""
    """The tab that lights up: `buy`, `rules`, `people`, `strategies`, `decisions`, `steering`."""
    language: str = ""
    wide: bool = False
    """Whether the page uses the width of its margins: it has no contents worth listing."""
    record: Record | None = None
    """What it is found by; none where nothing of it is searched."""

    @property
    def html(self) -> str:
        return self.encoded.decode()


@dataclass(frozen=True, slots=True)
class Tab:
    """A group of pages in the navigation: its name, and the pages it lists."""

    id: str
    title: str
    pages: tuple[tuple[str, str], ...]
    """Title and uri of each page listed; the first is where the tab leads."""


@dataclass(frozen=True, slots=True)
class Site:
    """All pages of one edition, and what else stands there."""

    pages: tuple[Page, ...]
    tabs: tuple[Tab, ...]
    spoken: tuple[str, ...]
    """Its language, then those from which it borrows what that one lacks."""
    files: Mapping[str, Path] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)
    """Generated files that are none of the pages: path in the site → text."""
