"""Every code there is: how grave it is, and the page that explains it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from playbook.stamps import of_folder

_LOCALE = Path(str(files("playbook"))) / "locale"


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True)
class Code:
    """A kind of fault: a stable name, and how grave it is."""

    name: str
    severity: Severity = Severity.ERROR

    @property
    def page(self) -> str:
        """The address of the page that explains it, within a site."""
        return f"codes/{self.name}/"

    @property
    def rule(self) -> str:
        """What it says is wrong, in one English sentence."""
        first, _, _ = explained("en")[self.name]["meaning"].partition(". ")
        return first.rstrip(".") + "."


# What is proved of a decision as a whole.
_PROVED = """
unknown-target unreachable-question unreachable-outcome dead-end cycle gap overlap masked-row
duplicate-row conflicting-rows outside-domain failed-example analysis-skipped wrong-output
mergeable-rows:W unused-input:W idle-question:W repeated-question:W too-many-answers:W
long-walk:W untested-outcome:W outcome-without-owner:W
"""
# Every code there is; each has a page on the site. `W` marks what fails only a strict check.
_CODES = f"""
unreadable-file not-utf8 too-large too-deep forbidden-character outside-link bad-file-name
yaml-syntax tab-indentation mistaken-indent colon-in-prose comma-in-flow hash-in-prose list-in-prose
duplicate-key empty-value anchor alias tag complex-key several-documents
missing-settings wrong-shape unknown-field missing-field wrong-value unknown-kind duplicate-id
unknown-audience audience-order unknown-language
unknown-reference leaking-reference draft-reference alias-clash vanished-id more-readers:W fewer-readers:W
raw-html unknown-link bad-address broken-markup placeholder
missing-asset leaking-asset unused-asset unsafe-file restricted-in-public public-in-restricted
{_PROVED}
no-owner:W no-review:W review-overdue:W stale-approval:W retired-without-successor:W
contract-ended:W emergency-without-number:W question-without-unknown:W
unused-threshold:W untranslated:W stale-translation:W personal-data:W
past-retention:W revisit-overdue:W role-conflict:W
bound-not-in-force bound-mismatch reference-not-in-force:W ends-soon:W over:W future-date:W
no-approval:W
"""
CODES: dict[str, Code] = {
    name: Code(name, Severity.WARNING if mark else Severity.ERROR)
    for name, _, mark in (word.partition(":") for word in _CODES.split())
}
PROVED = frozenset(word.partition(":")[0] for word in _PROVED.split())
"""The codes of what is proved of a decision: of one that is not read whole none is true."""


def explained(language: str) -> Mapping[str, Mapping[str, str]]:
    """Of each code that a language explains, its `meaning`, a `wrong` example, and the `right` one."""
    return _explained(language, of_folder(_LOCALE))


@lru_cache(maxsize=16)
def _explained(language: str, _edited: str) -> Mapping[str, Mapping[str, str]]:
    path = _LOCALE / f"codes.{language}.yml"
    read: Any = {}
    if path.is_file():
        read = yaml.load(path.read_text("utf-8"), Loader=yaml.CBaseLoader)  # noqa: S506
    return {str(name): dict(about) for name, about in read.items()}
