"""What tests ask of a drawing in a browser."""

from playwright.sync_api import Page


def cut(page: Page) -> list[str]:
    """Texts that reach out of their drawing, or into a text beside them."""
    found: list[str] = page.evaluate(
        """() => [...document.querySelectorAll(".pb-picture__drawing")].flatMap((drawing) => {
          const frame = drawing.getBoundingClientRect();
          if (!frame.width) return [];
          const texts = [...drawing.querySelectorAll("text")]
            .map((text) => ({ said: text.textContent, box: text.getBoundingClientRect() }))
            .filter(({ box }) => box.width);
          const out = texts.filter(({ box }) => box.right > frame.right + 0.5 || box.left < frame.left - 0.5
            || box.bottom > frame.bottom + 4);
          const over = texts.filter(({ box }, at) => texts.some(({ box: other }, place) => place !== at
            && box.left < other.right - 1 && other.left < box.right - 1
            && box.top < other.bottom - 5 && other.top < box.bottom - 5));
          return [...out, ...over].map(({ said }) => said);
        })"""
    )
    return found
