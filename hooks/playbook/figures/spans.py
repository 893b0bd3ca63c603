"""What a person meant by a day or a period that was refused: the hint says what to write with it."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from itertools import pairwise
from typing import NamedTuple

from playbook.figures.reading import written_period
from playbook.figures.said import LONG, folded

_MONTHS = (
    "jan|janv|janvier|january",
    "fev|fevr|fevrier|feb|february",
    "mar|mars|march",
    "avr|avril|apr|april",
    "mai|may",
    "juin|jun|june",
    "juil|juillet|jul|july",
    "aou|aout|aug|august",
    "sep|sept|septembre|september",
    "oct|octobre|october",
    "nov|novembre|november",
    "dec|decembre|december",
)
_NAMES = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_WEEKDAYS = (
    "(?:le |on )?(?:(?:lun|mar|mercre|jeu|vendre|same)di|dimanche"
    "|(?:mon|tues|wednes|thurs|fri|satur|sun)day|le|on)"
)
_TIME = rf"(?:[t ]+\d{{1,2}}[:h][\d:.hz+ -]*|,? ?\(?{_WEEKDAYS}\)?)?"
_NUMERIC = re.compile(rf"(\d{{1,4}})[/. _-](\d{{1,2}})[/. _-](\d{{1,4}}){_TIME}", re.ASCII)
_SPOKEN = re.compile(
    rf"(?:{_WEEKDAYS},? (?=.*\d\D+\d))?(?:(\d{{1,2}})(?:er|st|nd|rd|th)?[ -])?"
    r"([a-z]{3,9})\.?[ -](?:(\d{1,2}),? )?(\d{4})",
    re.ASCII,
)
_DAY = "write year-month-day, as 2026-10-01"


def a_day(text: str) -> str:
    said = folded(text)
    numeric, spoken = _NUMERIC.fullmatch(said), _SPOKEN.fullmatch(said)
    if numeric:
        first, second, third = (numeric[1], numeric[2], numeric[3])
        begins_with_year = len(first) > 2 or (len(third) == 2 and "-" in said and int(first) > 12)
        year, month, day = (first, second, third) if begins_with_year else (third, second, first)
    elif spoken and spoken[2] in _NAMES and not (spoken[1] and spoken[3]):
        year, month, day = spoken[4], str(_NAMES[spoken[2]]), spoken[1] or spoken[3] or "1"
    else:
        return _DAY
    return _calendar(int(year) + (2000 if len(year) < 3 else 0), int(month), int(day))


def _calendar(year: int, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2999):
        return _DAY
    last = monthrange(year, month)[1]
    if day > last:
        return f"this month has {last} days: write {date(year, month, last)}"
    return f"write {date(year, month, day)}"


class _Span(NamedTuple):
    """So many days, months or years."""

    number: Decimal
    unit: str


_PERIOD = "write 12 months, 90 days or 1 year"
_UNITS = {
    ("day", 1): "jours|jour|days|day|j|d",
    ("day", 7): "semaines|semaine|weeks|week|w",
    ("month", 1): "mois|months|month|monthly",
    ("month", 3): "trimestres|trimestre|quarters|quarter",
    ("month", 6): "semestres|semestre",
    ("year", 1): "ans|an|annees|annee|years|year|y",
}
_SIZES = list(_UNITS)
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_ADJECTIVES = {
    ("day", 1): "quotidien|quotidienne|daily",
    ("day", 7): "hebdomadaire|weekly",
    ("month", 1): "mensuel|mensuelle|mensuellement|monthly",
    ("month", 2): "bimestriel|bimestrielle",
    ("month", 3): "trimestriel|trimestrielle|trimestriellement|quarterly",
    ("month", 6): "semestriel|semestrielle|half-yearly|semiannual|semi-annual",
    ("month", 12): "annuel|annuelle|annuellement|annual|annually",
    ("year", 1): "yearly",
    ("year", 2): "biennal|biennale|biennial",
    ("year", 3): "triennal|triennale|triennial",
}
_ADJECTIVE = {word: span for span, words in _ADJECTIVES.items() for word in words.split("|")}
_COUNTED = (
    "un une a an one|deux two|trois three|quatre four|cinq five|six|sept seven|huit eight|neuf nine"
    "|dix ten|onze eleven|douze twelve"
)
_COUNTS = {w: str(n) for n, words in enumerate(_COUNTED.split("|"), 1) for w in words.split()}
_ONE = re.compile(
    rf"(?<![\d.,-])(?:(?P<count>\d{{1,3}}(?: \d{{3}})+|\d+(?:[.,]\d+)?)(?: |-)?"
    rf"|\b(?P<word>{'|'.join(_COUNTS)})[ -])(?P<unit>{'|'.join(_UNIT)})(?![a-z])(?P<half> et demie?\b)?",
    re.ASCII,
)
_EVERY = re.compile(
    "(?:chaque|every|each|tous les|toutes les|par|per|une fois par|once a|once per|once every)"
)
_LEADS = re.compile(
    "(?:tous les|toutes les|every|each|environ|about|around|approx\\.?|~|pendant|durant|for|within|sous"
    "|dans(?: les)?|in|max\\.?|maximum|minimum|jusqu'a|up to|une? (?:duree|delai|periode) de|duree de"
    "|a period of)?"
)
_TAILS = re.compile(
    "(?:maximum|maxi|max|minimum|environ|renouvelables?|renewable|fermes?|calendaires?|calendar)?"
)
_SUMS = re.compile(r" ?(?:et|and|,|\+|, ?and|) ?")
_SAME = re.compile(r" ?(?:\(|=|ou|or|soit|i\.?e\.?) ?")


def a_period(text: str) -> str:
    said = folded(text)
    if len(text) > LONG:
        return _PERIOD
    if re.fullmatch(r"\d{1,4}", said, re.ASCII) and int(said):
        return f"write {said} months, or days, or years"
    found = _every(said) or _summed(said)
    if not found or found.number != found.number.to_integral_value():
        return _PERIOD
    count = int(found.number)
    written = f"{count} {found.unit}{'s' if count > 1 else ''}"
    return f"write {written}" if written_period(written) else _PERIOD


def _every(said: str) -> _Span | None:
    """« mensuel », « chaque année », « trimestre »: a period that is said without a number."""
    opened = _EVERY.match(said)
    word = said[opened.end() :].strip() if opened else said
    single = len(word) > 1 and (opened or word == "mois" or word[-1] != "s")
    unit = _ADJECTIVE.get(said) or (_UNIT.get(word) if single else None)
    return _Span(Decimal(unit[1]), unit[0]) if unit else None


def _summed(said: str) -> _Span | None:
    """A period, or several that are one sum: 2 years and 6 months; nothing where a word is left over."""
    found = list(_ONE.finditer(said))
    if not found or not _LEADS.fullmatch(said[: found[0].start()].strip()):
        return None
    spans = list(_spans(found))
    between = [said[a.end() : b.start()] for a, b in pairwise(found)]
    tail = said[found[-1].end() :].strip(" .,;")
    if len(spans) < len(found):
        return None
    same = bool(between) and all(map(_SAME.fullmatch, between))
    tail = tail.removesuffix(")") if same else tail
    if not _TAILS.fullmatch(tail):
        return None
    if len(spans) == 1:
        return _whole(spans[0])
    in_one = [_in_months(one) for one in spans]
    units = {one.unit for one in in_one}
    if same:
        return _whole(spans[0]) if len(set(in_one)) == 1 else None
    if len(units) > 1 or not all(map(_SUMS.fullmatch, between)):
        return None
    # « 1 mois 2 mois » and « 2 days a week » are no sums; only what goes from the larger unit down is.
    sizes = [_SIZES.index(_UNIT[one["unit"]]) for one in found]
    falls = all(one > other for one, other in pairwise(sizes))
    if not falls and not all("+" in one for one in between):
        return None
    return _Span(sum((one.number for one in in_one), Decimal(0)), units.pop())


def _spans(found: list[re.Match[str]]) -> Iterator[_Span]:
    for one in found:
        typed = one["count"] or _COUNTS[one["word"]]
        # « 1.000 days » may be one day or a thousand.
        if re.search(r"[.,]\d{3}$", typed):
            return
        unit, times = _UNIT[one["unit"]]
        count = Decimal(typed.replace(" ", "").replace(",", "."))
        half = Decimal("0.5") if one["half"] else 0
        yield _Span((count + half) * times, unit)


def _whole(one: _Span) -> _Span:
    """Half years as months."""
    return one if one.number == one.number.to_integral_value() else _in_months(one)


def _in_months(one: _Span) -> _Span:
    return _Span(one.number * 12, "month") if one.unit == "year" else one
