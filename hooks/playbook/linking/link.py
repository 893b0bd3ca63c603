"""3 link: ids become entries. What is wrong with where they lead is said by `checks/`."""

from collections.abc import Iterator
from types import MappingProxyType

from playbook.audiences import Audiences
from playbook.decisions.bounds import Thresholds, bounds, threshold_values
from playbook.folder.data_folder import Folder
from playbook.linking.playbook import Bounding, Entries, Playbook
from playbook.linking.references import references_of
from playbook.linking.translations import forms
from playbook.model import WORDS
from playbook.model.aliases import Aliases
from playbook.validation.entry import Entry
from playbook.validation.validate import Validated
from playbook.words import figures_of


def link(validated: Validated, folder: Folder) -> Playbook | None:
    """The playbook; none where its settings could not be read."""
    about = validated.settings
    if about is None:
        return None
    by_kind: dict[str, dict[str, Entry]] = {kind: {} for kind in WORDS}
    for entry in validated.entries:
        by_kind[entry.kind][entry.id] = entry
    entries = MappingProxyType({kind: MappingProxyType(of) for kind, of in by_kind.items()})
    aliases = Aliases.declared(entries)
    thresholds = threshold_values(entries, aliases)
    everything = (about, *validated.entries)
    return Playbook(
        settings=about.fields,
        figures=figures_of(about.fields),
        audiences=Audiences.of(about.fields),
        entries=entries,
        aliases=aliases,
        thresholds=thresholds,
        references=tuple(
            one for entry in everything for form in forms(entry) for one in references_of(form)
        ),
        bounds=tuple(_bounds(entries, aliases, thresholds)),
        assets=MappingProxyType({asset.name: asset for asset in folder.assets}),
        about=about,
        restricted=frozenset(document.file for document in folder.restricted),
        broken=validated.broken,
    )


def _bounds(entries: Entries, aliases: Aliases, values: Thresholds) -> Iterator[Bounding]:
    """Every bound of every decision that names a threshold there is."""
    for decision in entries["decisions"].values():
        for bound in bounds(decision.fields, values):
            threshold = aliases.find(entries, "thresholds", bound.threshold)
            if threshold is not None:
                yield Bounding(decision, bound, threshold)
