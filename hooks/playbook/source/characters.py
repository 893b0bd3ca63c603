"""Characters no file may hold, and those that look like a space or a hyphen and are none."""

import re

from playbook.diagnostics import Diagnostic, Mend, Place, diagnostic

# What YAML takes for a line break though no editor shows one, what reverses the reading direction,
# what nobody sees, and what is no character at all.
FORBIDDEN = re.compile(
    "[\u0085\u2028\u2029\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\x00-\x08\x0b\x0c\x0e-\x1f"
    "\x7f-\x9f\ufffe\uffff\U000e0000-\U000e007f]|\r(?!\n)"
)
# What may be deleted without loss: nobody sees it, and no program put it in the place of a sign.
_UNSEEN = re.compile("[\u200b\u2060-\u2064\u202a-\u202e\u2066-\u2069\ufeff\U000e0000-\U000e007f]")
_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
# What word processors and French keyboards put where YAML needs a space.
SPACE = rf"[{_SPACES}]"
_HYPHENS = "\u2010-\u2015\u2212"
_NO_BREAK = frozenset("\u00a0\u2007\u202f")
_STRANGE = re.compile(rf"[{_SPACES}{_HYPHENS}\u00ad\u200c\u200d]")


def forbidden(where: Place, character: str) -> Diagnostic:
    message = f"the invisible character U+{ord(character):04X}"
    hint = "delete it: nobody sees it, and it changes how the line is read"
    if meant := _of_windows(character):
        hint = f"write « {meant} »: the text comes from an older encoding, where it is this sign"
    mend = Mend(where, "") if _UNSEEN.match(character) else None
    return diagnostic("forbidden-character", where, message, hint, mend=mend)


def _of_windows(character: str) -> str:
    """The sign that a text of Windows had, where it was read as if it were of another encoding."""
    if not "\x80" <= character <= "\x9f":
        return ""
    return character.encode("latin-1").decode("cp1252", "ignore")


def name_of(character: str) -> str:
    """What an editor reads of a character that looks like another or like nothing."""
    if character in _NO_BREAK:
        return "a no-break space"
    if re.match(SPACE, character):
        return f"a space that is no ordinary one (U+{ord(character):04X})"
    if re.match(f"[{_HYPHENS}]", character):
        return f"a dash that is no hyphen (U+{ord(character):04X})"
    return "a space" if character == " " else f"the invisible character U+{ord(character):04X}"


def strange(text: str) -> re.Match[str] | None:
    """The first character of a text that looks like another, or like nothing."""
    return _STRANGE.search(text)


def usual(text: str) -> str:
    """The text as it looks: with ordinary spaces, none at its ends, and plain hyphens."""
    spaced = re.sub(SPACE, " ", text)
    return re.sub("[\u00ad\u200c\u200d]", "", re.sub(f"[{_HYPHENS}]", "-", spaced)).strip()
