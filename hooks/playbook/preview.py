"""The preview: everything there is, drafts too, and what is wrong over the last good pages."""

import os
import socket
import traceback
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import urlsplit

from playbook import environment
from playbook.answers import in_the_way
from playbook.diagnostics import Diagnostic, has_errors
from playbook.edition import Edition
from playbook.linking.playbook import Playbook
from playbook.pages.faults import faults_site
from playbook.pages.kept import Kept
from playbook.pages.page import Site
from playbook.pipeline import build, check
from playbook.words import REFERENCE, Words, load_words, words_of

LOOPBACK = frozenset({"127.0.0.1", "localhost", "::1"})
"""The names of this very machine, for itself alone."""


@dataclass(frozen=True, slots=True)
class Previewed:
    """What the preview shows in one language: a site with a page of its faults, and of what it was made."""

    site: Site
    words: Words
    playbook: Playbook | None = None
    edition: Edition | None = None
    found: tuple[Diagnostic, ...] = ()
    stale: bool = False
    """Whether the pages are those from before the faults."""
    failure: str = ""
    """What stopped the generator itself, which is no fault of the playbook's."""
    others: tuple["Previewed", ...] = ()
    """The same in each further language."""

    def with_faults(
        self, found: tuple[Diagnostic, ...], failure: str = "", **more: Any
    ) -> "Previewed":
        """With what is wrong on a page of its own, in every language, and without the files that are gone."""
        files = {uri: path for uri, path in self.site.files.items() if _is_readable(path)}
        site = faults_site(found, self.words, replace(self.site, files=files), failure)
        others = tuple(one.with_faults(found, failure, **more) for one in self.others)
        return replace(self, site=site, others=others, found=found, failure=failure, **more)


class Preview:
    """What a server that previews shows from save to save.

    A browser that waits for a page must get one: whatever is wrong with the playbook, or with us, is
    shown over the pages that were right last, which are kept for that.
    """

    def __init__(self) -> None:
        self._good: Previewed | None = None
        self._kept = Kept()
        self._failure = ""
        self._begun = False

    def refuses(self, host: str, port: int) -> str:
        """Why nothing is served at this address, told before all is built; else nothing."""
        if host not in LOOPBACK:
            return "The preview shows drafts and what is kept for few: serve it at 127.0.0.1 only."
        # Later calls come while it serves.
        begun, self._begun = self._begun, True
        return "" if begun else _in_use(host, port)

    def show(self, environ: Mapping[str, str] = os.environ) -> Previewed:
        """What is to be shown now. Raises `CallError` at the first call only, where that is at fault."""
        found: tuple[Diagnostic, ...] = ()
        failure, self._failure = self._failure, ""
        try:
            checked = check(environment.roots(environ), environment.today(environ))
            playbook, found = checked.playbook, checked.found
            late = self._good is not None and has_errors(found)
            if playbook is None or late or failure:
                return self._over(found, failure)
            first, *others = (
                self._in_one_language(playbook, edition, found)
                for edition in environment.editions(playbook, preview=True, environ=environ)
            )
            shown = replace(first, others=tuple(others))
            self._kept.forget()
        except environment.CallError as error:
            if self._good is None and not has_errors(found) and not failure:
                raise
            return self._over(found, failure or (str(error) if self._good is not None else ""))
        except Exception as error:  # whatever it is, the server lives on
            traceback.print_exc()
            return self._over(found, f"{type(error).__name__}: {error}")
        if not has_errors(found):
            self._good = shown
        return shown.with_faults(found) if found else shown

    def _in_one_language(
        self, playbook: Playbook, edition: Edition, found: tuple[Diagnostic, ...]
    ) -> Previewed:
        site = build(_without(playbook, found), edition, self._kept)
        words = words_of(playbook.settings, edition.language)
        return Previewed(site, words, playbook, edition, found)

    def _over(self, found: tuple[Diagnostic, ...], failure: str) -> Previewed:
        """What is wrong, over the pages that were right last, if any were."""
        if self._good is None:
            words = load_words(REFERENCE, "EUR")
            site = faults_site(found, words, None, failure)
            return Previewed(site, words, found=found, failure=failure)
        return self._good.with_faults(found, failure, stale=True)

    def guarded(self, builder: Callable[[], None]) -> Callable[[], None]:
        """`builder`, which calls `show`, tried again over the last good pages where it fails."""

        def build_or_say() -> None:
            # What failed at one save says nothing of the next: it is told at the second try, or never.
            self._failure = ""
            for _ in range(2):
                try:
                    builder()
                    break
                except (Exception, SystemExit) as error:
                    traceback.print_exc()
                    self._failure = f"{type(error).__name__}: {error}"

        return build_or_say


def _in_use(host: str, port: int) -> str:
    """What to tell of an address that cannot be served at; nothing of one that can."""
    with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)  # as the server will
        try:
            one.bind((host, port))
        except OSError as error:
            other = port + 1 if 1024 <= port < 65535 else 8000
            return (
                f"The port {port} cannot be served at ({error.strerror}), perhaps another preview runs: "
                f"name another port, as in « make serve PORT={other} »."
            )
    return ""


def _is_readable(path: Path) -> bool:
    return path.is_file() and os.access(path, os.R_OK)


def _without(playbook: Playbook, found: tuple[Diagnostic, ...]) -> Playbook:
    """The playbook without the decisions that are at fault: no page can be made of them."""
    if not has_errors(found):
        return playbook
    decisions = {
        name: decision
        for name, decision in playbook.entries["decisions"].items()
        if not in_the_way(playbook, name, found)
    }
    entries = {**playbook.entries, "decisions": MappingProxyType(decisions)}
    return replace(playbook, entries=MappingProxyType(entries))


def loopback_only(serve: Callable[..., Iterable[bytes]]) -> Callable[..., Iterable[bytes]]:
    """A server's method that answers WSGI requests, for those that ask this machine by its own name.

    A page from elsewhere may let its own name lead here, and would read the preview by it.
    """

    def guarded(server: Any, environ: Any, start_response: Any) -> Iterable[bytes]:
        if _name(environ.get("HTTP_HOST", "")) not in LOOPBACK:
            start_response("421 Misdirected Request", [("Content-Type", "text/plain")])
            return [b"The preview is served to this machine only, as localhost or 127.0.0.1.\n"]
        return serve(server, environ, start_response)

    return guarded


def _name(host: str) -> str | None:
    try:
        return urlsplit(f"//{host}").hostname
    except ValueError:
        return None
