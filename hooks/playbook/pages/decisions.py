"""The page of a decision (the engine's part follows)."""

from playbook.pages import entries
from playbook.pages.page import Page
from playbook.pages.renderer import Renderer
from playbook.validate import Entry


def page(renderer: Renderer, entry: Entry) -> Page:
    return entries.assemble(renderer, entry, iter(()))
