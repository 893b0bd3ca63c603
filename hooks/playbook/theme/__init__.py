"""Templates, styles and scripts. A component's .html.j2, .css and .mjs share a base name."""

import os
import re
from collections.abc import Callable
from importlib.resources import files
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from jinja2.runtime import Context as TemplateContext

from playbook.theme.compiled import compiled as compiled

TEMPLATES = Path(str(files("playbook.theme")))

# The order of the cascade: the base first, then each component.
STYLES = (
    "base", "dark", "frame", "table",
    "entry", "index", "home", "decision", "search", "results", "compare", "steering", "pictures", "print",
)  # fmt: skip
SCRIPTS = (
    "main", "elements",
    "decision", "decision-view", "decision-outcome", "decision-need", "decision-parts", "decision-walk",
    "decision-amount", "decision-documents",
    "search", "search-dialog", "search-last", "search-amount", "results", "finder", "loading", "nearest",
    "words", "excerpt", "fold",
    "index", "copy", "table", "stairs", "colours",
)  # fmt: skip


def stylesheet(sheet: str = "") -> str:
    """Every component's style in one file, in the order of the cascade.

    A script chooses the dark colours. Where none runs they hold for who asks his system for them. On paper
    `sheet` stands at the foot of each sheet.
    """
    styles = {name: (TEMPLATES / f"{name}.css").read_text("utf-8") for name in STYLES}
    unasked = styles["dark"].partition("*/\n")[2].replace('"slate"', '"default"')
    wanted = "screen and (scripting: none) and (prefers-color-scheme: dark)"
    styles["dark"] += f"@media {wanted} {{\n{unasked}}}\n"
    if sheet:
        styles["print"] += (
            f'@page {{\n  @bottom-left {{\n    content: "{_within(sheet)}";\n  }}\n}}\n'
        )
    return "\n".join(styles.values())


def _within(text: str) -> str:
    """A text between quotation marks in a stylesheet: nothing in it ends them."""
    return re.sub(r"[^\w .,:;·’«»()\u00a0\u202f-]", lambda found: f"\\{ord(found[0]):x} ", text)


class Context(TemplateContext):
    """Calls a function as it is: Jinja asks each, by failing look-ups, whether it wants the context.

    None of ours does, filters apart, which are not called here. A macro does without: it then escapes as
    the environment says.
    """

    def call(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Any:
        kwargs.pop("_block_vars", None)
        kwargs.pop("_loop_vars", None)
        return function(*args, **kwargs)


def environment() -> Environment:
    """The templates: escaping always on, a name nobody gave an error."""
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        bytecode_cache=compiled(),
        auto_reload=False,  # made anew for every build: nothing to look for on disk in between
    )
    made.context_class = Context
    return made


class Shown(FileSystemLoader):
    """Templates without what a hidden folder holds in their list.

    Material keeps ten thousand icons in one: they are loaded by name, and listing them takes longer than
    writing a hundred pages.
    """

    def list_templates(self) -> list[str]:
        found = set()
        for top in self.searchpath:
            for folder, inside, names in os.walk(top):
                inside[:] = [name for name in inside if not name.startswith(".")]
                below = Path(folder).relative_to(top)
                found |= {(below / name).as_posix() for name in names}
        return sorted(found)
