import { all } from "./elements.mjs";

// The button that changes the colours, on the page that does without the theme's own script. What is chosen is
// kept as that script keeps it, so that the other pages have it too.
const PARTS = ["media", "scheme", "primary", "accent"];

/** @param {Document} root */
export function mount(root) {
  const choices = all(root, "[name=__palette]", HTMLInputElement);
  /** @type {(chosen: HTMLInputElement) => void} */
  const show = (chosen) => {
    chosen.checked = true;
    for (const one of choices) {
      // The label beside a choice leads to the next one.
      if (one.nextElementSibling instanceof HTMLElement) one.nextElementSibling.hidden = one !== chosen;
    }
  };
  for (const [index, one] of choices.entries()) {
    if (one.dataset.mdColorScheme === root.body.dataset.mdColorScheme) show(one);
    one.addEventListener("change", () => {
      const color = Object.fromEntries(
        PARTS.map((part) => [part, one.getAttribute(`data-md-color-${part}`) ?? ""]),
      );
      for (const [part, value] of Object.entries(color))
        root.body.setAttribute(`data-md-color-${part}`, value);
      __md_set("__palette", { index, color });
      show(one);
    });
  }
}
