// What a walk looks like: the way lit in the list, a question, the answers given.

import { converted } from "./decision-amount.mjs";
import { about, needed } from "./decision-need.mjs";
import { offer, result } from "./decision-outcome.mjs";
import { element, need, part, said, say, shown, slot } from "./decision-parts.mjs";
import { ahead, answered, held, understood } from "./decision-walk.mjs";
import { all, maybe } from "./elements.mjs";

/**
 * @import { Choice, Measured, Outcome, Question } from "./data.d.ts"
 * @import { Change, Step, Walker } from "./types.d.ts"
 * @import { Slots } from "./decision-parts.mjs"
 */

/** @type {(walker: Walker) => void} */
export function show(walker) {
  const { place, state, title } = walker;
  const { node } = state;
  if (node.outcome === undefined) {
    place.dataset.state = state.answers.size ? "question" : "start";
    place.replaceChildren(...notices(walker), ...question(walker, node));
  } else {
    place.dataset.state = "outcome";
    place.replaceChildren(...notices(walker), result(walker, node, given(walker)));
    offer(walker, node);
  }
  light(walker);
  const heading = need(place, "h3");
  if (document.getElementById("walk-notice")) heading.setAttribute("aria-describedby", "walk-notice");
  document.title = `${heading.textContent} – ${title}`;
}

/** @type {(walker: Walker) => HTMLElement[]} */
function notices(walker) {
  const { graph, format, state } = walker;
  const { impossible, strange, told } = state;
  const notes = [...impossible].map((name) =>
    element("p", say(walker, "impossible", { value: graph.questions.get(name)?.[0].ask })),
  );
  if (strange) notes.push(element("p", say(walker, "strange")));
  // An address made here is of today.
  if (told && !walker.own.has(location.search)) {
    const { revised, since, changes, asks } = told;
    const word = asks ? "asks_now" : changes.length ? "changed" : revised ? "revised" : "same";
    const value = since && format.day(since);
    notes.push(element("p", say(walker, since || word === "same" ? word : `${word}_since`, { value })));
    const { node } = state;
    const list =
      node.outcome === undefined ? [] : changes.map((one) => element("li", change(walker, node, one)));
    if (list.length) notes.push(element("ul", ...list));
  }
  return notes.length ? [part(walker, "notice", { notes })] : [];
}

/** @type {(walker: Walker, node: Outcome, change: Change) => string} */
function change(walker, node, { output, old }) {
  if (output) return say(walker, "now", { label: output.label, new: said(walker, node, output) });
  const label = say(walker, "answer");
  return say(walker, old ? "from_to" : "now", { label, old: old?.title, new: node.title });
}

// ---- a question

/** @type {(walker: Walker, node: Question) => HTMLElement[]} */
function question(walker, node) {
  const { graph, state } = walker;
  const asked = state.path.filter(({ implied, settled }) => !implied && !settled).length;
  const slots = {
    count: say(walker, "count", { at: asked + 1, all: asked + ahead(graph, state) }),
    ask: node.ask,
    help: [...(listed(node)?.querySelector(":scope > .pb-question__help")?.cloneNode(true).childNodes ?? [])],
  };
  if (node.question === graph.need && !node.measure) return [needed(walker, node, slots), ...given(walker)];
  const form = node.measure ? measured(walker, node, slots) : choices(walker, node, slots);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(walker, node, form);
  });
  return [form, ...about(walker), ...given(walker)];
}

/** @type {(walker: Walker, node: Choice, slots: Slots) => HTMLFormElement} */
function choices(walker, node, slots) {
  const before = walker.before.get(node.question);
  const options = node.answers.flatMap(({ id, label }, index) => {
    const option = part(walker, "option", { label });
    const input = slot(option, "input", HTMLInputElement);
    Object.assign(input, { value: id, id: `walk-${index}`, checked: id === before });
    slot(option, "label", HTMLLabelElement).htmlFor = `walk-${index}`;
    return id === "unknown" ? [part(walker, "or"), option] : [option];
  });
  return part(walker, "choices", { ...slots, options }, HTMLFormElement);
}

/** @type {(walker: Walker, node: Measured, slots: Slots) => HTMLFormElement} */
function measured(walker, node, slots) {
  const { graph, format, state, today } = walker;
  const dated = node.measure === "date";
  const unit = node.measure === "money" ? format.currency : (node.unit ?? "");
  const tax = graph.words.taxes[node.tax ?? ""] ?? "";
  const form = part(walker, "measured", { ...slots, unit: `${unit} ${tax}`.trim() }, HTMLFormElement);
  const unknown = slot(form, "unknown", HTMLAnchorElement);
  if (!node.answers.some(({ id }) => id === "unknown")) unknown.remove();
  else unknown.href = walker.path + answered(graph, state.answers, node.question, "unknown", today);
  const field = slot(form, "field", HTMLInputElement);
  const echo = slot(form, "echo");
  const heard = slot(form, "heard");
  if (dated) Object.assign(field, { type: "date", min: node.min ?? "", max: node.max ?? "" });
  const before = walker.before.get(node.question) ?? "";
  field.value = /^-?\d/.test(before) ? before : dated ? today : "";
  // Seen at once, heard when typing pauses: a voice that repeats every digit helps nobody.
  let pause = 0;
  field.addEventListener("input", () => {
    const { value } = understood(graph, [node], field.value);
    echo.textContent =
      value && !dated ? say(walker, "understood", { value: shown(walker, node, value) }) : "";
    clearTimeout(pause);
    pause = setTimeout(() => {
      heard.textContent = echo.textContent;
    }, 1000);
  });
  return form;
}

/** @type {(walker: Walker, node: Question, form: HTMLFormElement) => void} */
function submit(walker, node, form) {
  const chosen = maybe(form, node.measure ? "[data-slot=field]" : ":checked", HTMLInputElement);
  const { value, error, limit, other } = understood(walker.graph, [node], chosen?.value ?? "");
  if (value !== undefined) {
    walker.go(answered(walker.graph, walker.state.answers, node.question, value, walker.today));
    return;
  }
  const message = slot(form, "error");
  // How many days a step of a date has is no date.
  const read = limit && (error === "step_date" ? walker.format.value(limit) : shown(walker, node, limit));
  message.textContent = say(walker, error, { value: read });
  message.hidden = false;
  if (node.measure) slot(form, "ways").replaceChildren(...(other ? ways(walker, node, form, other) : []));
  slot(form, "field").setAttribute("aria-invalid", "true");
  need(form, "input").focus();
}

/**
 * What an amount said with its tax is without it, or the other way round: at each rate, to be taken.
 * @type {(walker: Walker, node: Question, form: HTMLFormElement, other: string) => (string | Node)[]}
 */
function ways(walker, node, form, other) {
  const { tax } = node;
  if (!tax || !walker.graph.vat.length) return [];
  const offered = walker.graph.vat.flatMap((rate) => {
    const figure = converted(other, rate, tax);
    const way = part(walker, "way");
    const [value, percent] = [shown(walker, node, figure), walker.format.value(rate, "number", "%")];
    way.textContent = say(walker, "at_rate", { value, rate: percent });
    way.addEventListener("click", () => {
      const field = slot(form, "field", HTMLInputElement);
      field.value = figure;
      field.dispatchEvent(new Event("input"));
      field.focus();
    });
    return [" ", way];
  });
  return [say(walker, `tax_${tax}_is`), ...offered];
}

// ---- answers, each with its way back

/** @type {(walker: Walker) => HTMLElement[]} */
function given(walker) {
  const { path, node } = walker.state;
  const later = held(walker.graph, walker.state);
  const lists = [];
  if (path.length) lists.push(list(walker, node.outcome ? "why" : "answers", path));
  if (later.length) lists.push(list(walker, "held", later));
  // One way to start again is enough.
  for (const one of lists.slice(0, -1)) slot(one, "again").remove();
  return lists;
}

/** @type {(walker: Walker, heading: "why" | "answers" | "held", steps: Step[]) => HTMLElement} */
function list(walker, heading, steps) {
  const { graph, path, state, today } = walker;
  const rows = steps.map(({ node, value, implied, settled }) => {
    const text = shown(walker, node, value);
    const need = node.question === graph.need;
    const said = need ? "unsaid" : "today";
    const row = part(walker, "answer", {
      ask: node.ask,
      answer: implied || settled ? say(walker, settled ? "settled" : said, { value: text }) : text,
      word: say(walker, implied && !need ? "other_date" : "change"),
      what: node.ask,
    });
    const asks = node.onRequest || settled || need ? "" : undefined;
    const back = answered(graph, state.answers, node.question, asks, today);
    slot(row, "change", HTMLAnchorElement).href = path + back;
    return row;
  });
  const made = part(walker, "answers", { heading: say(walker, heading), list: rows });
  slot(made, "again", HTMLAnchorElement).href = path;
  return made;
}

// ---- the way in the list, the row in the table

/** @type {(asked: Question) => Element | null | undefined} */
const listed = ({ anchor }) => document.getElementById(anchor)?.closest(".pb-question");

/** @type {(walker: Walker) => void} */
function light(walker) {
  const { root, state } = walker;
  const { node, path } = state;
  for (const one of all(root, "[data-lit]")) {
    delete one.dataset.lit;
    need(one, ".pb-lit").remove();
  }
  root.querySelector("[aria-current=step]")?.removeAttribute("aria-current");
  if (node.question) listed(node)?.querySelector("a")?.setAttribute("aria-current", "step");
  const lit = path.flatMap(({ node: asked, branch }) => {
    const list = listed(asked);
    return list ? all(list, `:scope > ol > [data-answer="${asked.answers.indexOf(branch)}"]`) : [];
  });
  const same = `[data-outcome="${node.outcome}"], [data-row="${node.outcome}"]`;
  for (const one of [...lit, ...all(root, same)]) {
    // A word, for who does not see the colour.
    need(one, ".pb-answer__label, h3, th").append(" ", part(walker, "lit"));
    one.dataset.lit = "";
  }
  drawn(walker);
}

/**
 * Lights the way in the drawing of a tree: lines, and the boxes to which they lead. No way leads to the first.
 * @type {(walker: Walker) => void}
 */
function drawn({ root, graph, state }) {
  const walked = state.path.map(({ node, branch }) => {
    return `${graph.nodes.indexOf(node)}.${node.answers?.indexOf(branch)}`;
  });
  const here = walked.at(-1) ?? "";
  for (const one of all(root, "[data-ways]", SVGElement)) {
    const ways = (one.dataset.ways ?? "").split(" ");
    const lit = ways.some((name) => !name || walked.includes(name));
    one.classList.toggle("pb-tree__lit", lit);
    // A dashed box only names what stands elsewhere.
    const current = one.matches("a:not(.pb-tree__box--again)") && ways.includes(here);
    if (current) one.setAttribute("aria-current", "step");
    else one.removeAttribute("aria-current");
    // Over the lines that share a part of it.
    if (lit && one instanceof SVGPathElement) one.parentNode?.append(one);
  }
}
