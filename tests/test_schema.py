"""`playbook schema`: what an editor accepts and what the check accepts are the same, field by field."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator
from playbook import cli
from playbook.commands.known import known
from playbook.commands.schema import associations, schemas
from playbook.describe.fields import NAMES, SETTINGS, describe
from playbook.model import KINDS, WORDS
from pydantic import ValidationError

from tests.blanks import whole
from tests.conftest import FROZEN
from tests.editor import as_read, as_text_only, broken, read

ROOT = Path(__file__).parent.parent
DATA = FROZEN / "playbook_data"
Schemas = dict[str, dict[str, Any]]


WRONG = Path(__file__).parent / "data" / "wrong"
PLAYBOOK = known([DATA])


@pytest.fixture(scope="module")
def written() -> Schemas:
    return schemas(PLAYBOOK.ids, PLAYBOOK.words)


def files() -> Iterator[Path]:
    """Every file of the sample but translations."""
    for path in sorted(DATA.rglob("*.yml")):
        if path.name.count(".") == 1:
            yield path


def schema_of(path: Path, written: Schemas) -> dict[str, Any]:
    inside = path.relative_to(DATA)
    one = len(inside.parts) > 1 or path.stem == SETTINGS
    return written[f"{inside.parts[0].removesuffix('.yml')}{'' if one else '.map'}.json"]


def faults(schema: dict[str, Any], value: Any) -> list[str]:
    return [
        f"{'/'.join(map(str, one.absolute_path))}: {one.message[:90]}"
        for one in Draft7Validator(
            schema, format_checker=Draft7Validator.FORMAT_CHECKER
        ).iter_errors(value)
    ]


def test_every_schema_is_one(written: Schemas) -> None:
    assert set(written) == {"playbook.json"} | {
        f"{kind}{of}.json" for kind in KINDS for of in ("", ".map")
    }
    for schema in written.values():
        Draft7Validator.check_schema(schema)


def test_the_sample_fits(written: Schemas) -> None:
    kinds = set()
    for path in files():
        kinds.add(path.relative_to(DATA).parts[0].removesuffix(".yml"))
        assert faults(schema_of(path, written), read(path)) == [], path
    assert kinds >= {*KINDS, SETTINGS}


def entries() -> dict[str, list[dict[str, Any]]]:
    """Of each kind the entries of the sample."""
    found: dict[str, list[dict[str, Any]]] = {kind: [] for kind in NAMES}
    for path in files():
        inside = path.relative_to(DATA)
        whole = read(path)
        if len(inside.parts) > 1 or path.stem == SETTINGS:
            found[inside.parts[0].removesuffix(".yml")].append(whole)
        else:
            found[path.stem] += whole.values()
    return found


SAMPLE = entries()


@pytest.mark.parametrize("kind", NAMES)
def test_what_the_check_refuses_the_editor_refuses(kind: str, written: Schemas) -> None:
    """Every field of a good entry made wrong in turn; the good one itself is its silent twin."""
    tried = 0
    forms = describe(kind).forms
    for form, schema in forms.items():
        good = [one for one in SAMPLE[kind] if not form][:2]
        if kind != SETTINGS:
            good.append(as_read(whole(PLAYBOOK, kind, form)))
        for entry in good:
            assert faults(written[f"{kind}.json"], entry) == []
            for what, wrong in broken(kind, entry, schema):
                assert faults(written[f"{kind}.json"], wrong), what
                tried += 1
                if kind != SETTINGS:
                    with pytest.raises((ValidationError, ValueError)):
                        KINDS[kind].validate_python(as_text_only(wrong))
    assert tried > 5


@pytest.mark.parametrize(
    ("kind", "field", "wrong"),
    [
        ("rules", "owner", "directeur-achat"),
        ("rules", "related", ["rule:inconnue"]),
        ("rules", "audience", "tous"),
        ("personas", "strategies", ["inconnue"]),
        ("perimeters", "spend", "beaucoup"),
        ("roles", "approves_up_to", "inconnu"),
        ("thresholds", "value", "environ 5 000"),
        ("engagements", "since", "17/09/2026"),
        ("rules", "review", {"last": "2026-09-15", "every": "12 mois"}),
        ("sources", "url", "http://exemple.fr/"),
        ("rules", "owner", None),
    ],
)
def test_an_id_or_a_notation_nobody_knows_is_refused(
    kind: str, field: str, wrong: Any, written: Schemas
) -> None:
    assert faults(written[f"{kind}.json"], {**SAMPLE[kind][0], field: wrong})


@pytest.mark.parametrize(
    ("kind", "field", "right"),
    [
        ("rules", "title", 2026),
        ("rules", "keywords", [360, True, "no"]),
        ("perimeters", "spend", 120000),
        ("perimeters", "spend", "120 000 €"),
        ("perimeters", "spend", "1 234,50"),
        ("roles", "approves_up_to", "trois-devis"),
        ("roles", "approves_up_to", 5000),
        ("thresholds", "value", "2027-01-01"),
        ("rules", "related", ["threshold:carte"]),
        ("sources", "url", "mailto:achats@exemple.fr"),
    ],
)
def test_what_is_right_in_more_than_one_notation_is_accepted(
    kind: str, field: str, right: Any, written: Schemas
) -> None:
    entry = {**SAMPLE[kind][0], field: right}
    assert faults(written[f"{kind}.json"], entry) == []
    KINDS[kind].validate_python(as_text_only(entry))


@pytest.mark.parametrize(
    "code",
    [
        "unknown-field",
        "missing-field",
        "wrong-value",
        "wrong-shape",
        "unknown-reference",
        "unknown-audience",
        "empty-value",
    ],
)
def test_what_is_wrong_in_the_all_wrong_playbook_is_underlined_and_its_twin_is_not(
    code: str,
) -> None:
    playbook = known([WRONG])
    schema = schemas(playbook.ids, playbook.words)["rules.json"]
    assert faults(schema, read(WRONG / f"rules/{code}.yml"))
    assert faults(schema, read(WRONG / f"rules/{code}-right.yml")) == []


def test_a_former_id_is_still_one(tmp_path: Path) -> None:
    (tmp_path / "playbook.yml").write_text("organisation: X\n")
    roles = "daf:\n  title: DAF\n  aliases: [directeur-financier]\n"
    (tmp_path / "roles.yml").write_text(roles)
    playbook = known([tmp_path])
    found = schemas(playbook.ids, playbook.words)["rules.json"]["$defs"]["ids-of-roles"]
    assert set(found["enum"]) == {"daf", "directeur-financier"}


def test_the_command_writes_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "schemas"
    arguments = ["playbook", "schema", "--data", str(DATA), "--out", str(out)]
    monkeypatch.setattr(sys, "argv", arguments)
    with pytest.raises(SystemExit) as left:
        cli.main()
    assert not left.value.code
    assert f"{out.as_posix()}/" in capsys.readouterr().out
    assert {path.name for path in out.iterdir()} == {Path(name).name for name in associations()}
    assert "mise-en-concurrence" in (out / "personas.json").read_text("utf-8")
    assert set(WORDS) == set(KINDS)
