"""What the address of a walk says: the answers, what the outcome was, what has changed since."""

from typing import Any

from tests.scripting import Ask

KEPT = "v=0abstbbd3e5"


def test_an_address_holds_the_answers_and_what_the_outcome_was(each: Ask) -> None:
    cases = {
        "": "",
        "?montant=5000&usage=petit": f"?usage=petit&montant=5000&{KEPT}",
        "?montant=5000&jour=2026-07-01": "?montant=5000&jour=2026-07-01",
        "?jour=2026-07-01&montant=5000&usage=petit": f"?usage=petit&montant=5000&jour=2026-07-01&{KEPT}",
        "?duree=3&usage=petit": "?usage=petit&duree=3",
        "?usage=petit&montant=5000&jour=": "?usage=petit&montant=5000&jour=",
    }
    assert each("it.write(it.graph, state(one))", cases) == list(cases.values())
    only = each("it.write(it.graph, state(one), true)", ["?duree=3&usage=petit&montant=30000"])
    assert only == [f"?usage=petit&montant=30000&{KEPT}"]


def test_an_answer_more_or_less_has_an_address(each: Ask) -> None:
    cases: list[tuple[str, str, str | None, str]] = [
        ("", "usage", "petit", "?usage=petit"),
        ("?usage=petit", "usage", "grand", "?usage=grand"),
        ("?usage=petit&montant=30000", "usage", None, "?montant=30000"),
        ("?usage=petit", "montant", "30000", f"?usage=petit&montant=30000&{KEPT}"),
        ("?usage=petit&montant=5000", "jour", "", "?usage=petit&montant=5000&jour="),
    ]
    expression = "it.answered(it.graph, state(one[0]).answers, one[1], one[2] ?? undefined, today)"
    assert each(expression, cases) == [right for *_, right in cases]
    before = """(({answers}) => {
        it.answered(it.graph, answers, "usage", "grand", today);
        return [...answers];
    })(state(one))"""
    assert each(before, ["?usage=petit"]) == [[["usage", "petit"]]], "what was answered stays"


def test_answers_to_questions_that_may_still_come_are_held(each: Ask) -> None:
    cases = {
        "?montant=5000&duree=3": [["montant", "5000", 1], ["duree", "3", 1]],
        "?usage=petit&montant=5000": [],
        "?usage=grand&montant=5000": [],
        "?usage=petit&duree=3": [],
        "?montant=5000&jour=2026-07-01": [["montant", "5000", 1], ["jour", "2026-07-01", 1]],
        "?montant=5000&jour=": [["montant", "5000", 1]],
        "?usage=petit&jour=2027-01-01": [["jour", "2027-01-01", 2]],
    }
    expression = """it.held(it.graph, state(one)).map(({node, value, branch}) =>
        [at(node), value, node.answers.indexOf(branch)])"""
    assert dict(zip(cases, each(expression, cases), strict=True)) == cases


# ---- an address that was kept

# What an address says of its day, and what is told: revised since then, since when, what changed.
SAME = {"revised": False, "since": None, "changes": []}
REVISED = {"revised": True, "since": "2026-10-01", "changes": []}
STRICTLY = "usage=petit&montant=30000"
TOLD: dict[str, Any] = {
    STRICTLY: None,
    f"{STRICTLY}&{KEPT}": SAME,
    f"{STRICTLY}&{KEPT.replace('0ab', '9-_')}": REVISED,
    # what it says of each output, by its signs
    f"{STRICTLY}&v=0abstaad2e5": {**SAME, "changes": ["canal", "devis"]},
    f"{STRICTLY}&v=9-_stbbd3e4": {**REVISED, "changes": ["delai"]},
    # another outcome, which may be gone
    f"{STRICTLY}&v=9-_sibbd3e5": {**REVISED, "changes": ["Simple"]},
    f"{STRICTLY}&v=9-_xxbbd3e5": {**REVISED, "changes": [None]},
    # the same decision, on another day: since the range of today's began
    f"usage=petit&montant=5000&{KEPT}": SAME,
    "usage=petit&montant=5000&v=0absibbd3e5": {
        "revised": False, "since": "2026-07-01", "changes": ["Simple"],
    },
    "usage=petit&montant=5000&v=9-_sibbd3e5": {**REVISED, "changes": ["Simple"]},
    "usage=petit&montant=5000&jour=2026-07-02&v=0abstbbd2e5": {**SAME, "changes": ["devis"]},
    # a decision that asks more than it did
    f"usage=petit&{KEPT}": None,
    f"usage=petit&{KEPT.replace('0ab', '9-_')}": {"since": "2026-10-01", "changes": [], "asks": True},
    # what no address of ours says, or one of a former version
    f"{STRICTLY}&v=": None,
    f"{STRICTLY}&v=0ab": None,
    f"{STRICTLY}&{KEPT}5": None,
    f"{STRICTLY}&v=0ab stbbd3e": None,
    f"{STRICTLY}&v=0123abcd&dit=strict_devis.3_delai.15_canal.cd34": None,
    f"{STRICTLY}&v={'0' * 65}": None,
}  # fmt: skip


def test_a_kept_address_tells_what_is_no_longer_so(each: Ask) -> None:
    expression = """(({told}) => told && {...told, changes: told.changes.map(({output, old}) =>
        output?.id ?? old?.title ?? null)})(state(one)) ?? null"""
    found = each(expression, TOLD)
    told = [one and {**one, "since": one.get("since") or None} for one in found]
    assert dict(zip(TOLD, told, strict=True)) == TOLD
    unknown = each(f"({expression})?.since ?? null", [f"{STRICTLY}&v=9-_stbbd3e4"], since=None)
    assert unknown == [None], "nobody knows since when"
