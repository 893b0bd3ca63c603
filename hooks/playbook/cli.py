"""The command `playbook`. Exit status: 0 fine, 1 the playbook is at fault, 2 the call is."""

import os
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from playbook.diagnostics import FORMATS, has_errors
from playbook.pipeline import check as check_playbook

app = typer.Typer(
    name="playbook",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Checks a purchasing playbook and answers from it.",
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"


Data = Annotated[
    list[Path] | None,
    typer.Option("--data", help="The data folder (repeat it for a second, restricted one)."),
]


def roots(data: list[Path] | None) -> list[Path]:
    """The data folders: as called, else of the variable PLAYBOOK_DATA, else `playbook_data`."""
    named = os.environ.get("PLAYBOOK_DATA", "playbook_data").split(os.pathsep)
    return data or [Path(name) for name in named]


def today() -> date:
    """The day the playbook is read on: PLAYBOOK_DATE, else the calendar's."""
    named = os.environ.get("PLAYBOOK_DATE")
    if not named:
        return date.today()
    try:
        return date.fromisoformat(named)
    except ValueError:
        raise typer.BadParameter(f"PLAYBOOK_DATE={named}: write a date as 2026-10-01") from None


@app.command()
def check(
    data: Data = None,
    format: Annotated[Format, typer.Option(help="How faults are written.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option(help="Warnings fail too.")] = False,
) -> None:
    """Says everything that is wrong, each at its file, line and column."""
    checked = check_playbook(roots(data), today())
    written = FORMATS[format](checked.found)
    if written:
        typer.echo(written)
    if format is Format.TEXT:
        errors = sum(one.severity == "error" for one in checked.found)
        count = sum(1 for _ in checked.playbook.all()) if checked.playbook else 0
        typer.echo(f"{count} entries: {errors} errors, {len(checked.found) - errors} warnings")
    raise typer.Exit(1 if has_errors(checked.found, strict) else 0)


@app.callback()
def _commands() -> None:
    """Several commands, though one stands alone for now."""


def main() -> None:
    app()


if __name__ == "__main__":
    main()
