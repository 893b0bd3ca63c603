"""Regions and examples in words: in the notation of addresses, and as a person would say them."""

from collections.abc import Mapping, Sequence

from playbook.decisions.axis import Axis, Span
from playbook.decisions.flow import Question
from playbook.figures.writing import Figures

Region = Sequence[tuple[Span, ...]]
"""Per question, disjoint spans in rising order."""


def region(questions: Sequence[Question], spans: Region) -> str:
    """``couvert=non montant=4999.01..4999.99``: what is limited, in the order of the questions."""
    limited = (
        f"{question.id}={question.axis.spans_text(part)}"
        for question, part in zip(questions, spans, strict=True)
        if part != (question.axis.whole,)
    )
    return " ".join(limited) or "any case"


def example(questions: Sequence[Question], spans: Region, figures: Figures) -> str:
    """One case of a region, figures first: « 4 999,50 €, risque sensible, non couvert ».

    Questions the region does not limit are left out, unless it limits none.
    """
    pairs = list(zip(questions, spans, strict=True))
    limited = [(one, part) for one, part in pairs if part != (one.axis.whole,)] or pairs
    numbers = {one.id: one.axis.typical(part[0]) for one, part in limited}
    return f"« {said(questions, numbers, figures)} »"


def said(questions: Sequence[Question], numbers: Mapping[str, int], figures: Figures) -> str:
    """The answers `numbers` (by question id) as a person would say them."""
    measures = [one.axis.measure for one in questions if one.id in numbers]
    return ", ".join(
        phrase(one, numbers[one.id], figures, named=measures.count(one.axis.measure) > 1)
        for one in reversed(questions)
        if one.id in numbers
    )


def phrase(question: Question, number: int, figures: Figures, named: bool = False) -> str:
    """One answer: a figure (after the question's name where two could be meant) or a choice."""
    name, value = question.id.replace("-", " "), question.axis.value(number)
    if isinstance(value, str):
        plain = {"oui": name, "non": f"non {name}", "yes": name, "no": f"not {name}"}
        return plain.get(value, f"{name} {value.replace('-', ' ')}")
    shown = figures.figure(value, question.axis.measure, question.unit)
    bare = question.axis.measure == "number" and not question.unit
    return f"{name} {shown}" if named or bare else shown


def stretch(axis: Axis, span: Span, figures: Figures) -> str:
    """What lies in a span as messages say it: one of its choices, « from 500 € to 4 999,99 € »."""
    if axis.measure is None:
        return axis.span_text(span)
    ends = span.high is not None and (span.high != axis.last or axis.to_max)
    low = axis.shown(axis.value(span.low), figures) if span.low or axis.from_min else ""
    high = axis.shown(axis.value(span.high), figures) if ends and span.high is not None else ""
    if low == high:
        return low or "any value"
    begin = f"from {low}" if low else ""
    end = f"up to {high}" if high else "on"
    return f"{begin} {end}".strip()
