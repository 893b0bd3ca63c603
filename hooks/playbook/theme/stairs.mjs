// The stairs of the thresholds: the reader's amount lights its step. On the page of a decision it stands in the
// address, and the answers before it say which stairs are his; elsewhere he types it.

import { amount, compare, plain, today } from "./decision-amount.mjs";
import { all, maybe, needs } from "./elements.mjs";

/** @import { WalkNode } from "./data.d.ts" */

const { need, text } = needs("stairs");
const LIT = "pb-stairs__step--lit";

/** @param {Document} root */
export function mount(root) {
  for (const form of all(root, "[data-stairs] form", HTMLFormElement)) typed(form);
  const box = maybe(root, "[data-stairs-box]", HTMLDetailsElement);
  const data = maybe(root, "[data-walk-data]", HTMLTemplateElement);
  if (box && data) follow(root, box, data);
}

/** @type {(form: HTMLFormElement) => void} */
function typed(form) {
  const figure = need(form.ownerDocument, "[data-stairs]:has(form)");
  const said = need(form, "output", HTMLOutputElement);
  const signs = text(form, "data-signs").split("|");
  const show = () => {
    const { value } = need(form, "input", HTMLInputElement);
    const range = light(figure, amount(value, signs));
    said.textContent = range ? text(said, "data-said") + range : "";
  };
  form.addEventListener("input", show);
  show(); // of what was typed before the script was there
}

/**
 * Lights the step of an amount, and says its range.
 * @type {(figure: HTMLElement, answer: string | null | undefined) => string}
 */
function light(figure, answer) {
  let range = "";
  // « Je ne sais pas » lights nothing.
  const value = plain(answer ?? "");
  for (const step of all(figure, "g", SVGGElement)) {
    const { low, high } = step.dataset;
    const above = !low || (value && compare(low, value, "money") <= 0);
    const lit = Boolean(value && above && (!high || compare(value, high, "money") <= 0));
    step.classList.toggle(LIT, lit);
    if (lit) range = text(step, "data-range");
  }
  return range;
}

/**
 * Shows the stairs to which the answers in the address lead, and the amount among them.
 * @type {(root: Document, box: HTMLDetailsElement, data: HTMLTemplateElement) => Promise<void>}
 */
async function follow(root, box, data) {
  const { graphOf, read } = await import("./decision-walk.mjs");
  const graph = graphOf(JSON.parse(data.content.textContent ?? ""));
  const figures = all(box, "[data-stairs]");
  const show = () => {
    const { answers, path, node } = read(graph, location.search, today());
    /** @type {Set<WalkNode | undefined>} */
    const ahead = new Set([...path.map((step) => step.node), node]);
    for (const one of ahead) {
      if (path.some((step) => step.node === one)) continue;
      for (const { to } of one?.answers ?? []) ahead.add(graph.nodes[to]);
    }
    const shown = figures.find((one) => ahead.has(graph.nodes[Number(text(one, "data-place"))]));
    for (const one of figures) one.hidden = one !== shown;
    box.hidden = !shown;
    if (shown) light(shown, answers.get(text(shown, "data-stairs")));
  };
  show();
  // The walk is shown anew after each answer, and the address says which.
  new MutationObserver(show).observe(need(root, "[data-walk]"), { childList: true, subtree: true });
}
