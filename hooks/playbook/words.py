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


@dataclass(frozen=True, slots=True)
class Words:
    """`language` is a two-letter code that has a file in `locale/`."""

    language: str
    currency: str
    texts: Mapping[str, Any]
    locale: Locale
    """How this language writes numbers and dates."""

    def __call__(self, key: str, **values: Any) -> str:
        """The text at a dotted `key`; with `count`, its singular or plural. `KeyError` if none."""
        found: Any = self.texts
        for part in key.split("."):
            found = found[part]
        if isinstance(found, Mapping):
            form = self.locale.plural_form(values["count"])
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
        return str(format_decimal(value, locale=self.locale))

    def money(self, value: Decimal) -> str:
        """An amount in the playbook's currency; cents only where there are some."""
        pattern = self.locale.currency_formats["standard"].pattern
        if value == value.to_integral_value():
            pattern = pattern.replace(".00", "")
        shown = format_currency(
            value, self.currency, format=pattern, locale=self.locale, currency_digits=False
        )
        return str(shown)

    def day(self, value: date) -> str:
        """A date in full: 1er octobre 2026."""
        text = format_date(value, "long", locale=self.locale)
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
        return str(format_date(value, "LLLL yyyy", locale=self.locale))


@cache
def load_words(language: str, currency: str) -> Words:
    """The words of `language`; raises `FileNotFoundError` where `locale/` has no such file."""
    text = (_LOCALE / f"{language}.yml").read_text("utf-8")
    texts = yaml.load(text, Loader=yaml.CBaseLoader)  # noqa: S506 # text only
    return Words(language, currency, texts, Locale.parse(texts["territory"]))


def languages() -> frozenset[str]:
    """The languages that have a file of words."""
    return frozenset(
        name.removesuffix(".yml")
        for name in (one.name for one in _LOCALE.iterdir())
        if len(name) == len("fr.yml") and name.endswith(".yml")
    )
