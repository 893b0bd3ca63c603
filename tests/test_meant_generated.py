"""Whatever figure a hint names is, read back, the one that is meant; where that is in doubt it names none."""

import re
from decimal import Decimal

from hypothesis import assume, given, settings
from hypothesis import strategies as st
from playbook.figures.meant import an_amount
from playbook.figures.reading import written_amount, written_number, written_period
from playbook.figures.spans import a_period

from tests.effort import examples, generated

often = settings(max_examples=examples(300), deadline=None, derandomize=True, database=None)
NO_AMOUNT = "write one amount in figures, as 25 000"
NO_PERIOD = "write 12 months, 90 days or 1 year"

# What is generated: figures as people write them, each with what it is worth.
SCALES = {"": 0, " k": 3, "k": 3, " K": 3, " M": 6, " millions": 6, " mille": 3, " Md": 9}
BEFORE = ["", "environ ", "moins de ", "> ", "au moins ", "HT ", "n° ", "de ", "lot "]
BEHIND = [
    "",
    " HT",
    " TTC",
    " par an",
    " et plus",
    " and more",
    " %",
    " jours",
    " annuel",
    " devis",
]
BEHIND += [" billion", " pour mille", " et demi", " mln", " k", " or so", "-", " ou 5 %"]
SIGNS = ["", " €", "€", " EUR", " euros", " $", " USD"]


@st.composite
def figures(draw: st.DrawFn) -> tuple[str, Decimal, bool]:
    """A figure as it is written, its worth, and whether it may be another one."""
    whole, cents = draw(st.integers(0, 9_999_999)), draw(st.sampled_from(["", "5", "25", "125"]))
    group = draw(st.sampled_from(["", " ", "\u202f", "'", ".", ","]))
    point = draw(st.sampled_from([mark for mark in ",." if mark != group]))
    digits = f"{whole:,}".replace(",", group)
    mixed = len(cents) == 3 and whole < 1000 and bool(whole)
    alone = group in (".", ",") and 1000 <= whole < 1_000_000 and not cents
    worth = Decimal(f"{whole}.{cents or 0}")
    return digits + (point + cents if cents else ""), worth, mixed or alone


LED_BY = "(?:write|or|thousands,|from:|below:|above:|up_to:)"


def named(hint: str) -> list[Decimal]:
    """The figures that a hint says to write, read back."""
    texts = re.findall(
        r"(?:write|or|thousands,|from:|below:|above:|up_to:) ([-€$A-Z]*\d[\d.]*(?: [€$A-Z]+)?)",
        hint,
    )
    found = [
        written_number(one) if written_amount(one) is None else written_amount(one) for one in texts
    ]
    assert None not in found, hint
    return [one for one in found if one is not None]


@generated
@often
@given(
    st.sampled_from(BEFORE),
    st.sampled_from(["", "-", "−"]),
    figures(),
    st.sampled_from(sorted(SCALES)),
    st.sampled_from(SIGNS),
    st.sampled_from(BEHIND),
)
def test_a_figure_read_back_is_the_one_meant(
    before: str, minus: str, figure: tuple[str, Decimal, bool], scale: str, sign: str, behind: str
) -> None:
    # Behind the figure itself these are its scale; behind a currency nobody knows.
    assume(scale or sign or behind not in (" k", " mln"))
    digits, worth, doubtful = figure
    said = an_amount(f"{before}{minus}{digits}{scale}{sign}{behind}")
    found = named(said) if said != NO_AMOUNT else []
    meant = worth.scaleb(SCALES[scale]) * (-1 if minus else 1)
    if len(found) == 1 and "at most two" not in said:
        assert found == [meant]
        assert not doubtful or digits.endswith("000")
    elif found:
        # All that may be meant: to the cent, and as thousands; with its sign.
        assert min(abs(one - meant) for one in found) <= Decimal("0.01")
        assert all((one < 0) == bool(minus) for one in found)


ENDS = [" à ", "-", " - ", " to ", " et ", " – ", ".."]


@generated
@often
@given(
    figures(),
    figures(),
    *[st.sampled_from(sorted(SCALES))] * 2,
    st.sampled_from(ENDS),
    st.sampled_from(SIGNS),
)
def test_a_range_read_back_has_the_ends_meant(
    low: tuple[str, Decimal, bool],
    high: tuple[str, Decimal, bool],
    first: str,
    last: str,
    ends: str,
    sign: str,
) -> None:
    said = an_amount(f"{low[0]}{first}{ends}{high[0]}{last}{sign}")
    found = named(said) if said != NO_AMOUNT else []
    if found:
        meant = [low[1].scaleb(SCALES[first or last]), high[1].scaleb(SCALES[last])]
        assert found == meant
        assert meant[0] < meant[1]
        assert not first or last


WORDS = {"ans": 12, "an": 12, "years": 12, "mois": 1, "months": 1, "trimestres": 3}
DAYS = {"jours": 1, "days": 1, "semaines": 7, "weeks": 7}
PARTS = st.tuples(st.integers(1, 120), st.sampled_from(sorted({**WORDS, **DAYS})))


@generated
@often
@given(
    st.lists(PARTS, min_size=1, max_size=2),
    st.sampled_from([" et ", " and ", " ", ", ", " ou ", "-"]),
)
def test_a_period_read_back_is_the_one_meant(parts: list[tuple[int, str]], joined: str) -> None:
    said = a_period(joined.join(f"{number} {word}" for number, word in parts))
    assume(said != NO_PERIOD)
    found = written_period(said.removeprefix("write "))
    assert found
    for each, ours in ((WORDS, ("month", "year")), (DAYS, ("day",))):
        if parts[0][1] in each:
            counts = [number * each[word] for number, word in parts]
            assert found.unit in ours
            assert found.number * (12 if found.unit == "year" else 1) == (
                counts[0] if joined == " ou " else sum(counts)
            )
