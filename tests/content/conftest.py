"""What is tried of playbook_data/ itself, while that is the sample: `make test-content`."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml

from tests.conftest import FROZEN, ROOT, Built, editions, hosted
from tests.serving import Served

DATA = "playbook_data"


def _organisation(folder: Path) -> str:
    return str(yaml.safe_load((folder / DATA / "playbook.yml").read_text("utf-8"))["organisation"])


# Whoever has put an own playbook in its place has other queries, other walks.
collect_ignore_glob = [] if _organisation(ROOT) == _organisation(FROZEN) else ["test_*.py"]


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """Every edition of the sample as it stands now."""
    return editions(tmp_path_factory, "content", ROOT / DATA)


@pytest.fixture(scope="session")
def served(built: Built) -> Iterator[Callable[[str], Served]]:
    with hosted(built) as start:
        yield start
