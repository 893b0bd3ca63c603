"""How long tests look for what nobody has thought of: `make proof` looks much longer."""

import os

import pytest

generated = pytest.mark.generated
"""A test of examples that are generated: `make proof` runs it, and prints what was tried."""


def examples(usual: int, proved: int = 10_000) -> int:
    """How many are tried."""
    return proved if os.environ.get("PROOF") else usual
