import { all, needs } from "./elements.mjs";
import { fold } from "./fold.mjs";

const { need, text } = needs("index");

// The filters of an index. What is chosen stands in the address, so that a filtered list can be shared.
/** @param {Document} root */
export function mount(root) {
  for (const form of all(root, "[data-filter]", HTMLFormElement)) {
    filter(form, root);
  }
}

/** @type {(form: HTMLFormElement, root: Document) => void} */
function filter(form, root) {
  const output = need(form, "[data-filter-count]");
  const [every, some] = [text(output, "data-all"), text(output, "data-some")];
  const nothing = need(form, "[data-filter-none]");
  const groups = all(root, "[data-group]");
  const items = all(root, "[data-filtered] > *").map((element) => ({
    element,
    text: fold(`${element.textContent} ${element.dataset.words ?? ""}`),
  }));

  const read = () =>
    [...new FormData(form)]
      .map(([name, value]) => ({ name, value: String(value).trim() }))
      .filter(({ value }) => value);

  function show() {
    const chosen = read();
    let shown = 0;
    for (const item of items) {
      const fits = chosen.every(({ name, value }) => holds(item, name, value));
      item.element.hidden = !fits;
      shown += Number(fits);
    }
    for (const group of groups) group.hidden = !group.querySelector("[data-filtered] > :not([hidden])");
    nothing.hidden = shown > 0;
    output.textContent = chosen.length ? some.replace("{shown}", String(shown)) : every;
    const address = new URL(location.href);
    address.search = String(new URLSearchParams(chosen.map(({ name, value }) => [name, value])));
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // An address from elsewhere may name what is no choice here: a select then keeps « all ».
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    else if (field instanceof HTMLSelectElement && [...field.options].some((one) => one.value === value)) {
      field.value = value;
    }
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show)); // the fields are emptied after the event
  show();
}

/**
 * `q` asks for words anywhere in the item; any other name for one of the values of its `data-<name>`.
 * @type {(item: { element: HTMLElement, text: string }, name: string, value: string) => boolean}
 */
function holds({ element, text }, name, value) {
  if (name === "q")
    return fold(value)
      .split(/\s+/)
      .every((word) => text.includes(word));
  const values = element.getAttribute(`data-${name.replaceAll("_", "-")}`) ?? "";
  return values.split(" ").includes(value);
}
