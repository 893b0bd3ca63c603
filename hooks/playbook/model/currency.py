"""The currency of a playbook: a code of ISO 4217 in which people pay today."""

from typing import Annotated

from playbook.figures.currency import CURRENT, codes_of
from playbook.model.reading import text_of, wrong
from playbook.model.scalars import Read
from playbook.model.texts import Name

_SHOWN, _LONG = 4, 40


def currency(value: object) -> Name:
    text = text_of(value).strip()
    if text in CURRENT:
        return Name(text)
    codes = codes_of(text)[:_SHOWN]
    hint = "write its code of three letters, as EUR"
    if len(codes) == 1:
        hint = f"write {codes[0]}"
    elif codes:
        hint = f"write its code of three letters: {', '.join(codes[:-1])} or {codes[-1]}"
    raise wrong(f'"{text[:_LONG]}" is no currency in use', hint)


Currency = Annotated[Name, Read(currency, "line", type="string", pattern="^[A-Z]{3}$")]
