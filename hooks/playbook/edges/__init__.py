"""One file for each program that writes what surrounds our pages. None holds a rule of ours.

GENERATOR names it: mkdocs unless said; properdocs, which answers to the name of the first; or zensical.
"""

import importlib
import os
import sys

GENERATORS = ("mkdocs", "properdocs", "zensical")
NAMED = os.environ.get("GENERATOR") or GENERATORS[0]

if NAMED not in GENERATORS:
    sys.exit(f"GENERATOR={NAMED}: there is no such generator, only {', '.join(GENERATORS)}")
# What has been called by its own name stays itself.
if NAMED == "properdocs" and "mkdocs" not in sys.modules:
    try:
        importlib.import_module("properdocs.replacement")
    except ModuleNotFoundError:
        sys.exit(
            "GENERATOR=properdocs: it is not installed; GENERATOR=properdocs make site installs it"
        )
