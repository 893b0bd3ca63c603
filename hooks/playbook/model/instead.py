"""What a person meant by a value that was refused: the hint that says what to write instead."""

import re
import unicodedata

from playbook.figures.meant import a_bound
from playbook.figures.said import LONG as _LONG
from playbook.model.addresses import hint
from playbook.model.kinds import FOLDERS


def slug(text: str) -> str:
    """The id that `text` would be: « Directeur Achats » is ``directeur-achats``."""
    plain = unicodedata.normalize("NFKD", text.lower().replace("œ", "oe").replace("æ", "ae"))
    return "-".join(re.findall(r"[a-z0-9]+", re.sub("[\u0300-\u036f]", "", plain)))


def an_id(text: str) -> str:
    word, colon, name = text[:_LONG].strip("<>").partition(":")
    meant = slug(name if colon and word in FOLDERS else text[:_LONG])
    if bound := a_bound(text):
        return bound
    if re.fullmatch(r"[a-z0-9-]+(?:[,;] ?[a-z0-9-]+)+", text[:_LONG]):
        return "write a single id; in a list, one on each line after « - »"
    if not meant or len(text) > _LONG:
        return "write lower-case letters without accents, digits, hyphens"
    return f'write "{meant}"'


def a_short_id(name: str, most: int) -> tuple[str, str]:
    """What is wrong with an id that is too long, and what to write."""
    message = f'"{name[:20]}…" is too long for an id: it has {len(name)} characters'
    return message, f"write at most {most}"


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
