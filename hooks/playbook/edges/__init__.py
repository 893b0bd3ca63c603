"""Where the programs begin that write what surrounds our pages: a file for each, none with a rule of ours.

GENERATOR names it: mkdocs unless said; properdocs, which answers to the name of the first; or zensical.
"""

import importlib
import os
import sys
from importlib.util import find_spec

GENERATORS = ("mkdocs", "properdocs", "zensical")
NAMED = os.environ.get("GENERATOR") or GENERATORS[0]

# What has been called by its own name stays itself.
if NAMED == "properdocs" and "mkdocs" not in sys.modules and find_spec(NAMED) is not None:
    importlib.import_module("properdocs.replacement")


def refused() -> str:
    """Why the generator that is named writes nothing, for who called; empty where it will."""
    if NAMED not in GENERATORS:
        return f"GENERATOR={NAMED}: there is no such generator, only {', '.join(GENERATORS)}"
    if find_spec(NAMED) is None:
        return f"GENERATOR={NAMED}: it is not installed; GENERATOR={NAMED} make site installs it"
    return ""
