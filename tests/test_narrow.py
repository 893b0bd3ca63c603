"""On a phone of 360 px nothing scrolls sideways, no text is clipped and no word is broken."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import BrowserContext, Page

from tests.searching import ask
from tests.serving import Served
from tests.test_pages import EDITIONS, apart, visit
from tests.walking import NEED, NOW, TWO_QUOTES

ASKED = {
    NEED + "?couvert=non",
    NEED + "?couvert=non&urgence=non&risque=standard",
    NEED + TWO_QUOTES,
}
"""A decision on the way, where it asks an amount, and its answer."""
SEARCHED = ("fournisseur", "28 000 €", "zzzzzz")
CUT = r"""() => {
  const found = [];
  const shown = (one) => one.checkVisibility({ visibilityProperty: true, opacityProperty: true });
  const said = (one) => one.textContent.trim().slice(0, 50);
  const wide = document.documentElement.scrollWidth;
  if (wide > innerWidth) found.push(`scrolls to ${wide} px`);
  // The drawer's levels lie beside each other; what only search or a listener reads has no room.
  for (const one of document.querySelectorAll("body :not(.md-sidebar__scrollwrap)")) {
    const over = one.scrollWidth > one.clientWidth && one.clientWidth > 1;
    if (over && /hidden|clip/.test(getComputedStyle(one).overflowX) && shown(one)) {
      found.push(`clipped ${one.tagName}.${one.className}: ${said(one)}`);
    }
  }
  const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const range = document.createRange();
  while (texts.nextNode()) {
    const text = texts.currentNode;
    if (!text.data.trim() || !shown(text.parentElement)) continue;
    for (const { index, 0: word } of text.data.matchAll(/[\p{L}\p{N}]{2,}/gu)) {
      range.setStart(text, index);
      range.setEnd(text, index + word.length);
      const [first, ...others] = [...range.getClientRects()].filter(({ width }) => width > 1);
      if (others.some(({ top }) => top >= first.bottom - 1)) {
        found.push(`broken ${word}: ${said(text.parentElement)}`);
      }
    }
  }
  return found;
}"""


@pytest.fixture
def phone(open_context: Callable[..., BrowserContext]) -> Page:
    context = open_context(viewport={"width": 360, "height": 800})
    context.clock.set_fixed_time(NOW)
    return context.new_page()


def cut(page: Page, where: str) -> Iterator[str]:
    yield from (f"{where}: {one}" for one in page.evaluate(CUT))


@pytest.mark.parametrize("audience", EDITIONS)
def test_nothing_is_cut_on_a_page_of_any_kind(
    phone: Page, built: Callable[[str], Path], served: Callable[[str], Served], audience: str
) -> None:
    found: list[str] = []
    for uri in apart(built, audience):
        visit(phone, served(audience).address + uri)
        found += cut(phone, uri)
    assert found == []


def test_nothing_is_cut_while_one_is_asked(phone: Page, served: Callable[[str], Served]) -> None:
    found: list[str] = []
    for uri in sorted(ASKED):
        phone.goto(served("staff").address + uri)
        phone.wait_for_selector("[data-walk]:not([hidden])")
        found += cut(phone, uri)
    assert found == []


def test_nothing_is_cut_in_the_search_or_the_drawer(
    phone: Page, served: Callable[[str], Served]
) -> None:
    visit(phone, served("head").address)
    phone.locator(".md-header label[for=__drawer]").click()
    found = [*cut(phone, "drawer")]
    phone.reload()
    phone.get_by_role("button", name="Chercher").first.click()
    for text in SEARCHED:
        ask(phone, text)
        found += cut(phone, f"search {text}")
    assert found == []


FAULTS = {
    "scrolls": '<p style="width: 30rem">A wide thing</p>',
    "clipped": '<p style="width: 3rem; overflow: hidden; white-space: nowrap">A long line</p>',
    "broken": '<p style="width: 3rem; overflow-wrap: anywhere">renouvellements</p>',
}


@pytest.mark.parametrize(("fault", "html"), FAULTS.items())
def test_what_is_cut_is_seen(phone: Page, fault: str, html: str) -> None:
    phone.set_content(html)
    assert [one.split()[1] for one in cut(phone, "here")] == [fault]
