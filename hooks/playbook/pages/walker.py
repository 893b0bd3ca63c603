"""What the script that walks a decision is handed: the graph, its words, and what links carry."""

import base64
import hashlib
import json
from collections.abc import Iterator, Mapping
from typing import Any

from playbook.decisions import Flow, as_data, compile_decision, fingerprint
from playbook.decisions.compile.outputs import as_json
from playbook.decisions.flow import Outcome
from playbook.decisions.walk.unfold import Node, OutcomeNode, nodes
from playbook.edition import Seen
from playbook.figures.currency import signs
from playbook.figures.writing import plain
from playbook.model.texts import Text
from playbook.pages.needs import asked_first
from playbook.pages.renderer import Renderer
from playbook.pages.wording import Wording
from playbook.pages.written import address

# In an address, beside the answers: which decision it was, and what the outcome said. `dit` is of
# former versions.
_MARKS = ("v", "dit")
# Signs of an address that stand for the decision, and for the outcome; few outputs have two each, many one.
_OF_DECISION, _OF_OUTCOME = 3, 2
_FEW, _MOST = 6, 12
# What the page itself says, or only who reads YAML needs.
_LEFT_OUT = ("then", "rules", "owner", "lower", "upper", "basis")


def walk_data(
    entry: Seen,
    wording: Wording,
    root: Node,
    anchors: Mapping[int, str],
    families: list[Seen],
) -> dict[str, object]:
    """The graph of `decisions.as_data` with its words, for `decision.mjs`.

    Each question has the `anchor` of its place in the list, each range its `label` and what lies
    beyond either end of it (`since`, `until`); an outcome has what it `says` by output (a text, or a
    list of texts), the working `days` of each, and its `mark`: the same as a link carries it, in a few
    signs. Texts in another language than the page's are listed as `lent`, by the `lender`. Where there
    are `families`, what one buys is asked first: `need` is what that question is called.
    """
    renderer, flow = wording.renderer, wording.flow
    decided = _in_default_language(entry, wording)
    data: dict[str, Any] = as_data(root)
    for node, written in zip(nodes(root), data["nodes"], strict=True):
        if isinstance(node, OutcomeNode):
            written["says"] = {
                one.id: list(one.items) if flow.outputs[one.id].many else one.text
                for one in wording.says(node.outcome)
            }
            written["mark"] = _mark(decided, decided.outcomes[node.outcome.id])
            days = {
                name: value
                for name, value in node.outcome.then.items()
                if flow.outputs[name].measure == "working-days" and isinstance(value, int) and value
            }
            if days:
                written["days"] = days
        else:
            written["anchor"] = anchors[id(node)]
            for branch, answer in zip(node.branches, written["answers"], strict=True):
                answer["label"] = wording.answer(node.question, branch)
                if branch.lower is not None:
                    answer["since"] = wording.span(node.question, branch.lower, None)
                if branch.upper is not None:
                    answer["until"] = wording.span(node.question, None, branch.upper)
                _leave_out(answer)
        _leave_out(written)
    if families:
        # Last in the list: the places of all others stay what they are.
        first = asked_first(renderer, families, flow.questions, after=data["start"])
        start = len(data["nodes"])
        data = {"start": start, "nodes": [*data["nodes"], first], "need": first["question"]}
    settings, since = renderer.view.settings, _since(entry)
    if entry.outgrown:
        since = None  # the text is newer than the day it was approved
    walk = {
        **data,
        "title": entry.fields.title,
        "language": str(renderer.words.locale).replace("_", "-"),
        "currency": settings.currency,
        "signs": signs(settings.currency),
        "fingerprint": _sign(fingerprint(decided), _OF_DECISION),
        "signs_each": _signs(flow),
        "stands": _stands(entry, renderer),
        # No question can be called so: ids hold no underscore.
        "marks": [one + "_" * (one in flow.questions) for one in _MARKS],
        "outputs": [
            _present(id=name, label=one.label, measure=None if one.many else one.measure)
            for name, one in flow.outputs.items()
        ],
        "vat": [plain(rate) for rate in settings.vat],
        "holidays": [plain(day) for day in settings.holidays],
        "contact": settings.contact.mail if settings.contact is not None else None,
        "since": since,
        "first": renderer.words.first_of_month,
        "words": renderer.words.group("walk.script"),
    }
    lender = settings.languages[0]
    around = renderer.written.language_of(entry)
    lent = {one for one in _texts(walk) if one.lender not in ("", around)}
    return {**walk, "lender": lender, "lent": sorted(lent)}


def _texts(value: Any) -> Iterator[Text]:
    if isinstance(value, Text):
        yield value
    elif isinstance(value, dict | list):
        for one in value.values() if isinstance(value, dict) else value:
            yield from _texts(one)


def _present(**fields: str | None) -> dict[str, str | None]:
    return {name: value for name, value in fields.items() if value is not None}


def _leave_out(written: dict[str, Any]) -> None:
    for name in _LEFT_OUT:
        written.pop(name, None)


def _in_default_language(entry: Seen, wording: Wording) -> Flow:
    """The decision as it was written: its fingerprint is the same for readers of every language."""
    view = wording.renderer.view
    if view.language == view.settings.languages[0]:
        return wording.flow
    return compile_decision(view.original(entry), view.thresholds(), wording.renderer.words)


def _sign(value: object, signs: int) -> str:
    """A value as few signs of an address: another one has others, but for a rare chance."""
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    return base64.urlsafe_b64encode(hashlib.sha256(text.encode()).digest()).decode()[:signs]


def _mark(flow: Flow, outcome: Outcome) -> str:
    """Which outcome it is, and what it says of each output: those beyond the twelfth share a sign."""
    said = as_json(outcome.then)
    names = list(flow.outputs)
    each = [[said.get(name)] for name in names[: _MOST - 1]]
    each += [[said.get(name) for name in names[_MOST - 1 :]]] if names[_MOST - 1 :] else []
    signs = [_sign(value, _signs(flow)) for value in each]
    return "".join([_sign(outcome.id, _OF_OUTCOME), *signs])


def _signs(flow: Flow) -> int:
    return 2 if len(flow.outputs) <= _FEW else 1


def _stands(entry: Seen, renderer: Renderer) -> str | None:
    """The address of the page in the lowest edition that has it, where the settings say one."""
    view = renderer.view
    site = view.settings.sites.get(view.audiences.of_entry(entry))
    if site is None:
        return None
    folder = "" if view.language == view.settings.languages[0] else f"{view.language}/"
    return f"{site}{folder}{address(entry)}"


def _since(entry: Seen) -> str | None:
    """The day from which the decision is what it is now."""
    effective, approval = entry.fields.effective, entry.fields.approval
    if effective is not None and effective.since is not None:
        return plain(effective.since)
    if approval is None or approval.covers is None:
        return None  # nobody knows which text that day approved
    return plain(approval.date)
