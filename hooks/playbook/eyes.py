"""For the preview only: what each audience would find, so that one can look through its eyes."""

import json
from dataclasses import replace

from playbook.edition import Edition, view
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
    seen = view(playbook, edition)
    others = {"steering/", *(["codes/", "fields/"] if seen.may_edit else [])}
    others |= {"privacy/"} if seen.entries["engagements"] else set()
    kinds = {f"{kind}/" for kind, entries in seen.entries.items() if entries}
    return others | kinds | {f"{entry.kind}/{entry.id}/" for entry in seen.all()}
