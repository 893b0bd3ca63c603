"""Pictures on a phone: nothing is cut, every part is reached, and axe finds nothing in either scheme."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import BrowserContext

from tests.drawn import cut

Open = Callable[..., BrowserContext]
PHONE = {"width": 360, "height": 800}
PICTURES = (
    "perimeters/", "personas/", "personas/responsable-technique/", "roadmap/", "communication/",
)  # fmt: skip


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_on_a_phone_nothing_is_cut_and_axe_finds_nothing(
    open_context: Open, sample: str, scheme: str
) -> None:
    page = open_context(viewport=PHONE, color_scheme=scheme).new_page()
    for uri in PICTURES:
        page.goto(sample + uri)
        assert page.locator(".pb-picture__drawing").count(), uri
        assert not cut(page), uri
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], uri
        letters = page.locator(".pb-picture text").evaluate_all(
            "all => all.map((one) => parseFloat(getComputedStyle(one).fontSize))"
        )
        assert min(letters) >= 10, uri
        page.evaluate("document.querySelectorAll('details').forEach((one) => { one.open = true })")
        found = Axe().run(page, context=".pb-picture", options={"resultTypes": ["violations"]})
        assert not found.response["violations"], uri


@pytest.mark.browser
def test_every_part_that_stands_for_an_entry_is_reached_without_script(
    open_context: Open, sample: str
) -> None:
    page = open_context(java_script_enabled=False, viewport=PHONE).new_page()
    for uri in PICTURES:
        page.goto(sample + uri)
        links = page.locator(".pb-picture__drawing a")
        assert links.count(), uri
        for at in range(links.count()):
            box = links.nth(at).bounding_box()
            assert box is not None
            assert min(box["width"], box["height"]) >= 24, links.nth(at).text_content()
        links.first.focus()
        page.keyboard.press("Enter")
        page.wait_for_url(lambda address, uri=uri: not address.endswith(uri))
