"""The command `playbook`. Exit status: 0 fine, 1 the playbook is at fault, 2 the call is."""

from collections.abc import Callable, Iterable, Iterator
from enum import StrEnum
from pathlib import Path, PurePath
from typing import Annotated

import typer

from playbook import answers, environment, pipeline
from playbook.commands import schema as schemas
from playbook.commands import stamp
from playbook.commands.init import begin
from playbook.commands.known import RefusedError, known
from playbook.commands.new import new as write_new
from playbook.decisions.flow import Question
from playbook.decisions.walk.answering import as_answer
from playbook.decisions.walk.unfold import TooLarge
from playbook.diagnostics import Diagnostic, has_errors
from playbook.diagnostics.formats import FORMATS, as_sarif, as_text, dumped, harmless
from playbook.impact.git import RevisionError
from playbook.linking.playbook import Playbook
from playbook.model import WORDS
from playbook.validation.entry import Entry

app = typer.Typer(
    name="playbook",
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    help="Checks a purchasing playbook, answers from it, and helps those who write it.",
    epilog="Exit status: 0 fine, 1 the playbook is at fault, 2 the call is.",
)


class Format(StrEnum):
    TEXT = "text"
    JSON = "json"
    GITHUB = "github"
    SARIF = "sarif"
    GITLAB = "gitlab"


class DecisionForm(StrEnum):
    TREE = "tree"
    TABLE = "table"


Data = Annotated[
    list[Path] | None,
    typer.Option("--data", help="The data folder (repeat it for a second, restricted one)."),
]


Named = Annotated[
    list[str], typer.Argument(metavar="ID …", help="Entries, as rule:cadeaux; or the word all.")
]


@app.command()
def check(
    data: Data = None,
    format: Annotated[Format, typer.Option(help="How faults are written.")] = Format.TEXT,
    output: Annotated[
        Path | None, typer.Option(help="Write the faults here too; the screen then keeps to text.")
    ] = None,
    strict: Annotated[bool, typer.Option(help="Warnings fail too.")] = False,
    against: Annotated[
        str | None,
        typer.Option(metavar="REV", help="A git revision: no id it had may be gone."),
    ] = None,
) -> None:
    """Says everything that is wrong, each at its file, line and column."""
    revision = environment.against() if against is None else against
    site = environment.site()
    checked = pipeline.check(data or environment.roots(), environment.today(), revision)
    if output is not None:
        _write(output, _in(format, checked.found, site))
    shown = Format.TEXT if output is not None else format
    # On a screen what must be mended stands last, beside the count; files keep the order of places.
    last = sorted(checked.found, key=lambda one: one.severity == "error")
    written = _in(shown, last if shown is Format.TEXT else checked.found, site)
    if written:
        typer.echo(written)
    if shown is Format.TEXT:
        errors = sum(one.severity == "error" for one in checked.found)
        count = sum(1 for _ in checked.playbook.all()) if checked.playbook else 0
        warnings = len(checked.found) - errors
        unread = _unread(checked)
        typer.echo(
            f"{_counted(count, 'entry', 'entries')}{unread}: {_counted(errors, 'error', 'errors')}, "
            f"{_counted(warnings, 'warning', 'warnings')}"
        )
    raise typer.Exit(1 if has_errors(checked.found, strict) else 0)


def _in(format: Format, found: Iterable[Diagnostic], site: str) -> str:
    # It alone has a place for addresses.
    return as_sarif(found, site) if format is Format.SARIF else FORMATS[format](found)


def _unread(checked: pipeline.Checked) -> str:
    """What the count of entries does not count, in a few words."""
    if checked.playbook is None:
        return ", for the settings cannot be read"
    broken = checked.playbook.broken
    single = [one for one in broken if one[1] and checked.playbook.get(*one) is None]
    # How many a file of many holds cannot be told: it is named, if it is that which is at fault.
    faulty = {PurePath(one.place.file).name for one in checked.found}
    shared = sorted({f"{kind}.yml" for kind, name in broken if not name} & faulty)
    missing = [str(len(single))] if single else []
    missing += [f"those of {file}" for file in shared]
    return f", and {' and '.join(missing)} that cannot be read" if missing else ""


def _counted(count: int, one: str, more: str) -> str:
    return f"{count} {one if count == 1 else more}"


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
    playbook = _playbook(data, decision)
    flow = answers.flow_of(playbook, decision)
    not_yet = answers.decides_nothing(playbook, decision, environment.today())
    if not_yet:
        typer.echo(harmless(not_yet), err=True)
    typed = answers.given_of(given or [])
    step = answers.answer(flow, typed, environment.today(), playbook.figures)
    if as_json:
        typer.echo(dumped(as_answer(flow, step), None))
    else:
        typer.echo(harmless("\n".join(answers.lines(flow, step, playbook.figures))))
    raise typer.Exit(2 if isinstance(step.reached, Question) else 0 if step.reached else 1)


@app.command()
def walks(
    decision: Annotated[str, typer.Argument(metavar="ID", help="The decision.")],
    data: Data = None,
) -> None:
    """Every walk of a decision, one a line, in an order that stays."""
    try:
        for line in answers.walks(answers.flow_of(_playbook(data, decision), decision)):
            typer.echo(line)
    except TooLarge:
        raise environment.CallError(f'"{decision}" has more walks than can be listed') from None


@app.command()
def init(
    folder: Annotated[
        Path, typer.Argument(metavar="FOLDER", help="A new folder, or an empty one.")
    ],
    sample: Annotated[
        bool, typer.Option("--sample", help="With the whole sample instead of one decision.")
    ] = False,
) -> None:
    """Begins a playbook of your own, in a folder that depends on this generator."""
    begin(folder, sample)
    typer.echo(f"wrote {folder.as_posix()}/")
    typer.echo("Next: read its README.md, then run make check there.")


@app.command()
def new(
    kind: Annotated[str, typer.Argument(metavar="KIND", help="rules, personas, glossary …")],
    name: Annotated[str, typer.Argument(metavar="ID", help="Lower-case letters, digits, hyphens.")],
    data: Annotated[Path | None, typer.Option(help="The data folder to write in.")] = None,
    form: Annotated[
        DecisionForm | None, typer.Option(help="Of a decision: questions, or rows.")
    ] = None,
) -> None:
    """Writes a commented file to fill in, with every field of its kind."""
    roots = environment.roots()
    into = data or roots[0]
    if into.resolve() not in {root.resolve() for root in roots}:
        roots = [into]
    written = write_new(kind, name, into, roots, environment.today(), form or "")
    where = "added at the end of" if written.appended else "wrote"
    typer.echo(f"{where} {written.path.as_posix()}")
    typer.echo("Next: fill it in, then run playbook check. A draft shows in make serve only.")


@app.command()
def schema(
    data: Data = None,
    out: Annotated[Path, typer.Option(help="The folder to write in.")] = Path(schemas.FOLDER),
) -> None:
    """Writes a JSON Schema per kind, with today's ids: an editor then completes and explains."""
    playbook = known(data or environment.roots())
    try:
        count = schemas.write(playbook.ids, playbook.words, out)
    except OSError as error:
        raise environment.CallError(f"{out} cannot be written: {error.strerror}") from None
    typer.echo(f"wrote {count} schemas into {out.as_posix()}/; run it again when ids have changed")


@app.command()
def translated(names: Named, data: Data = None) -> None:
    """Says of translations, read over by you, that they translate the text as it stands now."""
    _stamp(_playbook(data), names, stamp.translated)


@app.command()
def approved(names: Named, data: Data = None) -> None:
    """Says of approvals that they cover the text as it stands now: once it was approved again."""
    playbook = _playbook(data)
    for entry in _stamp(playbook, names, stamp.approved):
        approval, today = entry.fields.approval, environment.today()
        if approval is not None and approval.date < today:
            name = f"{WORDS[entry.kind]}:{entry.id}"
            typer.echo(
                f"{name} says it was approved on {approval.date}: write the day it was again"
            )


def _stamp(
    playbook: Playbook,
    names: list[str],
    of: Callable[[Playbook, Entry], Iterator[stamp.Stamp]],
) -> list[Entry]:
    """Writes the fingerprints `of` the entries named; those whose files have changed."""
    entries = list(playbook.all()) if names == ["all"] else []
    for name in names if not entries else []:
        found = stamp.entries_named(playbook, name)
        if not found:
            written = name if ":" in name else f"rule:{name}"
            raise environment.CallError(f'no entry "{name}": write its kind and id, as {written}')
        entries += found
    files = stamp.write([one for entry in entries for one in of(playbook, entry)])
    typer.echo("\n".join(f"wrote {file}" for file in files) or "nothing to change")
    return [entry for entry in entries if entry.file in files]


def _write(path: Path, text: str) -> None:
    try:
        path.write_text(f"{text}\n", "utf-8")
    except OSError as error:
        raise environment.CallError(f"{path} cannot be written: {error.strerror}") from None


def _playbook(data: list[Path] | None, decision: str = "") -> Playbook:
    """The playbook to answer from, by that `decision` if one is named.

    What is at fault answers nothing (exit status 1): a playbook without settings, a decision that is
    not whole.
    """
    checked = pipeline.check(data or environment.roots(), environment.today())
    playbook, found = checked.playbook, checked.found
    if playbook is not None:
        found = answers.in_the_way(playbook, decision, found) if decision else ()
    if playbook is None or found:
        typer.echo(as_text(found), err=True)
        raise typer.Exit(1)
    return playbook


def main() -> None:
    try:
        app()
    except (environment.CallError, RefusedError, RevisionError) as error:
        typer.echo(harmless(str(error)), err=True)
        raise SystemExit(2) from None


if __name__ == "__main__":
    main()
