"""A playbook of one's own, begun from the package as it is installed elsewhere: checked, built, complete."""

import re
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path
from zipfile import ZipFile

import pytest
from playbook.commands.init import begin
from playbook.commands.known import RefusedError

from tests.conftest import DAY, ROOT

EDITORS = {
    "README.md",
    "CONTRIBUTING.md",
    "Makefile",
    "mkdocs.yml",
    ".gitignore",
    "deploy/README.md",
}


class Installed:
    """The package, installed from its wheel; what it needs is lent by the tests' own environment."""

    def __init__(self, folder: Path) -> None:
        build = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)]
        subprocess.run(build, cwd=ROOT, check=True, capture_output=True)
        (self.wheel,) = folder.glob("*.whl")
        venv.create(folder / "venv")
        self._bin = folder / "venv" / "bin"
        pip = [sys.executable, "-m", "pip", "--python", str(self._bin / "python"), "install"]
        subprocess.run([*pip, "--quiet", "--no-deps", str(self.wheel)], check=True)
        lent = folder / "venv" / sysconfig.get_path("purelib", vars={"base": "."})
        (lent / "lent.pth").write_text(sysconfig.get_path("purelib"), "utf-8")

    def run(self, *words: str, within: Path) -> str:
        """What a module run as a program says, errors with it."""
        done = subprocess.run(
            [self._bin / "python", "-m", *words],
            cwd=within,
            env={"PLAYBOOK_DATE": DAY, "NO_MKDOCS_2_WARNING": "1", "PATH": "/usr/bin:/bin"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout
        return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Installed:
    return Installed(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def begun(installed: Installed, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A playbook that was just begun."""
    top = tmp_path_factory.mktemp("begun")
    assert installed.run("playbook", "init", "guide", within=top).startswith("wrote guide/\n")
    return top / "guide"


def held(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and not {"site", "__pycache__"} & set(path.parts)
    }


def test_it_is_whole_and_right(installed: Installed, begun: Path) -> None:
    assert held(begun).keys() >= EDITORS
    assert installed.run("playbook", "check", "--strict", within=begun) == (
        "5 entries: 0 errors, 0 warnings\n"
    )
    said = installed.run("playbook", "decide", "je-dois-acheter", "montant=6000", within=begun)
    assert "Comparez trois devis" in said


def test_it_is_built(installed: Installed, begun: Path) -> None:
    installed.run("playbook.edges", "site", within=begun)
    assert {path.name for path in (begun / "site").iterdir()} == {"staff", "buyers"}
    home = (begun / "site/staff/index.html").read_text("utf-8")
    assert 'href="decisions/je-dois-acheter/"' in home
    assert "Votre entreprise" in home
    installed.run("mkdocs", "build", "--strict", "-q", "-d", "site/alone", within=begun)
    assert (begun / "site/alone/assets/playbook/search/fr").is_dir()


def test_its_pipelines_know_its_readers_and_no_other(begun: Path) -> None:
    github = (begun / ".github/workflows/playbook.yml").read_text("utf-8")
    gitlab = (begun / ".gitlab-ci.yml").read_text("utf-8")
    assert re.findall("path: site/([a-z]+)/\n", github) == ["staff", "buyers"]
    assert "AUDIENCE: [staff, buyers]\n" in gitlab
    for text in (github, gitlab):
        assert "management" not in text
        assert "requirements.lock" not in text
        assert "requirements.txt" in text
        assert "the generator's by its version" in text
        assert "# PIP_FIND_LINKS: " in text
        assert "tests/" not in text


def test_it_depends_on_the_version_that_began_it(installed: Installed, begun: Path) -> None:
    name, _, version = (begun / "requirements.txt").read_text("utf-8").strip().partition("==")
    assert installed.wheel.name.startswith(f"{name.replace('-', '_')}-{version}-")


def test_what_its_makefile_calls_is_in_the_package(installed: Installed, begun: Path) -> None:
    make = (begun / "Makefile").read_text("utf-8")
    locks = [
        name.replace("$*", "zensical") for name in re.findall(r"/(requirements\S*\.lock)", make)
    ]
    assert locks == ["requirements.lock", "requirements-zensical.lock"]
    with ZipFile(installed.wheel) as wheel:
        for name in locks:
            assert wheel.read(f"playbook/{name}") == (ROOT / name).read_bytes()


@pytest.mark.parametrize("sample", [False, True])
def test_its_documents_name_only_what_is_there(sample: bool, tmp_path: Path) -> None:
    begin(tmp_path / "guide", sample)
    top = tmp_path / "guide"
    for name in ("README.md", "CONTRIBUTING.md", "deploy/README.md"):
        text, folder = (top / name).read_text("utf-8"), (top / name).parent
        for link in re.findall(r"\]\(([^)#:]+)(?:#[^)]*)?\)", text):
            assert (folder / link).exists(), link
    readme = (top / "README.md").read_text("utf-8")
    for path in re.findall(r"`((?:playbook_data|docs|deploy)/[a-z/._-]*)`", readme):
        assert (top / path).exists(), path


def test_its_french_keeps_to_french_typography(begun: Path) -> None:
    text = (begun / "README.md").read_text("utf-8")
    prose = re.sub(r"(?ms)^```.*?^```$|`[^`\n]*`|\]\([^)]*\)", "", text)
    assert not re.findall(r".{12}(?: [;:!?»]|« |').*", prose)


def test_with_the_sample_it_holds_what_the_sample_does(
    installed: Installed, tmp_path: Path
) -> None:
    installed.run("playbook", "init", "--sample", "guide", within=tmp_path)
    for name in ("playbook_data", "playbook_confidential"):
        assert held(tmp_path / "guide" / name) == held(ROOT / name)
    pipeline = (tmp_path / "guide/.gitlab-ci.yml").read_text("utf-8")
    assert "AUDIENCE: [staff, buyers, management, head]\n" in pipeline


def test_where_the_generator_is_worked_on_the_same_is_written(begun: Path, tmp_path: Path) -> None:
    begin(tmp_path / "guide", sample=False)
    assert held(tmp_path / "guide") == held(begun)


@pytest.mark.parametrize("held_there", ["a file in it", "a file of that name"])
def test_what_is_there_already_is_left_alone(held_there: str, tmp_path: Path) -> None:
    there = tmp_path / "guide"
    if held_there == "a file in it":
        there.mkdir()
        (there / "a.txt").write_text("mine", "utf-8")
    else:
        there.write_text("mine", "utf-8")
    before = held(tmp_path)
    with pytest.raises(RefusedError, match=r"guide (holds something already|cannot be written)"):
        begin(there, sample=False)
    assert held(tmp_path) == before


def test_a_repository_that_is_still_empty_is_begun_in(tmp_path: Path) -> None:
    subprocess.run(["git", "init", "-q", str(tmp_path)], check=True)
    begin(tmp_path, sample=False)
    assert (tmp_path / "playbook_data/playbook.yml").exists()


def test_a_full_disk_leaves_nothing_to_be_in_the_way(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write, written = Path.write_bytes, []

    def full(path: Path, content: bytes) -> int:
        written.append(path)
        if len(written) > 5:
            raise OSError(28, "No space left on device")
        return write(path, content)

    monkeypatch.setattr(Path, "write_bytes", full)
    with pytest.raises(RefusedError, match="No space left on device"):
        begin(tmp_path / "guide", sample=False)
    monkeypatch.undo()
    assert held(tmp_path) == {}
