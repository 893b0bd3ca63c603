"""What people say with figures, taken apart: sign, currency, scale, unit, tax and the words around them.

Only what is understood to its last word is taken. A hint that names another figure than the one meant does
more harm than one that names none.
"""

import re
import unicodedata
from decimal import Context, Decimal
from typing import NamedTuple

from playbook.figures.currency import CURRENT
from playbook.figures.reading import amount
from playbook.source.characters import usual

# Hints look at what a person may have typed, not at a book pasted into a field.
LONG = 80
FIGURE = re.compile(r"\d(?:(?:[\d ']|[.,](?=\d))*\d)?", re.ASCII)
_EXACT = Context(prec=200)


def _words(text: str) -> str:
    """Words that mean one thing, as a pattern: the longest first."""
    return "|".join(sorted(map(str.strip, text.split("|")), key=len, reverse=True))


_NAMED = {
    "eur": "€",
    "euro": "€",
    "dollar": "$",
    "pound": "£",
    "livres sterling": "£",
}
_CODES = _words("eur|usd|gbp|jpy|cad|aud|cny|chf|sek|nok|dkk|pln|mad|tnd|dzd|xof|xaf")
_CURRENCY = (
    r"(?:livres sterling|(?:euro|dollar|pound)s?(?![a-z])"
    rf"|(?:{_CODES})(?![a-z])|(?:us|ca|au|[achrs])?[$€£¥](?:(?:us|ca|au)(?![a-z]))?)"
)
_TIMES = {
    3: _words("k|mille|millier|milliers|thousand|thousands"),
    6: _words("m|mio|mln|million|millions"),
    9: _words("md|mds|mrd|mrds|milliard|milliards|bn"),
}
_SCALES = frozenset("|".join(_TIMES.values()).split("|"))
_SCALE = "|".join(rf"(?P<e{power}>{words})" for power, words in _TIMES.items())
_QUANTITY = re.compile(
    rf"(?P<minus>-)? ?(?:(?P<before>{_CURRENCY}) ?)?(?P<figure>{FIGURE.pattern})(?:[.,]-+)?"
    rf"(?: ?(?:{_SCALE})(?![a-z]))?(?: ?(?:d'|de |of )?(?P<after>{_CURRENCY}))?",
    re.ASCII,
)
# In « 5 kEUR » a code follows the letter of thousands, which only then may be a word's beginning.
_CODED = re.compile(rf"(?<=\d)( ?(?:k|m|md|bn))(?={_CURRENCY})")
_BEFORE = {
    "below": "< |moins de|- de|-de|inferieur a|inferieure a|less than|fewer than|under|below|sous",
    "above": "> |plus de|+ de|superieur a|superieure a|more than|over|above|exceeding|au-dela de|au dela de",
    "up_to": "<= |≤|jusqu'a|au plus|maximum|maxi|max|max.|up to|at most|no more than|not more than"
    "|pas plus de|au maximum|not exceeding|inferieur ou egal a|inferieure ou egale a|less than or equal to",
    "from": ">= |≥|a partir de|des|minimum|mini|min|min.|from|at least|no less than|not less than|au moins"
    "|pas moins de|au minimum|a compter de|superieur ou egal a|superieure ou egale a|more than or equal to",
}
_BEHIND = {
    "up_to": "et moins|ou moins|and less|or less|and below|or below|and under|or under|maximum|maxi|max"
    "|au plus|au maximum|at most",
    "from": "et plus|ou plus|and more|or more|and over|or over|and above|or above|et au-dela|et au dela|+"
    "|minimum|mini|au moins|au minimum|at least",
}
_TO = {word.strip(): bound for bound, words in _BEFORE.items() for word in words.split("|")}
_ON = {word: bound for bound, words in _BEHIND.items() for word in words.split("|")}
_ON_BEHIND = re.compile("|".join(sorted(map(re.escape, _ON), key=len, reverse=True)) + "(?![a-z])")
_TAXES = {
    "excluded": r"h\.? ?t|htva|(?:hors|sans)[ -](?:taxes?|tva)|(?:excl\.?|excluding|ex) (?:tax(?:es)?|vat)",
    "included": r"t\.? ?t\.? ?c|tvac|(?:toutes )?(?:tax(?:es?)?|tva|vat) (?:comprises?|incluses?|included)"
    r"|(?:incl\.?|including) (?:tax(?:es)?|vat)",
}
_TAX = re.compile("(?:" + "|".join(rf"(?P<{k}>{v})" for k, v in _TAXES.items()) + r")(?![a-z])")
_UNITS = {
    "%": "%|pour cent|pourcent|pct|percent|per cent",
    "working-days": "jour ouvre|jours ouvres|working day|working days|business day|business days",
    "jours ouvrables": "jour ouvrable|jours ouvrables",
    "days": "jour|jours|day|days|j|jours calendaires|calendar days",
    "months": "mois|month|months",
    "years": "an|ans|annee|annees|year|years",
    "hours": "heure|heures|hour|hours|h",
    "semaines": "semaine|semaines",
    "weeks": "week|weeks",
    "trimestres": "trimestre|trimestres",
    "quarters": "quarter|quarters",
}
_UNIT = {word: unit for unit, words in _UNITS.items() for word in words.split("|")}
_UNIT_BEHIND = re.compile(rf"({_words('|'.join(_UNIT))})(?![a-z]|\.[a-z])")
_ABOUT = re.compile(
    r"(?:environ|env\.?|autour de|about|around|approx\.?|roughly|ca\.?|soit|~|≈|=) *"
)
_ENDS = re.compile(r" ?(?:-|\.\.+|a|et|to|and) ?")
_OPENS = re.compile(r"(?:de|entre|between|from) ")
# Behind a figure they make another one of it, or leave two to choose from.
_DOUBTFUL = re.compile(
    "(?:cent|centime|ct|cts|hundred|dozen|douzaine|dizaine|centaine|vingtaine|demi|demie|half|quart|tiers|third"
    "|mille|million|milliard|thousand|billion|trillion|lakh|crore|grand|mill|mil|thou|tausend|kilo|livre|bps|base|basis|virgule|comma|franc|couronne|crown"
    "|pour|ou|or|et|and|plus|moins|minus|less|more|over|under|above|below|min|max|fois|times|double|power"
    "|non|not|sauf|except|but|mais|to|jusqu|exclu|exclue|inclu|inclue|exclusive|inclusive"
    "|one|two|three|four|five|six|seven|eight|nine|ten|deux|trois|quatre|cinq|sept|huit|neuf|dix|vingt"
    "|trente|quarante|cinquante|soixante|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
    "|janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
    "|january|february|march|april|may|june|july|august|september|october|november|december)s?"
)
_WORD = re.compile(r"([a-z]+)(?:[-'](?=[a-z]))?")
_NAME = re.compile(r"([a-z][a-z' -]*) ?:")
_SMALL = frozenset("a an au d de du en l la le of kg km cm".split())  # noqa: SIM905


class Figure(NamedTuple):
    """One figure of a text."""

    value: Decimal
    typed: str
    """Its digits as they were typed."""
    sure: bool
    """Whether nobody can mean thousands where another means decimals."""
    scaled: bool
    sign: str = ""
    """Its currency, as a file holds it."""
    before: bool = False
    """Whether that stood before it, as in English."""


class Said(NamedTuple):
    """What is said with one figure, or with the two ends of a range."""

    figures: tuple[Figure, ...]
    bound: str = ""
    unit: str = ""
    tax: str = ""
    more: bool = False
    """Whether it is also said what is counted, or for what."""


def folded(text: str) -> str:
    """A text as one would look for it: no accents, no capitals, ordinary spaces."""
    seen = usual(text[:LONG]).replace("’", "'")
    # « 10² » is not 102, nor « 5º » 50.
    seen = "".join("?" if one in "ºª" or unicodedata.category(one) == "No" else one for one in seen)
    spread = unicodedata.normalize("NFKD", seen.lower())
    bare = re.sub("[\u0300-\u036f]", "", spread).strip()
    bare = re.sub(r"(?<=\d)_(?=\d{3})", " ", bare)
    return re.sub(r"(?<=\d)o+(?![a-z])", lambda found: "0" * len(found[0]), bare)


def taken_apart(text: str) -> Said | None:
    """What a text says with its figures; None where a word of it is not understood, or doubtful."""
    said = _CODED.sub(r"\1 ", folded(text))
    count = len(FIGURE.findall(said))
    first = _QUANTITY.search(said)
    if len(text) > LONG or not first or count > 2:
        return None
    # « 5 m » may be metres or months, « 5 M » is millions.
    if re.search(r"\d ?m(?![a-zA-Z])", usual(text)) and not re.search(_CURRENCY, said):
        return None
    return _one(said, first) if count == 1 else _range(said, first)


def _one(said: str, found: re.Match[str]) -> Said | None:
    before, tail = _before(said[: found.start()]), _behind(said[found.end() :])
    figure = _figure(found, bool(tail and tail.unit))
    if not figure or not tail or not before or (before.bound and tail.bound):
        return None
    if (before.tax and tail.tax) or (figure.sign and tail.unit):
        return None
    return tail._replace(
        figures=(figure,),
        bound=before.bound or tail.bound,
        tax=before.tax or tail.tax,
        more=before.more or tail.more,
    )


def _range(said: str, first: re.Match[str]) -> Said | None:
    last = _QUANTITY.search(said, first.end())
    if not last or re.match("- ", first[0]):
        return None
    between, minus = said[first.end() : last.start()], True
    own = _UNIT_BEHIND.match(between.strip())
    tax = _TAX.match(between.strip())
    if counted := own or tax:
        between = between.strip()[counted.end() :]
    if not between.strip() and last["minus"]:
        between, minus = "-", False
    head = _OPENS.sub("", _ABOUT.sub("", said[: first.start()] + " "))
    tail = _behind(said[last.end() :])
    units = bool(tail and tail.unit)
    low, high = _figure(first, units), _figure(last, units, minus)
    if head.strip() or not _ENDS.fullmatch(between) or not tail or not low or not high:
        return None
    if tail.bound or (own and _UNIT[own[1]] != tail.unit) or (tax and not tail.tax):
        return None
    ends = _both(low, high, last)
    # « 06-2026 » is a month.
    month = re.fullmatch(r"\d{1,2}-\d{4}", said)
    if not ends or ends[0].value >= ends[1].value or month or (ends[0].sign and tail.unit):
        return None
    return tail._replace(figures=ends)


def _both(low: Figure, high: Figure, last: re.Match[str]) -> tuple[Figure, Figure] | None:
    """The two ends, with the scale and the currency that stand once for both."""
    if not (low.sure and high.sure) or (low.scaled and not high.scaled):
        return None
    if high.scaled and not low.scaled:
        if low.sign and (high.sign or not low.before):
            return None  # « 5 000 € à 25 k€ », where the first is whole
        low = low._replace(value=_times(low.value, last), scaled=True)
    if low.sign and high.sign and low.sign != high.sign:
        return None
    # « 5 à 10 000 € » may say its thousands once for both.
    if not (low.scaled or low.sign) and 0 < low.value * 1000 < high.value and not high.value % 1000:
        return None
    with_sign = low if low.sign else high
    sign, before = with_sign.sign, with_sign.before
    return low._replace(sign=sign, before=before), high._replace(sign=sign, before=before)


def _figure(found: re.Match[str], counted: bool, minus: bool = True) -> Figure | None:
    typed = found["figure"]
    read = amount(typed)
    if read is None or re.match(r"0[\d ']", typed) or (found["before"] and found["after"]):
        return None
    value = _times(-read if found["minus"] and minus else read, found)
    scaled = any(found[f"e{power}"] for power in _TIMES)
    alike = re.fullmatch(r"(?!0[.,])\d{1,3}([.,])(\d{3})", typed, re.ASCII)
    english = found["before"] and not found["before"].isalpha() and "," in typed
    thousands = not alike or english or (alike[2] == "000" and not scaled and not counted)
    sign = found["before"] or found["after"] or ""
    name = sign if sign in _NAMED else sign.removesuffix("s") if sign.isalpha() else sign
    held = _NAMED.get(name, sign.upper())
    return Figure(value, typed, bool(thousands), scaled, held, bool(found["before"]))


def _times(value: Decimal, found: re.Match[str]) -> Decimal:
    power = next((power for power in _TIMES if found[f"e{power}"]), 0)
    return value.scaleb(power, _EXACT)


def _before(head: str) -> Said | None:
    """What is said before a figure: a limit, « environ », « HT »; « seuil : », which names it."""
    name, head = _NAME.fullmatch(head.strip()), head.strip(" :")
    if tax := _TAX.fullmatch(head):
        return Said((), tax=str(tax.lastgroup))
    head = head if head in _TO else _ABOUT.sub("", head).strip()
    if head in ("", "+"):
        return Said(())
    if head in _TO:
        return Said((), _TO[head])
    named = name and all(map(_harmless, _WORD.findall(name[1])))
    return Said((), more=True) if named else None


def _behind(tail: str) -> Said | None:
    """What is said behind a figure; None where it may be about the figure and is not understood."""
    unit = _UNIT_BEHIND.match(tail.lstrip())
    said = Said((), unit=_UNIT[unit[1]] if unit else "")
    rest = tail.lstrip()[unit.end() :] if unit else tail
    while rest := rest.lstrip(" .,;:()/"):
        on, tax, word = _ON_BEHIND.match(rest), _TAX.match(rest), _WORD.match(rest)
        # « 5 000 € + TVA » is a sum.
        if (on and (said.bound or (on[0] == "+" and rest != "+"))) or (tax and said.tax):
            return None
        if on:
            said, rest = said._replace(bound=_ON[on[0]]), rest[on.end() :]
        elif tax:
            said, rest = said._replace(tax=str(tax.lastgroup)), rest[tax.end() :]
        elif word and _harmless(word[1], said.unit):
            said, rest = said._replace(more=True), rest[word.end() :]
        else:
            return None
    return said


def _harmless(word: str, unit: str = "") -> bool:
    """Whether a word behind a figure only says what it counts: « 3 devis », « 5 000 € par commande »."""
    # « 10 heures par jour », « 10 j ouvrés »: another span than that of the unit alone.
    if unit not in ("", "%") or word in _SCALES or word.upper() in CURRENT:
        return False
    return word in _SMALL or (len(word) > 2 and not _DOUBTFUL.fullmatch(word))
