"""VS Code finds the schemas without the network, and shows what the check says where it is."""

import json
import re
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

from playbook.commands.schema import FOLDER, associations
from playbook.diagnostics import Place, diagnostic
from playbook.diagnostics.formats import as_text

from tests.conftest import FROZEN

ROOT = Path(__file__).parent.parent
DATA = FROZEN / "playbook_data"


def setting(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((ROOT / ".vscode" / name).read_text("utf-8"))
    return found


def test_the_settings_point_to_the_schemas_and_nowhere_else() -> None:
    settings = setting("settings.json")
    assert settings["yaml.schemas"] == associations()
    assert settings["yaml.schemaStore.enable"] is False
    assert settings["yaml.customTags"] == []
    assert "http" not in json.dumps(settings)
    assert setting("extensions.json")["recommendations"] == ["redhat.vscode-yaml"]
    assert f"/{FOLDER}/" in (ROOT / ".gitignore").read_text("utf-8").split("\n")


def test_each_file_has_one_schema_and_a_translation_none() -> None:
    def of(path: Path) -> list[str]:
        name = path.relative_to(FROZEN).as_posix()
        return [
            schema
            for schema, patterns in associations().items()
            if any(fnmatch(name, one) for one in patterns if one[0] != "!")
            and not any(fnmatch(name, one[1:]) for one in patterns if one[0] == "!")
        ]

    for path in sorted(DATA.rglob("*.yml")):
        translation = path.name.count(".") > 1
        assert len(of(path)) == (0 if translation else 1), path
    assert of(DATA / "glossary.yml") == [f"./{FOLDER}/glossary.map.json"]
    assert of(DATA / "rules/x.yml") == [f"./{FOLDER}/rules.json"]


def test_the_problems_panel_reads_what_the_check_says() -> None:
    check, update = setting("tasks.json")["tasks"]
    assert (check["args"], update["args"]) == (["check"], ["schema"])
    pattern = check["problemMatcher"]["pattern"]
    place = Place("playbook_data/rules/a.yml", 7, 8, 3)
    said = as_text([diagnostic("unknown-reference", place, 'no role "x"', "did you mean y?")])
    found = re.match(pattern["regexp"], said.split("\n")[0])
    assert found
    assert [found[pattern[name]] for name in ("file", "line", "column", "severity", "code")] == [
        "playbook_data/rules/a.yml",
        "7",
        "8",
        "error",
        "unknown-reference",
    ]
