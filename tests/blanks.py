"""Files to fill in, filled in as a person would."""

import re
from datetime import date

from playbook.commands.known import Known
from playbook.describe.blank import Blank
from playbook.describe.fields import describe
from playbook.describe.ids import Ids
from playbook.model import KINDS

TODAY = date(2026, 11, 2)
FORMS = [(kind, form) for kind in KINDS for form in describe(kind).forms]


def blank(playbook: Known, kind: str, form: str, name: str = "essai") -> str:
    return Blank(kind, form, playbook.words, playbook.ids, TODAY, "staff").text(name)


def uncommented(text: str) -> str:
    """The file when an editor has taken every # away; a line of help is « # » and a word."""
    while (shown := re.sub(r"(?m)^( *)#(?! \S)", r"\1", text)) != text:
        text = shown
    return text


def filled(text: str, kind: str, ids: Ids) -> str:
    """The file with ids of today where it asks for one, each of the kind its field takes."""
    described = describe(kind)
    takes = {
        one.name: found.get("x-ref")
        for schema in (*described.forms.values(), *described.groups.values())
        for one in described.fields(schema)
        for found in [described.resolve(one.schema)]
        for found in [described.resolve(found.get("items", found))]
    }
    lines, name = [], ""
    for line in text.split("\n"):
        field = re.match(r"[ -]*([a-z_]+):(?: |$)", line)
        name = field[1] if field else name
        kind_of = takes.get(name)
        if "a-remplir" in line and kind_of and not line.lstrip().startswith("#"):
            line = line.replace(
                "rule:a-remplir" if kind_of == "*" else "a-remplir", next(iter(ids.of(kind_of)))
            )
        lines.append(line.replace("À remplir", "Un texte"))
    return "\n".join(lines)


def whole(playbook: Known, kind: str, form: str) -> str:
    """The file of an entry that has every field of its kind."""
    return filled(uncommented(blank(playbook, kind, form)), kind, playbook.ids)
