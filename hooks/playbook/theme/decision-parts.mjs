// The parts that decision.html.j2 wrote, to be cloned and filled.
//
// Text goes in as text. Markup comes from the page itself, by cloning.
import { needs } from "./elements.mjs";

/**
 * @import { Outcome, Output, Question, Words } from "./data.d.ts"
 * @import { Walker } from "./types.d.ts"
 */

export const { need } = needs("decision");

/**
 * What goes into each slot of a part; one given null goes away.
 * @typedef {Record<string, string | Node | (string | Node)[] | null>} Slots
 */

/**
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} made
 * @param {string} name
 * @param {new () => T} [type]
 */
export const slot = (made, name, type) => need(made, `[data-slot="${name}"]`, type);

/**
 * A part of the template, its slots filled with texts and nodes.
 * @template {HTMLElement} [T=HTMLElement]
 * @param {Walker} walker
 * @param {string} name
 * @param {Slots} [slots]
 * @param {new () => T} [type]
 */
export function part({ parts, graph }, name, slots = {}, type) {
  const made = /** @type {T} */ (need(parts.content, `[data-part="${name}"]`, type).cloneNode(true));
  for (const [key, content] of Object.entries(slots)) {
    const place = slot(made, key);
    if (content === null) place.remove();
    else place.replaceChildren(...[content].flat());
    if (typeof content === "string" && graph.lent.includes(content)) place.lang = graph.lender;
  }
  return made;
}

/**
 * The words called so, filled with `values`.
 * @param {Walker} walker
 * @param {Exclude<keyof Words, "taxes">} name
 * @param {Record<string, unknown>} [values]
 */
export function say({ graph }, name, values = {}) {
  return graph.words[name].replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
}

/**
 * @param {string} tag
 * @param {(string | Node)[]} content
 */
export function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

/**
 * What an outcome says of an output.
 * @type {(walker: Walker, outcome: Outcome, output: Output) => string}
 */
export const said = (walker, { says }, { id }) => [says[id] ?? say(walker, "none")].flat().join(", ");

/**
 * A value as it is read; an id reads as its label.
 * @type {(walker: Walker, asked: Question, value: string) => string}
 */
export function shown({ format }, asked, value) {
  const named = asked.answers.find(({ id }) => id === value);
  return named?.label ?? format.value(value, asked.measure, asked.unit);
}
