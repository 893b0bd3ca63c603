import { fold } from "./fold.mjs";

// The filters of an index. What is chosen stands in the address, so that a filtered list can be shared.
export function mount(root) {
  for (const form of root.querySelectorAll("[data-filter][hidden]")) {
    const list = form.closest(".pb-page").querySelector("[data-filtered]");
    if (list) filter(form, list);
  }
}

function filter(form, list) {
  const output = form.querySelector("[data-filter-count]");
  const items = [...list.children].map((element) => ({
    element,
    text: fold(`${element.textContent} ${element.dataset.words ?? ""}`),
  }));

  const read = () =>
    [...new FormData(form)].map(([name, value]) => [name, value.trim()]).filter(([, value]) => value);

  function show() {
    const chosen = read();
    let shown = 0;
    for (const item of items) {
      const fits = chosen.every(([name, value]) => holds(item, name, value));
      item.element.hidden = !fits;
      shown += fits;
    }
    const { all, some } = output.dataset;
    output.textContent = chosen.length ? some.replace("{shown}", shown) : all;
    const address = new URL(location.href);
    address.search = new URLSearchParams(chosen);
    if (address.href !== location.href) history.replaceState(history.state, "", address);
  }

  // An address from elsewhere may name what is no choice here: a select then keeps « all ».
  for (const [name, value] of new URLSearchParams(location.search)) {
    const field = form.elements.namedItem(name);
    if (field instanceof HTMLInputElement) field.value = value;
    else if (field && [...field.options].some((option) => option.value === value)) field.value = value;
  }

  form.hidden = false;
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show)); // the fields are emptied after the event
  show();
}

// `q` asks for words anywhere in the item; any other name for one of the values of its `data-<name>`.
function holds({ element, text }, name, value) {
  if (name === "q")
    return fold(value)
      .split(/\s+/)
      .every((word) => text.includes(word));
  const values = element.getAttribute(`data-${name.replaceAll("_", "-")}`) ?? "";
  return values.split(" ").includes(value);
}
