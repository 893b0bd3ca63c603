// Opens the search dialog, wherever one is. What happens in it comes once it is used.

import { needs } from "./elements.mjs";

const { need, text } = needs("search");

// Words are typed here: no key may open the search from it. A radio or a checkbox is not such a place.
const WRITING =
  "textarea, select, [contenteditable]:not([contenteditable=false]), " +
  "input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=reset], [type=range])";

// What is loaded with the dialog, all at once.
const PARTS = ["excerpt", "finder", "fold", "loading", "nearest", "results", "search-last", "words"];

/** @type {(event: Event, selector: string) => HTMLElement | null} */
const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

/** @param {Document} root */
export function mount(root) {
  const dialog = need(root, "[data-search]", HTMLDialogElement);
  const input = need(dialog, "[data-search-input]", HTMLInputElement);
  /** @type {Promise<import("./search-dialog.mjs").Search> | undefined} */
  let loaded;

  async function open(query = "") {
    if (!dialog.open) dialog.showModal();
    input.focus();
    const before = input.value;
    try {
      loaded ??= load(dialog);
      const search = await loaded;
      // Who was faster than the script goes on typing.
      if (input.value === before) search.open(query);
      else await search.run();
    } catch (error) {
      loaded = undefined;
      need(dialog, "[data-search-failed]").hidden = false;
      console.error("search:", error);
    }
  }

  root.addEventListener("click", (event) => {
    const opener = around(event, "[data-search-open]");
    if (opener) open(opener.dataset.searchOpen);
  });
  root.addEventListener("keydown", (event) => {
    const written = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
    const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
    if (!chord && !(written && !around(event, WRITING))) return;
    event.preventDefault();
    open();
  });
  document.documentElement.dataset.searchReady = ""; // shows the buttons
}

/** @param {HTMLDialogElement} dialog */
async function load(dialog) {
  const language = document.documentElement.lang.toLowerCase();
  const begun = fetch(`${text(dialog, "data-assets")}pages.${language}.json`).then((answer) =>
    answer.ok ? answer.json() : Promise.reject(answer.status),
  );
  begun.catch(() => {}); // the finder asks again, and says so
  for (const part of PARTS) import(`./${part}.mjs`).catch(() => {});
  const { Search } = await import("./search-dialog.mjs");
  const search = new Search(dialog, begun);
  search.listen();
  return search;
}
