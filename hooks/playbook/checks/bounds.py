"""A bound is of the same measure as the question it bounds."""

from collections.abc import Iterator
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from playbook import source
from playbook.decisions.bounds import Bound
from playbook.diagnostics import Diagnostic, Related, diagnostic
from playbook.figures.currency import signs
from playbook.figures.reading import currency_of
from playbook.linking.playbook import Playbook
from playbook.model import Settings
from playbook.model.scalars import UNITS, Ref
from playbook.upkeep.in_force import standing
from playbook.validation.entry import Entry
from playbook.words import edited, languages, load_words


class Difference(NamedTuple):
    """What a threshold says of itself and its question does not, or says otherwise."""

    its: str
    asked: str
    field: str
    """Where the threshold says it; where it says nothing, its value."""
    silent: bool
    """Whether one of the two says nothing."""
    hint: str


def bounds_measure_alike(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A threshold has the unit, the currency and the tax of the question it bounds.

    Where only one of the two says it, that is a warning.
    """
    for decision, bound, threshold in playbook.bounds:
        if isinstance(threshold.fields.value, date) or bound.asked.measure in (None, "date"):
            continue  # what compiling says is enough
        settings = playbook.settings
        found = _of_unit(settings, bound, threshold) or _of_tax(settings, bound, threshold)
        if found is not None:
            message = f'threshold "{bound.threshold}" {found.its}, and "{bound.name}" {found.asked}'
            place = decision.place(bound.path)
            related = (Related("the threshold", threshold.place((found.field,))),)
            warn = found.silent or standing(decision.fields, today) != "approved"
            yield diagnostic("bound-mismatch", place, message, found.hint, related, warn)


def limits_are_amounts(playbook: Playbook, today: date) -> Iterator[Diagnostic]:
    """A threshold up to which a role may approve is an amount of money."""
    currency = playbook.settings.currency
    for role in playbook.entries["roles"].values():
        limit = role.fields.approves_up_to
        threshold = playbook.get("thresholds", limit) if isinstance(limit, Ref) else None
        if threshold is None:
            continue
        unit, dated = threshold.fields.unit, isinstance(threshold.fields.value, date)
        if dated or (unit is not None and _unit(unit, currency) != currency):
            its = "a date" if dated else f"in {unit}"
            message = f'threshold "{limit}" is {its}, and a role approves up to an amount'
            hint = f"name a threshold in {currency}"
            stated = threshold.place(("value" if dated else "unit",))
            related = (Related("the threshold", stated),)
            place = role.place(("approves_up_to",))
            yield diagnostic("bound-mismatch", place, message, hint, related)


def _of_unit(settings: Settings, bound: Bound, threshold: Entry) -> Difference | None:
    currency, name = settings.currency, bound.name
    own, stated = threshold.fields.unit, threshold.fields.unit is not None
    if own is None and _is_amount(threshold):
        own = currency
    wanted = bound.asked.unit or (currency if bound.asked.measure == "money" else None)
    one, other = (unit and _unit(unit, currency) for unit in (own, wanted))
    # Of a figure without a unit pages say that it is money: so it may bound an amount.
    if one == other or (one is None and other == currency):
        return None
    if own is None:
        line = _line(other if other in UNITS else wanted)
        hint = f"write {line} in the threshold, or name one in {wanted}"
    elif wanted is not None:
        hint = f"name a threshold in {wanted}, or let both be in one unit"
    elif one == currency:
        hint = f'write « measure: money » in "{name}" if it asks an amount'
    else:
        line = _line(_spoken(own, settings.languages[0]))
        hint = f'write {line} in "{name}" if that is what it asks'
    return Difference(
        its=f"is {'' if stated else 'an amount '}in {own}" if own else "says no unit",
        asked=f"is asked in {wanted}" if wanted else "says no unit",
        field="unit" if stated else "value",
        silent=own is None or wanted is None,
        hint=hint,
    )


def _of_tax(settings: Settings, bound: Bound, threshold: Entry) -> Difference | None:
    own, wanted = threshold.fields.tax, bound.asked.tax
    if bound.asked.measure != "money" or own == wanted:
        return None
    hint = f"name a threshold with tax {wanted}, or ask the amount with tax {own}"
    if own is None:
        hint = f"write « tax: {wanted} » in the threshold, if so it is"
    elif wanted is None:
        hint = f'write « tax: {own} » in "{bound.name}", if so it is asked'
    silent = "does not say whether tax is in it"
    return Difference(
        its=f"has tax {own}" if own else silent,
        asked=f"has tax {wanted}" if wanted else silent,
        field="tax" if own else "value",
        silent=own is None or wanted is None,
        hint=hint,
    )


def _is_amount(threshold: Entry) -> bool:
    """Whether a threshold without a unit says that it is money: by a sign, or by its tax."""
    written = source.at(threshold.node, ("value",))
    sign = currency_of(written.text) if isinstance(written, source.Scalar) else ""
    return bool(sign or threshold.fields.tax)


def _line(unit: str | None) -> str:
    """The line that states a unit: YAML wants quotes around ``%``."""
    return f'« unit: "{unit}" »' if unit == "%" else f"« unit: {unit} »"


@lru_cache(maxsize=8)
def _units(_edited: str) -> dict[str, str]:
    """The units that the interface has words for, by each of these words in every language."""
    found = {unit: unit for unit in UNITS}
    for language in languages():
        words = load_words(language, "EUR")
        for unit in UNITS:
            for count in (1, 2, 5):
                shown = words(f"unit.{unit}", count=count)
                found[shown.replace(str(count), "").strip().casefold()] = unit
    return found


def _unit(text: str, currency: str) -> str:
    """A unit by one name, whatever people call it; the playbook's currency by its code."""
    word = text.strip().casefold()
    return currency if word in signs(currency) else _units(edited()).get(word, word)


def _spoken(unit: str, language: str) -> str:
    """A unit as a question says it to readers of `language`."""
    if unit not in UNITS or language not in languages():
        return unit
    return load_words(language, "EUR")(f"unit.{unit}", count=5).replace("5", "").strip()
