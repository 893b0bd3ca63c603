"""How tests search: they type into the dialog, and wait until it says that it is done."""

from collections.abc import Callable

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
    const late = { search: "/index/", data: "/fragment/" }[window.late];
    if (late && address.includes(late)) await new Promise((go) => { (window.held ??= []).push(go); });
    return read(address);
  };
"""
HOLDING = """() => new Promise((done) => {
  const look = () => (window.held?.length ? done() : setTimeout(look, 10));
  look();
})"""


def ask(page: Page, query: str) -> list[str]:
    """Types `query` into the open dialog: the uris of the pages found, in order."""
    page.fill("[data-search-input]", query)
    paths = page.evaluate(FOUND)
    return [path.removeprefix("/") for path in paths]


def press_slash(page: Page) -> None:
    page.wait_for_selector("[data-search-ready]", state="attached")
    page.keyboard.press("/")
