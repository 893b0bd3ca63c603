"""What a person means by a figure, a day or a period in words: every word that is known."""

from collections.abc import Callable

import pytest
from playbook.model.meant_figures import a_bound, a_day, a_number, a_period, an_amount

CASES: list[tuple[Callable[[str], str], dict[str, str]]] = [
    (
        an_amount,
        {
            "< 5000": "write « below: 5000 » in braces, or on a line below",
            "moins de 5 000 €": "write « below: 5000 » in braces, or on a line below",
            "inférieur à 5000": "write « below: 5000 » in braces, or on a line below",
            "less than 5000": "write « below: 5000 » in braces, or on a line below",
            "under 5000": "write « below: 5000 » in braces, or on a line below",
            "below 5000": "write « below: 5000 » in braces, or on a line below",
            "> 5000": "write « above: 5000 » in braces, or on a line below",
            "plus de 5 000": "write « above: 5000 » in braces, or on a line below",
            "supérieur à 5000": "write « above: 5000 » in braces, or on a line below",
            "more than 5000": "write « above: 5000 » in braces, or on a line below",
            "over 5000": "write « above: 5000 » in braces, or on a line below",
            "above 5000": "write « above: 5000 » in braces, or on a line below",
            "<= 5000": "write « up_to: 5000 » in braces, or on a line below",
            "≤ 5000": "write « up_to: 5000 » in braces, or on a line below",
            "jusqu’à 5 000": "write « up_to: 5000 » in braces, or on a line below",
            "au plus 5000": "write « up_to: 5000 » in braces, or on a line below",
            "maximum 5000": "write « up_to: 5000 » in braces, or on a line below",
            "max 5000": "write « up_to: 5000 » in braces, or on a line below",
            "up to 5000": "write « up_to: 5000 » in braces, or on a line below",
            "5000 et moins": "write « up_to: 5000 » in braces, or on a line below",
            "5000 € ou moins": "write « up_to: 5000 » in braces, or on a line below",
            ">= 5000": "write « from: 5000 » in braces, or on a line below",
            "≥ 5000": "write « from: 5000 » in braces, or on a line below",
            "à partir de 5000": "write « from: 5000 » in braces, or on a line below",
            "dès 5000": "write « from: 5000 » in braces, or on a line below",
            "minimum 5000": "write « from: 5000 » in braces, or on a line below",
            "min 5000": "write « from: 5000 » in braces, or on a line below",
            "from 5000": "write « from: 5000 » in braces, or on a line below",
            "5000 et plus": "write « from: 5000 » in braces, or on a line below",
            "5000 ou plus": "write « from: 5000 » in braces, or on a line below",
            "5000+": "write « from: 5000 » in braces, or on a line below",
            "5 000 à 25 000": "write its two limits, « from: 5000 » and « below: 25000 »",
            "5 000 € - 25 000 €": "write its two limits, « from: 5000 » and « below: 25000 »",
            "5000..25000": "write its two limits, « from: 5000 » and « below: 25000 »",
            "5000 et 25000": "write its two limits, « from: 5000 » and « below: 25000 »",
            "5000 to 25000": "write its two limits, « from: 5000 » and « below: 25000 »",
            "5 k€": "write 5000",
            "5 mille": "write 5000",
            "5 M€": "write 5000000",
            "5 millions": "write 5000000",
            "5 milliards": "write 5000000000",
            "5 Md€": "write 5000000000",
            "5 %": 'write 5, and below it a line « unit: "%" »',
            "5 pour cent": 'write 5, and below it a line « unit: "%" »',
            "5 jours ouvrés": "write 5, and below it a line « unit: working-days »",
            "5 jours": "write 5, and below it a line « unit: days »",
            "5 days": "write 5, and below it a line « unit: days »",
            "5 mois": "write 5, and below it a line « unit: months »",
            "5 months": "write 5, and below it a line « unit: months »",
            "5 ans": "write 5, and below it a line « unit: years »",
            "5 years": "write 5, and below it a line « unit: years »",
            "5 heures": "write 5, and below it a line « unit: hours »",
            "5 hours": "write 5, and below it a line « unit: hours »",
            "5000 HT": "write 5000; whether tax is in it stands in a line « tax: excluded »",
            "5000 h.t.": "write 5000; whether tax is in it stands in a line « tax: excluded »",
            "5000 hors taxes": "write 5000; whether tax is in it stands in a line « tax: excluded »",
            "5000 TTC": "write 5000; whether tax is in it stands in a line « tax: included »",
            "5000 t.t.c.": "write 5000; whether tax is in it stands in a line « tax: included »",
            "5000 taxes comprises": "write 5000; whether tax is in it stands in a line « tax: included »",
            "5000 tax included": "write 5000; whether tax is in it stands in a line « tax: included »",
            "499.995": "write 499.99 or 500: an amount has at most two decimals; for thousands, 499995",
            "1 234,567": "write 1234.56 or 1234.57: an amount has at most two decimals",
            "beaucoup": "write the amount in figures, as 25 000",
        },
    ),
    (
        a_number,
        {
            "5 k": "write 5000",
            "5,5 kg": "write 5.5",
            "environ 12": "write 12",
            "1:30": "write digits, with a point before decimals",
            "douze": "write digits, with a point before decimals",
        },
    ),
    (
        a_bound,
        {
            "< 5 000": "write « below: 5000 » in braces, or on a line below",
            "5 000 à 25 000": "write its two limits, « from: 5000 » and « below: 25000 »",
            "beaucoup d’euros": "write the amount in figures, as 25 000",
            "trois devis": "",
        },
    ),
    (
        a_day,
        {
            "01/06/2026": "write 2026-06-01",
            "2026/6/1": "write 2026-06-01",
            "1.6.26": "write 2026-06-01",
            "1er juin 2026": "write 2026-06-01",
            "June 1, 2026": "write 2026-06-01",
            "31/06/2026": "this month has 30 days: write 2026-06-30",
            "01/13/2026": "write year-month-day, as 2026-10-01",
            "bientôt": "write year-month-day, as 2026-10-01",
            **{
                f"2 {name} 2026": f"write 2026-{month:02}-02"
                for month, names in enumerate(
                    [
                        ["janvier", "jan", "January"], ["février", "feb", "February"], ["mars", "March"],
                        ["avril", "apr"], ["mai", "May"], ["juin", "June"], ["juillet", "July"],
                        ["août", "August"], ["septembre", "Sept"], ["octobre", "oct"],
                        ["novembre", "Nov"], ["décembre", "December"],
                    ],
                    1,
                )
                for name in names
            },
        },
    ),
    (
        a_period,
        {
            "30 jours": "write 30 days",
            "1 jour": "write 1 day",
            "2 semaines": "write 14 days",
            "2 weeks": "write 14 days",
            "6 mois": "write 6 months",
            "mensuel": "write 1 month",
            "trimestriel": "write 3 months",
            "2 trimestres": "write 6 months",
            "quarterly": "write 3 months",
            "semestriel": "write 6 months",
            "6 month": "write 6 months",
            "10 day": "write 10 days",
            "annuel": "write 12 months",
            "annual": "write 12 months",
            "2 ans": "write 2 years",
            "1 year": "write 1 year",
            "12": "write 12 months, or days, or years",
            "0 mois": "write 12 months, 90 days or 1 year",
            "souvent": "write 12 months, 90 days or 1 year",
        },
    ),
]  # fmt: skip


@pytest.mark.parametrize(
    ("meant", "text", "hint"),
    [(meant, text, hint) for meant, cases in CASES for text, hint in cases.items()],
    ids=lambda one: one if isinstance(one, str) else one.__name__,
)
def test_what_is_meant_is_what_to_write(meant: Callable[[str], str], text: str, hint: str) -> None:
    assert meant(text) == hint
