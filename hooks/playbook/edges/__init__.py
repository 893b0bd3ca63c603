"""One file for each program that writes what surrounds our pages. None holds a rule of ours.

GENERATOR names it: mkdocs unless said, or properdocs, which answers to the name of the first.
"""

import importlib
import os
import sys

_GENERATORS = ("mkdocs", "properdocs")
_named = os.environ.get("GENERATOR") or _GENERATORS[0]

if _named not in _GENERATORS:
    sys.exit(f"GENERATOR={_named}: there is no such generator, only {' and '.join(_GENERATORS)}")
# What has been called by its own name stays itself.
if _named == "properdocs" and "mkdocs" not in sys.modules:
    try:
        importlib.import_module("properdocs.replacement")
    except ModuleNotFoundError:
        sys.exit(
            "GENERATOR=properdocs: it is not installed; GENERATOR=properdocs make site installs it"
        )
