"""For each kind of value that the models let through there is something to show it.

The entries are derived from the models. What is refused is refused at its place, with what to write;
everything else is built by the pipeline (mkdocs has no part in it). A field of a new type, or a new
notation, fails here until somebody says how it is written.
"""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playbook import pipeline
from playbook.diagnostics import Diagnostic
from playbook.edition import Edition
from playbook.model import KINDS, Settings

from tests.every_value import BASES, IDS, changed, records, replaced
from tests.little import DAY

SETTINGS = BASES["settings"]
ENVELOPE = {"title": "Un titre", "summary": "Un résumé.", "status": "approved"}
THRESHOLDS = {
    "montant": {**ENVELOPE, "value": "25 000 €"},
    "jour": {**ENVELOPE, "value": "2026-11-28"},
    "pourcent": {**ENVELOPE, "value": "12.5", "unit": "%"},
    "jours": {**ENVELOPE, "value": "30", "unit": "days"},
    "nombre": {**ENVELOPE, "value": "100", "unit": "pièces"},
}
Entries = dict[tuple[str, str], Any]


def known() -> Entries:
    """An entry of every id that the values name."""
    found: Entries = {("thresholds", name): fields for name, fields in THRESHOLDS.items()}
    for kind, names in IDS.items():
        for name in names:
            if kind == "decisions":
                found[kind, name] = {**ENVELOPE, **BASES[name]}
            else:
                (first, *_) = records(_model(kind))
                found[kind, name] = {**first, **ENVELOPE}
    found["documents", "document"]["file"] = "fiche.txt"
    return found


def _model(kind: str) -> Any:
    return KINDS[kind]._type


def trials(kind: str) -> Iterator[Any]:
    """Entries of a kind that differ from one another in one value."""
    if kind != "decisions":
        yield from records(_model(kind))
        return
    for base in (BASES[name] for name in IDS["decisions"]):
        entry = {**ENVELOPE, **base}
        form = _forms()[base["form"]]
        for path, value in changed(form, entry):
            yield replaced(entry, path, value)


def _forms() -> dict[str, Any]:
    members = [one.__origin__ for one in _model("decisions").__origin__.__args__]
    return {one.model_fields["form"].annotation.__args__[0]: one for one in members}


def checked(folder: Path, entries: Entries, settings: Any = SETTINGS) -> pipeline.Checked:
    """The playbook of these entries. JSON is YAML, and holds every text as it is."""
    (folder / "assets").mkdir(parents=True, exist_ok=True)
    (folder / "assets/fiche.txt").write_text("Fiche", "utf-8")
    (folder / "playbook.yml").write_text(json.dumps(settings, ensure_ascii=False), "utf-8")
    for (kind, name), fields in entries.items():
        (folder / kind).mkdir(exist_ok=True)
        path = folder / kind / f"{name}.yml"
        path.write_text(json.dumps(fields, ensure_ascii=False), "utf-8")
    return pipeline.check([folder], DAY)


def errors(found: pipeline.Checked) -> list[Diagnostic]:
    return [one for one in found.found if one.severity == "error"]


def build(found: pipeline.Checked) -> int:
    """Builds what the lowest and the highest audience read; how many pages the smaller has."""
    playbook = found.playbook
    assert playbook is not None
    read = sorted(playbook.audiences.reads, key=lambda one: len(playbook.audiences.reads[one]))
    languages = playbook.settings.languages
    editions = {(read[0], languages[-1]), (read[-1], languages[0])}
    return min(
        len(pipeline.build(playbook, Edition(*one, DAY, preview=True)).pages) for one in editions
    )


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_of_a_kind_is_refused_or_shown(kind: str, tmp_path: Path) -> None:
    entries = known()
    tried: Entries = {}
    for number, one in enumerate(trials(kind)):
        # Of two entries with the same former id one is refused, whatever else they hold.
        former = {"aliases": [f"ancien-{number}"]} if one.get("aliases") else {}
        tried[kind, f"essai-{number}"] = {**one, **former}
    everything = checked(tmp_path / "all", {**entries, **tried})
    refused: dict[str, Diagnostic] = {Path(one.place.file).stem: one for one in errors(everything)}
    own = {name for name in refused if not name.startswith("essai-")}
    assert not own, [refused[name] for name in own]
    for name, one in refused.items():
        assert one.message, name
    shown = {key: one for key, one in tried.items() if key[1] not in refused}
    assert len(shown) > len(tried) / 4
    again = checked(tmp_path / "right", {**entries, **shown})
    assert errors(again) == []
    assert build(again) >= len(entries)


def test_every_value_of_the_settings_is_refused_or_at_work(tmp_path: Path) -> None:
    shown = set()
    for number, (path, value) in enumerate(changed(Settings, SETTINGS)):
        found = checked(tmp_path / str(number), known(), replaced(SETTINGS, path, value))
        wrong = errors(found)
        assert all(one.message for one in wrong), (path, value)
        # One value of each field is built: the pages say few of them.
        if not wrong and found.playbook and path not in shown:
            shown.add(path)
            lowest = Edition(found.playbook.audiences.lowest, "fr", DAY)
            assert pipeline.build(found.playbook, lowest).pages, (path, value)
    assert len(shown) > 15
