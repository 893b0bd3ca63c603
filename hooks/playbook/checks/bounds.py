"""A bound is of the same measure as the question it bounds."""

from collections.abc import Iterator
from datetime import date
from functools import cache

from playbook.decisions.bounds import Bound
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.in_force import standing
from playbook.links import Playbook
from playbook.model.currency import signs
from playbook.model.scalars import UNITS, Ref
from playbook.validate import Entry
from playbook.words import languages, load_words


def bounds_measure_alike(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A threshold has the unit, the currency and the tax of the question it bounds.

    Where only one of the two says it, that is a warning.
    """
    for decision, bound, threshold in playbook.bounds:
        if isinstance(threshold.fields.value, date) or bound.asked.measure in (None, "date"):
            continue  # what compiling says is enough
        for what, its, asked, field in _differences(playbook.settings.currency, bound, threshold):
            message = f'threshold "{bound.threshold}" {its}, and "{bound.name}" {asked}'
            hint = (
                f"write the {what} of both alike, or name a threshold of the question's own {what}"
            )
            place = decision.place(bound.path)
            stated = threshold.place((field,)) if getattr(threshold.fields, field) else None
            related = [Related("the threshold", stated or threshold.place())]
            decides = standing(decision.fields, today) == "approved"
            warn = not decides or bool({its, asked} & set(_SILENT.values()))
            yield diagnostic("bound-mismatch", place, message, hint, related, warn)


def limits_are_amounts(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A threshold up to which a role may approve is an amount of money."""
    for role in playbook.entries["roles"].values():
        limit = role.fields.approves_up_to
        threshold = playbook.get("thresholds", limit) if isinstance(limit, Ref) else None
        if threshold is None:
            continue
        unit, dated = threshold.fields.unit, isinstance(threshold.fields.value, date)
        if dated or (unit is not None and not _is_money(unit, playbook.settings.currency)):
            its = "a date" if dated else f"in {unit}"
            message = f'threshold "{limit}" is {its}, and a role approves up to an amount'
            hint = f"name a threshold in {playbook.settings.currency}"
            stated = threshold.place(("value" if dated else "unit",))
            related = (Related("the threshold", stated),)
            place = role.place(("approves_up_to",))
            yield diagnostic("bound-mismatch", place, message, hint, related)


def _differences(
    currency: str, bound: Bound, threshold: Entry
) -> Iterator[tuple[str, str, str, str]]:
    """What differs, what the threshold says of it, what the question says, and the field."""
    asked, unit, tax = bound.asked, threshold.fields.unit, threshold.fields.tax
    wanted = f"is asked in {asked.unit}" if asked.unit is not None else _SILENT["unit"]
    if asked.measure == "money":
        if unit is not None and not _is_money(unit, currency):
            yield "unit", f"is in {unit}", f"is asked in {currency}", "unit"
        elif tax != asked.tax:
            yield "tax", _taxed(tax), _taxed(asked.tax), "tax"
    elif unit is None and tax is not None:
        yield "unit", f"is an amount in {currency}", wanted, "unit"
    elif unit is None and asked.unit is not None:
        yield "unit", _SILENT["unit"], wanted, "unit"
    elif unit is not None and (asked.unit is None or _unit(unit) != _unit(asked.unit)):
        yield "unit", f"is in {unit}", wanted, "unit"


_SILENT = {"unit": "says no unit", "tax": "does not say whether tax is in it"}


def _taxed(tax: str | None) -> str:
    return f"has tax {tax}" if tax else _SILENT["tax"]


def _is_money(unit: str, currency: str) -> bool:
    """Whether a unit is the playbook's own currency, as people write it."""
    return unit.strip().lower() in signs(currency)


@cache
def _units() -> dict[str, str]:
    """The units that the interface has words for, by each of these words in every language."""
    found = {unit: unit for unit in UNITS}
    for language in languages():
        words = load_words(language, "EUR")
        for unit in UNITS:
            for count in (1, 2, 5):
                shown = words(f"unit.{unit}", count=count)
                found[shown.replace(str(count), "").strip().casefold()] = unit
    return found


def _unit(text: str) -> str:
    word = text.strip().casefold()
    return _units().get(word, word)
