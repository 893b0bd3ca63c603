"""No text names a person: neither by name, nor by a mail address, nor by a telephone number."""

import re
from collections.abc import Iterator
from datetime import date

from phonenumbers import Leniency, PhoneNumberMatcher, PhoneNumberType, number_type

from playbook.checks.prose import places
from playbook.diagnostics import Diagnostic, diagnostic
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms, written
from playbook.model.texts import Text
from playbook.source import Path
from playbook.texts.prose import Markup
from playbook.validation.entry import Entry

# Each begins only where a word does: on a long text without spaces a pattern would start over at
# every letter. Most texts hold none of the signs that stand before it here, which is quickly seen.
_MAIL = re.compile(r"(?<![\w.+/-])([\w.+-]{1,64})@[\w-]{1,64}\.[\w.]{1,64}")
_NAME = re.compile(r"\b(?:M\.|MM\.|Mme|Mmes|Mlle|Mr|Mrs|Ms)[ \u00a0][A-ZÀ-Þ][\w’'-]{1,40}")
# The mailbox of a person is called so; that of a function is one word, or has a hyphen.
_PERSONS_BOX = re.compile(r"[^\W\d_]+[._][^\W\d_]+")
# Overseas departments have countries of their own there, and are dialled from France as it is.
_FRANCE = ("FR", "GP", "GF", "MQ", "RE", "YT")
# A number of these answers for a service, whoever calls: nobody is named by it.
_OF_SERVICES = frozenset(
    {PhoneNumberType.TOLL_FREE, PhoneNumberType.SHARED_COST, PhoneNumberType.PREMIUM_RATE}
)
# What is for reaching a function stands in a field of its own.
_CONTACTS = frozenset({"mail", "phone", "contact", "url"})


def no_personal_data(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """No text names a person; what is for all may give the mailbox and the telephone of a function."""
    audiences, everybody = playbook.audiences, playbook.audiences.readers()
    for entry in (playbook.about, *playbook.all()):
        for leaf in entry.leaves:
            if leaf.path[-1] == "mail" and _PERSONS_BOX.fullmatch(
                str(leaf.value).partition("@")[0]
            ):
                message = "this looks like the mailbox of a person"
                hint = "write that of the function, as achats@exemple.fr"
                yield diagnostic("personal-data", entry.place(leaf.path), message, hint)
    for entry in playbook.all():
        readers = audiences.of_entry(entry)
        for form in forms(entry):
            for leaf in written(form):
                if isinstance(leaf.value, Text) and leaf.path[-1] not in _CONTACTS:
                    kept = audiences.readers(readers, leaf.audience) != everybody
                    yield from _personal(form, leaf.path, leaf.value, kept)


def _personal(entry: Entry, path: Path, text: str, kept: bool) -> Iterator[Diagnostic]:
    found = [*_found(text, kept)]
    for one, place in zip(found, places(entry, path, tuple(found)), strict=True):
        where = "a restricted text" if kept else "a text that all may read"
        hint = "write the role instead"
        if one.code == "a telephone number" and not kept:
            hint = "write the role instead; that of a function stands in « phone: » of its role"
        yield diagnostic("personal-data", place, f"this looks like {one.code} in {where}", hint)


def _found(text: str, kept: bool) -> Iterator[Markup]:
    """What seems to name somebody, each with what it is."""
    if "@" in text:
        for one in _MAIL.finditer(text):
            if kept or _PERSONS_BOX.fullmatch(one[1]):
                yield Markup("a mail address", one[0])
    if "M" in text:
        yield from (Markup("a person's name", one[0]) for one in _NAME.finditer(text))
    if "0" in text or "+" in text:
        yield from (Markup("a telephone number", one) for one in _numbers(text))


def _numbers(text: str) -> Iterator[str]:
    """The telephone numbers of a text: French ones, and any that is written with its country."""
    # The library takes the narrow no-break space of French figures for a letter.
    spaced = text.replace("\u202f", "\u00a0")
    found = {
        (one.start, one.end)
        for region in _FRANCE
        for one in PhoneNumberMatcher(spaced, region, leniency=Leniency.VALID)
        if number_type(one.number) not in _OF_SERVICES
    }
    for start, end in sorted(found):
        yield text[start:end]
