"""The command `playbook`. Exit status: 0 fine, 1 the playbook is at fault, 2 the call is."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from playbook import environment, pipeline
from playbook.diagnostics import FORMATS, has_errors

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


@app.command()
def check(
    data: Data = None,
    format: Annotated[Format, typer.Option(help="How faults are written.")] = Format.TEXT,
    strict: Annotated[bool, typer.Option(help="Warnings fail too.")] = False,
) -> None:
    """Says everything that is wrong, each at its file, line and column."""
    checked = pipeline.check(data or environment.roots(), environment.today())
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
    try:
        app()
    except environment.CallError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
