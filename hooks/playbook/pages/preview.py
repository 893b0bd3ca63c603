"""For the preview only: what each audience would find, so that one can look through its eyes."""

import json
from dataclasses import replace

from playbook.edition import View, view
from playbook.words import Words


def eyes(whole: View, words: Words) -> str:
    """JSON: of each audience its name, the audiences it reads, and the addresses it finds."""
    audiences = whole.playbook.audiences
    return json.dumps(
        {
            name: {
                "name": words.audience(name),
                "reads": sorted(reads),
                "pages": sorted(_addresses(whole, name)),
            }
            for name, reads in audiences.reads.items()
        },
        ensure_ascii=False,
    )


def _addresses(whole: View, audience: str) -> set[str]:
    seen = view(whole.playbook, replace(whole.edition, audience=audience, preview=False))
    others = {"steering/", *(["codes/", "fields/"] if seen.may_edit else [])}
    others |= {"privacy/"} if seen.entries["engagements"] else set()
    kinds = {f"{kind}/" for kind, entries in seen.entries.items() if entries}
    return others | kinds | {f"{entry.kind}/{entry.id}/" for entry in seen.all()}
