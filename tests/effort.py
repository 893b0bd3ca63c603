"""How long tests look for what nobody has thought of: `make proof` looks much longer."""

import os


def examples(usual: int) -> int:
    """How many generated examples are tried."""
    return 10_000 if os.environ.get("PROOF") else usual
