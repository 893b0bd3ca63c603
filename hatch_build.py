"""Takes along in a wheel what `playbook init` copies, and the lock that a begun playbook installs from."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

BEGUN = "playbook/begun"


class Begun(BuildHookInterface):
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """An editable package has it all beside it, or somebody has deleted it to begin anew."""
        if version == "editable":
            return
        listed = Path(self.root, "hooks", BEGUN, "shared.txt").read_text("utf-8").split()
        build_data["force_include"] |= {
            **{
                one.name: f"playbook/{one.name}"
                for one in Path(self.root).glob("requirements*.lock")
            },
            **{name: f"{BEGUN}/shared/{name}" for name in listed},
        }
