"""How tests search: they type into the dialog, and wait until it says that it is done."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from playbook.search import ASSETS
from playwright.sync_api import Page

from tests.serving import Served

Start = Callable[[str], Served]
# Where the results lead, as soon as the dialog says that they are there.
FOUND = """() => new Promise((done) => {
  const list = document.querySelector("[data-search-list]");
  const look = () => {
    if (list.ariaBusy !== "false") return;
    observer.disconnect();
    done([...list.querySelectorAll(".pb-search__page")].map((link) => link.pathname));
  };
  const observer = new MutationObserver(look);
  observer.observe(list, { attributes: true });
  look();
})"""

# What is read of the index for one word, or of its pages, can be held back.
SLOW = """
  const read = window.fetch;
  window.fetch = async (address) => {
    const late = { search: "/words-", data: "/page-", answer: "/amounts." }[window.late];
    if (late && address.includes(late)) await new Promise((go) => { (window.held ??= []).push(go); });
    return read(address);
  };
"""
HOLDING = """() => new Promise((done) => {
  const look = () => (window.held?.length ? done() : setTimeout(look, 10));
  look();
})"""


def found_in(site: Path, language: str = "fr") -> dict[str, Any]:
    """What is shown of the pages that are found in a site, by where they stand there."""
    about = json.loads((site / ASSETS / f"pages.{language}.json").read_text("utf-8"))
    folder = site / ASSETS / "search" / language
    return {
        f"/{about['below']}{uri}": json.loads(
            gzip.decompress((folder / f"page-{name}.json.gz").read_bytes())
        )
        for uri, name in zip(about["pages"], about["names"], strict=True)
    }


def ask(page: Page, query: str) -> list[str]:
    """Types `query` into the open dialog: the uris of the pages found, in order."""
    page.fill("[data-search-input]", query)
    paths = page.evaluate(FOUND)
    return [path.removeprefix("/") for path in paths]


def press_slash(page: Page) -> None:
    page.wait_for_selector("[data-search-ready]", state="attached")
    page.keyboard.press("/")
