"""What a person meant by a figure or a day that was refused: the hint says what to write with it."""

import re
import unicodedata
from calendar import monthrange
from collections.abc import Mapping
from datetime import date
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from playbook.figures.reading import amount
from playbook.figures.writing import shortest
from playbook.source.characters import usual

# Hints look at what a person may have typed, not at a book pasted into a field.
LONG = 80
_CENT, _EXACT = Decimal("0.01"), Context(prec=200)
_FIGURE = re.compile(r"\d(?:(?:[\d ']|[.,](?=\d))*\d)?", re.ASCII)
_LARGEST = Decimal(10**15)
_POWER = re.compile(r"\d+(?:\.\d+)?e\d{1,2}", re.ASCII)
_NO_FIGURE = re.compile(r"[:x/]\s*\w|\^")  # a time, 0x10, a date
_BOUNDS = {
    "below": ("<", "moins de", "inferieur a", "less than", "under", "below"),
    "above": (">", "plus de", "superieur a", "more than", "over", "above"),
    "up_to": ("<=", "≤", "jusqu'a", "au plus", "maximum", "max", "up to", "et moins", "ou moins"),
    "from": (">=", "≥", "a partir de", "des", "minimum", "min", "from", "et plus", "ou plus", "+"),
}
_WORDS = {word: bound for bound, words in _BOUNDS.items() for word in words}
_TIMES = {"k": 1000, "mille": 1000, "m": 10**6, "million": 10**6, "milliard": 10**9, "md": 10**9}
_TIMES_BEHIND = re.compile(
    rf"({'|'.join(sorted(_TIMES, key=len, reverse=True))})s?(?=$|[^a-z]|eur| d'eur)"
)
_UNITS = {
    "%": "%",
    "pour cent": "%",
    "jours ouvr": "working-days",
    "jour": "days",
    "day": "days",
    "mois": "months",
    "month": "months",
    "an": "years",
    "year": "years",
    "heure": "hours",
    "hour": "hours",
}
_BETWEEN = re.compile(r" ?(?:€|eur|euros?)? ?(?:-|\.\.+|a|et|to|and) ?")
_TAXES = re.compile(r"\b(?:(h\.?t|hors tax)|(t\.?t\.?c|tax\w* (?:comprise|incl)))")
_MONTHS = (
    "jan fev|feb mar avr|apr mai|may juin|jun juil|jul aou|aug sep oct nov dec".split()  # noqa: SIM905
)
_NAMES = {name: n for n, names in enumerate(_MONTHS, 1) for name in names.split("|")}
_NUMERIC = re.compile(r"(\d{1,4})[/. _-](\d{1,2})[/. _-](\d{1,4})(?:[t ].*)?", re.ASCII)
_SPOKEN = re.compile(
    r"(?:[a-z]+ )?(?:(\d{1,2})(?:er|st|nd|rd|th)?[ -])?([a-z]{3,9})\.?[ -](?:(\d{1,2}),? )?(\d{4})",
    re.ASCII,
)


def plain(text: str) -> str:
    """A text as one would look for it: no accents, no capitals, ordinary spaces."""
    spread = unicodedata.normalize("NFKD", usual(text[:LONG]).lower().replace("’", "'"))
    bare = re.sub("[\u0300-\u036f]", "", spread).strip()
    bare = re.sub(r"(?<=\d)_(?=\d{3})", " ", bare)
    return re.sub(r"(?<=\d)o+(?![a-z])", lambda found: "0" * len(found[0]), bare)


def an_amount(text: str) -> str:
    said = plain(text)
    found = list(_FIGURE.finditer(said))
    if not found:
        return "write the amount in figures, as 25 000"
    if _is_range(said, found):
        low, high = (shortest(amount(one[0]) or Decimal(0)) for one in found)
        return f"write its two limits, « from: {low} » and « below: {high} »"
    figure = _one_figure(said, found)
    if not figure:
        return "write one amount in figures, as 25 000"
    begin, end = found[0].span()
    before, after = said[:begin].strip(" €$£~-−"), said[end:].strip()
    times = _TIMES_BEHIND.match(after)
    bound = _WORDS.get(before) or _WORDS.get(after.lstrip("€ ")) or ""
    unit = next((unit for word, unit in _UNITS.items() if after.startswith(word)), "")
    tax = _TAXES.search(after)
    if bound:
        return f"write « {bound}: {figure} » in braces, or on a line below"
    if unit and not times:
        unit = '"%"' if unit == "%" else unit
        return f"write {figure}, and below it a line « unit: {unit} »"
    if tax:
        word = "excluded" if tax[1] else "included"
        return f"write {figure}; whether tax is in it stands in a line « tax: {word} »"
    return _doubt(figure if times else found[0][0]) or f"write {figure}"


def a_number(text: str) -> str:
    said = plain(text)
    figure = _one_figure(said, list(_FIGURE.finditer(said)))
    return f"write {figure}" if figure else "write digits, with a point before decimals"


def _one_figure(said: str, found: list[re.Match[str]]) -> str:
    """The one figure that a text holds, with its sign, as thousands or millions; else nothing."""
    if _POWER.fullmatch(said):
        number = Decimal(said)
        return shortest(number) if number < _LARGEST else ""
    read = amount(found[0][0]) if len(found) == 1 else None
    # A time, a sum, a version or a number of a program is no figure.
    if read is None or _NO_FIGURE.match(said, found[0].end()):
        return ""
    begin, end = found[0].span()
    times = _TIMES_BEHIND.match(said[end:].strip())
    number = read * (_TIMES[times[1]] if times else 1)
    negative = said[:begin].rstrip(" €$£").endswith(("-", "−"))
    return shortest(-number if negative else number)


def _is_range(said: str, found: list[re.Match[str]]) -> bool:
    """Whether a text holds the two limits of a range."""
    return (
        len(found) == 2
        and _BETWEEN.fullmatch(said[found[0].end() : found[1].start()]) is not None
        and all(amount(one[0]) is not None for one in found)
    )


def a_grouped_number(text: str) -> str:
    """``25.000`` where decimals may be meant as well as thousands."""
    digits = re.sub("[.,]", "", text)
    if re.fullmatch(r"-?\d+[.,]000", text, re.ASCII) or len(text) - len(digits) > 1:
        return f"write {digits}"
    return f"write {digits}, or {shortest(Decimal(text.replace(',', '.')))} if decimals are meant"


def a_bound(text: str) -> str:
    """A limit of a range, or the limits themselves: « < 5 000 », « 5 000 à 25 000 »; else nothing."""
    said = plain(text)
    found = list(_FIGURE.finditer(said))
    before = said[: found[0].start()].strip(" €$£~") if found else ""
    after = said[found[0].end() :].strip(" €") if found else ""
    between = _is_range(said, found)
    spoken = before in _WORDS or after in _WORDS or after.strip(" €ekm") == ""
    amount = between or (found and spoken) or (not found and re.search(r"€|\beuro", said))
    return an_amount(text) if amount else ""


def _doubt(figure: str) -> str:
    """What to write for an amount that has more than two decimals, or may have."""
    meant, digits = amount(figure), re.sub("[ ']", "", figure).replace(",", ".")
    grouped = re.fullmatch(r"\d{1,3}\.(?!000)\d{3}", digits, re.ASCII)
    exact = Decimal(digits) if grouped else meant
    if exact is None:
        return ""
    cut, near = (exact.quantize(_CENT, way, _EXACT) for way in (ROUND_DOWN, ROUND_HALF_UP))
    if meant == exact == cut:
        return ""
    both = f"{shortest(cut)} or {shortest(near)}" if cut != near else shortest(cut)
    more = f"; for thousands, {shortest(meant)}" if meant and meant != exact else ""
    return f"write {both}: an amount has at most two decimals{more}"


def a_day(text: str) -> str:
    said = plain(text)
    numeric, spoken = _NUMERIC.fullmatch(said), _SPOKEN.fullmatch(said)
    if numeric:
        first, second, third = (numeric[1], numeric[2], numeric[3])
        begins_with_year = len(first) > 2 or (len(third) == 2 and "-" in said and int(first) > 12)
        year, month, day = (first, second, third) if begins_with_year else (third, second, first)
    elif spoken and (month_number := _month(spoken[2])):
        year, month, day = spoken[4], str(month_number), spoken[1] or spoken[3] or "1"
    else:
        return "write year-month-day, as 2026-10-01"
    return _calendar(int(year) + (2000 if len(year) < 3 else 0), int(month), int(day))


def _month(word: str) -> int:
    return next((number for name, number in _NAMES.items() if word.startswith(name)), 0)


def _calendar(year: int, month: int, day: int) -> str:
    if not (1 <= month <= 12 and 1 <= day <= 31 and 1900 <= year <= 2999):
        return "write year-month-day, as 2026-10-01"
    last = monthrange(year, month)[1]
    if day > last:
        return f"this month has {last} days: write {date(year, month, last)}"
    return f"write {date(year, month, day)}"


_SPANS: Mapping[str, tuple[str, int]] = {
    "jour": ("day", 1),
    "semaine": ("day", 7),
    "week": ("day", 7),
    "mois": ("month", 1),
    "trimestr": ("month", 3),
    "quarter": ("month", 3),
    "semestr": ("month", 6),
    "mensuel": ("month", 1),
    "month": ("month", 1),
    "day": ("day", 1),
    "annuel": ("month", 12),
    "annual": ("month", 12),
    "an": ("year", 1),
    "year": ("year", 1),
}


def a_period(text: str) -> str:
    said = plain(text)
    number = re.search(r"\d{1,4}", said, re.ASCII)
    found = next((one for word, one in _SPANS.items() if re.search(rf"\b\d*{word}", said)), None)
    if number and said == number[0] and int(number[0]):
        return f"write {number[0]} months, or days, or years"
    if not found or (number and not int(number[0])):
        return "write 12 months, 90 days or 1 year"
    count = (int(number[0]) if number else 1) * found[1]
    return f"write {count} {found[0]}{'s' if count > 1 else ''}"
