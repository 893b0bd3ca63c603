"""Prose as people write it: what is shown, what stays plain text, and that short ways change nothing."""

import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from playbook.texts import prose
from playbook.texts.prose import Context, Term

from tests.effort import examples, generated

TITLES = {("rules", "trois-devis"): "Trois devis"}


def address(kind: str, name: str, alone: bool) -> tuple[str, str] | None:
    title = titled(kind, name, alone)
    return None if title is None else (f"../{kind}/{name}/", title)


def titled(kind: str, name: str, alone: bool) -> str | None:
    title = TITLES.get((kind, name))
    return title if title is None or alone else f"“{title}”"


def terms(text: str) -> list[Term]:
    at = text.find("devis")
    return [] if at < 0 else [Term(at, at + 5, "../glossary/devis/", "Prix d’un <fournisseur>")]


PAGE = Context(address, terms)
TERM = '<a class="term" href="../glossary/devis/" title="Prix d’un &lt;\u2060fournisseur&gt;">devis</a>'
RULE = '<a href="../rules/trois-devis/">“Trois devis”</a>'
ALONE = '<a href="../rules/trois-devis/">Trois devis</a>'

HTML = {
    "a text": ("Une phrase.", "<p>Une phrase.</p>\n"),
    "a term of the glossary": ("Un devis suffit.", f"<p>Un {TERM} suffit.</p>\n"),
    "a bare link": ("Voir <rule:trois-devis>.", f"<p>Voir {RULE}.</p>\n"),
    "a text that begins with one": ("<rule:trois-devis> vaut ici.", f"<p>{RULE} vaut ici.</p>\n"),
    "a bare link to what is not here": ("Voir <rule:cachee>.", "<p>Voir ….</p>\n"),
    "a link with words": (
        "Voir [les devis](rule:trois-devis).",
        '<p>Voir <a href="../rules/trois-devis/">les devis</a>.</p>\n',
    ),
    "words of a link to what is not here": (
        "Voir [les devis](rule:cachee).",
        f"<p>Voir les {TERM}.</p>\n",
    ),
    "a link with a tip": (
        'Voir [ici](https://exemple.fr "a < b").',
        '<p>Voir <a href="https://exemple.fr" title="a &lt;\u2060 b">ici</a>.</p>\n',
    ),
    "a link inside a link": (
        "[voir <https://a.fr> ici](rule:trois-devis) fin",
        '<p><a href="../rules/trois-devis/">voir https://a.fr ici</a> fin</p>\n',
    ),
    "a link inside a link, to what is not here": (
        "[voir <rule:cachee> ici](rule:trois-devis) fin",
        '<p><a href="../rules/trois-devis/">voir … ici</a> fin</p>\n',
    ),
    "a link inside a link to what is not here": (
        "[voir <https://a.fr> ici](rule:cachee) fin",
        '<p>voir <a href="https://a.fr">https://a.fr</a> ici fin</p>\n',
    ),
    "an amount": (
        "Dès 12\u00a0000\u00a0€.",
        "<p>Dès 12\u00a0000\u00a0€.</p>\n",
    ),
    "signs of HTML": ("a & b, « c » \"d\"", "<p>a &amp; b, « c » &quot;d&quot;</p>\n"),
    "HTML in a line": ("un <b>mot</b>", "<p>un &lt;b&gt;mot&lt;/b&gt;</p>\n"),
    "HTML by itself": ("<div>mot</div>", "<p>&lt;div&gt;mot&lt;/div&gt;</p>\n"),
    "an unknown kind": ("Voir <regle:x>.", '<p>Voir regle:x.</p>\n'),
    "a link by itself": ("<rule:trois-devis>", f"<p>{ALONE}</p>\n"),
    "a list": (
        "- un\n- <rule:trois-devis>\n- *<rule:trois-devis>*",
        f"<ul>\n<li>un</li>\n<li>{ALONE}</li>\n<li><em>{RULE}</em></li>\n</ul>\n",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "html"), HTML.values(), ids=HTML)
def test_it_is_written_as(text: str, html: str) -> None:
    assert prose.to_html(text, PAGE) == html


TEXT = {
    "a text": ("Une phrase.", "Une phrase."),
    "a bare link": ("Voir <rule:trois-devis>.", "Voir “Trois devis”."),
    "a link by itself": ("<rule:trois-devis>", "Trois devis"),
    "links by themselves": (
        "- <rule:trois-devis>\n\nou <rule:trois-devis>",
        "Trois devis ou “Trois devis”",
    ),
    "a bare link to what is not here": ("Voir <rule:cachee>.", "Voir …."),
    "a link with words": ("Voir [les devis](rule:trois-devis).", "Voir les devis."),
    "emphasis over two lines": ("Un *mot*,\nun autre.", "Un mot, un autre."),
    "two spaces": ("un  devis", "un devis"),
    "no-break spaces": ("*Dès* 50\u00a0€ :\n\n- un", "Dès 50\u00a0€ : un"),
    "HTML": ("un <b>mot</b>", "un <b>mot</b>"),
}


@pytest.mark.parametrize(("text", "line"), TEXT.values(), ids=TEXT)
def test_on_one_line_it_reads(text: str, line: str) -> None:
    assert prose.to_text(text, titled) == line


def test_what_is_but_a_paragraph_stands_in_a_line_too() -> None:
    for text in ("Voir <rule:trois-devis>.", "Voir *bien* <rule:trois-devis>."):
        html = prose.to_html(text, PAGE)
        assert f"<p>{prose.to_html(text, PAGE, inline=True)}</p>\n" == html


# Pieces that CommonMark, the glossary or a link may see something in.
PIECES = st.sampled_from(
    [
        *("devis", "un", " ", "\u00a0", ".", ":", "<", ">", "&", "*", "_", "`", "!", '"', "(", "["),
        *("]", "#", "1.", "-", "+", "=", "~", "\\", "12 000", "https://a.fr", "<https://a.fr>"),
        *("<rule:trois-devis>", "<rule:cachee>", "(rule:trois-devis)"),
        *("<rule:x y>", "rule:x", "<regle:x>"),
    ]
)
LINES = st.lists(PIECES, min_size=1, max_size=8).map("".join)
BEFORE = "*ici*\n\n"  # behind it a text is never simple enough for the short way


@generated
@settings(max_examples=examples(100))
@given(LINES)
@example("<rule:trois-devis>")
@example("<rule:trois-devis> devis")
@example("devis <rule:cachee>")
@example("rule:x <rule:trois-devis>")
@example("devis  devis")
def test_the_short_way_writes_what_commonmark_would(text: str) -> None:
    assert prose.to_html(BEFORE + text, PAGE) == "<p><em>ici</em></p>\n" + prose.to_html(text, PAGE)
    assert prose.read(BEFORE + text) == prose.read(text)

    line = prose.to_text(text, titled)
    assert prose.to_text(BEFORE + text, titled) == f"ici {line}".strip(" ")


@generated
@settings(max_examples=examples(100))
@given(
    st.lists(PIECES | st.sampled_from(["\n", "](rule:trois-devis)", "](rule:cachee)"])).map("".join)
)
@example("[voir <https://a.fr> ici](rule:trois-devis)")
def test_every_link_that_opens_closes_before_another_opens(text: str) -> None:
    tags = re.findall("<a |</a>", prose.to_html(text, PAGE))
    assert tags == ["<a ", "</a>"] * (len(tags) // 2)
