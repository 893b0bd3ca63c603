"""What an analysis may cost: its steps are counted, so that it ends, and says the same on a slow machine."""

import random
import re
import time
from collections.abc import Callable, Mapping
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook import pipeline, source
from playbook.decisions import analyse, as_data, decide, fingerprint, parse_given, unfold, walks
from playbook.decisions.budget import DECISION, PLAYBOOK, Budget, SearchExhausted
from playbook.decisions.prove.questions import question_problems
from playbook.decisions.walk.unfold import TooLarge
from playbook.diagnostics import Diagnostic, Place
from playbook.edition import Edition, view
from playbook.pages.decisions import page
from playbook.pages.listed import MOST_NESTED
from playbook.pages.renderer import Renderer
from playbook.words import load_words

from tests import walker_playbook
from tests.decisions_helpers import FIGURES, compiled, random_table, validated

NODE = source.Scalar("", Place("decision.yml"), "")
DAY = date(2026, 11, 2)


def table(inputs: Mapping[str, Any], rows: list[dict[str, Any]], policy: str) -> dict[str, Any]:
    return {
        "form": "table",
        "policy": policy,
        "owner": "achats",
        "inputs": inputs,
        "rows": [{"id": f"r{n}", "title": f"R{n}", "when": when} for n, when in enumerate(rows)],
    }


def yes_or_no(inputs: int, rows: int, policy: str = "first") -> dict[str, Any]:
    """Rows of three conditions each, and a last one without any: a formula nobody can prove soon."""
    rng = random.Random(1)  # noqa: S311 # no secret
    names = [f"i{n}" for n in range(inputs)]
    found: list[dict[str, Any]] = [
        {name: rng.choice(["oui", "non"]) for name in rng.sample(names, 3)} for _ in range(rows - 1)
    ]
    asked = {one: {"ask": one, "choices": {"oui": "Oui", "non": "Non"}} for one in names}
    return table(asked, [*found, {}], policy)


def boxes(inputs: int, rows: int) -> dict[str, Any]:
    """Ranges anywhere: some thousand bounds on each of the axes."""
    rng = random.Random(3)  # noqa: S311 # no secret
    names = [f"i{n}" for n in range(inputs)]

    def anywhere() -> dict[str, str]:
        low = rng.randrange(100_000)
        return {"from": str(low), "below": str(low + rng.randrange(1, 50_000))}

    found = [{name: anywhere() for name in names} for _ in range(rows)]
    return table({one: {"ask": one, "measure": "money"} for one in names}, found, "first")


def days(rows: int) -> dict[str, Any]:
    """A date that is today's, cut by every row."""
    fields = yes_or_no(9, rows)
    for n, row in enumerate(fields["rows"][:-1]):
        row["when"]["jour"] = {
            "from": date.fromordinal(739_000 + n).isoformat(),
            "below": date.fromordinal(739_900 + 2 * n).isoformat(),
        }
    fields["inputs"]["jour"] = {"ask": "Quand ?", "measure": "date", "default": "today"}
    return fields


def tree(targets: Mapping[str, list[str]], outcomes: list[str], ask: str = "") -> dict[str, Any]:
    return {
        "form": "tree",
        "owner": "achats",
        "start": next(iter(targets)),
        "questions": {
            name: {
                "ask": ask or f"{name} ?",
                "answers": {f"a{n}": {"label": f"A{n}", "go": go} for n, go in enumerate(gos)},
            }
            for name, gos in targets.items()
        },
        "outcomes": {name: {"title": name} for name in outcomes},
    }


def chain(count: int, ask: str = "") -> dict[str, Any]:
    targets = {f"q{n}": [f"q{n + 1}" if n + 1 < count else "fin", "autre"] for n in range(count)}
    return tree(targets, ["fin", "autre"], ask)


def ladder(count: int) -> dict[str, Any]:
    """Two questions a step, each leading to both of the next step: 2 to the power of `count` walks."""
    targets = {
        f"q{n}{side}": [f"q{n + 1}a", f"q{n + 1}b"] if n + 1 < count else ["fin", "autre"]
        for n in range(count)
        for side in "ab"
    }
    del targets["q0b"]
    return tree(targets, ["fin", "autre"])


def tangle(count: int) -> dict[str, Any]:
    rng = random.Random(4)  # noqa: S311 # no secret
    targets = {f"q{n}": [f"q{rng.randrange(count)}" for _ in range(6)] for n in range(count)}
    return tree(targets, ["fin"])


def found_in(fields: Mapping[str, Any], steps: int) -> list[Diagnostic]:
    return list(analyse(validated(fields), NODE, {}, budget=Budget(steps)))


def test_a_table_nobody_can_prove_is_said_to_be_one() -> None:
    """Forty yes or no and four hundred rows: it never came to an end."""
    fields = yes_or_no(40, 400)
    begun = time.process_time()
    found = found_in(fields, PLAYBOOK)
    assert time.process_time() - begun < 20
    said = [one.message for one in found if one.code == "analysis-skipped"]
    assert any("ever answers" in one for one in said)
    assert len(said) <= 4, "what could not be proved is said once, however many rows it is"


HARD: dict[str, Callable[[], dict[str, Any]]] = {
    "yes or no, first": lambda: yes_or_no(40, 175),
    "yes or no, unique": lambda: yes_or_no(40, 175, "unique"),
    "ranges": lambda: boxes(4, 300),
    "days": lambda: days(300),
}


@pytest.mark.parametrize("name", HARD)
def test_the_steps_of_an_analysis_are_counted(name: str) -> None:
    """With few of them it ends soon, and says the same each time."""
    fields = HARD[name]()
    once, again = found_in(fields, 20_000), found_in(fields, 20_000)
    assert once == again
    assert any(one.code == "analysis-skipped" for one in once)
    assert all(one.message for one in once)


@pytest.mark.parametrize("policy", ["unique", "first"])
@pytest.mark.parametrize(("inputs", "rows"), [(8, 200), (12, 500)])
def test_a_large_table_is_proved_with_steps_to_spare(inputs: int, rows: int, policy: str) -> None:
    found = found_in(random_table(inputs, rows, policy=policy), DECISION // 4)
    assert "analysis-skipped" not in {one.code for one in found}
    assert {"masked-row"} <= {one.code for one in found} or policy == "unique"


def test_decisions_share_the_steps_of_the_playbook() -> None:
    whole = Budget(50)
    Budget(40, whole).spend(30)
    with pytest.raises(SearchExhausted):
        Budget(40, whole).spend(30)


@pytest.mark.parametrize("size", [1000, 4000])
def test_a_tangle_of_walks_without_end_is_shown_in_part(size: int) -> None:
    codes = [one.code for one in found_in(tangle(size), PLAYBOOK)]
    assert codes.count("cycle") == 100
    assert codes.count("analysis-skipped") == 1


def test_the_same_words_are_sought_in_time() -> None:
    """Four times the questions take about four times the steps, not sixteen times."""

    def steps(count: int) -> int:
        budget = Budget(DECISION)
        found = list(question_problems(compiled(chain(count, ask="Encore ?")), budget))
        assert sum(one.code == "repeated-question" for one in found) == count - 1
        return DECISION - budget.left

    assert steps(1200) < 8 * steps(300)


def test_many_outcomes_of_few_questions_are_counted_too() -> None:
    targets = {f"q{n}": [f"q{n + 1}"] + [f"o{n}-{m}" for m in range(120)] for n in range(10)}
    targets["q9"][0] = "o9-0"
    outcomes = [name for names in targets.values() for name in names if name[0] == "o"]
    assert "long-walk" in {
        one.code for one in found_in(tree(targets, [*dict.fromkeys(outcomes)]), PLAYBOOK)
    }


def test_walks_without_number_are_listed_in_part() -> None:
    lines = walks(compiled(ladder(200)))
    assert len(list(islice(lines, 1000))) == 1000
    with pytest.raises(TooLarge):
        list(lines)
    assert len(list(walks(compiled(ladder(10))))) == 1024


@pytest.mark.parametrize("count", [240, 300, 1000])
def test_a_deep_tree_is_proved_walked_and_shown(count: int, tmp_path: Path) -> None:
    fields = chain(count)
    assert {one.code for one in found_in(fields, PLAYBOOK)} == {"long-walk", "untested-outcome"}
    flow = compiled(fields)
    assert fingerprint(flow)
    given = parse_given(flow, {f"q{n}": "a0" for n in range(count)}, FIGURES).values
    assert decide(flow, given)["outcome"] == "fin"
    assert len(list(walks(flow))) == count + 1
    root = unfold(flow)
    assert root is not None
    assert len(as_data(root)["nodes"]) == count + 2  # type: ignore[arg-type]

    folder = walker_playbook.write(tmp_path / "data")
    entry = {"title": "Profond", "summary": "Beaucoup.", "status": "approved", **fields}
    del entry["owner"]
    (folder / "decisions/profond.yml").write_text(yaml.safe_dump(entry, sort_keys=False), "utf-8")
    playbook = pipeline.check([folder], DAY).playbook
    assert playbook is not None
    seen = view(playbook, Edition("staff", "fr", DAY))
    renderer = Renderer(seen, load_words("fr", seen.settings.currency))
    html = page(renderer, seen.entries["decisions"]["profond"]).html
    assert len(re.findall(r'<h[3-6] class="pb-question__ask" id="question-q\d+"', html)) == count
    assert html.count('href="#question-q') >= count
    depth = deepest = 0
    for mark in re.findall(r"<details|</details", html):
        depth += 1 if mark == "<details" else -1
        deepest = max(deepest, depth)
    assert deepest <= MOST_NESTED


def test_a_decision_of_more_steps_than_a_page_holds_has_no_list() -> None:
    """5,000 questions and outcomes are the limit of what is shown; the answer is still found."""
    flow = compiled(chain(4_999))
    with pytest.raises(TooLarge):
        unfold(flow)
    given = parse_given(flow, {f"q{n}": "a0" for n in range(4_999)}, FIGURES).values
    assert decide(flow, given)["outcome"] == "fin"
