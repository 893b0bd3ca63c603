"""Pictures of every kind of page, phone and desktop, light and dark, for looking at.

python -m tests.screenshots screenshots            every kind of page, into an ignored folder
python -m tests.screenshots --readme docs/pictures  the four of the README
"""

import html
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from tests import machine
from tests.conftest import ROOT, at_home, run_mkdocs
from tests.serving import Served
from tests.test_pages import kinds_of_pages

SIZES = {"desktop": (1440, 900), "phone": (360, 800)}
ANSWER = "decisions/besoin-d-achat/?couvert=non&urgence=non&risque=standard&montant=12000"
README = {
    "decision": (ANSWER, (1280, 1100), ".pb-walk"),
    "persona": ("personas/responsable-technique/", (1280, 6000), ".pb-page"),
    "strategies": ("strategies/", (1440, 3000), ".pb-compare"),
}


def every_kind(browser: Browser, address: str, site: Path, folder: Path) -> None:
    """One picture a kind of page, size and scheme; and of a decision's answer."""
    for size, (width, height) in SIZES.items():
        for scheme in ("light", "dark"):
            page = browser.new_page(
                viewport={"width": width, "height": height}, color_scheme=scheme
            )
            for uri in (*kinds_of_pages(site), ANSWER):
                page.goto(address + uri, wait_until="networkidle")
                name = uri.split("?")[0].strip("/").replace("/", "-") or "home"
                name += "-answer" if "?" in uri else ""
                page.screenshot(path=folder / f"{name}-{size}-{scheme}.png", full_page=True)
            page.close()


def of_the_readme(browser: Browser, address: str, folder: Path) -> None:
    """A walked decision, a persona's two faces, the strategies side by side, an error."""
    for name, (uri, (width, height), selector) in README.items():
        page = browser.new_page(viewport={"width": width, "height": height})
        page.goto(address + uri, wait_until="networkidle")
        page.locator(selector).first.screenshot(path=folder / f"{name}.png")
        page.close()
    page = browser.new_page(viewport={"width": 1000, "height": 300})
    page.set_content(f"<pre>{'<br>'.join(map(html.escape, an_error()))}</pre>")
    page.add_style_tag(
        content="pre { font: 16px/1.5 monospace; padding: 1.2em; margin: 0; "
        "background: #10161d; color: #e8edf2; display: inline-block }"
    )
    page.locator("pre").screenshot(path=folder / "error.png")


def an_error() -> Iterator[str]:
    """What `playbook check` says of a role that is misspelt by one letter."""
    with tempfile.TemporaryDirectory() as name:
        data = Path(name) / "playbook_data"
        subprocess.run(["cp", "-r", str(ROOT / "playbook_data"), name], check=True)
        rule = data / "rules/mise-en-concurrence.yml"
        text = rule.read_text("utf-8")
        rule.write_text(text.replace("owner: directeur-achats", "owner: directeur-achat"), "utf-8")
        done = subprocess.run(
            [sys.executable, "-m", "playbook", "check"],
            cwd=name,
            env={**os.environ, "COLUMNS": "100"},
            capture_output=True,
            text=True,
            check=False,
        )
    yield "$ playbook check"
    yield from (line for line in done.stdout.splitlines() if "warning" not in line)


def main(arguments: list[str]) -> int:
    readme = arguments[:1] == ["--readme"]
    folder = Path(arguments[-1])
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        site = Path(name) / "site"
        run_mkdocs(site, PLAYBOOK_AUDIENCE="head")
        served = Served(site)
        browser = playwright.chromium.launch(
            executable_path=machine.chromium(), args=machine.FLAGS, env=at_home(Path(name))
        )
        if readme:
            of_the_readme(browser, served.address, folder)
        else:
            every_kind(browser, served.address, site, folder)
        browser.close()
        served.stop()
    print(f"wrote {len(list(folder.glob('*.png')))} pictures into {folder}/")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
