"""What people come for, done on a phone as they do it: counted in clicks and questions."""

import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import unquote

import pytest
import yaml
from playwright.sync_api import BrowserContext, Locator, Page, expect

from tests.conftest import ROOT
from tests.serving import Served
from tests.walking import NOW

TASKS: dict[str, list[dict[str, Any]]] = yaml.safe_load(
    (ROOT / "tests/data/tasks.yml").read_text("utf-8")
)
SIZE = {"width": 360, "height": 800}
PHONE = {"viewport": SIZE, "has_touch": True, "permissions": ["clipboard-read", "clipboard-write"]}
QUESTIONS = 5
"""No employee answers more."""
SCREENS = 4
"""No thumb scrolls further, all in all."""
SECONDS = 30
"""Time is told, not judged: beyond this something hangs."""
FIELDS = "input:not([type=radio]):not([type=checkbox]), textarea"
LEADS_AWAY = """one => {
  const link = one.closest("a[href]");
  return link !== null && link.pathname !== location.pathname;
}"""
# Where questions are asked, what stands beside them is there before the script that asks.
PAGE = "article:not(:has([data-walk])), [data-walk]"
FOLDED = "details:not([open]) > :not(summary), details:not([open]) > :not(summary) *"


class Hand:
    """What does a task, and counts: clicks, fields typed into, questions asked, screens scrolled."""

    def __init__(self, page: Page, elsewhere: Callable[[str, str], Page]) -> None:
        self.page, self.elsewhere = page, elsewhere
        self.clicks = self.typed = 0
        self.scrolled = 0.0
        self.asked: set[str] = set()

    def does(self, step: dict[str, Any]) -> None:
        [(what, with_)] = step.items()
        getattr(self, what)(with_)

    def click(self, words: str) -> None:
        self._tap(self._read(words, exact=True))

    def type(self, text: str) -> None:
        field = self.page.locator(f":is({FIELDS}):focus")
        if not field.count():
            field = self.page.locator("main").locator(FIELDS).locator("visible=true").first
            self._tap(field)
        field.fill(text)
        self.typed += 1

    def press(self, key: str) -> None:
        self._reach(self.page.locator(":focus"))
        self.page.keyboard.press(key)
        self.clicks += 1

    def opens(self, addresses: dict[str, list[str]]) -> None:
        for words, held in addresses.items():
            link = self.page.get_by_role("link", name=words).locator("visible=true").first
            address = plain(unquote(str(link.get_attribute("href"))))
            assert [text for text in held if text not in address] == [], address
            self._reach(link)
            self.clicks += 1

    def colleague(self, audience: str) -> None:
        self.page = self.elsewhere(audience, self.pasted())
        self.page.wait_for_selector("[data-walk]:not([hidden])")

    def pasted(self) -> str:
        return plain(self.page.evaluate("navigator.clipboard.readText()"))

    def sees(self, words: str) -> None:
        self._reach(self._read(words))

    def _read(self, words: str, *, exact: bool = False) -> Locator:
        # On a phone the drawer stands beside what one sees; and what is folded has its place already.
        over = self.page.locator("dialog[open]")
        here = over if over.count() else self.page.locator(PAGE)
        seen = here.get_by_text(words, exact=exact).and_(self.page.locator(f":not({FOLDED})"))
        found = seen.locator("visible=true").first
        expect(found, words).to_be_visible()
        return found

    def _tap(self, what: Locator) -> None:
        self._reach(what)
        self.clicks += 1
        if what.evaluate(LEADS_AWAY):
            with self.page.expect_navigation():
                what.tap()
        else:
            what.tap()

    def _reach(self, what: Locator) -> None:
        """Scrolls there as a thumb does, no further than it must; what is asked meanwhile is read."""
        self.asked |= {*self.page.locator(".pb-step__ask:visible").all_inner_texts()}
        box = what.bounding_box()
        assert box is not None
        above, below = box["y"], box["y"] + box["height"] - SIZE["height"]
        if above < 0 or below > 0:
            self.scrolled += (below if below > 0 else -above) / SIZE["height"]
            what.scroll_into_view_if_needed()


def plain(text: str) -> str:
    """With ordinary spaces, as the tasks are written."""
    return " ".join(text.split())


def cases() -> Iterator[Any]:
    for audience, tasks in TASKS.items():
        yield from (pytest.param(audience, one, id=one["wants"][:40]) for one in tasks)


def test_they_are_twenty() -> None:
    assert {audience: len(tasks) for audience, tasks in TASKS.items()} == {"staff": 12, "buyers": 8}


@pytest.mark.parametrize(("audience", "task"), [*cases()])
def test_a_task_is_done_in_few_clicks(
    audience: str,
    task: dict[str, Any],
    served: Callable[[str], Served],
    open_context: Callable[..., BrowserContext],
) -> None:
    def opened(address: str) -> Page:
        context = open_context(**PHONE)
        context.clock.set_fixed_time(NOW)
        page = context.new_page()
        page.goto(address)
        return page

    def elsewhere(other: str, link: str) -> Page:
        return opened(link.replace(home, served(other).address))

    home = served(audience).address
    begun = time.monotonic()
    hand = Hand(opened(home), elsewhere)
    for step in task["steps"]:
        hand.does(step)
    for words in task["see"]:
        hand.sees(words)
    if "copied" in task:
        assert [text for text in task["copied"] if text not in hand.pasted()] == []
    seconds = time.monotonic() - begun
    print(
        f"\n{hand.clicks} clicks, {hand.typed} typed, {len(hand.asked)} questions, "
        f"{hand.scrolled:.1f} screens, {seconds:.1f} s: {task['wants']}"
    )
    assert hand.clicks <= task["clicks"]
    assert len(hand.asked) <= task["questions"]
    assert audience != "staff" or len(hand.asked) <= QUESTIONS
    assert hand.scrolled <= SCREENS
    assert seconds < SECONDS
