"""Builds every edition into the folder named, as `make site` does, by the generator that is chosen."""

import logging
import sys
from pathlib import Path

from playbook import environment
from playbook.edges import NAMED, refused
from playbook.edition import Edition
from playbook.frames import Prepared, Surroundings, by_hand
from playbook.linking.playbook import Playbook
from playbook.pages.page import Site
from playbook.publish import address_of, publish_all
from playbook.system.parallel import collect_rarely

# Before what is not installed is imported.
if __name__ == "__main__" and refused():
    sys.exit(refused())
if NAMED == "zensical":
    from playbook.edges.zensical import write
else:
    from playbook.edges.mkdocs import write


def write_edition(playbook: Playbook, edition: Edition, site: Site, folder: Path) -> None:
    """One edition into `folder`; ends the program where the generator has a warning."""
    spoken = environment.spoken(playbook)
    proposal = environment.proposal()
    settings = playbook.settings_in(edition.language)
    around = Surroundings.of(settings, edition, site, languages=spoken, proposal=proposal)
    with Prepared(site, around, by_hand.DOCS) as prepared:
        write(prepared, folder, lambda site_url: address_of(edition, playbook, site_url))


def main(target: Path) -> int:
    """Checks, then builds every edition into `target`; the exit status is that of `playbook`."""
    collect_rarely()
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    return publish_all(target, write_edition)


if __name__ == "__main__":
    match sys.argv[1:]:
        case [target] if not target.startswith("-"):
            sys.exit(main(Path(target)))
        case _:  # a folder called « --help » would be a site that nobody asked for
            print(
                "name the folder to build into, as: python -m playbook.edges site", file=sys.stderr
            )
            sys.exit(2)
