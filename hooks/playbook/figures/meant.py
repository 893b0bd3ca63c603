"""What a person meant by an amount or a number that was refused: the hint says what to write with it.

A hint that names a figure names the one that is meant, or every one that may be; else it names the form only.
"""

import re
from decimal import ROUND_DOWN, ROUND_HALF_UP, Context, Decimal

from playbook.figures.reading import amount, written_amount, written_number
from playbook.figures.said import FIGURE, Figure, Said, folded, taken_apart
from playbook.figures.writing import plain, shortest

_CENT, _EXACT = Decimal("0.01"), Context(prec=200)
_LARGEST = Decimal(10**15)
_POWER = re.compile(r"\d+(?:\.\d+)?e\d{1,2}", re.ASCII)
_FORM = "write one amount in figures, as 25 000"
_NOT_BELOW = "write an amount without a sign: none is below nought here"
_DIGITS = "write digits, with a point before decimals"


def an_amount(text: str, signed: bool = True) -> str:
    """What to write for an amount; where none is `signed`, there is none below nought."""
    if not FIGURE.search(folded(text)):
        return "write the amount in figures, as 25 000"
    if power := _power(text):
        return f"write {power}"
    said = taken_apart(text)
    if said and not signed and any(one.value < 0 for one in said.figures):
        return _NOT_BELOW
    hint = _hint(said, text) if said else ""
    return hint or _FORM


def _hint(said: Said, text: str) -> str:
    figures = [_written(one) if one.sure else "" for one in said.figures]
    if len(figures) == 2:
        low, high = figures
        return (
            f"write its two limits, « from: {low} » and « below: {high} »" if low and high else ""
        )
    (figure,), (one,) = figures, said.figures
    if said.bound:
        return f"write « {said.bound}: {figure} » in braces, or on a line below" if figure else ""
    if said.unit:
        unit = '"%"' if said.unit == "%" else said.unit
        return f"write {figure}, and below it a line « unit: {unit} »" if figure else ""
    if doubt := _doubt(one):
        return doubt
    if not figure or figure == text.strip() or one.value != one.value.quantize(_CENT, None, _EXACT):
        return ""
    if said.tax:
        return f"write {figure}; whether tax is in it stands in a line « tax: {said.tax} »"
    return f"write {figure}"


def a_number(text: str) -> str:
    if power := _power(text):
        return f"write {power}"
    said = taken_apart(text)
    if not said or said.bound or len(said.figures) > 1:
        return _DIGITS
    (one,) = said.figures
    if not one.sure and not one.scaled:
        return a_grouped_number(("-" if one.value < 0 else "") + one.typed)
    figure = plain(one.value)
    return f"write {figure}" if one.sure and written_number(figure) == one.value else _DIGITS


def a_grouped_number(text: str) -> str:
    """``25.000`` where decimals may be meant as well as thousands."""
    if re.fullmatch(r"-?\d+[.,]000", text, re.ASCII) or len(re.findall("[.,]", text)) > 1:
        meant = amount(text)
        return _DIGITS if meant is None else f"write {plain(meant)}"
    thousands, decimals = re.sub("[.,]", "", text), Decimal(text.replace(",", "."))
    return f"write {shortest(Decimal(thousands))}, or {plain(decimals)} if decimals are meant"


def a_bound(text: str) -> str:
    """A limit of a range, or the limits themselves: « < 5 000 », « 5 000 à 25 000 »; else nothing."""
    said, bare = taken_apart(text), folded(text)
    if said:
        spoken = len(said.figures) == 2 or bool(said.bound) or not (said.more or said.unit)
    elif FIGURE.search(bare):
        spoken = bool(re.match(r"[^a-z]*\d", bare) and re.search(r"[€$£]|\beuro", bare))
    else:
        spoken = bool(re.search(r"€|\beuro", bare))
    return an_amount(text) if spoken else ""


def _power(text: str) -> str:
    """A number of a program, ``1e5``, in digits."""
    said = folded(text)
    number = Decimal(said) if _POWER.fullmatch(said) else _LARGEST
    return plain(number) if number < _LARGEST else ""


def _written(one: Figure, value: Decimal | None = None) -> str:
    """A figure as a file holds it, in its currency; nothing where a file cannot hold it."""
    meant = one.value if value is None else value
    digits = plain(meant)
    # No file holds a currency beside what is below nought.
    if not one.sign or meant < 0:
        return digits if written_number(digits) == meant else ""
    if not one.before:
        shown = f"{digits} {one.sign}"
    else:
        shown = f"{one.sign} {digits}" if one.sign.isalpha() else f"{one.sign}{digits}"
    return shown if written_amount(shown) == meant else ""


def _doubt(one: Figure) -> str:
    """What to write for an amount that has more than two decimals, or may have."""
    if not one.sure and one.scaled:
        return ""
    typed = Decimal(one.typed.replace(",", ".")).copy_sign(one.value) if not one.sure else None
    exact = one.value if typed is None else typed
    cut, near = (exact.quantize(_CENT, way, _EXACT) for way in (ROUND_DOWN, ROUND_HALF_UP))
    if one.sure and exact == cut:
        return ""
    both = dict.fromkeys(_written(one, value) for value in (cut, near))
    more = f"; for thousands, {_written(one)}" if not one.sure else ""
    if not cut or not all(both):
        return ""
    return f"write {' or '.join(both)}: an amount has at most two decimals{more}"
