"""Makes the built pages of a folder searchable with Pagefind."""

import subprocess
import sys
from pathlib import Path


def index(site: Path) -> None:
    """Writes `site`/pagefind. Raises `RuntimeError` with Pagefind's words when it fails."""
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    command += ["--exclude-selectors", ".headerlink", "--quiet"]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603
    if done.returncode:
        raise RuntimeError(f"Pagefind failed: {done.stdout}{done.stderr}")
