"""The texts a field can hold: in which language they are, and whether another needs them too."""

from typing import Any, Self

from pydantic_core import CoreSchema

from playbook.model.reading import scalar, text_of, wrong


class Text(str):
    """What readers are told, in their language or in that of the `lender` it is borrowed from."""

    lender: str = ""

    def lent(self, language: str) -> Self:
        """The same text, borrowed from `language`."""
        text = type(self)(self)
        text.lender = language
        return text


class Line(Text):
    """Text on one line, shown as it is: no markup is read in it."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        read = line if cls is Line else lambda value: cls(line(value))
        return scalar(read, "line", type="string")


class Name(Line):
    """A line that is the same in every language, unless a translation says otherwise."""


class Keyword(Line):
    """One of a list of words that find an entry: each language has its own, as many as it needs."""


class Prose(Text):
    """CommonMark without raw HTML; may link to entries with ``<rule:id>``."""

    @classmethod
    def __get_pydantic_core_schema__(cls, _source: Any, _handler: Any) -> CoreSchema:
        return scalar(prose, "prose", type="string")


def line(value: object) -> Line:
    text = text_of(value).strip()
    if "\n" in text:
        raise wrong(
            "this text has several lines", "write it on one line, without a list or a paragraph"
        )
    return Line(text)


def prose(value: object) -> Prose:
    return Prose(text_of(value).strip())
