"""The values a field can hold. The field decides the type; YAML never guesses.

Every scalar reaches the model as the text that stands in the file. Each type here accepts an exact
notation and refuses the rest with a sentence that says what to write instead.
"""

import re
from collections.abc import Callable
from datetime import date
from decimal import Decimal
from typing import Annotated, Any

from pydantic_core import CoreSchema

from playbook.figures import meant, spans
from playbook.figures.reading import (
    DAY,
    MONEY,
    NUMBER,
    Period,
    currency_of,
    is_grouped,
    written_amount,
    written_day,
    written_number,
    written_period,
)
from playbook.model import addresses, instead
from playbook.model.instead import slug as slug
from playbook.model.kinds import FOLDERS
from playbook.model.reading import scalar, text_of, wrong
from playbook.model.texts import Line, Name, line

ID_PATTERN = r"[a-z0-9]+(?:-[a-z0-9]+)*"
MAX_ID = 100
_ID = re.compile(ID_PATTERN, re.ASCII)
_WHOLE = re.compile(r"\d{1,12}", re.ASCII)
_AS_MAIL = "write it as achats@exemple.fr"

_SAID = {
    **dict.fromkeys(("oui", "yes", "vrai", "on", "1"), "write true"),
    **dict.fromkeys(("non", "no", "faux", "off", "0"), "write false"),
}

UNITS = frozenset({"days", "working-days", "months", "years", "hours", "%"})
"""The units that the interface has words for."""


class Ref(str):
    """The id of an entry of one kind, the kind decided by the field (or, for `AnyRef`, written)."""

    __slots__ = ("kind",)
    kind: str

    def __new__(cls, kind: str, value: str) -> "Ref":
        self = super().__new__(cls, value)
        self.kind = kind
        return self

    def __reduce__(self) -> tuple[Any, ...]:
        return (Ref, (self.kind, str(self)))


def unit(value: object) -> Line:
    text = line(value)
    return Name(text) if text in UNITS else text


def identifier(value: object, kind: str = "") -> str:
    """An id; that of an entry of `kind`, where it is to name one."""
    text = text_of(value)
    if not _ID.fullmatch(text):
        raise wrong(f'"{text}" is no id', instead.an_id(text), kind)
    return _short_enough(text)


def _short_enough(name: str) -> str:
    """An id becomes a folder's name, an anchor and part of an address."""
    if len(name) > MAX_ID:
        raise wrong(*instead.a_short_id(name, MAX_ID))
    return name


def decimal(value: object) -> Decimal:
    text = text_of(value)
    found = written_number(text)
    if found is None and is_grouped(text):
        raise wrong(f'"{text}" may be thousands or decimals', meant.a_grouped_number(text))
    if found is None:
        raise wrong(f'"{text}" is no number', meant.a_number(text))
    return found


def money(value: object) -> Decimal:
    """A `Decimal` in the playbook's currency, at most two decimals; with a sign, of any currency."""
    text = text_of(value)
    found = written_amount(text)
    if found is None:
        raise wrong(f'"{text}" is no amount', meant.an_amount(text, signed=False))
    return found


def whole(value: object) -> int:
    text = text_of(value)
    if not _WHOLE.fullmatch(text):
        raise wrong(f'"{text}" is no whole number', "write digits only")
    return int(text)


def day(value: object) -> date:
    text = text_of(value)
    found = written_day(text)
    if found is None:
        raise wrong(f'"{text}" is no date of the calendar', spans.a_day(text))
    return found


def flag(value: object) -> bool:
    text = text_of(value)
    if text not in ("true", "false"):
        hint = _SAID.get(text.lower(), "write true or false")
        raise wrong(f'"{text}" is neither yes nor no here', hint)
    return text == "true"


def period(value: object) -> Period:
    text = text_of(value)
    found = written_period(text)
    if found is None:
        raise wrong(f'"{text}" is no period', spans.a_period(text))
    return found


def url(value: object) -> Name:
    text = text_of(value)
    if len(text) > 2000 or not addresses.is_address(text):
        raise wrong(f'"{text}" is no address', instead.an_address(text))
    return Name(text)


def mail(value: object) -> Name:
    text = text_of(value)
    # Its length first: the pattern takes its time over a long text.
    if len(text) > 200 or not addresses.is_mail(text):
        raise wrong(f'"{text}" is no mail address', addresses.hint(text) or _AS_MAIL)
    return Name(text)


def asset(value: object) -> Name:
    text = text_of(value)
    parts = text.split("/")
    if not text or "\\" in text or any(part in ("", ".", "..") for part in parts) or ":" in text:
        raise wrong(f'"{text}" is no file of the assets folder', "write its path inside assets/")
    return Name(text)


def bound(value: object) -> Decimal | date | Ref:
    """A limit of a range: a number, an amount, a date, or the id of a threshold."""
    text = text_of(value)
    if text[:1].isdigit() or text[:1] == "-" or currency_of(text):
        if DAY.fullmatch(text):
            return day(text)
        # 25.000 may be meant as twenty-five or as twenty-five thousand: neither reader takes it.
        for read in (written_number, written_amount):
            if (found := read(text)) is not None:
                return found
        as_id = _ID.fullmatch(text) and re.search("[a-z]{3}", text)
        kind = "thresholds" if as_id else ""
        raise wrong(f'"{text}" is no amount', meant.an_amount(text), kind)
    if _ID.fullmatch(text):
        return Ref("thresholds", _short_enough(text))
    hint = meant.a_bound(text) or "write a number, a date or the id of a threshold"
    raise wrong(f'"{text}" is no limit', hint, "thresholds")


def limit(value: object) -> Decimal | Ref:
    """An amount, or the id of a threshold."""
    found = bound(value)
    if isinstance(found, date):
        raise wrong(f'"{found}" is a date', "write an amount, or the id of a threshold")
    return found


def worth(value: object) -> Decimal | date:
    """What a threshold is worth: a number, an amount or a date."""
    found = bound(value)
    if isinstance(found, Ref):
        raise wrong(f'"{found}" is no value', "write a number, an amount or a date")
    return found


class Read:
    """Annotation: how a scalar is read, the name of that notation, and its JSON Schema."""

    def __init__(self, read: Callable[[object], Any], notation: str, **schema: Any) -> None:
        self._read, self._notation, self._schema = read, notation, schema

    def __get_pydantic_core_schema__(self, _source: Any, _handler: Any) -> CoreSchema:
        return scalar(self._read, self._notation, **self._schema)


class To(Read):
    """Annotation of a `Ref`: the kind (a folder name) that the id belongs to."""

    def __init__(self, kind: str) -> None:
        self.kind = kind
        super().__init__(
            lambda value: Ref(kind, identifier(value, kind)),
            "ref",
            type="string",
            **{"x-ref": kind},
        )


def any_reference(value: object) -> Ref:
    """``persona:responsable-technique``: an entry of any kind, its kind written before the colon."""
    text = text_of(value)
    word, colon, name = text.partition(":")
    if not colon or word not in FOLDERS or not _ID.fullmatch(name):
        raise wrong(f'"{text}" names no entry', instead.an_entry(text), "*")
    return Ref(FOLDERS[word], _short_enough(name))


# The same patterns for an editor's JSON Schema, which knows no named groups.
_MONEY_PATTERN = re.sub(r"\?P<\w+>", "?:", MONEY.pattern)
_ANY_NUMBER = f"^(?:{NUMBER.pattern}|{_MONEY_PATTERN}|{DAY.pattern})$"

# A name inside this playbook: lower-case letters without accents, digits and hyphens.
Id = Annotated[
    str, Read(identifier, "id", type="string", pattern=f"^{ID_PATTERN}$", maxLength=MAX_ID)
]
# The name of an audience that the settings declare.
AudienceName = Annotated[str, Read(identifier, "audience", type="string", **{"x-ref": "audiences"})]
Number = Annotated[
    Decimal, Read(decimal, "number", type=["number", "string"], pattern=f"^{NUMBER.pattern}$")
]
Money = Annotated[
    Decimal, Read(money, "money", type=["number", "string"], pattern=f"^{_MONEY_PATTERN}$")
]
Whole = Annotated[int, Read(whole, "whole", type="integer", minimum=0)]
Day = Annotated[date, Read(day, "day", type="string", format="date", pattern=f"^{DAY.pattern}$")]
Flag = Annotated[bool, Read(flag, "flag", type="boolean")]
Span = Annotated[
    Period, Read(period, "span", type="string", pattern=r"^\d{1,4} (day|month|year)s?$")
]
Url = Annotated[Name, Read(url, "url", type="string", pattern="^(https://|mailto:)")]
Mail = Annotated[Name, Read(mail, "mail", type="string", pattern=f"^{addresses.BOX}$")]
Asset = Annotated[Name, Read(asset, "asset", type="string")]
Unit = Annotated[Line, Read(unit, "line", type="string")]
Bound = Annotated[
    Decimal | date | Ref,
    Read(
        bound,
        "bound",
        type=["number", "string"],
        pattern=_ANY_NUMBER,
        **{"x-ref": "thresholds"},
    ),
]
Limit = Annotated[
    Decimal | Ref,
    Read(
        limit,
        "bound",
        type=["number", "string"],
        pattern=f"^(?:{NUMBER.pattern}|{_MONEY_PATTERN})$",
        **{"x-ref": "thresholds"},
    ),
]
# An amount, a number or a date, never the name of a threshold: what a threshold itself is worth.
Worth = Annotated[
    Decimal | date, Read(worth, "worth", type=["number", "string"], pattern=_ANY_NUMBER)
]
AnyRef = Annotated[Ref, Read(any_reference, "any", type="string", **{"x-ref": "*"})]
