"""The places in the navigation that a generator writes a frame for, and how a page is filled into one."""

import html
import json
import re
from collections.abc import Sequence
from typing import NamedTuple

from playbook.pages.page import Page, Site

STUB = "playbook-frame"
# Control characters, which nobody's text can hold: the loader refuses them.
_MARK = "\x0e{}\x0f"
CONTENTS = _MARK.format("contents")
"""What the theme writes where the contents of a stub's page stand."""
_BODY = re.compile(r"<div>\x0ebegin\x0f</div>.*?<div>\x0eend\x0f</div>", re.DOTALL)
# What every page has of its own. Its address stands where a theme links to it, which it need not.
_OF_EACH = ("title", "description", "contents", "content")
_SIGN = re.compile("[\x0e\x0f]")
# What a generator says of itself, and of an order of pages that are in none.
_OWN = re.compile(r' *<(?:meta name="generator"|link rel="(?:prev|next)") [^>]*>\n?')


class FrameError(RuntimeError):
    """What a generator wrote for a stub cannot be filled: the message says what is lost, and where."""


class Stub(NamedTuple):
    """One place in the navigation; `uri` is that of its page, where it is `listed` there."""

    uri: str
    tab: str
    wide: bool
    parted: bool
    """Whether a page that is listed has contents to list below it."""

    @property
    def text(self) -> str:
        """What the generator reads: Markdown with marks for all that is a page's own."""
        hidden = ["toc"] * self.wide + ["navigation"] * (self.wide and not self.uri)
        listed = "" if self.uri.startswith(STUB) else self.uri
        head = {
            "title": _MARK.format("title"),
            "description": _MARK.format("description"),
            "hide": hidden,
            "stub": True,
            "tab": self.tab,
            "listed": listed,
            "parted": self.parted,
        }
        begin, end = (f"<div>{_MARK.format(one)}</div>" for one in ("begin", "end"))
        # JSON is YAML, with the marks as escapes.
        lines = (f"{name}: {json.dumps(value)}" for name, value in head.items())
        # The heading is the one that is skipped to, by its id: that of the head of every page.
        return "\n".join(["---", *lines, "---", begin, "", "# top", "", end, ""])


def stubs(site: Site) -> dict[str, Stub]:
    """The stub of each page of a site, by the page's uri: one for all that stand in the same place."""
    listed = {uri for tab in site.tabs for _, uri in tab.pages} | {""}
    shared: dict[tuple[int, str, bool], Stub] = {}
    found = {}
    for page in site.pages:
        if page.uri in listed:
            parted = bool(page.sections[1:])
            found[page.uri] = Stub(page.uri, page.tab, page.wide, parted)
        else:
            # A folder that no page stands in, so that every link leads up to the site's root.
            depth = page.uri.count("/")
            uri = f"{STUB}-{len(shared)}/{'page/' * (depth - 1)}"
            stub = Stub(uri, page.tab, page.wide, False)
            found[page.uri] = shared.setdefault((depth, page.tab, page.wide), stub)
    return found


def without_its_own(written: str) -> str:
    """A page without what its generator says of itself."""
    return _OWN.sub("", written)


class Frame:
    """What a generator wrote for a stub, in pieces between which a page's own words stand."""

    def __init__(self, stub: Stub, written: str) -> None:
        text = _BODY.sub(_MARK.format("content"), without_its_own(written), count=1)
        # Where its own address stands, that of the page is meant.
        if stub.uri.startswith(STUB):
            text = text.replace(stub.uri, _MARK.format("uri"))
        # Split by one group: text and the names of slots alternate.
        pieces = re.split("\x0e([a-z]+)\x0f", text)
        _refuse_lost(stub, pieces)
        self._pieces = [one if index % 2 else one.encode() for index, one in enumerate(pieces)]

    def filled(self, page: Page) -> bytes:
        words = {
            "title": html.escape(page.title).encode(),
            "description": html.escape(page.description).encode(),
            "contents": page.contents.encode(),
            "content": page.encoded,
            "uri": html.escape(page.uri).encode(),
        }
        return b"".join(one if isinstance(one, bytes) else words[one] for one in self._pieces)


def _refuse_lost(stub: Stub, pieces: Sequence[str]) -> None:
    """Raises `FrameError` where a page would lack what is its own, or show a mark."""
    where = f"the stub « {stub.uri} » (tab « {stub.tab} »)"
    lost = [one for one in _OF_EACH if one not in pieces[1::2]]
    if lost:
        raise FrameError(f"the theme wrote no place for the page's {', '.join(lost)} in {where}")
    left = sorted({*pieces[1::2]}.difference(_OF_EACH, ["uri"]))
    if left or any(map(_SIGN.search, pieces[::2])):
        names = ", ".join(left) or "one that it has changed"
        raise FrameError(f"the theme left a mark behind in {where}: {names}")
