"""For the preview only: what each audience would find, so that one can look through its eyes."""

import json
from dataclasses import replace

from playbook.edition import Edition, entries_of, may_edit
from playbook.linking.playbook import Playbook
from playbook.words import Words


def eyes(playbook: Playbook, edition: Edition, words: Words) -> str:
    """JSON: of each audience its name, the audiences it reads, and the addresses it finds."""
    return json.dumps(
        {
            name: {
                "name": words.audience(name),
                "reads": sorted(reads),
                "pages": sorted(
                    _addresses(playbook, replace(edition, audience=name, preview=False))
                ),
            }
            for name, reads in playbook.audiences.reads.items()
        },
        ensure_ascii=False,
    )


def _addresses(playbook: Playbook, edition: Edition) -> set[str]:
    seen = entries_of(playbook, edition)
    kinds = {entry.kind for entry in seen}
    others = {"codes/", "fields/"} if may_edit(playbook, edition.audience) else set()
    others |= {"steering/"} if playbook.audiences.steers(edition.audience) else set()
    others |= {"privacy/"} if "engagements" in kinds else set()
    return others | {f"{one}/" for one in kinds} | {f"{one.kind}/{one.id}/" for one in seen}
