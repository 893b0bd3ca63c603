"""The places in the navigation that a generator writes a frame for, and how a page is filled into one."""

import html
import re
from typing import NamedTuple

from playbook.pages.page import Page, Site

STUB = "playbook-frame"
# Control characters, which nobody's text can hold: the loader refuses them.
_MARK = "\x0e{}\x0f"
CONTENTS = _MARK.format("contents")
"""What the theme writes where the contents of a stub's page stand."""
_BODY = re.compile(r"<div>\x0ebegin\x0f</div>.*<div>\x0eend\x0f</div>", re.DOTALL)
# What a generator says of itself, and of an order of pages that are in none.
_OWN = re.compile(r' *<(?:meta name="generator"|link rel="(?:prev|next)") [^>]*>\n?')


class Stub(NamedTuple):
    """One place in the navigation; `uri` is that of its page, where it is one that is listed."""

    uri: str
    tab: str
    wide: bool
    headings: tuple[str, ...]

    @property
    def text(self) -> str:
        """What the generator reads: Markdown with marks for all that is a page's own."""
        hidden = (
            "[navigation, toc]" if self.wide and not self.uri else "[toc]" if self.wide else "[]"
        )
        marks = [f'{slot}: "\\x0e{slot}\\x0f"' for slot in ("title", "description")]
        ends = [f"<div>{_MARK.format(end)}</div>" for end in ("begin", "end")]
        head = ["---", "stub: true", *marks, f"hide: {hidden}", "---"]
        return "\n".join([*head, ends[0], "", *self.headings, "", ends[1], ""])


def stubs(site: Site) -> dict[str, Stub]:
    """The stub of each page of a site, by the page's uri: one for all that stand in the same place."""
    listed = {uri for tab in site.tabs for _, uri in tab.pages} | {""}
    shared: dict[tuple[int, str, bool], Stub] = {}
    found = {}
    for page in site.pages:
        first, *rest = page.sections
        # Its first heading is where one skips to; one below says that there are contents to list.
        skip, below = (f"# {first.id}", ""), (f"## {one.id}" for one in rest[:1])
        if page.uri in listed:
            found[page.uri] = Stub(page.uri, page.tab, page.wide, (*skip, *below))
        else:
            # A folder that no page stands in, so that every link leads up to the site's root.
            depth = page.uri.count("/")
            uri = f"{STUB}-{len(shared)}/{'page/' * (depth - 1)}"
            stub = Stub(uri, page.tab, page.wide, skip)
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
        self.pieces = re.split("\x0e([a-z]+)\x0f", text)

    def filled(self, page: Page) -> str:
        words = {
            "title": html.escape(page.title),
            "description": html.escape(page.description),
            "contents": page.contents,
            "content": page.html,
            "uri": html.escape(page.uri),
        }
        # Split by one group: text and the names of slots alternate.
        return "".join(words[one] if index % 2 else one for index, one in enumerate(self.pieces))
