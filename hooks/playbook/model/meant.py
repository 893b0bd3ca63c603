"""What a person meant by a value that was refused: the hint that says what to write instead."""

import re
import unicodedata

from playbook.model.addresses import hint
from playbook.model.kinds import FOLDERS

# Hints look at what a person may have typed, not at a book pasted into a field.
_LONG = 80
_LIMITS = {"<": "below", ">": "above", "<=": "up_to", ">=": "from", "≤": "up_to", "≥": "from"}
_LIMIT = re.compile(r"(<=|>=|[<>≤≥]) ?([\d., \u00a0\u202f€]+)")
_UNITS = {"jour": "days", "mois": "months", "an": "years"}


def slug(text: str) -> str:
    """The id that `text` would be: « Directeur Achats » is ``directeur-achats``."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "-".join(re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", plain)))


def an_id(text: str) -> str:
    limit = _LIMIT.fullmatch(text[:_LONG])
    word, colon, name = text[:_LONG].strip("<>").partition(":")
    meant = slug(name if colon and word in FOLDERS else text[:_LONG])
    if limit:
        return f"write « {_LIMITS[limit[1]]}: {limit[2]} » in braces, or on a line below"
    if re.fullmatch(r"[a-z0-9-]+(?:[,;] ?[a-z0-9-]+)+", text[:_LONG]):
        return "write a single id; in a list, one on each line after « - »"
    if not meant or len(text) > _LONG:
        return "write lower-case letters without accents, digits, hyphens"
    return f'write "{meant}"'


def a_short_id(name: str, most: int) -> tuple[str, str]:
    """What is wrong with an id that is too long, and what to write."""
    message = f'"{name[:20]}…" is too long for an id: it has {len(name)} characters'
    return message, f"write at most {most}"


def an_amount(text: str) -> str:
    grouped = re.fullmatch(r"-?\d{1,3}(?:[.,]\d{3})+", text[:_LONG], re.ASCII)
    return f"write {re.sub('[.,]', '', text)}" if grouped else "write 25000, 25 000 or 25 000 €"


def a_day(text: str) -> str:
    french = re.fullmatch(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", text[:_LONG], re.ASCII)
    if not french:
        return "write year-month-day, as 2026-10-01"
    return f"write {french[3]}-{french[2]:0>2}-{french[1]:0>2}"


def a_period(text: str) -> str:
    french = re.fullmatch(r"(\d{1,4}) ?(jour|mois|an)s?", text[:_LONG], re.ASCII)
    if not french:
        return "write 12 months, 90 days or 1 year"
    return f"write {french[1]} {_UNITS[french[2]]}"


def an_address(text: str) -> str:
    if hint(text):
        return hint(text)
    bare = re.fullmatch(r"(?:http://|(?=www\.))(\S{1,200})", text[:250])
    return f"write https://{bare[1]}" if bare else "write it in full, with https:// or mailto:"


def an_entry(text: str) -> str:
    """`text` ought to name an entry of any kind."""
    word, colon, name = text[:_LONG].strip("<>").partition(":")
    if colon and word.strip() in FOLDERS and slug(name):
        return f'write "{word.strip()}:{slug(name)}"'
    return "write its kind and id, as rule:mise-en-concurrence"
