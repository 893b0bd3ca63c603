"""The interface words of one language, and how it writes numbers, amounts and dates.

A language is one file in `locale/`. What it lacks is borrowed: from the playbook's first language, else
from French, whose file is whole.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml
from babel import Locale, UnknownLocaleError

from playbook.figures.writing import Figures
from playbook.model import Settings
from playbook.model.envelope import Audience
from playbook.model.texts import Text
from playbook.stamps import of_folder

LOCALE = Path(str(files("playbook"))) / "locale"
REFERENCE = "fr"
_CODE = re.compile(r"[a-z]{2}(?:-[a-z0-9]{2,4})?", re.ASCII)
"""The language that has every word there is."""
_PLURAL = frozenset({"zero", "one", "two", "few", "many", "other"})


def is_plural(value: Any) -> bool:
    """Whether a part of a file of words is one text in its plural's forms."""
    return isinstance(value, Mapping) and "other" in value and value.keys() <= _PLURAL


class Word(Text):
    """A text of the interface."""

    @property
    def direction(self) -> str:
        """The way its language is written where that is not the one around it."""
        return Words.direction_of(self.lender)


@dataclass(frozen=True, slots=True)
class Words(Figures):
    """`language` is a two-letter code that has a file in `locale/`, and `texts` what stands there."""

    language: str
    currency: str
    texts: Mapping[str, Any]
    locale: Locale
    """How this language writes numbers and dates."""
    lender: "Words | None" = None
    """The words of the language from which this one borrows."""
    audiences: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """Of an audience the names that the settings give it, by language."""
    buyers: str = "buyers"
    """The audience that plays the part of the buyers."""
    _whole: dict[str, Word] = field(default_factory=dict, init=False, repr=False, compare=False)
    """The texts asked for so far in which nothing is filled: a site asks for each a thousand times."""

    def __call__(self, key: str, **values: Any) -> Word:
        """The text at a dotted `key`; with `count`, its singular or plural. `KeyError` if none.

        One that this language lacks is written as the language writes that lends it.
        """
        if values:
            return self._said(key, values)
        if key not in self._whole:
            self._whole[key] = self._said(key, values)
        return self._whole[key]

    def _said(self, key: str, values: Mapping[str, Any]) -> Word:
        found = self._own(key)
        if found is not None:
            try:
                return Word(self._filled(found, values))
            except (LookupError, ValueError):
                pass  # the check says what is wrong with it
        if self.lender is None:
            raise KeyError(key)
        lent = self.lender(key, **values)
        own = self.lender.language == parent(self.language)
        return Word(lent).lent(lent.lender or ("" if own else self.lender.language))

    def _filled(self, found: Any, values: Mapping[str, Any]) -> str:
        if isinstance(found, dict):
            form = self.locale.plural_form(values["count"])
            found = found.get(form, found["other"])
        if not values:
            return str(found)
        return str(found).format(**{name: self._shown(value) for name, value in values.items()})

    def _own(self, key: str) -> Any:
        """What this language itself has at `key`, if anything."""
        found: Any = self.texts
        try:
            for part in key.split("."):
                found = found[part]
        except (KeyError, TypeError):
            return None
        return found

    def own(self, key: str) -> str:
        """The text at `key` in this very language, for what no other can lend; else nothing."""
        return str(self._own(key) or "")

    def group(self, key: str) -> dict[str, Any]:
        """Every text below `key`, unfilled, the borrowed ones too."""
        lent = self.lender.group(key) if self.lender is not None else {}
        whole: dict[str, Any] = _over(lent, self._own(key) or {})
        return whole

    @property
    def spoken(self) -> tuple[str, ...]:
        """This language, then those from which it borrows."""
        return (self.language, *(self.lender.spoken if self.lender is not None else ()))

    @property
    def tag(self) -> str:
        """The language as pages declare it: fr, pt-BR."""
        return str(Locale.parse(self.language, sep="-")).replace("_", "-")

    @staticmethod
    def name_of(language: str) -> str:
        """A language as those who speak it call it: Français, English, Deutsch."""
        locale = Locale.parse(language, sep="-")
        # Two national forms of one language stand side by side: each says whose it is.
        apart = locale.territory or locale.script
        name = (locale.get_display_name() if apart else locale.get_language_name()) or language
        return name[:1].upper() + name[1:]

    @staticmethod
    def direction_of(language: str) -> str:
        """The way a language is written: "ltr", or "rtl" like Arabic."""
        return str(Locale.parse(language, sep="-").text_direction)

    def has(self, key: str, **values: Any) -> bool:
        try:
            self(key, **values)
        except (KeyError, TypeError):
            return False
        return True

    def _shown(self, value: Any) -> Any:
        return self.number(value) if isinstance(value, int | Decimal) else value

    def audience(self, who: str | Audience) -> str:
        """An audience as readers call it; its id where nobody has a word for it."""
        name = self.buyers if isinstance(who, Audience) else who
        names = self.audiences.get(name, {})
        for language in self.spoken:
            if language in names:
                return Word(names[language]).lent(language if language != self.language else "")
        key = f"audiences.{name}"
        return self(key) if self.has(key) else name

    def kept_for(self, who: str | Audience) -> str:
        """That something is kept for an audience, in a few words."""
        name = self.buyers if isinstance(who, Audience) else who
        if name == "buyers" and name not in self.audiences:
            return self("entry.buyers_only")
        return self("entry.kept_for", audience=self.audience(name))

    def sort_key(self, text: str) -> str:
        """By which titles are put in order: accents, capitals and a first article do not count."""
        plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
        folded = "".join(one for one in plain if not unicodedata.combining(one)).casefold()
        for article in self.own("articles").split():
            start = f"{article} " if article[-1].isalpha() else article
            if folded.startswith(start) and folded != start:
                return folded.removeprefix(start)
        return folded


def load_words(language: str, currency: str, default: str = REFERENCE) -> Words:
    """The words of `language`, which borrows from `default`, the first language of the playbook.

    Raises `FileNotFoundError` where `locale/` has no such file.
    """
    return _load(language, currency, default, edited())


def edited() -> str:
    """A sign of what stands in `locale/`: whatever is kept of its words is kept for this sign."""
    return of_folder(LOCALE)


@lru_cache(maxsize=100)
def _load(language: str, currency: str, default: str, edited: str) -> Words:
    texts = _read(language)
    locale = _locale(str(texts.get("territory", language)), language, REFERENCE)
    lender = None
    if language != REFERENCE:
        among = (parent(language), default)
        lending = next((one for one in among if one in languages() - {language}), REFERENCE)
        after = default if lending != default != language else REFERENCE
        lender = _load(lending, currency, after, edited)
    return Words(language, currency, texts, locale, lender)


def words_of(settings: Settings, language: str) -> Words:
    """The words of `language` in a playbook: its currency, the language it borrows from, its readers."""
    words = load_words(language, settings.currency, settings.languages[0])
    return replace(words, audiences=settings.audience_names, buyers=settings.kept_for)


def figures_of(settings: Settings) -> Figures:
    """How messages about a playbook write figures: in its currency, and its first language there is."""
    spoken = (one for one in settings.languages if one in languages())
    return load_words(next(spoken, REFERENCE), settings.currency)


def _read(language: str) -> Mapping[str, Any]:
    """What a file of words holds. One that cannot be read lacks every word: the check says why."""
    content = words_file(language).read_bytes()
    try:
        texts = yaml.load(content, Loader=yaml.CBaseLoader)  # noqa: S506 # text only
    except (yaml.YAMLError, ValueError):
        texts = None
    return texts if isinstance(texts, Mapping) else {}


def _locale(*names: str) -> Locale:
    """The first of `names` that is known."""
    return Locale.parse(next(name for name in names if is_language(name)).replace("-", "_"))


def _over(under: Any, over: Any) -> Any:
    if isinstance(under, Mapping) and isinstance(over, Mapping) and not is_plural(over):
        return {**under, **{key: _over(under.get(key), value) for key, value in over.items()}}
    return over


def words_file(language: str) -> Path:
    """The file of a language's words, there or not; as seen from the project where one stands in it."""
    path, here = LOCALE / f"{language}.yml", Path.cwd()
    return path.relative_to(here) if path.is_relative_to(here) else path


def is_language(code: str) -> bool:
    """Whether a code is that of a language whose figures and dates are known."""
    try:
        return bool(Locale.parse(code.replace("-", "_")))
    except (UnknownLocaleError, ValueError):
        return False


def languages() -> frozenset[str]:
    """The languages that have a file of words."""
    stems = (path.stem for path in LOCALE.glob("[a-z][a-z]*.yml"))
    return frozenset(stem for stem in stems if _CODE.fullmatch(stem))


def parent(language: str) -> str:
    """The language of which `language` is a national form: fr of fr-ca; else itself."""
    return language.partition("-")[0]
