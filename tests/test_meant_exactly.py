"""A hint names the figure that is meant, with its scale and its sign, or none."""

import pytest
from playbook.figures.meant import a_bound, a_grouped_number, a_number, an_amount
from playbook.figures.spans import a_day, a_period

NO_AMOUNT = "write one amount in figures, as 25 000"
NO_NUMBER = "write digits, with a point before decimals"
NO_PERIOD = "write 12 months, 90 days or 1 year"
NO_DAY = "write year-month-day, as 2026-10-01"


def limits(low: str, high: str) -> str:
    return f"write its two limits, « from: {low} » and « below: {high} »"


def limit(bound: str, figure: str) -> str:
    return f"write « {bound}: {figure} » in braces, or on a line below"


def unit(figure: str, of: str) -> str:
    return f"write {figure}, and below it a line « unit: {of} »"


def tax(figure: str, word: str) -> str:
    return f"write {figure}; whether tax is in it stands in a line « tax: {word} »"


SURE = {
    # A scale behind a range is that of both ends, and so is a currency.
    "5 à 10 k€": limits("5000 €", "10000 €"),
    "5-10 k€": limits("5000 €", "10000 €"),
    "5–10 k€ HT": limits("5000 €", "10000 €"),
    "5 to 10 million": limits("5000000", "10000000"),
    "entre 1,5 et 2 millions d’euros": limits("1500000 €", "2000000 €"),
    "between 5 and 10k": limits("5000", "10000"),
    "$5-10 million": limits("$5000000", "$10000000"),
    "5 k à 10 M": limits("5000", "10000000"),
    "5 k€ à 10 k€": limits("5000 €", "10000 €"),
    "de 5 000 € HT à 25 000 € HT": limits("5000 €", "25000 €"),
    "-10 à -5": limits("-10", "-5"),
    "5 € à 10 000 €": limits("5 €", "10000 €"),
    "0 à 5 000 €": limits("0 €", "5000 €"),
    "10 % à 15 %": limits("10", "15"),
    # Words are known to their end.
    "25 000 and more": limit("from", "25000"),
    "25 000 and above": limit("from", "25000"),
    "5000 and under": limit("up_to", "5000"),
    "5 k€ et plus": limit("from", "5000 €"),
    "au moins 5 k€": limit("from", "5000 €"),
    "no more than £5k": limit("up_to", "£5000"),
    "+ de 5 M€": limit("above", "5000000 €"),
    "- de 5 000": limit("below", "5000"),
    "inférieur ou égal à 5000": limit("up_to", "5000"),
    "25 000 annuel": "write 25000",
    "5 antennes": "write 5",
    "5 moissons": "write 5",
    "1 dayrate": "write 1",
    "5 business days": unit("5", "working-days"),
    "10 jours ouvrables": unit("10", "jours ouvrables"),
    "24 h": unit("24", "hours"),
    "5 percent": unit("5", '"%"'),
    "0,5 %": unit("0.5", '"%"'),
    "5000 excluding VAT": tax("5000", "excluded"),
    "HT : 5000": tax("5000", "excluded"),
    # Scales of both languages, and the currency that stands beside them.
    "5 milliers d’euros": "write 5000 €",
    "5 thousand": "write 5000",
    "5 bn": "write 5000000000",
    "5 mio": "write 5000000",
    "5 mUSD": "write 5000000 USD",
    "US$ 5m": "write US$5000000",
    "5 million de dollars": "write 5000000 $",
    "CHF 5'000.-": "write CHF 5000",
    "EUR 5.000": "write €5000",
    "5000€HT": tax("5000 €", "excluded"),
    # What stands before a colon names the figure, where no word of it says more.
    "seuil : 5 000 €": "write 5000 €",
    "prix de l’offre: 5 000": "write 5000",
    # What is below nought keeps its sign where it is in doubt, too.
    "-1.125 €": "write -1.12 or -1.13: an amount has at most two decimals; for thousands, -1125",
    "−1234,567": "write -1234.56 or -1234.57: an amount has at most two decimals",
    "-5 %": unit("-5", '"%"'),
}
UNSURE = """
5 à 10 000 €|5 € à 10 %
10 à 5 k€|500 à 5 k€|5 000 € à 25 k€|5 k€ à 10|5m to 10m|1,125-2 k€|1.125 à 2.500 €|06-2026
5 billion|1 to 2 billion|5 hundred|5 pour mille|5 ‰|50 centimes|5 lakh|5 EUR mln kg|5 kr|500 milles
1.125 k€|1,000 k€|< 1.125 €|1.125 %|25.000 %|1.000 à 2.000 jours|10²|5º €|½|5 ½|1 million et demi|2 k 500
(1 000)|1 000-|moins 5 %|± 5 %|10 % ou 5 000 €|5 000 HT/TTC|10 heures par jour|10 j ouvrés
30 jours fin de mois|n° 5|article 5
max par an : 5 000 €|montant HT : 5 000 €|hors frais et TVA : 5 000 €|lot 2 : 5 000 €|deux fois : 5 000 €
5 m|5000 min
0 125|.5 €|15 mars|0,001 €|-0,001|5 000 € + TVA|50 cts|x < 5000|5 livres|-5 000 à bientôt et plus de 3
""".strip().replace("\n", "|").split("|")  # fmt: skip

NO_PERIODS = """
18 mois et 3 jours|1 an et 1 jour|2 months and 1 week|12 à 18 mois|6 months or 1 year|12-18 mois
1 000 000 jours|1.000 days|12345 months|-12 months|2 fois par an|4 times a year|half year|18 m|bisannuel
biannual|bi-annual|bimensuel|every other year|every 3rd month|1er trimestre|1/2 an|90 jours ouvrés
30 days end of month|1 mois 2 mois|2 days a week|3 x 12 mois|1 month and a half|antan|banane|dayton 5
5 annuities|an 2|days|6 mois et demi|0 an
""".strip().replace("\n", "|").split("|")  # fmt: skip
NO_DAYS = """
marche 2026|decision 2026|mayor 2026|fin mars 2026|avant juin 2026|2 June 3, 2026
01/06/2026 au 30/06/2026
""".strip().replace("\n", "|").split("|")  # fmt: skip


@pytest.mark.parametrize(("text", "hint"), SURE.items())
def test_an_amount_is_meant_as_it_is_said(text: str, hint: str) -> None:
    assert an_amount(text) == hint


@pytest.mark.parametrize("text", UNSURE)
def test_an_amount_in_doubt_is_not_named(text: str) -> None:
    assert an_amount(text) in (NO_AMOUNT, "write the amount in figures, as 25 000")


def test_a_figure_that_is_cut_off_is_not_named() -> None:
    assert an_amount("environ".ljust(75) + "25 000") == NO_AMOUNT
    assert a_period("environ".ljust(78) + "12 mois") == NO_PERIOD


@pytest.mark.parametrize("text", ["-5 000 €", "-5000", "seuil : -5 k€", "-10 à -5", "-1.125 €"])
def test_where_no_amount_is_below_nought_none_is_named(text: str) -> None:
    assert an_amount(text, signed=False).endswith("none is below nought here")


def test_a_figure_is_not_named_where_it_was_refused() -> None:
    assert an_amount("-5") == NO_AMOUNT


@pytest.mark.parametrize(
    ("text", "hint"),
    {
        "1.125 kg": "write 1125, or 1.1250 if decimals are meant",
        "-1.125 €": "write -1125, or -1.1250 if decimals are meant",
        "10²": NO_NUMBER,
        "< 5": NO_NUMBER,
        "12 ou plus": NO_NUMBER,
        "5 m": NO_NUMBER,
        "5 billion": NO_NUMBER,
        "1.125 k": NO_NUMBER,
    }.items(),
)
def test_a_number_in_doubt_is_not_named(text: str, hint: str) -> None:
    assert a_number(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    {
        "25.125": "write 25125, or 25.1250 if decimals are meant",
        "-1,125": "write -1125, or -1.1250 if decimals are meant",
        "1.234.567": "write 1234567",
        "1.234,567": "write 1234.567",
    }.items(),
)
def test_thousands_and_decimals_are_told_apart(text: str, hint: str) -> None:
    assert a_grouped_number(text) == hint


@pytest.mark.parametrize("text", ["daf 5", "lot 1 à 3", "3 devis", "article 5"])
def test_a_name_that_holds_a_figure_is_no_limit(text: str) -> None:
    assert a_bound(text) == ""


@pytest.mark.parametrize(
    ("text", "hint"),
    {
        "2 years and 6 months": "write 30 months",
        "1 year 6 months": "write 18 months",
        "un an et demi": "write 18 months",
        "1,5 an": "write 18 months",
        "2 weeks and 3 days": "write 17 days",
        "1 an + 6 mois": "write 18 months",
        "12 mois + 1 mois": "write 13 months",
        "12 mois (1 an)": "write 12 months",
        "deux ans": "write 2 years",
        "tous les 3 mois": "write 3 months",
        "chaque année": "write 1 year",
        "half-yearly": "write 6 months",
        "1 000 jours": "write 1000 days",
        "30j": "write 30 days",
        "6-monthly": "write 6 months",
        **dict.fromkeys(NO_PERIODS, NO_PERIOD),
    }.items(),
)
def test_a_period_is_its_number_beside_its_word(text: str, hint: str) -> None:
    assert a_period(text) == hint


@pytest.mark.parametrize(
    ("text", "hint"),
    {
        "lundi 1 juin 2026": "write 2026-06-01",
        "Monday, June 1, 2026": "write 2026-06-01",
        "2026-06-01T10:00": "write 2026-06-01",
        "2026-06-01 (lundi)": "write 2026-06-01",
        **dict.fromkeys(NO_DAYS, NO_DAY),
    }.items(),
)
def test_a_day_is_named_by_a_whole_word(text: str, hint: str) -> None:
    assert a_day(text) == hint
