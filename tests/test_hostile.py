"""Hostile or broken input ends in a clear diagnostic, soon: never a traceback, never a hang."""

import os
import shutil
import signal
import socket
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.excerpts import SMALL, checked, write

RULE = "title: T\nsummary: s\nstatus: draft\nstrength: must\nrationale: r\n"
LARGE = 999_000


def rule(more: str) -> bytes:
    return (RULE + more).encode()


class Waited(BaseException):
    """No `Exception`, and no `OSError` as `TimeoutError` is: nothing may catch it."""


@pytest.fixture(autouse=True)
def _soon() -> Iterator[None]:
    """No test here takes two seconds of work, and none waits for ever."""

    def waited(*_: Any) -> None:
        raise Waited

    signal.signal(signal.SIGALRM, waited)
    signal.alarm(60)
    yield
    signal.alarm(0)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(SMALL, tmp_path / "data"))


TEXTS: dict[str, tuple[bytes, str]] = {
    "latin-1": ((RULE + "statement: été\n").encode("latin-1"), "not-utf8"),
    "UTF-16 with a mark": ((RULE + "statement: é\n").encode("utf-16"), "not-utf8"),
    "UTF-16 without one": ((RULE + "statement: e\n").encode("utf-16-le"), "not-utf8"),
    "half a character": (rule("statement: é")[:-1], "not-utf8"),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(range(256)), "not-utf8"),
    "NUL": (rule("statement: a\x00b\n"), "forbidden-character"),
    "a lone carriage return": (rule("statement: a\rb\n"), "forbidden-character"),
    "right to left": (rule("statement: a\u202eb\n"), "forbidden-character"),
    "a line separator": (rule("statement: a\u2028b: c\n"), "forbidden-character"),
    "a lone surrogate": (rule('statement: "\\ud800"\n'), "yaml-syntax"),
    "half a pair": (rule('statement: "\\udc00 \\U00110000"\n'), "yaml-syntax"),
    "an escaped NUL": (rule('statement: "a\\0b"\n'), "forbidden-character"),
    "an escaped override": (rule('statement: "a\\u202eb"\n'), "forbidden-character"),
    "an escaped screen code": (rule('statement: "a\\e[31mb"\n'), "forbidden-character"),
    "nothing": (b"", "empty-value"),
    "a comment": (b"# rien\n", "empty-value"),
    "a mark": (b"\xef\xbb\xbf", "empty-value"),
    "a text": (b"Bonjour", "wrong-shape"),
    "a list": (b"- title: T\n", "wrong-shape"),
    "dots": (b"...\n", "yaml-syntax"),
    "a directive": (b"%YAML 9.9\n---\na: b\n", "yaml-syntax"),
    "a bomb": (
        b"a: &a [x, x]\n" + b"".join(b"b%d: &b%d [*a, *a, *a]\n" % (n, n) for n in range(900)),
        "anchor",
    ),
    "itself inside": (b"title: &a [*a]\n", "anchor"),
    "merged": (b"title: T\n<<: {summary: s}\n", "unknown-field"),
    "Python": (b"title: !!python/object/apply:os.system [ls]\n", "tag"),
    "binary": (b"title: !!binary aGVsbG8=\n", "tag"),
    "50,000 levels": (b"[" * 50_000, "too-deep"),
    "a million levels": (b"[" * LARGE, "too-deep"),
    "a million braces": (b"{" * LARGE, "too-deep"),
    "levels of names": (b"{a: " * 240_000, "too-deep"),
    "levels of dashes": (b"- " * 490_000, "too-deep"),
    "levels of keys": (b"? " * 490_000, "too-deep"),
    "levels of lines": (b"".join(b" " * n + b"a:\n" for n in range(1300)), "too-deep"),
    "more than it may": (rule("statement: " + "a" * 1_000_001), "too-large"),
    "many items": (rule("keywords: [" + "a," * 480_000 + "]\n"), "too-large"),
    "many names": (b"".join(b"k%d: a\n" % n for n in range(90_000)), "too-large"),
    "many links": (rule("statement: >-\n  " + "<rule:a> " * 100_000), "too-large"),
    "many faults": (b"".join(b"k%d: a\n" % n for n in range(20_000)), "unknown-field"),
    "many quotes": (rule('statement: "' + "a\n " * 300_000), "yaml-syntax"),
    "many words": (rule("statement: a\n" + "  mot mot\n" * 90_000), ""),
    "one word": (rule("statement: " + "a" * 900_000), ""),
    "many stars": (rule("statement: >-\n  " + "a*b " * 200_000), ""),
    "many brackets": (rule("statement: >-\n  " + "![[" * 300_000), ""),
    "many tabs": (rule("statement:\n" + "\t" * 900_000), "tab-indentation"),
    "a tower of quotes": (rule("statement: |\n  " + ">" * 900_000 + " <a"), ""),
    "an endless number": (b"rank: " + b"9" * 900_000, "missing-field"),
    "a huge exponent": (rule("statement: s\neffective: {from: 1e999999999}\n"), "wrong-value"),
    "a day there is not": (rule("statement: s\neffective: {from: 2026-02-30}\n"), "wrong-value"),
    "a day beyond": (rule("statement: s\neffective: {from: 9999-99-99}\n"), "wrong-value"),
    "the year nought": (rule("statement: s\neffective: {from: 0000-01-01}\n"), "wrong-value"),
    "the end of time": (rule("statement: s\nreview: {last: 9999-12-31}\n"), "future-date"),
    "a way out": (rule("statement: s\nowner: ../../etc/passwd\n"), "wrong-value"),
    "an absolute alias": (rule("statement: s\naliases: [/etc/passwd]\n"), "wrong-value"),
}


@pytest.mark.parametrize("name", TEXTS)
def test_a_text(name: str, data: Path) -> None:
    content, code = TEXTS[name]
    (data / "rules" / "x.yml").write_bytes(content)
    start = time.process_time()
    found = checked(data)
    assert time.process_time() - start < 2
    assert code in {one.code for one in found} if code else not found, found[:3]
    assert all(one.place.file.endswith("rules/x.yml") for one in found)


def test_a_mail_address_without_end(tmp_path: Path) -> None:
    """Patterns that start over at every letter would take hours."""
    long = "a" * 300_000
    persona = (
        f"# personas/responsable-technique.yml\ntraits: [{long}, {long}@, x@{'.' * 300_000}!]\n"
    )
    role = f"# roles/daf.yml\nmail: x@{'.' * 300_000}!\n"
    start = time.process_time()
    found = write(persona + role, tmp_path).check()
    assert time.process_time() - start < 2
    assert [one.code for one in found] == ["wrong-value"]


def folder(path: Path) -> None:
    path.mkdir()
    (path / "y.yml").write_text("a: b")


def vast(path: Path) -> None:
    with path.open("wb") as file:
        file.write(b"statement: ")
        file.truncate(200_000_000)


def listens(path: Path) -> None:
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket may not be long
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(path.name)
    os.chdir(here)


FILES: dict[str, tuple[str, Callable[[Path], Any], str]] = {
    "a folder named x.yml": ("rules/x.yml", folder, "unreadable-file"),
    "a pipe": ("rules/x.yml", os.mkfifo, "unreadable-file"),
    "a socket": ("rules/x.yml", listens, "unreadable-file"),
    "200 MB": ("rules/x.yml", vast, "too-large"),
    "a dangling link": ("rules/x.yml", lambda at: at.symlink_to("nowhere.yml"), "unreadable-file"),
    "a link out": ("rules/x.yml", lambda at: at.symlink_to("/etc/passwd"), "outside-link"),
    "a relative link out": ("rules/x.yml", lambda at: at.symlink_to("../../x"), "outside-link"),
    "a link to a device": ("rules/x.yml", lambda at: at.symlink_to("/dev/zero"), "outside-link"),
    "a link to itself": ("rules/x.yml", lambda at: at.symlink_to("x.yml"), "unreadable-file"),
    "a kind that leads out": ("cases.yml", lambda at: at.symlink_to("/dev/zero"), "outside-link"),
    "capitals": ("rules/Mise-en-concurrence.yml", Path.touch, "bad-file-name"),
    "spaces": ("rules/Mise en concurrence.yml", Path.touch, "bad-file-name"),
    "two dots": ("rules/...yml", Path.touch, ""),
    "a line break": ("rules/a\nb.yml", Path.touch, "bad-file-name"),
    "no character": (os.fsdecode(b"rules/r\xe8gle.yml"), Path.touch, "bad-file-name"),
    "an override": ("rules/a\u202elmy.yml", Path.touch, "bad-file-name"),
    "another ending": ("rules/x.yaml", Path.touch, "bad-file-name"),
    "no kind": ("Rules", Path.mkdir, "unknown-kind"),
    "no settings of ours": ("playbook.yaml", Path.touch, "unknown-kind"),
    "a pipe to download": (
        "assets",
        lambda at: (at.mkdir(), os.mkfifo(at / "x")),
        "unreadable-file",
    ),
    "a loop of folders": (
        "assets",
        lambda at: (at.mkdir(), (at / "x").symlink_to(".")),
        "outside-link",
    ),
    "a link up": ("assets", lambda at: (at.mkdir(), (at / "x").symlink_to("..")), "outside-link"),
    "a link in": (
        "assets",
        lambda at: (at.mkdir(), (at / "x").symlink_to("../playbook.yml")),
        "outside-link",
    ),
    "lost": ("assets", lambda at: (at.mkdir(), (at / "x").symlink_to("y")), "unreadable-file"),
    "folders without end": ("assets/" + "a/" * 900, lambda at: at.mkdir(parents=True), "too-deep"),
    "an asset nobody sees": (
        "assets",
        lambda at: (at.mkdir(), (at / "\u202e").touch()),
        "bad-file-name",
    ),
    "assets that are a file": ("assets", Path.touch, "unreadable-file"),
    "settings as a folder": (
        "playbook.yml",
        lambda at: (at.unlink(), at.mkdir()),
        "unreadable-file",
    ),
    "settings as a list": ("playbook.yml", lambda at: at.write_text("- a\n"), "wrong-shape"),
    "settings as a text": ("playbook.yml", lambda at: at.write_text("a\n"), "wrong-shape"),
    "settings of nothing": ("playbook.yml", lambda at: at.write_text(""), "empty-value"),
    "settings without a name": (
        "playbook.yml",
        lambda at: at.write_text("languages: [fr]\n"),
        "missing-field",
    ),
    "a kind as a list": ("cases.yml", lambda at: at.write_text("- a\n"), "wrong-shape"),
    "an id that leads out": (
        "cases.yml",
        lambda at: at.write_text("../x:\n  title: a\n"),
        "bad-file-name",
    ),
    "an id of dots": ("cases.yml", lambda at: at.write_text("..:\n  title: a\n"), "bad-file-name"),
    "an entry that is a text": ("cases.yml", lambda at: at.write_text("x: y\n"), "wrong-shape"),
}


@pytest.mark.parametrize("name", FILES)
def test_a_file(name: str, data: Path) -> None:
    path, make, code = FILES[name]
    make(data / path)
    start = time.process_time()
    found = checked(data)
    assert time.process_time() - start < 2
    assert [one.code for one in found] == ([code] if code else []), found


@pytest.mark.parametrize(
    ("name", "make", "code"),
    [
        ("", Path.mkdir, "missing-settings"),
        ("", Path.touch, "unreadable-file"),
        ("", lambda _: None, "unreadable-file"),
        ("", lambda at: at.symlink_to("data"), "unreadable-file"),
        ("", lambda at: at.symlink_to("/dev/zero"), "unreadable-file"),
    ],
)
def test_a_data_folder(name: str, make: Callable[[Path], Any], code: str, tmp_path: Path) -> None:
    root = tmp_path / "data"
    make(root)
    assert [one.code for one in checked(root)] == [code]
    if code != "missing-settings":
        assert "data" in checked(root)[0].place.file


def test_a_data_folder_whose_name_is_no_text(tmp_path: Path) -> None:
    root = tmp_path / os.fsdecode(b"donn\xe9es")
    shutil.copytree(SMALL, root)
    (root / "rules" / "x.yml").touch()
    assert [one.code for one in checked(root)] == ["empty-value"]


def test_a_file_that_vanishes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    open_ = os.open

    def vanish(path: Any, *args: Any, **more: Any) -> int:
        if str(path).endswith("mise-en-concurrence.yml"):
            Path(path).unlink()
        return open_(path, *args, **more)

    monkeypatch.setattr(os, "open", vanish)
    found = checked(data)
    assert [one.code for one in found] == ["unreadable-file"]
    assert "no such file" in found[0].message


def test_a_folder_that_vanishes(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scandir = os.scandir

    def vanish(path: Any) -> Any:
        if str(path).endswith("cases"):
            shutil.rmtree(path)
        return scandir(path)

    monkeypatch.setattr(os, "scandir", vanish)
    assert [one.code for one in checked(data)] == ["unreadable-file"]


@pytest.mark.parametrize("path", ["rules/mise-en-concurrence.yml", "cases", "playbook.yml"])
def test_what_may_not_be_read(path: str, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    if os.geteuid():
        (data / path).chmod(0)
    else:  # who is root may read everything: the system's refusal is played
        open_, scandir = os.open, os.scandir

        def refuse(call: Callable[..., Any]) -> Callable[..., Any]:
            def refused(at: Any, *args: Any, **more: Any) -> Any:
                if str(at).endswith(path):
                    raise PermissionError(13, "Permission denied", str(at))
                return call(at, *args, **more)

            return refused

        monkeypatch.setattr(os, "open", refuse(open_))
        monkeypatch.setattr(os, "scandir", refuse(scandir))
    found = checked(data)
    if os.geteuid():
        (data / path).chmod(0o700)
    assert [one.code for one in found] == ["unreadable-file"]
    assert "permission denied" in found[0].message


def test_two_folders_of_one_kind(data: Path) -> None:
    """A kind may be a folder and a file at once; an id may not stand in both."""
    (data / "rules.yml").write_text("mise-en-concurrence:\n  title: T\n")
    found = checked(data)
    assert [one.code for one in found] == ["duplicate-id"]
    assert found[0].place.file.endswith("rules.yml")
    assert found[0].related[0].place.file.endswith("rules/mise-en-concurrence.yml")
