"""The unfolded graph as JSON, for the script that walks it in the browser."""

from playbook.decisions.compile.outputs import as_json
from playbook.decisions.walk.unfold import Branch, Edge, Node, OutcomeNode, QuestionNode, nodes
from playbook.figures.writing import plain


def as_data(node: Node) -> dict[str, object]:
    """The graph as JSON: ``{"start": 0, "nodes": […]}``, nodes named by their place in the list.

    A question: ``question`` (id), ``ask``, ``measure``, ``step``, ``min``, ``max``, ``unit``, ``tax``,
    ``basis``, ``onRequest``, ``answers``. An answer: ``to`` (a node), and ``id`` and ``label``, or ``low``
    and ``high`` (first and last value, as text) with ``lower`` and ``upper``: ``[word, value,
    [threshold ids]]``; « je ne sais pas » has the id ``unknown`` and no label. An outcome: ``outcome``
    (id), ``title``, ``then``, ``rules``, ``owner``, ``onContract``. What is absent is left out; prose
    (``help``, ``advice``) is the page's.
    """
    order = nodes(node)
    number = {id(one): index for index, one in enumerate(order)}
    return {"start": 0, "nodes": [_data(one, number) for one in order]}


def _data(node: Node, number: dict[int, int]) -> dict[str, object]:
    if isinstance(node, OutcomeNode):
        said = node.outcome
        return _present(
            outcome=said.id,
            title=said.title,
            then=as_json(said.then),
            rules=[str(rule) for rule in said.rules],
            owner=said.owner and str(said.owner),
            onContract=said.on_contract,
        )
    asked, axis = node.question, node.question.axis
    return _present(
        question=asked.id,
        ask=asked.ask,
        measure=axis.measure,
        step=plain(axis.step) if axis.measure else None,
        min=axis.text(0) if axis.measure and axis.from_min else None,
        max=axis.text(axis.last)
        if axis.measure and axis.to_max and axis.last is not None
        else None,
        unit=asked.unit,
        tax=asked.tax,
        basis=asked.basis,
        onRequest=node.on_request,
        answers=[
            _present(
                id=branch.id,
                label=branch.label,
                **_range(node, branch),
                to=number[id(branch.node)],
            )
            for branch in node.branches
        ],
    )


def _range(node: QuestionNode, branch: Branch) -> dict[str, object]:
    axis, span = node.question.axis, branch.span
    if axis.measure is None or span is None:
        return {}
    low = axis.text(span.low) if span.low or axis.from_min else None
    ends = span.high is not None and (span.high != axis.last or axis.to_max)
    return {
        "low": low,
        "high": axis.text(span.high) if ends and span.high is not None else None,
        "lower": _edge_data(branch.lower, node),
        "upper": _edge_data(branch.upper, node),
    }


def _edge_data(edge: Edge | None, node: QuestionNode) -> list[object] | None:
    if edge is None:
        return None
    return [edge.word, plain(edge.value, node.question.axis.measure), list(edge.thresholds)]


def _present(**fields: object) -> dict[str, object]:
    return {name: value for name, value in fields.items() if value}
