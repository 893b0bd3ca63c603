"""In French a value agrees with the name it stands under: « Influence : élevée », « Intérêt : élevé »."""

import pytest
from playbook.words import load_words

WORDS = load_words("fr", "EUR")
LABELS = {
    ("facets.influence", "f"): "level.influence",
    ("personas.influence", "f"): "level.influence",
    ("personas.interest", "m"): "level.interest",
    ("facets.maturity", "f"): "maturity",
    ("perimeters.maturity", "f"): "maturity",
    ("facets.state", "f"): "engagements.states",
    ("engagements.state", "f"): "engagements.states",
    ("roadmap.state", "f"): "roadmap.states",
    ("engagements.outcome", "m"): "engagements.outcomes",
    ("facets.strength", "m"): "strength",
    ("facets.origin", "f"): "thresholds.origins",
    ("thresholds.origin", "f"): "thresholds.origins",
    ("facets.status", "m"): "status",
    ("entry.status", "m"): "status",
    ("facets.form", "f"): "documents.forms",
}
"""The name, whose gender it asks for (that of an action, in « où elle en est »), and the values below it."""
NAMES = {
    "facets.influence": "Influence", "personas.influence": "Influence",
    "personas.interest": "Intérêt pour les achats",
    "facets.maturity": "Couverture", "perimeters.maturity": "Couverture",
    "facets.state": "Où elle en est", "engagements.state": "Où elle en est",
    "roadmap.state": "Où elle en est", "engagements.outcome": "Bilan",
    "facets.strength": "Caractère", "facets.origin": "Origine", "thresholds.origin": "Origine",
    "facets.status": "Statut", "entry.status": "Statut", "facets.form": "Nature",
}  # fmt: skip
MASCULINE = {
    *("Élevé", "Moyen", "Prévu", "Suspendu", "Terminé", "Fait", "Abandonné", "Couvert"),
    *("Partiel", "Interdit", "Recommandé", "Réussi", "Échoué", "Fixé", "Choisi", "Retiré"),
}
FEMININE = {f"{one}e" for one in MASCULINE - {"Moyen", "Partiel"}} | {"Moyenne", "Partielle"}


@pytest.mark.parametrize(("label", "values"), LABELS.items())
def test_a_value_agrees_with_its_name(label: tuple[str, str], values: str) -> None:
    name, gender = label
    assert WORDS(name) == NAMES[name], "another name may have another gender"
    other = FEMININE if gender == "m" else MASCULINE
    said = [WORDS(f"{values}.{one}") for one in WORDS.group(values)]
    assert [one for one in said if {*one.replace(",", " ").split()} & other] == []


def test_what_stands_beside_entries_of_any_kind_has_no_gender() -> None:
    said = [WORDS(f"status.{one}") for one in WORDS.group("status")]
    assert [one for one in said if {*one.split()} & (MASCULINE | FEMININE)] == []
