"""Zensical: its command writes frames of what is prepared for it."""

import html
import shutil
import subprocess
import sys
from collections.abc import Callable, Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

import yaml

from playbook.frames import Prepared
from playbook.words import theme_language


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
    words = prepared.around.words
    language = theme_language([str(files("zensical") / "templates")], words.tag)
    theme = {**written["theme"], "custom_dir": prepared.templates.name, "language": language}
    # As Material looks: what is in the header expects it dark.
    theme["variant"] = "classic"
    for option, name in zip(theme["palette"], ("dark", "light"), strict=True):
        option["toggle"]["name"] = str(words(f"page.{name}"))
    kept = {key: value for key, value in written.items() if key != "hooks"}
    return {
        **kept,
        "theme": theme,
        "site_name": html.escape(prepared.around.name) or written["site_name"],
        "docs_dir": prepared.docs.name,
        "site_dir": "site",
        "nav": [
            {str(title): [{html.escape(page): source} for page, source in pages]}
            for title, pages in prepared.navigation
        ],
    }
