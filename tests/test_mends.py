"""The edit that mends a fault, where that is certain: once it is made, nothing is said any more."""

import json
from pathlib import Path

import pytest
from playbook.diagnostics import Diagnostic, Mend
from playbook.diagnostics.formats import as_json, as_sarif
from playbook.pipeline import check

from tests.excerpts import TODAY, write

RULE = "# rules/mise-en-concurrence.yml\n"
CERTAIN = {
    "a character nobody sees": ("forbidden-character", "title: Trois\u200b devis", "title: Trois devis"),
    "a mark of direction": ("forbidden-character", "title: \u202eTrois devis", "title: Trois devis"),
    "an escape for one": ("forbidden-character", r'title: "Trois\u200b devis"', 'title: "Trois devis"'),
    "an escape behind others": (
        "forbidden-character", r'title: "\"Caf\xe9\\u200b\" \U0000200b!"', r'title: "\"Caf\xe9\\u200b\" !"',
    ),
    "a no-break space in a value": ("wrong-value", "strength: must\u00a0", "strength: must"),
    "a no-break hyphen in a day": (
        "wrong-value", "effective: {from: 2026\u201110\u201101}", "effective: {from: 2026-10-01}",
    ),
    "the same between quotes": (
        "wrong-value", 'review: {last: "2026\u201109\u201115"}', 'review: {last: "2026-09-15"}',
    ),
    "a no-break space after a colon": ("yaml-syntax", "title:\u00a0Trois devis", "title: Trois devis"),
    "a no-break space that indents": (
        "mistaken-indent", "review:\n\u00a0 last: 2026-09-15", "review:\n  last: 2026-09-15",
    ),
    "a no-break space after a dash": ("yaml-syntax", "keywords:\n  -\u00a0devis", "keywords:\n  - devis"),
}  # fmt: skip
UNCERTAIN = {
    "what stood between two words": ("forbidden-character", "title: Trois\u2028devis"),
    "a sign of an older encoding": ("forbidden-character", "title: L\u0092acheteur"),
    "the same by an escape": ("forbidden-character", r'title: "L\x92acheteur"'),
    "a word that is none of those": ("wrong-value", "strength: mustt"),
    "a field that there is not": ("unknown-field", "titel: T"),
}


def mended(one: Diagnostic) -> None:
    """The file of a fault, edited as its mend says."""
    assert one.mend is not None
    place, text = one.mend
    path = Path(place.file)
    lines = path.read_text("utf-8").split("\n")
    line = lines[place.line - 1]
    begin, end = place.column - 1, place.column - 1 + place.length
    lines[place.line - 1] = line[:begin] + text + line[end:]
    path.write_text("\n".join(lines), "utf-8")


@pytest.mark.parametrize("case", CERTAIN)
def test_what_is_certain_mends(case: str, tmp_path: Path) -> None:
    code, wrong, right = CERTAIN[case]
    roots = write(f"{RULE}{wrong}\n", tmp_path).roots
    rule = roots[0] / "rules/mise-en-concurrence.yml"
    before = rule.read_text("utf-8")
    assert wrong in before
    (one,) = check(roots, TODAY).found
    assert one.code == code
    mended(one)
    assert rule.read_text("utf-8") == before.replace(wrong, right)
    assert check(roots, TODAY).found == ()


@pytest.mark.parametrize("case", UNCERTAIN)
def test_what_is_not_certain_is_left_to_who_wrote_it(case: str, tmp_path: Path) -> None:
    code, wrong = UNCERTAIN[case]
    found = check(write(f"{RULE}{wrong}\n", tmp_path).roots, TODAY).found
    assert {one.code: one.mend for one in found}[code] is None


def test_of_an_older_encoding_the_sign_is_told(tmp_path: Path) -> None:
    (one,) = check(write(f"{RULE}title: L\u0092acheteur\n", tmp_path).roots, TODAY).found
    assert one.hint.startswith("write « ’ »")


def test_tools_are_told_the_edit(tmp_path: Path) -> None:
    (one,) = check(write(f"{RULE}title:\u00a0Trois devis\n", tmp_path).roots, TODAY).found
    (told,) = json.loads(as_json([one]))
    at = one.mend.place if one.mend else one.place
    assert told["mend"] == {
        "file": at.file, "line": at.line, "column": at.column, "length": 1, "text": " ",
    }  # fmt: skip
    (result,) = json.loads(as_sarif([one]))["runs"][0]["results"]
    (change,) = result["fixes"][0]["artifactChanges"]
    region = {"startLine": at.line, "startColumn": at.column, "endColumn": at.column + 1}
    assert change["replacements"] == [{"deletedRegion": region, "insertedContent": {"text": " "}}]
    assert Mend(at, " ") == one.mend


@pytest.mark.parametrize("site", ["https://achats.example/guide/", "https://achats.example/guide"])
def test_a_report_leads_to_the_page_of_a_code(site: str, tmp_path: Path) -> None:
    (one,) = check(write(f"{RULE}strength: must\u00a0\n", tmp_path).roots, TODAY).found
    (rule,) = json.loads(as_sarif([one], site))["runs"][0]["tool"]["driver"]["rules"]
    assert rule["helpUri"] == "https://achats.example/guide/codes/wrong-value/"
    assert rule["shortDescription"]["text"].endswith(".")
    assert "Right:" in rule["help"]["text"]
    (rule,) = json.loads(as_sarif([one]))["runs"][0]["tool"]["driver"]["rules"]
    assert "helpUri" not in rule
