"""What is the same in two editions is made once: each is as if made alone, whatever changed before."""

import shutil
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from itertools import product
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from playbook import pipeline, words
from playbook.diagnostics import codes, has_errors
from playbook.edition import Edition
from playbook.linking.playbook import Playbook
from playbook.pages.kept import Kept

from tests.conftest import FROZEN
from tests.effort import examples, generated
from tests.little import DAY, HEAD

AUDIENCES = ("staff", "buyers", "head")
LANGUAGES = ("fr", "en")


def editions(playbook: Playbook) -> list[Edition]:
    of = ((audience, one) for audience in playbook.audiences.reads for one in LANGUAGES)
    return [Edition(audience, language, DAY) for audience, language in of]


def test_every_edition_is_as_if_it_were_made_alone() -> None:
    playbook = pipeline.check([FROZEN / "playbook_data"], DAY).playbook
    assert playbook is not None
    kept = Counted()
    *_, last = playbook.audiences.reads
    for edition in editions(playbook):
        if edition.audience == last:
            kept.close()
        together, alone = (pipeline.build(playbook, edition, one) for one in (kept, None))
        assert together == alone, edition
    assert kept.shared > 700, "most of a second edition is in the first"
    assert not kept._made, "what no later edition can use is let go"


def test_a_translator_sees_at_the_next_build_what_he_wrote(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    locale = tmp_path / "locale"
    shutil.copytree(words.LOCALE, locale)
    monkeypatch.setattr(words, "LOCALE", locale)
    monkeypatch.setattr(codes, "_LOCALE", locale)
    kept, edition = Kept(), Edition("head", "fr", DAY, preview=True)

    def pages() -> dict[str, bytes]:
        playbook = pipeline.check([FROZEN / "playbook_data"], DAY).playbook
        assert playbook is not None
        return {page.uri: page.encoded for page in pipeline.build(playbook, edition, kept).pages}

    before = pages()
    for file, said in (("fr.yml", "title: Règles"), ("codes.fr.yml", "Un cas n’a pas de réponse")):
        written = (locale / file).read_text("utf-8")
        (locale / file).write_text(written.replace(said, f"{said} encore"), "utf-8")
    after = pages()
    for uri, said in (("rules/", "Règles encore"), ("codes/gap/", "de réponse encore")):
        assert (said.encode() in before[uri], said.encode() in after[uri]) == (False, True)


class Counted(Kept):
    shared = 0

    def found(self, *asked: Any) -> Any:
        pages = super().found(*asked)
        self.shared += len(pages)
        return pages


# Every way in which one entry's page shows something of another.
SETTINGS = """\
organisation: Vauclin
languages: [fr, en]
audiences: {staff: [], buyers: [staff], head: [buyers]}
forge: {edit: "https://forge.example/{path}", readers: head}
"""
KINDS = ("rules", "glossary", "thresholds", "roles", "decisions", "perimeters")
NAMES = ("a", "b", "c")
WORDS = ("devis", "bon de commande", "signer", "achats")
MORE: dict[str, dict[str, Any]] = {
    "rules": {"strength": "must", "statement": "Il faut.", "rationale": "Parce que."},
    "glossary": {},
    "thresholds": {"value": "5000"},
    "roles": {"mandate": "Signer."},
    "perimeters": {"spend": "12000", "bought": "Des tables.", "buyer": "a"},
    "decisions": {
        **{key: value for key, value in yaml.safe_load(HEAD).items() if key == "status"},
        "form": "table",
        "inputs": {"montant": {"ask": "Combien ?", "measure": "money"}},
        "outputs": {"quoi": {"label": "Quoi"}},
        "rows": [
            {
                "id": "moins",
                "title": "Moins",
                "when": {"montant": {"below": "a"}},
                "then": {"quoi": "Un"},
            },
            {
                "id": "plus",
                "title": "Plus",
                "when": {"montant": {"from": "a"}},
                "then": {"quoi": "Deux"},
            },
        ],
    },
}
Change = Callable[["State"], None]


@dataclass
class State:
    """What stands in the data folder."""

    entries: dict[tuple[str, str], dict[str, Any]] = field(default_factory=dict)

    def written(self, folder: Path) -> Path:
        (folder / "playbook.yml").write_text(SETTINGS, "utf-8")
        for (kind, name), values in self.entries.items():
            (folder / kind).mkdir(exist_ok=True)
            text = yaml.safe_dump(values, allow_unicode=True)
            (folder / kind / f"{name}.yml").write_text(text, "utf-8")
        return folder


kinds, names = st.sampled_from(KINDS), st.sampled_from(NAMES)
texts = st.one_of(
    st.sampled_from(WORDS),
    st.builds(
        "Voir <{}:{}>.".format, st.sampled_from(("rule", "term", "threshold", "role")), names
    ),
)


def entry(kind: str, title: str, text: str) -> dict[str, Any]:
    head = {"title": title, "summary": text, "status": "approved"}
    named = {"term": title, "definition": text} if kind == "glossary" else head
    return {**MORE[kind], **named, "status": "approved"}


def begun() -> State:
    """Everything there, and tied to something else."""
    state = State()
    for number, (kind, name) in enumerate(product(KINDS, NAMES)):
        other = ("rule:b", "term:a", "threshold:c", "role:a", "rule:c")[number % 5]
        text = f"Voir <{other}>, puis {WORDS[number % 4]}."
        state.entries[kind, name] = entry(kind, f"{WORDS[number % 4]} {number}", text)
        if kind != "glossary":
            state.entries[kind, name] |= {"owner": "b", "related": ["rule:a", "term:b"]}
    state.entries["glossary", "a"] |= {"term": "devis"}
    return state


@st.composite
def additions(draw: st.DrawFn) -> Change:
    key, title, text = (draw(kinds), draw(names)), draw(st.sampled_from(WORDS)), draw(texts)

    def add(state: State) -> None:
        state.entries[key] = entry(key[0], title, text)

    return add


@st.composite
def removals(draw: st.DrawFn) -> Change:
    key = (draw(kinds), draw(names))
    return lambda state: state.entries.pop(key, None) and None


@st.composite
def edits(draw: st.DrawFn) -> Change:
    key = (draw(kinds), draw(names))
    name, value = draw(
        st.one_of(
            st.tuples(st.just("summary"), texts),
            st.tuples(st.just("title"), st.sampled_from(WORDS)),
            st.tuples(st.just("audience"), st.sampled_from(AUDIENCES)),
            st.tuples(st.just("status"), st.sampled_from(("draft", "approved", "retired"))),
            st.tuples(st.just("owner"), names),
            st.tuples(st.just("related"), st.lists(st.builds("rule:{}".format, names), max_size=2)),
            st.tuples(st.just("effective"), st.just({"from": "2027-01-01"})),
        )
    )

    def edit(state: State) -> None:
        if key in state.entries:
            state.entries[key] |= {name: value}

    return edit


@st.composite
def renames(draw: st.DrawFn) -> Change:
    kind, old, new = draw(kinds), draw(names), draw(names)

    def rename(state: State) -> None:
        if (kind, old) in state.entries and (kind, new) not in state.entries:
            state.entries[kind, new] = {**state.entries.pop((kind, old)), "aliases": [old]}

    return rename


class Alone:
    """A state as it is without what was before it: each edition is made once, to compare with."""

    def __init__(self, state: State) -> None:
        with tempfile.TemporaryDirectory() as folder:
            checked = pipeline.check([state.written(Path(folder))], DAY)
        assert checked.playbook is not None
        self.playbook, self.right = checked.playbook, not has_errors(checked.found)
        self.site = cache(partial(pipeline.build, self.playbook))


@cache
def at_first() -> Alone:
    return Alone(begun())


def compare(alone: Alone, kept: Kept, of: Sequence[tuple[str, str]]) -> bool:
    """Builds editions with what is kept from the last time too; whether nothing is in the way."""
    if not alone.right:
        return False
    for audience, language in of:
        edition = Edition(audience, language, DAY)
        assert pipeline.build(alone.playbook, edition, kept) == alone.site(edition)
    kept.forget()
    return True


EDITS: list[dict[str, Any]] = [
    {"title": "Autre titre", "term": "Autre titre"},
    {"related": ["rule:c"]},
    {"audience": "head"},
    {"status": "draft"},
]


@pytest.mark.parametrize("kind", KINDS)
def test_a_change_is_seen_wherever_its_entry_is_shown(kind: str) -> None:
    kept, editions, compared = Kept(), [("staff", "fr"), ("head", "fr")], 0
    for name, edit in product(NAMES, EDITS):
        assert compare(at_first(), kept, editions)
        state = begun()
        known = {key: value for key, value in edit.items() if key != "term" or kind == "glossary"}
        state.entries[kind, name] |= known
        compared += compare(Alone(state), kept, editions)
    assert compared >= 6, "most changes are no mistakes"


@generated
@settings(max_examples=examples(4, 1_000), deadline=None)
@given(st.lists(st.one_of(edits(), edits(), additions(), removals(), renames()), max_size=8))
def test_nothing_stays_of_what_was(changes: list[Change]) -> None:
    state, kept, of = begun(), Kept(), list(product(AUDIENCES, LANGUAGES))
    assert compare(at_first(), kept, of)
    for change in changes:
        change(state)
        compare(Alone(state), kept, of)
