"""Which YAML a playbook is written in: said by a number, and one that is not known is told what to do."""

from pathlib import Path

import pytest
from playbook.model.playbook import FORMAT
from playbook.pipeline import check

from tests.excerpts import TODAY, write


@pytest.mark.parametrize("written", ["", "format: 1\n", 'format: "1"\n'])
def test_a_format_that_is_known_is_read(written: str, tmp_path: Path) -> None:
    checked = check(
        write(f"# playbook.yml\nretention: 12 months\n{written}", tmp_path).roots, TODAY
    )
    assert checked.found == ()
    assert checked.playbook
    assert checked.playbook.settings.format == FORMAT


@pytest.mark.parametrize(
    ("written", "message", "hint"),
    [
        (
            FORMAT + 1,
            f"this is format {FORMAT + 1}, and the generator installed here reads up to {FORMAT}",
            "install a newer one: write a higher version in requirements.txt",
        ),
        ("0", "formats are counted from 1", "write 1"),
        ("1.0", '"1.0" is no whole number', "write digits only"),
        ("un", '"un" is no whole number', "write digits only"),
        # More digits than Python reads.
        ("9" * 5000, f'"{"9" * 299}…', "write digits only"),
    ],
)
def test_another_is_told_what_to_do(
    written: object, message: str, hint: str, tmp_path: Path
) -> None:
    (one,) = check(write(f"# playbook.yml\nformat: {written}\n", tmp_path).roots, TODAY).found
    assert (one.code, one.message, one.hint) == ("wrong-value", message, hint)
    assert one.place.length == len(str(written))


def test_of_a_format_that_is_not_known_nothing_else_is_said(tmp_path: Path) -> None:
    """What it has more is right there: nobody is to delete it."""
    newer = f"# playbook.yml\nformat: {FORMAT + 1}\nsuppliers: {{open: true}}\n"
    newer += "# rules/mise-en-concurrence.yml\nweight: 3\n# tenders/a.yml\ntitle: A\n"
    (one,) = check(write(newer, tmp_path).roots, TODAY).found
    assert one.message.startswith(f"this is format {FORMAT + 1}")
