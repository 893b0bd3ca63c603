// A decision asked one question at a time. The list on the page is the decision; this is comfort.
// Answers live in the address alone: Back, reload, a bookmark and a shared link need no code.

import { formats, today } from "./decision-amount.mjs";
import { part, show } from "./decision-view.mjs";
import { graphOf, read, write } from "./decision-walk.mjs";

let current = null;
let listening = false;

/** Shows the decision of the page below `root`, if it holds one; called for every page shown. */
export function mount(root) {
  const last = current;
  current = null;
  const place = root.querySelector("[data-walk]");
  if (!place) return;
  const graph = graphOf(JSON.parse(root.querySelector("[data-walk-data]").content.textContent));
  const walker = {
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
  // Instant navigation may exchange the page under the reader's feet: nothing is forgotten.
  const again = last?.path === walker.path;
  if (again) Object.assign(walker, { before: last.before, own: last.own, title: last.title });
  current = walker;
  // Shown first: what is hidden has no text as it is seen.
  place.hidden = false;
  const answeredAt = location.hash;
  render(walker);
  prepareList(walker);
  listen();
  if (again && document.activeElement === document.body) focus(walker);
  else if (answeredAt !== location.hash) place.scrollIntoView();
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
  if (listening) return;
  listening = true;
  addEventListener("popstate", reread);
  // Material's stream of addresses, where instant navigation is on.
  window.location$?.subscribe(reread);
  // Before Material hears of it: it would fetch the same page once more.
  document.addEventListener("click", follow, true);
  addEventListener("hashchange", openTarget);
}

function reread() {
  if (!current || location.pathname !== current.path || location.search === current.shown) return;
  render(current);
  focus(current);
}

function follow(event) {
  const link = event.target.closest("a[href]");
  const elsewhere = event.button || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
  if (!current || !link || link.target || elsewhere) return;
  const { origin, pathname, search, hash } = new URL(link.href);
  if (origin !== location.origin || pathname !== current.path) return;
  // A link to an anchor of this page is the browser's.
  if (hash && (!search || search === location.search)) return;
  event.preventDefault();
  event.stopPropagation();
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
