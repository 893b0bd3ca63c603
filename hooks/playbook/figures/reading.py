"""Amounts, numbers, days and periods, read: as people type them, and as a file holds them.

The one reader of figures in Python: on the command line, in addresses and in the playbook alike. Its twin is
theme/decision-amount.mjs, and the cases of tests/data/amounts.yml hold for both. A file holds nothing that
means another figure to people, and nothing that may be meant in two ways.
"""

import re
from collections.abc import Collection
from datetime import date
from decimal import Decimal
from typing import Literal, NamedTuple

from playbook.figures.currency import signs

_SPACE = "[ \u00a0\u2007\u2009\u202f']"
_SCALED = re.compile(r"(?P<figures>.*?)\s*(?P<scale>k|m|mio|millions?)?", re.IGNORECASE)
_FIGURES = re.compile(r"(?P<minus>-?)(?P<whole>[\d.,]+)", re.ASCII)
_SPACED = re.compile(rf"-?\d{{1,3}}(?:{_SPACE}\d{{3}})+(?![\d])(?:[.,]\d+)?", re.ASCII)
_DAY = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)

# In a file. Any currency's code or sign: whether it is the playbook's own, a check says.
_SIGN = r"(?:[A-Z]{3}|(?:[A-Z]{2}|[ACHRS])?[$€£¥₹₩₽₺₴₦₫₪₱฿₡₲₵₸₼₾₭₮₨](?:[A-Z]{2})?)"
_WHOLE = r"\d{1,3}(?:[ \u00a0\u202f]\d{3})+|\d+"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?", re.ASCII)
MONEY = re.compile(
    # Behind its sign an amount is written in English: commas part its thousands.
    rf"(?P<before>{_SIGN})[ \u00a0\u202f]?(?:\d{{1,3}}(?:,\d{{3}})+|{_WHOLE})(?:\.\d{{1,2}})?"
    rf"|(?:{_WHOLE})(?:[.,]\d{{1,2}})?(?:[ \u00a0\u202f]?(?P<after>{_SIGN}))?",
    re.ASCII,
)
DAY = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)
PERIOD = re.compile(r"(?P<count>\d{1,4}) (?P<unit>day|month|year)s?", re.ASCII)
_GROUPED = re.compile(r"-?(?!0[.,])\d{1,3}(?:[.,]\d{3})+", re.ASCII)
_LONGEST = 30


Tax = Literal["excluded", "included"]
_TAXED: dict[Tax, re.Pattern[str]] = {
    "excluded": re.compile(
        r"\s*\b(?:h\.?t\.?(?:v\.?a\.?)?|hors[ -](?:taxes?|tva)|excl(?:uding|\.)? (?:vat|tax(?:es)?))$",
        re.IGNORECASE,
    ),
    "included": re.compile(
        r"\s*\b(?:t\.?t\.?c\.?|tvac|(?:toutes )?taxes comprises|incl(?:uding|\.)? (?:vat|tax(?:es)?))$",
        re.IGNORECASE,
    ),
}
"""The words that end an amount without its tax, or with it."""
_NO_CENTS = re.compile(r"[.,][-–—]$")  # 12 000,-


class Period(NamedTuple):
    """A span of calendar time, as in ``12 months``."""

    number: int
    unit: Literal["day", "month", "year"]


# The digits of Arabic and Persian keyboards, and what parts them there.
_WESTERN = str.maketrans("٠١٢٣٤٥٦٧٨٩۰۱۲۳۴۵۶۷۸۹٫٬", "01234567890123456789.'")


def taxed(text: str) -> Tax | None:
    """What is said behind an amount of its tax: ``12 000 € HT``, ``500 TTC``."""
    text = text.strip()
    return next((tax for tax, words in _TAXED.items() if words.search(text)), None)


def amount(
    text: str, currency: str = "EUR", unit: str = "", tax: Tax | None = None
) -> Decimal | None:
    """The amount meant by `text` in a playbook of that `currency`, or None; its `unit` may stand beside it.

    So may words that say it is with `tax` or without, where they say the same.

    ``12000``, ``12 000``, ``12 000,50``, ``12.000,50``, ``12,000.50 €``, ``12k``, ``1,2 M€``. Of two
    different separators the last one holds the decimals; three digits after a single separator
    are thousands (but after a lone 0, as in ``0,125``, they cannot be).
    """
    if len(text) > 40:
        return None
    figures = text.translate(_WESTERN).replace("\u2019", "'").strip()
    figures = _TAXED[tax].sub("", figures) if tax else figures
    figures = _bare(figures, (*filter(None, [unit.lower()]), *signs(currency)))
    figures = _NO_CENTS.sub("", figures)
    found = _SCALED.fullmatch(figures)
    figures = found["figures"].strip() if found else ""
    spaced = _SPACED.fullmatch(figures)
    figures = re.sub(_SPACE, "", figures) if spaced else figures
    parts = _FIGURES.fullmatch(figures)
    digits = _decimal(parts["whole"], grouped=bool(spaced)) if parts else None
    if found is None or parts is None or digits is None:
        return None
    scale = {"": 0, "k": 3}.get((found["scale"] or "").lower(), 6)
    return Decimal(f"{parts['minus']}{digits}e{scale}")  # with all its digits


def _bare(text: str, signs: Collection[str]) -> str:
    """Without the unit or the currency's sign before the figures or after them."""
    before = next((one for one in signs if text.lower().startswith(one)), "")
    text = text[len(before) :].strip()
    after = next((one for one in signs if text.lower().endswith(one)), "")
    return text[: len(text) - len(after)].strip()


def _decimal(figures: str, grouped: bool) -> str | None:
    """Digits, dots and commas as digits with at most one point."""
    marks = re.sub(r"\d", "", figures)
    if not marks:
        return figures
    *groups, last = re.split("[.,]", figures)
    if len(set(marks)) == 1 and not grouped:
        if len(marks) > 1 or (len(last) == 3 and 0 < len(groups[0]) <= 3 and groups != ["0"]):
            return "".join((*groups, last)) if _thousands((*groups, last)) else None
    elif marks[-1] in marks[:-1] or len(set(marks[:-1])) > 1:
        return None
    if len(groups) > 1 and not _thousands(groups):
        return None
    return f"{''.join(groups)}.{last}" if groups[0] and last else None


def _thousands(groups: list[str] | tuple[str, ...]) -> bool:
    return 0 < len(groups[0]) <= 3 and all(len(group) == 3 for group in groups[1:])


def calendar_day(text: str) -> date | None:
    """The day meant by ``2026-04-01`` or ``01/04/2026``, or None."""
    found = _DAY.fullmatch(text.translate(_WESTERN).strip())
    if not found:
        return None
    year, month, day, day_fr, month_fr, year_fr = found.groups()
    try:
        return date(int(year or year_fr), int(month or month_fr), int(day or day_fr))
    except ValueError:
        return None


def is_grouped(text: str) -> bool:
    """Whether ``25.000`` may be meant as twenty-five or as twenty-five thousand."""
    return _GROUPED.fullmatch(text) is not None


def written_number(text: str) -> Decimal | None:
    """The number that a file holds: digits, with a point before decimals."""
    right = NUMBER.fullmatch(text) and len(text) <= _LONGEST and not is_grouped(text)
    return Decimal(text) if right else None


def written_amount(text: str) -> Decimal | None:
    """The amount that a file holds, with at most two decimals, beside any currency or none."""
    found, sign = MONEY.fullmatch(text), currency_of(text)
    # Noughts and ones typed as letters are no currency: 25OOO.
    if not found or len(text) > _LONGEST or re.fullmatch("[OoIl]+", sign):
        return None
    return amount(text.removeprefix(sign).removesuffix(sign))


def currency_of(text: str) -> str:
    """The currency's code or sign beside an amount of a file; empty where there is none."""
    found = MONEY.fullmatch(text)
    return (found["before"] or found["after"] or "") if found else ""


def written_day(text: str) -> date | None:
    """The day that a file holds: ``2026-04-01``."""
    return calendar_day(text) if DAY.fullmatch(text) else None


def written_period(text: str) -> Period | None:
    """The period that a file holds: ``12 months``, ``1 year``."""
    found = PERIOD.fullmatch(text)
    if not found or not int(found["count"]):
        return None
    return Period(int(found["count"]), found["unit"])  # type: ignore[arg-type] # the pattern's words
