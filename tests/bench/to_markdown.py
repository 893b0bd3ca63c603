"""A page's HTML as the Markdown an author would have written: for the benchmark's plain side."""

import re
from html.parser import HTMLParser

from playbook.pages.page import Page

_MARKS = {"strong": "**", "em": "*", "code": "`"}


class _Writer(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self.targets: list[str] = []
        self.silent = 0
        self.depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in ("script", "select") or ("hidden" in given and tag == "span"):
            self.silent += tag in ("script", "select") or "hidden" in given
        elif tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.parts.append(f"\n\n{'#' * int(tag[1])} ")
        elif tag in ("ul", "ol"):
            self.depth += 1
        elif tag == "li":
            self.parts.append("\n" + "    " * (self.depth - 1) + "- ")
        elif tag == "a":
            self.targets.append(given.get("href") or "")
            self.parts.append("[")
        elif tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag in ("p", "div", "dd", "dt", "tr", "section", "summary"):
            self.parts.append(" " if self.depth else "\n\n")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("script", "select") or (tag == "span" and self.silent):
            self.silent = max(0, self.silent - 1)
        elif tag in ("ul", "ol"):
            self.depth -= 1
            self.parts.append("\n\n" if not self.depth else "")
        elif tag == "a":
            self.parts.append(f"]({_markdown_target(self.targets.pop())})")
        elif tag in _MARKS:
            self.parts.append(_MARKS[tag])
        elif tag in ("td", "th"):
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.parts.append(re.sub(r"\s+", " ", data))


def _markdown_target(href: str) -> str:
    """A link to another page as MkDocs wants it: to the file."""
    path, hash_, anchor = href.partition("#")
    if re.match(r"[a-z]+:", href) or not path or "?" in path or not path.endswith("/"):
        return href if re.match(r"[a-z]+:", href) else hash_ + anchor or "#"
    return f"{path}index.md{hash_}{anchor}"


def to_markdown(page: Page) -> str:
    writer = _Writer()
    writer.feed(page.html)
    text = "".join(writer.parts)
    return re.sub(r"\n{3,}", "\n\n", text).strip() + "\n"
