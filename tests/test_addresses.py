"""An address leads where one sees it lead, and a mail to nobody else; text holds nothing hidden."""

from pathlib import Path

import pytest
from playbook.diagnostics import Diagnostic
from playbook.model import addresses
from playbook.texts.prose import Link

from tests.excerpts import write

# What is wrong in a mail address, and what is said of it.
MAILS = {
    "achats@vauclin.example?bcc=autre@ailleurs.example": "write achats@vauclin.example alone",
    "achats@vauclin.example?subject=Devis": "write achats@vauclin.example alone",
    "achats@vauclin.example,autre@ailleurs.example": "write it as",
    "achats@vauclin.example%0d%0aBcc:autre@ailleurs.example": "write it as",
    "achats@vauclin.example&bcc=autre": "write it as",
    "achats%40vauclin.example@ailleurs.example": "write it as",
    "achats@v\u0430uclin.example": "write the host as xn--",
}
ADDRESSES = {
    "https://vauclin.example@ailleurs.example/": "write https://ailleurs.example",
    "https://vauclin.example:mot@ailleurs.example": "write https://ailleurs.example",
    "https://@ailleurs.example/": "write https://ailleurs.example",
    "https://vauclin.example\\@ailleurs.example/": "write https://ailleurs.example",
    "https://vauclin.example%2f@ailleurs.example/": "write https://ailleurs.example",
    "https://v\u0430uclin.example/": "write the host as xn--",
    "https://vauclin\uff0eexample/": "write the host as",
    "https:///ailleurs.example/": "",
    "mailto:a@vauclin.example?bcc=b@ailleurs.example": "write mailto:a@vauclin.example alone",
    "mailto:a@vauclin.example?subject=x&cc=b@ailleurs.example": "write mailto:",
    "mailto:a@vauclin.example?subject=x%0ABcc:b@ailleurs.example": "write mailto:",
    "mailto:a@vauclin.example,b@ailleurs.example": "",
    "mailto:?bcc=b@ailleurs.example": "",
}
RIGHT = (
    "https://vauclin.example",
    "https://vauclin.example:8443/a/b?c=d@e#f",
    "https://vauclin.example/@achats/l'article",
    "https://société.example/",
    "https://xn--socit-esab.example/",
    "mailto:achats+devis@vauclin.example",
    "mailto:achats@vauclin.example?subject=Demande%20de%20devis",
)


def field(name: str, value: str, into: Path) -> list[Diagnostic]:
    excerpts = {
        "mail": f"# playbook.yml\ncontact:\n  mail: '{value}'\n",
        "url": f"# sources/guide.yml\nurl: '{value}'\n",
        "prose": f"# rules/mise-en-concurrence.yml\nstatement: >-\n  Voir [le guide](<{value}>).\n",
        "bare": f"# rules/mise-en-concurrence.yml\nstatement: >-\n  Voir <{value}>.\n",
    }
    return list(write(excerpts[name], into).check())


@pytest.mark.parametrize("value", MAILS)
def test_a_mail_address_is_one_mailbox(value: str, tmp_path: Path) -> None:
    (one,) = field("mail", value, tmp_path)
    assert (one.code, one.place.line) == ("wrong-value", one.place.line)
    assert MAILS[value] in one.hint


@pytest.mark.parametrize("value", ["achats@vauclin.example", "a.b+c@société.example"])
def test_a_mailbox_is_one(value: str, tmp_path: Path) -> None:
    assert field("mail", value, tmp_path) == []


@pytest.mark.parametrize("where", ["url", "prose", "bare"])
@pytest.mark.parametrize("value", ADDRESSES)
def test_an_address_leads_where_it_seems_to(value: str, where: str, tmp_path: Path) -> None:
    (one,) = field(where, value, tmp_path)
    assert one.code in ("wrong-value", "bad-address")
    assert ADDRESSES[value] in one.hint
    assert one.hint
    assert not Link(value, value).outside  # what is not checked is not linked either


@pytest.mark.parametrize("where", ["url", "prose"])
@pytest.mark.parametrize("value", RIGHT)
def test_a_plain_address_is_right(value: str, where: str, tmp_path: Path) -> None:
    assert field(where, value.replace("'", "''") if where == "url" else value, tmp_path) == []
    assert Link(value, value).outside


REFERENCES = ("&#x202e;", "&#8238;", "&ZeroWidthSpace;", "&NoBreak;", "&InvisibleTimes;")


@pytest.mark.parametrize("written", REFERENCES)
@pytest.mark.parametrize("text", ["Voir {}ici.", "Voir [{}ici](https://vauclin.example/)."])
def test_a_reference_brings_in_nothing_hidden(written: str, text: str, tmp_path: Path) -> None:
    statement = text.format(written)
    excerpt = f"# rules/mise-en-concurrence.yml\nstatement: >-\n  {statement}\n"
    (one,) = write(excerpt, tmp_path).check()
    assert one.code == "forbidden-character"
    assert one.place.column == 3 + statement.index(written)


def test_a_reference_in_an_address_is_seen_too(tmp_path: Path) -> None:
    text = "Voir [ici](https://vauclin.example/&#x202e;gpj)."
    excerpt = f"# rules/mise-en-concurrence.yml\nstatement: >-\n  {text}\n"
    assert {one.code for one in write(excerpt, tmp_path).check()} == {"forbidden-character"}


@pytest.mark.parametrize(
    "text", ["A &amp; B&nbsp;: &laquo;&eacute;&raquo;", "`&#x202e;`", "R&D; S&shy"]
)
def test_other_references_are_text(text: str, tmp_path: Path) -> None:
    excerpt = f"# rules/mise-en-concurrence.yml\nstatement: >-\n  {text}\n"
    assert write(excerpt, tmp_path).check() == ()


def test_hints_take_no_time_over_a_long_text() -> None:
    for text in ("https://" + "a@" * 100_000, "a" * 100_000, "mailto:" + "a" * 100_000 + "@"):
        assert not addresses.is_address(text)
        addresses.hint(text)
