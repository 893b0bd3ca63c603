"""The command `playbook`. Exit status: 0 fine, 1 the playbook is at fault, 2 the call is."""

import json
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from playbook import answers, environment, pipeline
from playbook.diagnostics import FORMATS, has_errors
from playbook.links import Playbook

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


@app.command()
def decide(
    decision: Annotated[str, typer.Argument(metavar="ID", help="The decision.")],
    given: Annotated[
        list[str] | None, typer.Argument(metavar="KEY=VALUE …", help="The answers so far.")
    ] = None,
    data: Data = None,
    as_json: Annotated[bool, typer.Option("--json", help="Write the answer as JSON.")] = False,
) -> None:
    """Walks a decision: its outcome, or the question that is still open (exit status 2)."""
    flow = answers.flow_of(_playbook(data), decision)
    found = answers.answer(flow, answers.given_of(given or []), environment.today())
    if as_json:
        typer.echo(json.dumps(found, ensure_ascii=False))
    else:
        typer.echo("\n".join(answers.lines(flow, found)))
    raise typer.Exit(2 if "question" in found else 0 if found["outcome"] else 1)


@app.command()
def walks(
    decision: Annotated[str, typer.Argument(metavar="ID", help="The decision.")],
    data: Data = None,
) -> None:
    """Every walk of a decision, one a line, in an order that stays."""
    for line in answers.walks(answers.flow_of(_playbook(data), decision)):
        typer.echo(line)


def _playbook(data: list[Path] | None) -> Playbook:
    """The playbook to answer from; one without settings has no answers (exit status 1)."""
    checked = pipeline.check(data or environment.roots(), environment.today())
    if checked.playbook is None:
        typer.echo(FORMATS[Format.TEXT](checked.found), err=True)
        raise typer.Exit(1)
    return checked.playbook


def main() -> None:
    try:
        app()
    except environment.CallError as error:
        typer.echo(str(error), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
