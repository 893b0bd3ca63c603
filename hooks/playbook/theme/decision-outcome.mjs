// What a walk has led to: the outcome with why, what lies beside it, and what one takes along.
import { copied } from "./copy.mjs";
import { workdaysAfter } from "./decision-amount.mjs";
import { prepare } from "./decision-documents.mjs";
import { mailbox, orders } from "./decision-need.mjs";
import { need, part, said, say, slot } from "./decision-parts.mjs";
import { differing, neighbours, write } from "./decision-walk.mjs";
import { all, maybe } from "./elements.mjs";

/**
 * @import { Outcome, Output } from "./data.d.ts"
 * @import { Neighbour, Walker } from "./types.d.ts"
 */

/**
 * The outcome as the page shows it, with what it means today; `why` are the answers that led here.
 * @type {(walker: Walker, node: Outcome, why: HTMLElement[]) => HTMLElement}
 */
export function result(walker, node, why) {
  const { graph, format, root, state, today } = walker;
  const shown = need(root, `[data-outcome="${node.outcome}"]`);
  const copy = /** @type {HTMLElement} */ (shown.cloneNode(true));
  for (const one of all(copy, "[id]")) one.removeAttribute("id");
  maybe(copy, ".pb-lit")?.remove();
  need(copy, "h3").tabIndex = -1;
  for (const { id, measure } of graph.outputs) {
    const days = measure === "working-days" && node.days?.[id];
    if (!days) continue;
    const value = format.weekday(workdaysAfter(today, days, graph.holidays));
    const by = part(walker, "by", { by: say(walker, "by", { value }) });
    need(copy, `[data-output="${id}"] dd`).append(by);
  }
  const done = maybe(copy, ".pb-outcome__advice") ?? need(copy, "h3");
  done.after(...orders(walker, node));
  const near = neighbours(graph, state, today).map((one) => neighbour(walker, node, one));
  return part(walker, "outcome", {
    said: [...copy.childNodes],
    why,
    ...(near.length ? { neighbours: near } : { near: null }),
    ...(mailbox(walker) ? {} : { mail: null }),
  });
}

/** @type {(walker: Walker, here: Outcome, there: Neighbour) => HTMLElement} */
function neighbour(walker, here, { words, query, node }) {
  const asks = node.outcome === undefined;
  const made = part(walker, "neighbour", {
    edge: words,
    title: asks ? say(walker, "asks") : node.title,
    facts: asks ? [] : differing(walker.graph, here, node).map((one) => fact(walker, node, one)),
  });
  slot(made, "edge", HTMLAnchorElement).href = walker.path + query;
  return made;
}

/** @type {(walker: Walker, outcome: Outcome, output: Output) => HTMLElement} */
const fact = (walker, outcome, output) =>
  part(walker, "fact", { label: output.label, value: said(walker, outcome, output) });

/**
 * What one may do with an outcome, once it is on the page: only there can its text be read as it is seen.
 * @type {(walker: Walker, node: Outcome) => void}
 */
export function offer(walker, node) {
  const { graph, format, place, path, state } = walker;
  const link = (graph.stands ?? location.origin + path) + write(graph, state, true);
  const text = plainText(walker, link);
  const subject = say(walker, "subject", { title: graph.title, outcome: node.title });
  const mail = maybe(place, "[data-slot=mail]", HTMLAnchorElement);
  if (mail) {
    const [about, body] = [subject, text.replaceAll("\n", "\r\n")].map(encodeURIComponent);
    mail.href = `mailto:${mailbox(walker)}?subject=${about}&body=${body}`;
  }
  slot(place, "printed").textContent = say(walker, "printed", { day: format.day(walker.today), link });
  /** @type {(name: string, act: () => void) => void} */
  const on = (name, act) => need(place, `[data-do=${name}]`).addEventListener("click", act);
  const field = slot(place, "text", HTMLTextAreaElement);
  /** @type {(content: string, done: "copied_text" | "copied_link") => void} */
  const copy = (content, done) => {
    copied(content, field, slot(place, "done"), {
      copied: say(walker, done),
      byHand: say(walker, "by_hand"),
    });
  };
  on("text", () => copy(text, "copied_text"));
  on("link", () => copy(link, "copied_link"));
  on("print", () => print());
  prepare(walker, text);
}

/** @type {(walker: Walker, link: string) => string} */
function plainText(walker, link) {
  const { graph, place } = walker;
  // innerText leaves out what is hidden.
  /** @type {(one: Element | null | undefined) => string} */
  const seen = (one) => (one instanceof HTMLElement ? one.innerText.trim().replace(/\s*\n\s*/g, ", ") : "");
  /** @type {(within: Element, join: (label: string, value: string) => string) => string[]} */
  const pairs = (within, join) =>
    all(within, "dt").map((one) => join(seen(one), seen(one.nextElementSibling)));
  const outcome = slot(place, "said");
  const facts = pairs(outcome, (label, value) => say(walker, "now", { label, new: value }));
  const blocks = [
    [graph.title, seen(need(outcome, "h3"))],
    all(outcome, ".pb-outcome__advice > *").map(seen),
    [...facts, seen(maybe(outcome, ".pb-outcome__rules"))],
    [say(walker, "why"), ...pairs(slot(place, "why"), (ask, answer) => `${ask} ${answer}`)],
    [link],
  ];
  return blocks
    .map((lines) => lines.filter(Boolean).join("\n"))
    .filter(Boolean)
    .join("\n\n");
}
