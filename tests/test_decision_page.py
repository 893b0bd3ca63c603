"""The page of a decision as it leaves the generator: its list, its words, what the script is handed."""

import re
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml
from playbook import pipeline
from playbook.decisions import compile_decision
from playbook.decisions.bounds import threshold_values
from playbook.edition import Edition, View, view
from playbook.linking.playbook import Playbook
from playbook.model.envelope import Envelope
from playbook.pages import decisions
from playbook.pages.page import Page
from playbook.pages.renderer import Renderer
from playbook.pages.spans import span_words
from playbook.words import load_words

from tests import walker_playbook
from tests.conftest import FROZEN
from tests.little import part_of

ROOT = Path(__file__).parent.parent
DAY = date(2026, 11, 2)


@pytest.fixture(scope="module")
def sample() -> Playbook:
    playbook = pipeline.check([FROZEN / "playbook_data"], DAY).playbook
    assert playbook is not None
    return playbook


def seen(
    playbook: Playbook, language: str = "fr", audience: str = "staff", day: date = DAY
) -> View:
    return view(playbook, Edition(audience, language, day))


def page(view: View, name: str) -> Page:
    renderer = Renderer(view, load_words(view.edition.language, view.settings.currency))
    return decisions.page(renderer, view.entries["decisions"][name])


def section(page: Page, name: str) -> str:
    return part_of(page, name)


def handed(view: View, name: str) -> dict[str, Any]:
    """What the script is handed, read as a browser reads it."""
    html = section(page(view, name), "walk")
    found = re.search(r"<template data-walk-data data-pagefind-ignore>(.*?)</template>", html, re.S)
    assert found
    assert "<" not in found[1]
    assert "&" not in found[1]
    data: dict[str, Any] = yaml.safe_load(found[1])
    return data


def test_every_question_and_outcome_is_a_heading_with_an_anchor(sample: Playbook) -> None:
    view = seen(sample)
    for name in view.entries["decisions"]:
        html = page(view, name).html
        anchors = re.findall(r' id="([^"]*)"', html)
        assert len(anchors) == len(set(anchors)), name
        headings = set(re.findall(r'<h[3-6][^>]* id="([^"]*)"', html))
        assert set(re.findall(r'href="#((?:question|outcome)-[^"]*)"', html)) <= headings, name
        outcomes = re.findall(r'data-outcome="([^"]*)"', html)
        assert {f"outcome-{one}" for one in outcomes} <= headings, name


def test_the_page_of_a_decision_reads_its_flow_alone(
    sample: Playbook, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = seen(sample)
    thresholds = threshold_values(whole.entries, whole.aliases)
    for name, entry in whole.entries["decisions"].items():
        flow = compile_decision(entry.fields, thresholds, load_words("fr", "EUR"))
        shared = {field: getattr(entry.fields, field) for field in Envelope.model_fields}
        bare = replace(entry, fields=Envelope.model_construct(**shared))
        others = {**whole.entries["decisions"], name: bare}
        view = replace(whole, entries={**whole.entries, "decisions": others})
        html = page(whole, name).html
        with monkeypatch.context() as patch:
            patch.setattr(decisions, "compile_decision", lambda *_, flow=flow: flow)
            assert page(view, name).html == html, name


def test_a_table_with_dates_says_what_changes_when(sample: Playbook) -> None:
    html = section(page(seen(sample), "cadeau"), "table")
    text = " ".join(re.sub("<[^>]*>", " ", html.split("</dl>")[0]).split())
    assert text == (
        "Cette décision change avec la date. Édition du 2 novembre 2026 ; périodes prévues :"
        " Avant le 1er janvier 2027 Aujourd’hui".replace("Avant", "avant")
        + " jusqu’à 50\u00a0€ → Acceptez, c’est sous la limite de 2026"
        " plus de 50\u00a0€ → Déclarez et attendez l’accord, limite de 2026"
        " à partir du 1er janvier 2027"
        " jusqu’à 30\u00a0€ → Acceptez, c’est sous la limite de 2027"
        " plus de 30\u00a0€ → Déclarez et attendez l’accord, limite de 2027"
    ).replace("\u00a0", " ")
    later = section(page(seen(sample, day=date(2027, 1, 1)), "cadeau"), "table")
    now = re.search(r'pb-periods__now"><dt>(.*?)<', later)
    assert now
    assert now[1].strip() == "à partir du 1er janvier 2027"


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (("from", "1er mai"), None, "à partir du 1er mai"),
        (None, ("below", "1er mai"), "avant le 1er mai"),
        (None, ("up_to", "1er mai"), "jusqu’au 1er mai"),
        (("above", "1er mai"), ("up_to", "3 juin"), "après le 1er mai, jusqu’au 3 juin"),
        (("from", "1er mai"), ("below", "3 juin"), "à partir du 1er mai, avant le 3 juin"),
    ],
)
def test_dates_have_words_of_their_own(low: Any, high: Any, words: str) -> None:
    assert span_words(load_words("fr", "EUR"), low, high, dated=True) == words


def test_the_script_is_handed_words_and_no_more_than_the_page_says(sample: Playbook) -> None:
    data = handed(seen(sample), "besoin-d-achat")
    need = data["nodes"][data["start"]]
    assert need["question"] == data["need"] == "perimeter"
    start = data["nodes"][need["answers"][0]["to"]]
    assert start["question"] == "couvert"
    assert [one["label"] for one in start["answers"]] == ["Oui", "Non", "Je ne sais pas"]
    amounts = next(one for one in data["nodes"] if one.get("question") == "montant")
    assert amounts["answers"][1] == {
        "low": "500",
        "high": "4999.99",
        "label": "de 500\u00a0€ à moins de 5\u202f000\u00a0€",
        "since": "à partir de 500\u00a0€",
        "until": "moins de 5\u202f000\u00a0€",
        "to": amounts["answers"][1]["to"],
    }
    outcome = next(one for one in data["nodes"] if one.get("outcome") == "deux-devis")
    assert outcome["says"]["devis"] == "2"
    assert outcome["says"]["approbateurs"] == ["Détenteur de budget", "Responsable de service"]
    assert outcome["days"] == {"delai": 5}
    marks = [one["mark"] for one in data["nodes"] if "mark" in one]
    assert len(set(marks)) == len(marks)
    assert all(re.fullmatch(r"[\w-]{14}", one) for one in marks), "two signs each: few outputs"
    assert len(f"&v={data['fingerprint']}{outcome['mark']}") == 20
    assert set(outcome) == {"outcome", "title", "says", "mark", "days"}
    # The order of the decision, which an object would lose.
    assert [one["id"] for one in data["outputs"]][:3] == ["canal", "devis", "approbateurs"]
    assert data["marks"] == ["v", "dit"]


def test_what_a_link_carries_is_the_same_in_every_language(sample: Playbook) -> None:
    french, english = (
        handed(seen(sample, language), "besoin-d-achat") for language in ("fr", "en")
    )
    assert french["fingerprint"] == english["fingerprint"]
    assert [one.get("mark") for one in french["nodes"]] == [
        one.get("mark") for one in english["nodes"]
    ]


def test_only_the_start_decision_asks_what_one_buys(sample: Playbook) -> None:
    view = seen(sample)
    data = handed(view, "besoin-d-achat")
    *families, other = data["nodes"][data["start"]]["answers"]
    perimeters = view.entries["perimeters"]
    assert {one["id"] for one in families} == set(perimeters)
    titles = [one["label"] for one in families]
    assert titles == sorted(titles, key=load_words("fr", "EUR").sort_key)
    assert {one["id"]: one.get("given", {}) for one in families} == {
        name: dict(one.fields.given) for name, one in perimeters.items()
    }
    assert other["id"] == "unknown"
    assert {one["to"] for one in (*families, other)} == {0}
    listed = section(page(view, "besoin-d-achat"), "need")
    assert re.findall(r'data-need="([^"]+)"', listed) == [
        *(one["id"] for one in families),
        "unknown",
    ]
    assert "need" not in handed(view, "cadeau")
    assert "data-need" not in page(view, "cadeau").encoded.decode()


def test_a_question_that_is_called_like_a_mark_keeps_its_name(tmp_path: Path) -> None:
    folder = walker_playbook.write(tmp_path / "data")
    decision = folder / "decisions/essai.yml"
    decision.write_text(decision.read_text("utf-8").replace("usage:", "v:"), "utf-8")
    playbook = pipeline.check([folder], DAY).playbook
    assert playbook is not None
    assert handed(seen(playbook), "essai")["marks"] == ["v_", "dit"]


def test_a_decision_that_is_not_approved_is_not_walked(tmp_path: Path) -> None:
    folder = walker_playbook.write(tmp_path / "data")
    decision = folder / "decisions/essai.yml"
    decision.write_text(
        decision.read_text("utf-8").replace("status: approved", "status: in-review"), "utf-8"
    )
    playbook = pipeline.check([folder], DAY).playbook
    assert playbook is not None
    html = section(page(seen(playbook), "essai"), "walk")
    assert "data-walk-data" not in html
    assert "pb-question" in html


def test_questions_never_share_an_anchor(tmp_path: Path) -> None:
    folder = walker_playbook.write(tmp_path / "data")
    tree = {
        "title": "Ancres",
        "summary": "Des noms qui se ressemblent.",
        "status": "approved",
        "form": "tree",
        "start": "a",
        "questions": {
            name: {
                "ask": f"{name} ?",
                "answers": {
                    "oui": {"label": "Oui", "go": one},
                    "non": {"label": "Non", "go": other},
                },
            }
            for name, one, other in (
                ("a", "a-2", "a-ask"),
                ("a-2", "fin", "a-ask"),
                ("a-ask", "fin", "autre"),
            )
        },
        "outcomes": {"fin": {"title": "Fin"}, "autre": {"title": "Autre"}},
    }
    (folder / "decisions/ancres.yml").write_text(yaml.safe_dump(tree), "utf-8")
    playbook = pipeline.check([folder], DAY).playbook
    assert playbook is not None
    anchors = re.findall(r' id="([^"]*)"', page(seen(playbook), "ancres").html)
    assert len(anchors) == len(set(anchors))
