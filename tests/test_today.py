"""What pages tell of a day: news, what is due and in which order, what may be relied on and by whom."""

import re
from datetime import date
from pathlib import Path

import pytest
from playbook.pages.page import Page

from tests import excerpts
from tests.excerpts import Pages, text_of, write
from tests.little import part_of


def links(html: str) -> list[str]:
    """The titles that a part of a page links to, in order, without the words of their kinds."""
    return [text_of(one) for one in re.findall(r"<a [^>]*>(.*?)</a>", html, re.DOTALL)]


def section(page: Page, name: str) -> str:
    return part_of(page, name) if name in page.sections else ""


def news(page: Page) -> list[str]:
    found = re.search(r'<ul class="pb-news">(.*?)</ul>', page.html, re.DOTALL)
    return links(found[1]) if found else []


# ---- news


def rule(name: str, **days: str) -> str:
    """A rule approved, or in force, from a day."""
    written = {
        "approved": "approval: {{by: daf, date: {}}}\n",
        "since": "effective: {{from: {}}}\n",
    }
    lines = "".join(written[key].format(day) for key, day in days.items())
    return (
        f"# rules/{name}.yml\ntitle: Règle {name}\nsummary: Une règle.\nstatus: approved\n"
        f"owner: daf\nreview: {{last: 2026-09-15, every: 12 months}}\nstrength: must\n"
        f"statement: Faites ainsi.\nrationale: C’est mieux.\n{lines}"
    )


def test_news_is_what_began_or_was_approved_last(pages: Pages) -> None:
    home = pages(
        rule("a", since="2026-11-20")
        + rule("b", approved="2026-11-22", since="2026-08-01")
        + rule("c", since="2026-11-24")
        + rule("d", approved="2026-11-21")
        + rule("e", approved="2026-11-19")
    )[""]
    assert news(home) == ["Règle c", "Règle b", "Règle d", "Règle a"]


def test_what_is_to_come_is_no_news_before_its_day(pages: Pages) -> None:
    home = pages(rule("demain", since="2026-11-25") + rule("hier", since="2026-11-23"))[""]
    assert news(home) == ["Règle hier"]


def test_what_was_approved_and_is_to_come_is_news(pages: Pages) -> None:
    home = pages(rule("demain", approved="2026-11-23", since="2026-11-25"))[""]
    assert news(home) == ["Règle demain"]
    assert "à partir du 25 novembre 2026" in text_of(home.html)


def test_news_is_120_days_old_at_most(pages: Pages) -> None:
    home = pages(rule("vieille", since="2026-07-26") + rule("recente", since="2026-07-27"))[""]
    assert news(home) == ["Règle recente"]


def test_of_one_day_what_says_what_to_do_comes_first(pages: Pages) -> None:
    source = (
        "# sources/guide.yml\nstatus: approved\napproval: {by: daf, date: 2026-11-20}\n"
        "owner: daf\nreview: {last: 2026-09-15, every: 12 months}\n"
    )
    home = pages(source + rule("b", since="2026-11-20") + rule("a", since="2026-11-20"))[""]
    assert news(home) == ["Règle a", "Règle b"]  # where a rule comes from is no news


# ---- the dashboard


def reviewed(name: str, last: str, status: str = "in-review") -> str:
    return (
        f"# roles/{name}.yml\ntitle: Rôle {name}\nsummary: Un rôle.\nstatus: {status}\n"
        f"mandate: Signer.\nreview: {{last: {last}, every: 3 months}}\nowner: daf\n"
    )


def steered(pages: Pages, excerpt: str) -> str:
    """The dashboard: the lowest audience has none."""
    assert "steering/" not in pages(excerpt)
    return pages(excerpt, audience="buyers")["steering/"]


def test_reviews_are_late_from_the_day_after(pages: Pages) -> None:
    steering = steered(pages, reviewed("hier", "2026-08-23") + reviewed("ce-jour", "2026-08-24"))
    assert links(section(steering, "late")) == ["Rôle hier"]
    assert links(section(steering, "soon")) == ["Rôle ce-jour"]


def test_what_is_due_in_90_days_is_announced_the_earliest_first(pages: Pages) -> None:
    steering = steered(
        pages,
        reviewed("jour-90", "2026-11-22")
        + reviewed("jour-91", "2026-11-23")
        + reviewed("bientot", "2026-09-01")
        + reviewed("b", "2026-10-01")
        + reviewed("a", "2026-10-01"),
    )
    assert links(section(steering, "soon")) == ["Rôle bientot", "Rôle a", "Rôle b", "Rôle jour-90"]


def test_nobody_reviews_what_is_retired_or_a_draft(pages: Pages) -> None:
    steering = steered(
        pages,
        reviewed("retire", "2026-01-01", "retired") + reviewed("suivi", "2026-02-01", "approved"),
    )
    assert links(section(steering, "late")) == ["Rôle suivi"]


def test_what_is_late_stands_in_the_order_in_which_it_was_due(pages: Pages) -> None:
    steering = steered(pages, reviewed("a", "2026-03-01") + reviewed("b", "2026-01-01"))
    assert links(section(steering, "late")) == ["Rôle b", "Rôle a"]


def test_actions_by_their_start_and_late_after_their_last_day(pages: Pages) -> None:
    head = "summary: Une action.\nstatus: in-review\naction: Agir.\n"
    steering = steered(
        pages,
        f"# roadmap/finie.yml\ntitle: Finie\n{head}start: 2026-02-01\ndue: 2026-03-01\nstate: done\n"
        f"# roadmap/tard.yml\ntitle: Tard\n{head}start: 2026-01-15\ndue: 2026-11-23\nstate: running\n"
        f"# roadmap/juste.yml\ntitle: Juste\n{head}start: 2026-03-01\ndue: 2026-11-24\nstate: planned\n",
    )
    html = section(steering, "actions")
    assert links(html) == ["Contrat cadre", "Tard", "Finie", "Juste"]
    late = [text_of(one) for one in re.findall(r'<td class="pb-late">(.*?)</td>', html)]
    assert late == ["23 novembre 2026"]


def test_engagements_by_the_day_they_are_looked_at_again(pages: Pages) -> None:
    text = (excerpts.SMALL / "engagements/compresseurs.yml").read_text("utf-8")
    sooner = text.replace("2026-12-15", "2026-12-01").replace("Compresseurs", "Avant")
    later = text.replace("2026-12-15", "2027-01-15").replace("Compresseurs", "Apres")
    steering = pages(
        f"# engagements/b.yml\n{later}# engagements/d.yml\n{sooner}", audience="buyers"
    )["steering/"]
    found = links(section(steering, "engagements"))
    assert [one for one in found if one in ("Avant", "Compresseurs", "Apres")] == [
        *("Avant", "Compresseurs", "Apres")
    ]


def test_engagements_that_have_ended_come_last(pages: Pages) -> None:
    text = (excerpts.SMALL / "engagements/compresseurs.yml").read_text("utf-8")
    ended = text.replace("Compresseurs", "Finie").replace("2026-12-15", "2026-06-01")
    ended = re.sub(r"state: \w+", "state: ended", ended)
    steering = pages(f"# engagements/a.yml\n{ended}", audience="buyers")["steering/"]
    found = links(section(steering, "engagements"))
    assert [one for one in found if one in ("Compresseurs", "Finie")] == ["Compresseurs", "Finie"]


def test_what_no_contract_covers_weighs_most_first_and_is_summed(pages: Pages) -> None:
    def family(title: str, more: str) -> str:
        return (
            f"# perimeters/{title.lower()}.yml\ntitle: {title}\nsummary: Des choses.\nstatus: in-review\n"
            f"bought: Des choses.\nbuyer: daf\n{more}"
        )

    written = (
        family("Petite", "maturity: partial\nspend: 1000\n")
        + family("Sans", "maturity: uncovered\n")
        + family("Grosse", "maturity: uncovered\nspend: 9000\n")
        + family("Couverte", "maturity: covered\nspend: 500\n")
    )
    html = section(pages(written, audience="buyers")["steering/"], "coverage")
    assert links(html) == ["Grosse", "Petite", "Sans"]
    figures = re.findall(r'<td class="pb-number">(.*?)</td>', html)
    assert [re.sub(r"\D", "", text_of(one)) for one in figures] == ["9000", "1000", "", "10000"]


def test_a_review_is_overdue_the_day_after_it_was_due(tmp_path: Path) -> None:
    for name, day, found in (("a", date(2026, 11, 24), []), ("b", date(2026, 11, 25), ["suivi"])):
        made = write(reviewed("suivi", "2026-08-24"), tmp_path / name)
        said = [
            one for one in excerpts.check(made.roots, day).found if one.code == "review-overdue"
        ]
        assert [Path(one.place.file).stem for one in said] == found


# ---- what may be relied on, and by whom

APPROVED = "status: approved\nowner: daf\nreview: {last: 2026-09-15, every: 12 months}\n"


@pytest.mark.parametrize(
    ("days", "told"),
    [
        ("effective: {from: 2026-11-25}\n", True),
        ("effective: {from: 2026-11-24}\n", False),
    ],
)
def test_until_its_day_a_rule_says_from_when_it_applies(
    pages: Pages, days: str, told: bool
) -> None:
    text = text_of(
        pages(f"# rules/mise-en-concurrence.yml\n{APPROVED}{days}")[
            "rules/mise-en-concurrence/"
        ].html
    )
    assert ("s’applique à partir du 25 novembre 2026" in text) == told
    assert ("Statut À venir" in text) == told


REPLACED = "replaced_by: rule:fournisseur-unique\n"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (f"status: retired\n{REPLACED}", True),
        (f"{APPROVED}effective: {{until: 2026-11-23}}\n{REPLACED}", True),
        (f"{APPROVED}effective: {{until: 2026-11-24}}\n{REPLACED}", False),
        ("status: retired\n", False),
    ],
)
def test_what_holds_no_more_leads_to_what_replaces_it(pages: Pages, lines: str, told: bool) -> None:
    page = pages(f"# rules/mise-en-concurrence.yml\n{lines}")["rules/mise-en-concurrence/"]
    head = section(page, "top")
    assert ("Voir désormais :" in text_of(head)) == told
    assert ('href="../../rules/fournisseur-unique/"' in head) == told


def test_what_is_kept_for_some_says_so_to_those_who_read_it(pages: Pages) -> None:
    kept = "# rules/mise-en-concurrence.yml\naudience: buyers\n"
    found = pages(kept, audience="buyers")
    assert "Réservé aux acheteurs" in text_of(section(found["rules/mise-en-concurrence/"], "top"))
    assert "Réservé" not in text_of(section(found["rules/fournisseur-unique/"], "top"))
    assert "Réservé" in text_of(section(found["engagements/compresseurs/"], "top"))


# ---- where one may start

PERIMETER = (
    f"# decisions/cadeau.yml\n{APPROVED}# decisions/devis.yml\n{APPROVED}"
    f"# thresholds/trois-devis.yml\n{APPROVED}"
    "# playbook.yml\nhome: {start: cadeau}\n# perimeters/cadeaux.yml\ntitle: Cadeaux\n"
    "summary: Ce qui s’offre.\nbought: Rien.\nbuyer: directeur-achats\ngiven: {offert: oui}\n"
)


@pytest.mark.parametrize(
    ("lines", "offered"),
    [
        (APPROVED, True),
        ("status: in-review\n", False),
        (f"{APPROVED}effective: {{from: 2026-11-25}}\n", False),
        (f"{APPROVED}effective: {{until: 2026-11-23}}\n", False),
        (f"status: retired\n{REPLACED}", False),
    ],
)
def test_only_a_perimeter_in_force_is_offered_as_a_start(
    pages: Pages, lines: str, offered: bool
) -> None:
    page = pages(f"{PERIMETER}{lines}")["decisions/cadeau/"]
    assert (">Cadeaux<" in page.html) == offered


def test_starts_are_offered_by_the_decision_of_the_home_page_alone(pages: Pages) -> None:
    found = pages(f"{PERIMETER}{APPROVED}")
    assert ">Cadeaux<" in found["decisions/cadeau/"].html
    assert ">Cadeaux<" not in found["decisions/devis/"].html


# ---- who stands in for whom


def role(name: str, lines: str = "") -> str:
    return (
        f"# roles/{name}.yml\ntitle: {name}\nsummary: Un rôle.\nstatus: in-review\n"
        f"mandate: Signer.\n{lines}"
    )


@pytest.mark.parametrize(
    ("own", "others", "found"),
    [
        ("", "", []),
        ("incompatible_with: [demandeur]\n", "", ["role-conflict"]),
        ("", "incompatible_with: [signataire]\n", ["role-conflict"]),
        ("", "incompatible_with: [daf]\n", []),
        ("incompatible_with: [daf]\n", "", []),
    ],
)
def test_a_deputy_is_kept_apart_whoever_says_so(
    tmp_path: Path, own: str, others: str, found: list[str]
) -> None:
    excerpt = role("signataire", f"deputies: [demandeur]\n{own}") + role("demandeur", others)
    assert [one.code for one in write(excerpt, tmp_path).check()] == found
