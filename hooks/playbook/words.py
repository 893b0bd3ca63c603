"""The interface words of one language, and how it writes numbers, amounts and dates."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any

import yaml
from babel import Locale
from babel.dates import format_date
from babel.numbers import format_currency, format_decimal

_LOCALE = files("playbook") / "locale"


@cache
def _locale(language: str) -> Locale:
    return Locale.parse(language)


@dataclass(frozen=True, slots=True)
class Words:
    """`language` is a two-letter code that has a file in `locale/`."""

    language: str
    currency: str
    texts: Mapping[str, Any]

    def __call__(self, key: str, **values: Any) -> str:
        """The text at a dotted `key`; with `count`, its singular or plural. `KeyError` if none."""
        found: Any = self.texts
        for part in key.split("."):
            found = found[part]
        if isinstance(found, Mapping):
            form = _locale(self.language).plural_form(values["count"])
            found = found.get(form, found["other"])
        if not values:
            return str(found)
        shown = {name: self._shown(value) for name, value in values.items()}
        return str(found).format(**shown)

    def has(self, key: str, **values: Any) -> bool:
        try:
            self(key, **values)
        except (KeyError, TypeError):
            return False
        return True

    def _shown(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int | Decimal) else value

    def audience(self, name: str) -> str:
        """An audience as readers call it; its id where the language has no word for it."""
        key = f"audiences.{name}"
        return self(key) if self.has(key) else name

    def number(self, value: int | Decimal) -> str:
        return format_decimal(value, locale=_locale(self.language))

    def money(self, value: Decimal) -> str:
        """An amount in the playbook's currency; cents only where there are some."""
        digits = "" if value == value.to_integral_value() else ".00"
        pattern = {"fr": f"#,##0{digits}\u00a0¤"}.get(self.language, f"¤#,##0{digits}")
        if self.language not in ("fr", "en"):
            pattern = f"#,##0{digits}\u00a0¤"
        return format_currency(
            value,
            self.currency,
            format=pattern,
            locale=_locale(self.language),
            currency_digits=False,
        )

    def day(self, value: date) -> str:
        """A date in full: 1er octobre 2026."""
        text = format_date(value, "long", locale=_locale(self.language))
        return (
            str(text).replace("1 ", "1er ", 1)
            if self.language == "fr" and value.day == 1
            else str(text)
        )

    def sort_key(self, text: str) -> str:
        """By which titles are put in order: accents and capitals do not count."""
        plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
        return "".join(one for one in plain if not unicodedata.combining(one)).casefold()

    def month(self, value: date) -> str:
        return str(format_date(value, "LLLL yyyy", locale=_locale(self.language)))


@cache
def load_words(language: str, currency: str) -> Words:
    """The words of `language`; raises `FileNotFoundError` where `locale/` has no such file."""
    text = (_LOCALE / f"{language}.yml").read_text("utf-8")
    return Words(language, currency, yaml.load(text, Loader=yaml.CBaseLoader))  # noqa: S506 # text only


def languages() -> frozenset[str]:
    """The languages that have a file of words."""
    return frozenset(
        name.removesuffix(".yml")
        for name in (one.name for one in _LOCALE.iterdir())
        if len(name) == len("fr.yml") and name.endswith(".yml")
    )
