// A decision asked one question at a time. The list on the page is the decision; this is comfort.
// Answers live in the address alone: Back, reload, a bookmark and a shared link need no code.

import { formats, today } from "./decision-amount.mjs";
import { need, part } from "./decision-parts.mjs";
import { show } from "./decision-view.mjs";
import { graphOf, read, write } from "./decision-walk.mjs";
import { all, maybe } from "./elements.mjs";

/** @import { Walker } from "./types.d.ts" */

/**
 * Shows the decision of the page below `root`.
 * @param {Document} root
 */
export function mount(root) {
  const data = need(root, "[data-walk-data]", HTMLTemplateElement).content.textContent;
  const graph = graphOf(JSON.parse(data ?? ""));
  const day = today();
  /** @type {Walker} */
  const walker = {
    root,
    place: need(root, "[data-walk]"),
    graph,
    parts: need(root, "[data-walk-parts]", HTMLTemplateElement),
    format: formats(graph.language, graph.currency, graph.first),
    path: location.pathname,
    title: document.title,
    go: (search) => go(walker, search),
    before: new Map(),
    own: new Set(),
    today: day,
    state: read(graph, location.search, day),
    shown: "",
  };
  // Shown first: what is hidden has no text as it is seen.
  walker.place.hidden = false;
  const listed = maybe(root, "[data-needs]")?.closest(".pb-section");
  if (listed instanceof HTMLElement) listed.hidden = true;
  const answeredAt = location.hash;
  render(walker);
  prepareList(walker);
  addEventListener("popstate", () => reread(walker));
  document.addEventListener("click", (event) => follow(walker, event));
  addEventListener("hashchange", openTarget);
  if (answeredAt !== location.hash) walker.place.scrollIntoView();
}

/** @type {(walker: Walker) => void} */
function render(walker) {
  walker.today = today();
  walker.state = read(walker.graph, location.search, walker.today);
  show(walker);
  const { answers, impossible, strange, told } = walker.state;
  for (const [name, value] of answers) walker.before.set(name, value);
  // What was dropped leaves the address; one that tells what changed keeps telling it. A hash that
  // leads to an outcome is for pages without script.
  const keep = told && !strange && !impossible.size;
  const search = keep ? location.search : write(walker.graph, walker.state);
  const hash = answers.size ? location.hash.replace(/^#outcome-.*/, "") : location.hash;
  if (search !== location.search || hash !== location.hash) {
    history.replaceState(history.state, "", walker.path + search + hash);
    if (!keep) walker.own.add(search);
  }
  walker.shown = location.search;
  // The same answer in the other language.
  for (const link of all(document, "a[hreflang]", HTMLAnchorElement)) link.search = location.search;
}

/** @type {(walker: Walker, search: string) => void} */
function go(walker, search) {
  if (search === location.search) return;
  walker.own.add(search);
  history.pushState(null, "", walker.path + search);
  render(walker);
  focus(walker);
}

/**
 * The heading is read out and in view; nothing else moves.
 * @type {(walker: Walker) => void}
 */
function focus({ place }) {
  need(place, "h3").focus({ preventScroll: true });
  const { top } = place.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) place.scrollIntoView();
}

/** @type {(walker: Walker) => void} */
function reread(walker) {
  if (location.search === walker.shown) return;
  render(walker);
  focus(walker);
}

/** @type {(walker: Walker, event: MouseEvent) => void} */
function follow(walker, event) {
  const link = event.target instanceof Element && event.target.closest("a[href]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!(link instanceof HTMLAnchorElement) || link.target || elsewhere) return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || pathname !== walker.path) return;
  // A link to an anchor of this page is the browser's.
  if (hash && (!search || search === location.search)) return;
  event.preventDefault();
  if (link.dataset.slot === "again") walker.before.clear();
  go(walker, search);
}

/** @type {(walker: Walker) => void} */
function prepareList(walker) {
  const box = need(walker.root, "[data-walk-tree]", HTMLDetailsElement);
  const folds = part(walker, "folds");
  for (const button of all(folds, "[data-fold]")) {
    button.addEventListener("click", () => {
      for (const one of all(box, "details", HTMLDetailsElement)) one.open = button.dataset.fold === "open";
    });
  }
  need(box, "summary").after(folds);
  for (const one of all(walker.root, "details[data-shut]", HTMLDetailsElement)) one.open = false;
  // Below the question, which stays in view; on a phone it is one line.
  const tree = maybe(walker.root, "[data-tree]", HTMLDetailsElement);
  if (tree && matchMedia("(min-width: 60em)").matches) tree.open = true;
  openTarget();
}

function openTarget() {
  const target = document.getElementById(location.hash.slice(1));
  let shut = false;
  for (let one = target; one; one = one.parentElement) {
    if (!(one instanceof HTMLDetailsElement)) continue;
    shut ||= !one.open;
    one.open = true;
  }
  // Who was there before this script is still there when it has shut what stands above.
  if (shut) target?.scrollIntoView();
}
