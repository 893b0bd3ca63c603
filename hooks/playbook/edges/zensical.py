"""Zensical: its command writes frames of what is prepared for it."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from playbook.frames import Prepared


def write(prepared: Prepared, folder: Path, address: Callable[[str | None], str | None]) -> None:
    """The site of what is prepared, in a folder; raises `SystemExit` where Zensical has a warning."""
    settings = _settings(prepared, yaml.safe_load(Path("mkdocs.yml").read_text("utf-8")))
    settings["site_url"] = address(settings.get("site_url"))
    room = prepared.docs.parent
    (room / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), "utf-8")
    done = subprocess.run(  # our own command
        [sys.executable, "-m", "zensical", "build", "--strict", "--config-file", "mkdocs.yml"],
        cwd=room,
        capture_output=True,
        text=True,
        check=False,
    )
    if done.returncode:
        raise SystemExit(f"Zensical: {(done.stdout + done.stderr).strip()}")
    shutil.copytree(room / "site", folder, dirs_exist_ok=True)
    prepared.finish(folder, settings["site_url"])


def _settings(prepared: Prepared, written: Mapping[str, Any]) -> dict[str, Any]:
    """The settings of mkdocs.yml for what is prepared; what only MkDocs knows is left out."""
    templates = str(files("zensical") / "templates")
    return {
        **{key: value for key, value in written.items() if key != "hooks"},
        "theme": {
            **written["theme"],
            **prepared.theme(written["theme"], [templates]),
            "custom_dir": prepared.templates.name,
            # As Material looks: what is in the header expects it dark.
            "variant": "classic",
        },
        "site_name": prepared.name or written["site_name"],
        "docs_dir": prepared.docs.name,
        "site_dir": "site",
        "nav": prepared.navigation,
    }
