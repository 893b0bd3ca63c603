// A decision asked one question at a time. The list on the page is the decision; this is comfort.
// Answers live in the address alone: Back, reload, a bookmark and a shared link need no code.

import { formats, today } from "./decision-amount.mjs";
import { part, show } from "./decision-view.mjs";
import { graphOf, read, write } from "./decision-walk.mjs";

let current = null;

/** Shows the decision of the page below `root`, if it holds one. */
export function mount(root) {
  const place = root.querySelector("[data-walk]");
  if (!place) return;
  const graph = graphOf(JSON.parse(root.querySelector("[data-walk-data]").content.textContent));
  current = {
    root,
    place,
    graph,
    parts: root.querySelector("[data-walk-parts]"),
    format: formats(graph.language, graph.currency, graph.first),
    path: location.pathname,
    title: document.title,
    go,
    // What its reader answered before, offered when a question comes back; the addresses made here.
    before: new Map(),
    own: new Set(),
  };
  // Shown first: what is hidden has no text as it is seen.
  place.hidden = false;
  const answeredAt = location.hash;
  render(current);
  prepareList(current);
  listen();
  if (answeredAt !== location.hash) place.scrollIntoView();
}

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
  for (const link of document.querySelectorAll("a[hreflang]")) link.search = location.search;
}

function go(search) {
  if (search === location.search) return;
  current.own.add(search);
  history.pushState(null, "", current.path + search);
  render(current);
  focus(current);
}

// The heading is read out and in view; nothing else moves.
function focus({ place }) {
  place.querySelector("h3").focus({ preventScroll: true });
  const { top } = place.getBoundingClientRect();
  if (top < 0 || top > innerHeight / 2) place.scrollIntoView();
}

function listen() {
  addEventListener("popstate", reread);
  document.addEventListener("click", follow);
  addEventListener("hashchange", openTarget);
}

function reread() {
  if (location.search === current.shown) return;
  render(current);
  focus(current);
}

function follow(event) {
  const link = event.target.closest("a[href]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!link || link.target || elsewhere) return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || pathname !== current.path) return;
  // A link to an anchor of this page is the browser's.
  if (hash && (!search || search === location.search)) return;
  event.preventDefault();
  if (link.dataset.slot === "again") current.before.clear();
  go(search);
}

function prepareList(walker) {
  const box = walker.root.querySelector("[data-walk-tree]");
  const folds = part(walker, "folds");
  folds.addEventListener("click", ({ target }) => {
    const { fold } = target.dataset;
    if (fold) for (const one of box.querySelectorAll("details")) one.open = fold === "open";
  });
  box.querySelector("summary").after(folds);
  box.open = false;
  openTarget();
}

function openTarget() {
  const target = location.hash && document.getElementById(location.hash.slice(1));
  for (let one = target; one; one = one.parentElement) if (one.matches("details")) one.open = true;
}
