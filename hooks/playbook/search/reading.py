"""What is read of a page to be found by, whoever wrote it: its title, its keywords, its text.

Pages are marked as Pagefind reads them, so that an engine that searches several sites finds its way:
`data-pagefind-body` holds what counts, `data-pagefind-ignore` what does not, `data-k` the keywords.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree  # type: ignore[import-untyped] # it has no types of its own

from playbook.search.words import words

_BODY, _KEYWORDS, _IGNORED = "data-pagefind-body", "data-k", "data-pagefind-ignore"
_LEFT_OUT = etree.XPath(f"//*[@{_IGNORED}] | //script | //style | //template | //svg")
_NAMED = etree.XPath(f"string(//@{_KEYWORDS})")
# With these a page ends, and they are half of it: handed over, they would be read to be left out.
_ASIDE = re.compile(b'<section class="pb-section pb-section--(?:related|upkeep)">')
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
# What introduces what follows: « Canal : visite à l’atelier ».
_OPENING = ("dt", "label", "th")
# Where these begin or end, so does a sentence.
_BLOCKS = (
    *("article", "aside", "blockquote", "button", "caption", "dd", "details", "div", "dl", "fieldset"),
    *("figcaption", "figure", "footer", "form", "header", "hr", "legend", "li", "main", "nav", "ol"),
    *("option", "p", "pre", "section", "select", "summary", "table", "tbody", "td", "tfoot", "thead", "tr"),
    "ul",
)  # fmt: skip
# Set between blocks while they are taken apart, and where one is a heading or introduces the next. The files
# of a playbook may not hold them, a page by hand loses them.
_BREAK, _MARK = "\u2029", "\u2028"
# They and what XML knows no sign for, as the sign itself or as a reference to it.
_OTHER = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\u2028\u2029\ufffe\uffff]")
_REFERENCE = re.compile("&#([0-9]+|[xX][0-9a-fA-F]+);?")
# No blank that keeps « 12 000 € » together parts words.
_BLANKS = re.compile("[ \t\r\n]+")
_UNENDED = re.compile(r"[\w)»%€]$")
_PARSER = etree.HTMLParser(encoding="utf-8", remove_comments=True, huge_tree=True)


class Record(NamedTuple):
    """What a page is found by. Texts are packed, for all pages of a site are held at once."""

    title: str
    keywords: tuple[str, ...]
    packed: bytes
    """What is shown of the page where it is found: `PageText` in data.d.ts, as JSON by gzip."""
    counted: bytes
    """The words of its text, each followed by how often it stands there, in UTF-8."""


def read(html: bytes) -> Record | None:
    """What a page is found by, from its HTML in UTF-8; None where none of it is marked to be searched."""
    begin = html.find(f" {_BODY}".encode())
    if begin < 0:
        return None
    body = _ASIDE.split(html[html.rfind(b"<", 0, begin) :], maxsplit=1)[0]
    tree = etree.fromstring(_spoken(body.decode("utf-8", "replace")).encode(), _PARSER)
    keywords = (one.strip() for one in _NAMED(tree).split(","))
    title, anchors, blocks, at = "", [], [], 0
    for block in _blocks(tree):
        if block.heading is not None:
            if block.heading or not title:
                anchors.append({"id": block.heading, "text": block.text, "at": at})
            title = title or block.text
        blocks.append(
            f"{block.text}." if block.ends and _UNENDED.search(block.text) else block.text
        )
        at += block.text.count(" ") + 1
    if not blocks:
        return None
    content = " ".join(blocks)
    return Record(
        title,
        tuple(filter(None, keywords)),
        packed({"title": title, "content": content, "anchors": anchors}),
        " ".join(f"{word} {count}" for word, count in Counter(words(content)).items()).encode(),
    )


def _spoken(html: str) -> str:
    """HTML with a blank for each sign that would be no text."""

    def sign(found: re.Match[str]) -> str:
        number = int(found[1]) if found[1].isdecimal() else int(found[1][1:], 16)
        return " " if number > 0x10FFFF or _OTHER.match(chr(number)) else found[0]

    return _REFERENCE.sub(sign, _OTHER.sub(" ", html))


def packed(value: Any) -> bytes:
    """A value as JSON by gzip, the same at every run."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return gzip.compress(text.encode(), mtime=0)


class _Block(NamedTuple):
    """What stands by itself in a text."""

    text: str
    heading: str | None
    """The id of the heading that it is, if it is one; empty where that cannot be reached."""
    ends: bool
    """Whether a sentence ends with it."""


def _blocks(tree: Any) -> Iterator[_Block]:
    for element in _LEFT_OUT(tree):
        element.clear(keep_tail=True)
    ids: list[str] = []
    for tags, end in ((_BLOCKS, _BREAK), (_HEADINGS, _BREAK), (_OPENING, _MARK + _BREAK)):
        for element in tree.iter(*tags):
            begin = _BREAK
            if tags is _HEADINGS:
                begin += f"{_MARK}{len(ids)}{_MARK}"
                ids.append(element.get("id", ""))
            element.text = f"{begin}{element.text or ''}"
            element.tail = f"{end}{element.tail or ''}"
    for line in tree.iter("br"):
        line.tail = f" {line.tail or ''}"
    for part in "".join(tree.itertext()).split(_BREAK):
        heading = None
        if part.startswith(_MARK):
            _, number, part = part.split(_MARK, 2)
            heading = ids[int(number)]
        text = _BLANKS.sub(" ", part).strip(f" {_MARK}")
        if text:
            yield _Block(text, heading, not part.endswith(_MARK))
