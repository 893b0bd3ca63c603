"""Everything an organisation wrote, linked."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, cast

from playbook import source
from playbook.audiences import Audiences
from playbook.decisions.bounds import Bound, Thresholds
from playbook.figures.writing import Figures
from playbook.folder.assets import Asset
from playbook.linking.references import Reference
from playbook.linking.translations import missing_texts
from playbook.model import Settings
from playbook.model.aliases import Aliases
from playbook.model.leaves import leaves, replaced
from playbook.validation.entry import Entry

Entries = Mapping[str, Mapping[str, Entry]]


class Bounding(NamedTuple):
    """A bound of a decision, and the threshold that it names."""

    decision: Entry
    bound: Bound
    threshold: Entry


@dataclass(frozen=True, slots=True, kw_only=True)
class Playbook:
    """Everything an organisation wrote, linked. What no audience may be shown yet is still in it."""

    settings: Settings
    figures: Figures
    """How messages write its figures."""
    audiences: Audiences
    entries: Entries
    aliases: Aliases
    thresholds: Thresholds
    """What each threshold is worth, by its id and former ids."""
    references: tuple[Reference, ...]
    bounds: tuple[Bounding, ...]
    assets: Mapping[str, Asset]
    about: Entry
    """The settings with their places, as an entry of no kind."""
    restricted: frozenset[str]
    """The files of the second data folder; whoever may open the repository reads the others."""
    broken: frozenset[tuple[str, str]]
    """The entries that could not be read, by kind and id; an empty id stands for all of a kind."""

    def all(self) -> Iterator[Entry]:
        for entries in self.entries.values():
            yield from entries.values()

    def settings_in(self, language: str) -> Settings:
        """The settings with their texts in `language`."""
        return cast("Settings", self.fields_in(self.about, language))

    def fields_in(self, entry: Entry, language: str) -> Any:
        """The fields of `entry` in `language`; texts that are not translated say who lends them."""
        default = self.settings.languages[0]
        if language == default:
            return entry.fields
        translation = entry.translations.get(language)
        fields = translation.fields if translation else entry.fields
        missing = missing_texts(entry, translation.node if translation else None)
        lent = {leaf.path: leaf.value.lent(default) for leaf in missing}
        if not lent:
            return fields
        # What stands for a text that was not written, as a term for its title, is lent as it is.
        again = {text: text for text in lent.values()}
        for leaf in leaves(fields):
            if leaf.value in again and not source.holds(entry.node, leaf.path):
                lent[leaf.path] = again[leaf.value]
        return replaced(fields, lent)

    def get(self, kind: str, name: str) -> Entry | None:
        """The entry of that id, or of that former id."""
        return self.aliases.find(self.entries, kind, name)
