"""What is translated, and whether the translation still says what the original says."""

from collections.abc import Iterator, Sequence
from datetime import date

from playbook import source
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.folder.file_names import shown
from playbook.linking.playbook import Playbook
from playbook.linking.translations import forms, missing_texts
from playbook.upkeep.fingerprint import is_fingerprint
from playbook.upkeep.reviews import translation_fingerprint
from playbook.validation.entry import Entry
from playbook.words import is_language, languages, parent, words_file


def languages_are_known(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """Every language of the settings has its interface words; every translation, its language."""
    spoken = playbook.settings.languages
    for index, language in enumerate(spoken):
        place = playbook.about.place(("languages", index))
        if language not in languages():
            known = ", ".join(sorted(languages()))
            hint = f"write the words in {shown(words_file(language))}, or one of {known} here"
            if parent(language) in languages():
                hint += f"; what is the same in {parent(language)} need not be written"
            yield diagnostic("unknown-language", place, f'no words for "{language}"', hint)
        elif not is_language(language):
            hint = "write the two letters of ISO 639-1, as fr, or fr-ca; call the file of words so"
            message = f'"{language}" is the code of no language'
            yield diagnostic("unknown-language", place, message, hint)
    for entry in playbook.all():
        for language, one in entry.translations.items():
            if language == spoken[0]:
                message = f'"{language}" is the language of the entries themselves'
                hint = f"write it in {entry.file}, and delete this"
                yield diagnostic("unknown-language", one.top, message, hint)
            elif language not in spoken:
                message = f'"{language}" is none of the languages of playbook.yml'
                hint = f"add it there, or write one of {', '.join(spoken[1:] or spoken)}"
                yield diagnostic("unknown-language", one.top, message, hint)


_FEW = 10
"""As many entries without a translation are named one by one; more are a language just begun."""


def published_is_translated(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """What is published is there in every language, whole."""
    for index, language in enumerate(playbook.settings.languages[1:], 1):
        untold = [
            entry
            for entry in playbook.all()
            if entry.fields.status != "draft"
            and (entry.kind, entry.id) not in playbook.broken
            and language not in entry.translations
        ]
        if len(untold) > _FEW:
            yield _begun(playbook, language, index, untold)
            continue
        for entry in untold:
            message = f'not translated into "{language}"'
            hint = f"write its texts in {_beside(entry, language)}, under the same names"
            yield diagnostic("untranslated", entry.place(), message, hint)
    for entry, form in _translations(playbook):
        missing = [str(leaf.path[0]) for leaf in missing_texts(entry, form.node)]
        if missing:
            names = ", ".join(dict.fromkeys(missing))
            hint = "write what is missing, in the shape of the original"
            yield diagnostic("untranslated", form.top, f"not translated: {names}", hint)


def _begun(playbook: Playbook, language: str, index: int, untold: Sequence[Entry]) -> Diagnostic:
    place = playbook.about.place(("languages", index))
    message = f'{len(untold)} published entries are not translated into "{language}"'
    first = _beside(untold[0], language)
    hint = (
        f"begin with {first}: its texts under the same names; the last {_FEW} are named one by one"
    )
    related = [Related("one of them", entry.place()) for entry in untold[:3]]
    return diagnostic("untranslated", place, message, hint, related)


def _translations(playbook: Playbook) -> Iterator[tuple[Entry, Entry]]:
    """Every translation into a language of the settings, behind its original."""
    for entry in (playbook.about, *playbook.all()):
        for form in forms(entry):
            if form.language in playbook.settings.languages[1:]:
                yield entry, form


def _beside(entry: Entry, language: str) -> str:
    """The file that holds, or is to hold, the translation of an entry."""
    return f"{entry.file.removesuffix('.yml')}.{language}.yml"


def translations_are_fresh(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A translation translates the text as it stands now."""
    for entry, form, file in _files(playbook):
        part = source.part(form.node, file)
        now = translation_fingerprint(playbook, entry, file)
        mark = part.by_name.get("translates")
        if mark and source.values(mark[1]) == now:
            continue
        place = mark[1].place if mark else form.top if form.file == file else part.place
        message = "the original has changed since"
        if not mark:
            message = "it does not say which text it translates"
        elif not is_fingerprint(said := str(source.values(mark[1]))):
            message = f'"{said}" is no fingerprint of a text'
        hint = f'read it over, then write translates: "{now}"'
        related = (Related("the original", entry.place()),)
        yield diagnostic("stale-translation", place, message, hint, related)


def _files(playbook: Playbook) -> Iterator[tuple[Entry, Entry, str]]:
    """Every file of every translation: with a second data folder there may be two."""
    for entry, form in _translations(playbook):
        for file in source.files(form.node):
            yield entry, form, file
