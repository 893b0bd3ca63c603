"""The currency of a playbook: a code in which people pay, or what to write instead."""

from pathlib import Path

import pytest

from tests.little import build, change, errors, write

REFUSED = {
    "€": "write EUR",
    "EU": "write EUR",
    "FR": "write EUR",
    "eur": "write EUR",
    "Euro": "write EUR",
    "euros": "write EUR",
    "DEM": "write EUR",
    "FRF": "write EUR",
    "HRK": "write EUR",
    "£": "write GBP",
    "livre sterling": "write GBP",
    "CH": "write CHF",
    "US$": "write USD",
    "$US": "write USD",
    "A$": "write AUD",
    "$": "write its code of three letters: USD, CAD, AUD or BRL",
    "¥": "write its code of three letters: JPY or CNY",
    "e": "write its code of three letters, as EUR",
    "XXX": "write its code of three letters, as EUR",
    "XAU": "write its code of three letters, as EUR",
    "CHE": "write its code of three letters, as EUR",
    "EURO ": "write EUR",
    "x" * 300: "write its code of three letters, as EUR",
}


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_currency_says_which_is_meant(written: str, tmp_path: Path) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "organisation", f'currency: "{written}"\norganisation')
    (one,) = errors(data)
    assert (one.code, one.hint) == ("wrong-value", REFUSED[written])
    assert one.place[1:3] == (1, 11)


@pytest.mark.parametrize("code", ["EUR", "USD", "CHF", "JPY", "XOF", "XPF", "BGN"])
def test_a_playbook_is_in_any_currency_people_pay_in(code: str, tmp_path: Path) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "organisation", f"currency: {code}\norganisation")
    if code != "EUR":
        change(data, "roles.yml", "25 000 €", "25 000")
    assert errors(data) == []
    assert build(data, "en").pages


AMOUNTS = {
    "USD": ["$25,000", "US$25,000.00", "25 000 $", "25000 USD", "USD 25,000", "25000", "$25 000"],
    "GBP": ["£25,000", "25 000 £", "GBP 25000"],
    "EUR": ["€25,000", "25 000 €", "25 000 EUR", "25000.00 €"],
    "CAD": ["$25,000", "CA$25,000", "25 000 $"],
}


@pytest.mark.parametrize(
    ("code", "text"), [(code, text) for code, texts in AMOUNTS.items() for text in texts]
)
def test_an_amount_may_be_written_as_people_of_the_currency_do(
    code: str, text: str, tmp_path: Path
) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "organisation", f"currency: {code}\norganisation")
    change(data, "roles.yml", "25 000 €", text)
    change(data, "thresholds.yml", "value: 5000", f"value: {text}")
    assert errors(data) == []
    pages = {page.uri: page.html for page in build(data, "fr").pages}
    assert "25\u202f000" in pages["roles/acheteur/"]


@pytest.mark.parametrize("text", ["25 000 €", "€25,000", "25000 EUR", "25 000 £", "CA$25,000"])
def test_an_amount_in_another_currency_is_refused(text: str, tmp_path: Path) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "organisation", "currency: USD\norganisation")
    change(data, "roles.yml", "25 000 €", text)
    (one,) = errors(data)
    assert one.code == "wrong-value"
    assert one.hint == "write the amount in USD, or without a sign"
    assert one.place[1:3] == (6, 19)


@pytest.mark.parametrize("text", ["$25.000", "25,000 $", "$ 25,00", "25,000"])
def test_an_amount_that_may_be_another_is_refused(text: str, tmp_path: Path) -> None:
    data = write(tmp_path)
    change(data, "playbook.yml", "organisation", "currency: USD\norganisation")
    change(data, "roles.yml", "25 000 €", text)
    assert [one.code for one in errors(data)] == ["wrong-value"]
