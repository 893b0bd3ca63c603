"""The tabs: what each lists, and which lights up for an entry."""

from playbook.model import WORDS

PAGES_OF_TAB: dict[str, tuple[str, ...]] = {
    "buy": ("perimeters", "documents"),
    "rules": ("rules", "thresholds", "roles", "glossary", "sources"),
    "people": ("personas", "commitments"),
    "strategies": ("strategies", "cases", "engagements"),
    "decisions": ("decisions",),
    "steering": ("steering/", "roadmap", "communication", "privacy/", "codes/", "fields/"),
}
"""Tab → its pages, in order: kinds by their folder, other pages by their uri."""
TAB_OF_KIND = {one: tab for tab, listed in PAGES_OF_TAB.items() for one in listed if one in WORDS}
