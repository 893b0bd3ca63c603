"""The kinds of entry: the folder that holds them, and the word that names one in a link."""

from typing import Literal

Kind = Literal[
    "decisions",
    "perimeters",
    "documents",
    "commitments",
    "rules",
    "thresholds",
    "roles",
    "personas",
    "strategies",
    "cases",
    "engagements",
    "roadmap",
    "communication",
    "glossary",
    "sources",
]
# In the order in which the site shows them. A folder's name is also the kind's name in the code
# and in addresses (`/rules/…/`); the word is what an editor writes in prose: `<rule:…>`.
WORDS = {
    "decisions": "decision",
    "perimeters": "perimeter",
    "documents": "document",
    "commitments": "commitment",
    "rules": "rule",
    "thresholds": "threshold",
    "roles": "role",
    "personas": "persona",
    "strategies": "strategy",
    "cases": "case",
    "engagements": "engagement",
    "roadmap": "action",
    "communication": "message",
    "glossary": "term",
    "sources": "source",
}
SHORT = frozenset({"commitments", "glossary", "roles", "sources", "thresholds"})
"""The kinds whose entries are a few lines: a new playbook keeps all of one kind in one file."""
FOLDERS = {word: folder for folder, word in WORDS.items()}
