"""Addresses outside of the playbook: of a site, a mailbox, a telephone. What one sees is where it leads.

A browser and a mail program read more in an address than people do: a name before the host, copies to
others behind a question mark, letters of another alphabet that look like ours.
"""

import re
import unicodedata

# A host has letters of the Latin alphabet, with their accents; others are written as xn--….
_HOST = r"[^\s/<>\"'@\\?#%:&,;=()\[\]]{1,253}"
_SITE = re.compile(rf"https://(?P<host>{_HOST})(?::\d{{1,5}})?(?:[/?#][^\s<>\"\\]*)?")
BOX = r"[A-Za-z0-9._+\-]{1,64}@[^\s\/<>\"'@\\?#%:&,;=()\[\]]{1,190}\.[^\s\/<>\"'@\\?#%:&,;=()\[\].]{1,63}"
_BOX = re.compile(BOX)
# A subject is the only thing that a link may put into a mail: no copies, no other receivers.
_MAILTO = re.compile(rf"mailto:(?P<box>{BOX})(?:\?subject=[^\s<>\"'&#\\]*)?")
# Short ones too: 15, 112. A word before it, as « poste », or something in brackets after it.
_TELEPHONE = re.compile(
    r"(?:[^\W\d_]+ )?(?P<number>\+?[0-9][0-9 \u00a0\u202f.()/-]*[0-9])(?: \([^()]{1,30}\))?"
)
_LINE_BREAK = re.compile("%0[ad]", re.IGNORECASE)
_OTHERS = frozenset("œæßøåłđ")


def is_mail(text: str) -> bool:
    """Whether `text` is the address of one mailbox, and nothing more."""
    return _BOX.fullmatch(text) is not None and _is_latin(text.partition("@")[2])


def is_address(text: str) -> bool:
    """Whether `text` leads to a site, with https://, or to a mailbox, with mailto:."""
    site, box = _SITE.fullmatch(text), _MAILTO.fullmatch(text)
    if box is not None:
        return is_mail(box["box"]) and not _LINE_BREAK.search(text)
    return site is not None and _is_latin(site["host"])


def dialled(text: str) -> str:
    """What a telephone dials of a number as people write it; empty where there is none."""
    found = _TELEPHONE.fullmatch(text.strip())
    if found is None:
        return ""
    number = found["number"]
    number = number.replace("(0)", "") if number.startswith("+") else number
    return re.sub("[^+0-9]", "", number)


def hint(text: str) -> str:
    """What is wrong with an address that looks like one; nothing where it does not."""
    text = text[:300]
    mail = re.match(r"(mailto:)?([^\s?]+@[^\s?]+)\?", text)
    authority = re.match(r"https://([^/?#\s]*)", text)
    host = authority[1] if authority else text.rpartition("@")[2] if "@" in text else ""
    if authority and "@" in host:
        return f"nobody is named before the host: write https://{host.rpartition('@')[2]}"
    if mail:
        return f"write {mail[1] or ''}{mail[2]} alone, without what follows the ?"
    if host and not _is_latin(host):
        return f"its letters are not all of our alphabet: write the host as {_written(host)}"
    if authority and "\\" in text:
        return "write / in an address, not \\"
    return ""


def _is_latin(host: str) -> bool:
    return all(
        one.isascii() or one in _OTHERS or unicodedata.normalize("NFD", one)[0].isascii()
        for one in host.lower()
    )


def _written(host: str) -> str:
    """A host as it is written in ASCII, where that can be told."""
    try:
        return host.encode("idna").decode()
    except UnicodeError:
        return "xn--…"
