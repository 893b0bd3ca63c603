"""Amounts, numbers and days, written: for the readers of a language, and as files and addresses hold them.

The one writer of figures in Python. Its twin is theme/decision-amount.mjs, and the cases of
tests/data/amounts.yml hold for both.
"""

from datetime import date
from decimal import Context, Decimal, localcontext
from functools import lru_cache

from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal, get_currency_symbol

from playbook.figures.reading import is_grouped

# Babel rounds to what fits the context, and fails where nothing does.
_EXACT = Context(prec=200)


class Figures:
    """How a language writes figures, in the currency of a playbook (a code of ISO 4217)."""

    __slots__ = ()
    locale: Locale
    currency: str

    def figure(
        self, value: int | Decimal | date, measure: str | None = None, unit: str | None = None
    ) -> str:
        """A figure as its measure is written: 25 000 €, 10 mois, 1er octobre 2026."""
        if isinstance(value, date):
            return self.day(value)
        if measure == "money":
            return self.money(value)
        return f"{self.number(value)}\u00a0{unit}" if unit else self.number(value)

    def number(self, value: int | Decimal) -> str:
        return _number(value, self.locale)

    def money(self, value: int | Decimal) -> str:
        """An amount in the playbook's currency; cents only where there are some."""
        return _money(value, self.currency, self.locale)

    def day(self, value: date) -> str:
        """A date in full: 1er octobre 2026."""
        text = _date(value, "long", self.locale)
        return text.replace("1 ", f"{self.first_of_month} ", 1) if value.day == 1 else text

    def month(self, value: date) -> str:
        return _date(value, "LLLL yyyy", self.locale)

    @property
    def first_of_month(self) -> str:
        return "1er" if self.locale.language == "fr" else "1"


def plain(value: object, measure: str | None = None) -> str:
    """A value without ornament: digits and a point; money has no cents, or two.

    Whoever reads it as people type takes ``1.125`` for thousands: a fourth decimal says it is none.
    """
    if not isinstance(value, Decimal):
        return str(value)
    digits = shortest(value)
    cents = digits.partition(".")[2]
    padded = is_grouped(digits) or (measure == "money" and len(cents) == 1)
    return f"{digits}0" if padded else digits


def shortest(value: Decimal) -> str:
    """Digits and a point, without noughts at the end of the decimals."""
    digits = format(value, "f")
    return digits.rstrip("0").rstrip(".") if "." in digits else digits


# A site writes the same days and figures on many pages, and Babel takes its time over each.
@lru_cache(maxsize=10_000)
def _date(value: date, pattern: str, locale: Locale) -> str:
    return str(format_date(value, pattern, locale=locale))


@lru_cache(maxsize=10_000)
def _number(value: int | Decimal, locale: Locale) -> str:
    with localcontext(_EXACT):
        return str(format_decimal(_unsigned(value), locale=locale, decimal_quantization=False))


@lru_cache(maxsize=10_000)
def _money(value: int | Decimal, currency: str, locale: Locale) -> str:
    pattern = locale.currency_formats["standard"].pattern
    if value == int(value):
        pattern = pattern.replace(".00", "")
    if get_currency_symbol(currency, locale)[-1:].isalnum():
        pattern = pattern.replace("¤#", "¤\u00a0#")  # CHF 25,000, as browsers write it
    with localcontext(_EXACT):
        shown = format_currency(
            _unsigned(value),
            currency,
            format=pattern,
            locale=locale,
            currency_digits=False,
            # A price by the litre has more decimals than the currency, and none of them is dropped.
            decimal_quantization=False,
        )
    return str(shown)


def _unsigned(value: int | Decimal) -> int | Decimal:
    """Minus nought is nought: the two are equal, and would be kept for one another."""
    return value if value else 0
