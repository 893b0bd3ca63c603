"""Currencies: the codes in which people pay today, what people mean by one, and how they write it."""

import unicodedata
from functools import cache

from babel import Locale
from babel.core import get_global
from babel.languages import get_official_languages
from babel.localedata import locale_identifiers
from babel.numbers import get_currency_name

_TENDER = get_global("territory_currencies")
CURRENT = frozenset(
    code
    for used in _TENDER.values()
    for code, _, until, is_tender in used
    if is_tender and until is None
)
_SPOKEN = ("en", "fr")
# Of a sign that many share, those first that most people mean.
_FIRST = ("EUR", "USD", "GBP", "JPY", "CAD", "AUD", "CNY")
_LONG = 40


def codes_of(text: str) -> list[str]:
    """The currencies somebody may mean by a sign, a name, a country or a code of former times.

    The likeliest come first.
    """
    return sorted(_codes_of(text), key=_rank)


def _rank(code: str) -> tuple[int, str]:
    return (_FIRST.index(code) if code in _FIRST else len(_FIRST), code)


def _codes_of(text: str) -> set[str]:
    if not text or len(text) > _LONG:
        return set()
    word = text.casefold().removesuffix("s")
    if text.upper() in CURRENT:
        return {text.upper()}
    called = [
        (
            code,
            locale.currency_symbols.get(code, code),
            locale.currencies.get(code, code).casefold(),
        )
        for locale in map(Locale.parse, _SPOKEN)
        for code in CURRENT
    ]
    if len(text) == 1 and not text.isalnum():
        return {code for code, sign, _ in called if sign.endswith(text)}
    exact = {code for code, sign, name in called if text == sign or word == name}
    if not text.isalnum():  # US$ and $US are one sign
        exact |= {code for code, sign, _ in called if sorted(text) == sorted(sign)}
    return exact or _paid_in(text) | {code for code, _, name in called if word in name.split()}


def _paid_in(name: str) -> set[str]:
    """What is paid with in a country, or where a former currency was."""
    places = {name} | {
        territory
        for territory, used in _TENDER.items()
        if name in (code for code, _, _, is_tender in used if is_tender)
    }
    return {
        code
        for place in places
        for code, _, until, is_tender in _TENDER.get(place, ())
        if is_tender and until is None
    }


@cache
def signs(currency: str) -> tuple[str, ...]:
    """How people write a currency beside an amount, in small letters, the longest first.

    Its code, its sign with its country or without, its name in English and in French.
    """
    found = {currency}
    for language in (*_SPOKEN, *_at_home(currency)):
        sign = Locale.parse(language).currency_symbols.get(currency, currency)
        mark = "".join(one for one in sign if unicodedata.category(one) == "Sc")
        country = sign.replace(mark, "") if mark else ""
        found |= {sign, mark, country + mark, mark + country} if mark else {sign}
    for language, word in (("en", -1), ("fr", 0)):
        for count in (1, 2):
            name = get_currency_name(currency, count, Locale.parse(language)).split()
            found |= {" ".join(name), name[word]}
    # A lone letter may be that of thousands and millions.
    known = {one.lower() for one in found if len(one) > 1 or not one.isalpha()}
    return tuple(sorted(known, key=lambda one: (-len(one), one)))


def _at_home(currency: str) -> list[str]:
    """The languages of those who pay in a currency that has a sign with them alone."""
    if not Locale.parse("en").currency_symbols.get(currency, currency).isalpha():
        return []
    places = sorted(place for place in _TENDER if currency in _paid_in(place))
    spoken = (name for place in places for name in get_official_languages(place, de_facto=True))
    return [name for name in dict.fromkeys(spoken) if name in _known_languages()]


@cache
def _known_languages() -> frozenset[str]:
    return frozenset(locale_identifiers())
