// What the search dialog lists: a page, and the sections of it in which something was found.

/** @import { Excerpt } from "./types.d.ts" */

/**
 * A page with its sections; `label` is the word for its kind.
 * @type {(found: { page: Excerpt, sections: Excerpt[], kind: string }, index: number, label: string) => HTMLElement}
 */
export function group({ page, sections, kind }, index, label) {
  const id = `search-${index}`;
  const attributes = { role: "group", "aria-labelledby": `${id}-title`, class: "pb-search__group" };
  return element(
    "div",
    attributes,
    option(page, id, "pb-search__page", kind && label),
    ...sections.map((section, at) => option(section, `${id}-${at}`, "pb-search__section")),
  );
}

/** @type {(found: Excerpt, id: string, name: string, kind?: string) => HTMLElement} */
function option({ title, url, excerpt }, id, name, kind) {
  const pieces = excerpt.map(({ text, hit }) => (hit ? element("mark", {}, text) : text));
  return element(
    "a",
    { role: "option", id, href: url, class: name, tabindex: "-1" },
    element("span", { class: "pb-search__title", id: `${id}-title` }, title),
    ...(kind ? [" ", element("span", { class: "pb-search__kind" }, kind)] : []),
    " ",
    element("span", { class: "pb-search__excerpt" }, ...pieces),
  );
}

/** @type {(name: string, attributes: Record<string, string>, ...content: (string | Node)[]) => HTMLElement} */
function element(name, attributes, ...content) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  made.append(...content);
  return made;
}
