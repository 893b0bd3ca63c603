"""What outcomes say: every output typed by its declaration."""

from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from types import MappingProxyType

from pydantic_core import PydanticCustomError

from playbook.decisions.compile.ranges import Say
from playbook.decisions.flow import Datum, Path, Problem, Then
from playbook.figures.writing import plain
from playbook.model.decisions import Output, ThenTexts
from playbook.model.scalars import Ref, day, decimal, identifier, money, whole
from playbook.model.texts import Line
from playbook.suggest import Nearest, suggestion


def _number(text: str) -> int | Decimal:
    found = decimal(text)
    return int(found) if found == int(found) else found


def _text(text: Line) -> Line:
    return text


_READERS: Mapping[str | None, Callable[[Line], Datum]] = {
    None: _text,
    "text": _text,
    "money": money,
    "number": _number,
    "working-days": whole,
    "date": day,
}


def typed(
    outputs: Mapping[str, Output], written: ThenTexts, path: Path, say: Say, nearest: Nearest
) -> Then:
    """The outputs of one outcome, those that fit; `say` hears of the others."""
    found: dict[str, Datum | tuple[Datum, ...]] = {}
    for key, value in written.items():
        output = outputs.get(key)
        if output is None:
            hint = suggestion(key, outputs, nearest, "output")
            if not hint.startswith("did"):
                hint = f'{hint or "delete it"}, or declare it under "outputs"'
            say(Problem("wrong-output", (*path, key), f'no output "{key}"', hint, of_key=True))
            continue
        many = isinstance(value, tuple)
        if many and not output.many:
            hint = f'write one value, or "many: true" in the output "{key}"'
            message = f'the output "{key}" holds one value, not a list'
            say(Problem("wrong-output", (*path, key), message, hint))
            continue
        items = list(_items(output, value, (*path, key), say))
        if output.many:
            found[key] = tuple(items)
        elif items:
            found[key] = items[0]
    return MappingProxyType(found)


def _items(output: Output, value: Line | tuple[Line, ...], path: Path, say: Say) -> Iterator[Datum]:
    many = isinstance(value, tuple)
    for index, text in enumerate(value if isinstance(value, tuple) else (value,)):
        try:
            yield _datum(output, text)
        except PydanticCustomError as error:
            message = f'output "{path[-1]}": {error.message()}'
            say(Problem("wrong-output", (*path, index) if many else path, message))


def _datum(output: Output, text: Line) -> Datum:
    if output.refers:
        return Ref(output.refers, identifier(str(text)))
    return _READERS[output.measure](text)


def as_json(then: Then) -> dict[str, object]:
    """Outputs for JSON: money and fractions as strings, whole numbers as numbers, ids as text."""
    return {
        key: [_json(item) for item in value] if isinstance(value, tuple) else _json(value)
        for key, value in then.items()
    }


def _json(datum: Datum) -> str | int:
    if isinstance(datum, Decimal):
        return format(datum, "f")
    return datum if isinstance(datum, int) else plain(datum)
