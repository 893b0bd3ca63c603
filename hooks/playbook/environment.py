"""What the call says by environment variables: which data, audience, language, day and revision."""

import os
from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path

from playbook.audiences import EVERYTHING
from playbook.edition import Edition
from playbook.figures.reading import written_day
from playbook.linking.playbook import Playbook
from playbook.words import languages


class CallError(Exception):
    """The call itself is at fault: its message says what to write."""


def roots(environ: Mapping[str, str] = os.environ) -> list[Path]:
    """The data folders of PLAYBOOK_DATA, `playbook_data` unless said; the first holds the settings."""
    named = environ.get("PLAYBOOK_DATA") or "playbook_data"
    return [Path(name) for name in named.split(os.pathsep)]


def against(environ: Mapping[str, str] = os.environ) -> str | None:
    """The git revision of PLAYBOOK_AGAINST to compare with; none where it is empty."""
    return environ.get("PLAYBOOK_AGAINST") or None


def site(environ: Mapping[str, str] = os.environ) -> str:
    """The address of PLAYBOOK_SITE, of an edition that explains the codes; none where it is empty.

    Raises `CallError` for what is no address of a site.
    """
    named = environ.get("PLAYBOOK_SITE", "")
    if named and not named.startswith(("https://", "http://")):
        raise CallError(f"PLAYBOOK_SITE={named}: write an address, as https://achats.example/")
    return named


def proposal(environ: Mapping[str, str] = os.environ) -> bool:
    """Whether PLAYBOOK_PROPOSAL says that what is built is only proposed, not published.

    Raises `CallError` for anything but 1: no word may let pass what nobody approved by mistake.
    """
    said = environ.get("PLAYBOOK_PROPOSAL", "")
    if said not in ("", "1"):
        raise CallError(
            f"PLAYBOOK_PROPOSAL={said}: write 1 for what is only proposed, else nothing"
        )
    return said == "1"


def today(environ: Mapping[str, str] = os.environ) -> date:
    """The day of PLAYBOOK_DATE; that of SOURCE_DATE_EPOCH; else the calendar's."""
    named = environ.get("PLAYBOOK_DATE")
    if not named:
        epoch = environ.get("SOURCE_DATE_EPOCH")
        return _day_of(epoch) if epoch else date.today()
    day = written_day(named)
    if day is None:
        raise CallError(f"PLAYBOOK_DATE={named}: write a date, as 2026-10-01")
    return day


def _day_of(epoch: str) -> date:
    try:
        if epoch.isascii() and epoch.isdigit():
            return datetime.fromtimestamp(int(epoch), UTC).date()
    except (ValueError, OverflowError, OSError):
        pass  # a day after the calendar's last
    shown = epoch if len(epoch) <= 40 else f"{epoch[:40]}…"
    hint = "write the seconds since 1970 in digits, as 1790000000"
    raise CallError(f"SOURCE_DATE_EPOCH={shown}: {hint}")


def editions(
    playbook: Playbook, preview: bool = False, environ: Mapping[str, str] = os.environ
) -> list[Edition]:
    """The editions asked for: those of the lowest audience, in every language, unless one is named.

    The preview shows everything, drafts too. Raises `CallError` for an audience or a
    language that the playbook does not have: a misspelt name must never become an edition.
    """
    audiences = playbook.audiences
    named = environ.get("PLAYBOOK_AUDIENCE")
    audience = named or (EVERYTHING if preview else audiences.lowest)
    if named and named not in audiences.reads:
        known = ", ".join(audiences.reads)
        raise CallError(f"PLAYBOOK_AUDIENCE={audience}: there is no such audience, only {known}")
    every = spoken(playbook)
    language = environ.get("PLAYBOOK_LANGUAGE") or playbook.settings.languages[0]
    if language not in every:
        known = ", ".join(playbook.settings.languages)
        raise CallError(f"PLAYBOOK_LANGUAGE={language}: there is no such language, only {known}")
    asked = [language] if environ.get("PLAYBOOK_LANGUAGE") else every
    return [Edition(audience, one, today(environ), preview) for one in asked]


def spoken(playbook: Playbook) -> list[str]:
    """The languages of a playbook that have a file of words, in the order of its settings."""
    return [one for one in playbook.settings.languages if one in languages()]
