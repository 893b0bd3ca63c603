"""What a reader buys: asked before the questions of the decision a playbook starts with."""

from collections.abc import Collection
from typing import Any

from playbook.edition import Seen
from playbook.pages.renderer import Renderer
from playbook.search.words import words
from playbook.upkeep.in_force import in_force

UNSURE = "unknown"
"""What an address calls « something else, or I do not know »."""


def families(renderer: Renderer, decision: Seen) -> list[Seen]:
    """The perimeters one may choose from, by title: none where the playbook starts with another decision."""
    view = renderer.view
    if view.find(view.settings.home.start) is not decision:
        return []
    found = [one for one in view.of_kind("perimeters").values() if in_force(one.fields, view.day)]
    return sorted(found, key=lambda one: renderer.words.sort_key(one.fields.title))


def need_of(questions: Collection[str]) -> str:
    """What an address calls the perimeter. No question can be called so: ids hold no underscore."""
    return "perimeter" + "_" * ("perimeter" in questions)


def asked_first(
    renderer: Renderer, families: list[Seen], questions: Collection[str], after: int
) -> dict[str, Any]:
    """The question as a node of the graph, every answer of which leads to the node `after`.

    `stop` are words of theirs that say nothing. An answer has the `words` by which it is found, what it
    settles (`given`), and its buyer's `mail`.
    """
    answers = [_answer(renderer, one, after) for one in families]
    said = {
        word for one in answers for text in (one["label"], *one["words"]) for word in words(text)
    }
    stop = renderer.words.own("search.stop_words").split()
    other = {"to": after, "id": UNSURE, "label": renderer.words("walk.need_other")}
    return {
        "question": need_of(questions),
        "ask": renderer.words("sections.need"),
        "anchor": "need",
        "answers": [*answers, other],
        "stop": [word for word in stop if word in said],
    }


def _answer(renderer: Renderer, family: Seen, after: int) -> dict[str, Any]:
    fields = family.fields
    buyer = renderer.view.find(fields.buyer)
    words = (*fields.keywords, *(one.title for one in fields.contracts), *fields.includes)
    answer = {"to": after, "id": family.id, "label": fields.title, "words": list(map(str, words))}
    if fields.given:
        answer["given"] = dict(fields.given)
    if buyer is not None and buyer.fields.mail is not None:
        answer["mail"] = buyer.fields.mail
    return answer
