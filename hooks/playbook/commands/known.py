"""What a command that helps editors needs to know: the settings, today's ids, the words to use."""

from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from playbook.describe.ids import Ids, ids_of
from playbook.folder.data_folder import Folder, load
from playbook.model import Settings
from playbook.validation.validate import validate
from playbook.words import Words, languages, words_of


class RefusedError(Exception):
    """What was asked for cannot be done: the message says what to write instead."""


class Known(NamedTuple):
    """A playbook as it stands, faults and all."""

    folder: Folder
    settings: Settings
    ids: Ids
    words: Words


def known(roots: Sequence[Path]) -> Known:
    """The playbook of `roots`, in its first language. Raises `RefusedError` without settings."""
    folder = load(roots)
    found = validate(folder).settings
    if found is None:
        root = roots[0].as_posix()
        raise RefusedError(f"{root}/playbook.yml is missing or at fault: run playbook check first")
    settings: Settings = found.fields
    language = settings.languages[0]
    words = words_of(settings, language if language in languages() else "fr")
    return Known(folder, settings, ids_of(folder, settings.audiences), words)
