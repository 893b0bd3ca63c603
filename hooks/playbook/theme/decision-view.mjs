// What a walk looks like: the parts that decision.html.j2 wrote, filled; the way lit in the list.
//
// Text goes in as text. Markup comes from the page itself, by cloning.

import { workdaysAfter } from "./decision-amount.mjs";
import { answered, differing, held, neighbours, understood, write } from "./decision-walk.mjs";

const slot = (made, name) => made.querySelector(`[data-slot="${name}"]`);

/** A part of the template, each slot filled with texts and nodes; one given null goes away. */
export function part({ parts, graph }, name, slots = {}) {
  const made = parts.content.querySelector(`[data-part="${name}"]`).cloneNode(true);
  for (const [key, content] of Object.entries(slots)) {
    if (content === null) slot(made, key).remove();
    else slot(made, key).replaceChildren(...[content].flat());
    if (graph.lent.includes(content)) slot(made, key).lang = graph.lender;
  }
  return made;
}

function say({ graph }, name, values = {}) {
  return graph.words[name].replace(/\{(\w+)\}/g, (_, key) => values[key]);
}

function element(tag, ...content) {
  const made = document.createElement(tag);
  made.append(...content);
  return made;
}

export function show(walker) {
  const { place, state, title } = walker;
  const { outcome } = state.node;
  place.dataset.state = outcome ? "outcome" : state.answers.size ? "question" : "start";
  place.replaceChildren(...notices(walker), ...(outcome ? result(walker) : question(walker)));
  if (outcome) offer(walker);
  light(walker);
  const heading = place.querySelector("h3");
  if (document.getElementById("walk-notice")) heading.setAttribute("aria-describedby", "walk-notice");
  document.title = `${heading.textContent} – ${title}`;
}

function notices(walker) {
  const { graph, format, state } = walker;
  const { impossible, strange, told } = state;
  const notes = [...impossible].map((name) =>
    element("p", say(walker, "impossible", { value: graph.questions.get(name)[0].ask })),
  );
  if (strange) notes.push(element("p", say(walker, "strange")));
  // An address made here is of today.
  if (told && !walker.own.has(location.search)) {
    const { revised, since, changes, asks } = told;
    const word = asks ? "asks_now" : changes.length ? "changed" : revised ? "revised" : "same";
    const value = since && format.day(since);
    notes.push(element("p", say(walker, since || word === "same" ? word : `${word}_since`, { value })));
    const list = changes.map((one) => element("li", change(walker, one)));
    if (list.length) notes.push(element("ul", ...list));
  }
  return notes.length ? [part(walker, "notice", { notes })] : [];
}

function change(walker, { output, old }) {
  const { node } = walker.state;
  return say(walker, old ? "from_to" : "now", {
    label: output?.label ?? say(walker, "answer"),
    old: output ? old && walker.format.value(old, output.measure) : old?.title,
    new: output ? said(walker, node, output) : node.title,
  });
}

const said = (walker, { says }, { id }) => [says[id] ?? say(walker, "none")].flat().join(", ");

// ---- a question

function question(walker) {
  const { graph, state } = walker;
  const { node, answers } = state;
  const asked = state.path.filter(({ implied }) => !implied).length;
  const slots = {
    count: say(walker, "count", { at: asked + 1, all: asked + graph.ahead.get(node) + (node.onRequest ? 1 : 0) }),
    ask: node.ask,
    help: [...(listed(node)?.querySelector(":scope > .pb-question__help")?.cloneNode(true).childNodes ?? [])],
  };
  const form = node.measure ? measured(walker, slots) : choices(walker, slots);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(walker, form);
  });
  return [...(answers.size ? [] : starts(walker)), form, ...given(walker)];
}

function starts(walker) {
  const form = part(walker, "start");
  const select = form.querySelector("select");
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    if (select.value) walker.go(`?${select.value}`);
  });
  return select.length > 1 ? [form] : [];
}

function choices(walker, slots) {
  const { node } = walker.state;
  const before = walker.before.get(node.question);
  const options = node.answers.flatMap(({ id, label }, index) => {
    const option = part(walker, "option", { label });
    Object.assign(slot(option, "input"), { value: id, id: `walk-${index}`, checked: id === before });
    slot(option, "label").htmlFor = `walk-${index}`;
    return id === "unknown" ? [part(walker, "or"), option] : [option];
  });
  return part(walker, "choices", { ...slots, options });
}

function measured(walker, slots) {
  const { graph, format, state, today } = walker;
  const { node, answers } = state;
  const dated = node.measure === "date";
  const unit = node.measure === "money" ? format.currency : (node.unit ?? "");
  const form = part(walker, "measured", { ...slots, unit: `${unit} ${graph.words.taxes[node.tax] ?? ""}`.trim() });
  const unknown = slot(form, "unknown");
  if (!node.answers.some(({ id }) => id === "unknown")) unknown.remove();
  else unknown.href = walker.path + answered(graph, answers, node.question, "unknown", today);
  const field = slot(form, "field");
  if (dated) Object.assign(field, { type: "date", min: node.min ?? "", max: node.max ?? "" });
  const before = walker.before.get(node.question);
  field.value = /^-?\d/.test(before) ? before : dated ? today : "";
  // Seen at once, heard when typing pauses: a voice that repeats every digit helps nobody.
  let pause;
  field.addEventListener("input", () => {
    const { value } = understood(graph, [node], field.value);
    const echo = value && !dated ? say(walker, "understood", { value: shown(walker, node, value) }) : "";
    slot(form, "echo").textContent = echo;
    clearTimeout(pause);
    pause = setTimeout(() => (slot(form, "heard").textContent = echo), 1000);
  });
  return form;
}

/** A value as it is read; an id reads as its label. */
function shown({ format }, { answers, measure, unit }, value) {
  return answers.find(({ id }) => id === value)?.label ?? format.value(value, measure, unit);
}

function submit(walker, form) {
  const { node, answers } = walker.state;
  const field = slot(form, "field");
  const text = node.measure ? field.value : (form.querySelector(":checked")?.value ?? "");
  const { value, error, limit } = understood(walker.graph, [node], text);
  if (value) {
    walker.go(answered(walker.graph, answers, node.question, value, walker.today));
    return;
  }
  const message = slot(form, "error");
  // How many days a step of a date has is no date.
  const of = error === "step_date" ? { answers: [] } : node;
  message.textContent = say(walker, error, { value: limit && shown(walker, of, limit) });
  message.hidden = false;
  field.setAttribute("aria-invalid", "true");
  (node.measure ? field : form.querySelector("input")).focus();
}

// ---- answers, each with its way back

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

function list(walker, heading, steps) {
  const { graph, path, state, today } = walker;
  const rows = steps.map(({ node, value, branch, implied }) => {
    const text = shown(walker, node, value);
    const row = part(walker, "answer", {
      ask: node.ask,
      answer: implied ? say(walker, "today", { value: text }) : text,
      word: say(walker, implied ? "other_date" : "change"),
      what: node.ask,
    });
    const back = answered(graph, state.answers, node.question, node.onRequest ? "" : undefined, today);
    slot(row, "change").href = path + back;
    return row;
  });
  const made = part(walker, "answers", { heading: say(walker, heading), list: rows });
  slot(made, "again").href = path;
  return made;
}

// ---- an outcome

function result(walker) {
  const { graph, format, root, state, today } = walker;
  const { node } = state;
  const copy = root.querySelector(`[data-outcome="${node.outcome}"]`).cloneNode(true);
  for (const one of copy.querySelectorAll("[id]")) one.removeAttribute("id");
  copy.querySelector(".pb-lit")?.remove();
  copy.querySelector("h3").tabIndex = -1;
  for (const { id, measure } of graph.outputs) {
    const days = measure === "working-days" && Number(node.marks[id]);
    if (!days) continue;
    const value = format.weekday(workdaysAfter(today, days, graph.holidays));
    copy.querySelector(`[data-output="${id}"] dd`).append(part(walker, "by", { by: say(walker, "by", { value }) }));
  }
  const near = neighbours(graph, state, today).map((one) => neighbour(walker, one));
  return [
    part(walker, "outcome", {
      said: [...copy.childNodes],
      why: given(walker),
      ...(near.length ? { neighbours: near } : { near: null }),
      ...(graph.contact ? {} : { mail: null }),
    }),
  ];
}

function neighbour(walker, { words, query, node }) {
  const facts = node.outcome ? differing(walker.graph, walker.state.node, node) : [];
  const made = part(walker, "neighbour", {
    edge: words,
    title: node.title ?? say(walker, "asks"),
    facts: facts.map((one) => part(walker, "fact", { label: one.label, value: said(walker, node, one) })),
  });
  slot(made, "edge").href = walker.path + query;
  return made;
}

// Once it is on the page: only there can its text be read as it is seen.
function offer(walker) {
  const { graph, format, place, path, state } = walker;
  const link = location.origin + path + write(graph, state, true);
  const text = plainText(walker, link);
  const subject = say(walker, "subject", { title: graph.title, outcome: state.node.title });
  const mail = slot(place, "mail");
  if (mail) {
    const [about, body] = [subject, text.replaceAll("\n", "\r\n")].map(encodeURIComponent);
    mail.href = `mailto:${graph.contact}?subject=${about}&body=${body}`;
  }
  slot(place, "printed").textContent = say(walker, "printed", { day: format.day(walker.today), link });
  const actions = {
    text: () => copyText(walker, text, "copied_text"),
    link: () => copyText(walker, link, "copied_link"),
    print: () => print(),
  };
  for (const one of place.querySelectorAll("[data-do]")) one.addEventListener("click", actions[one.dataset.do]);
}

function plainText(walker, link) {
  const { graph, place } = walker;
  // innerText leaves out what only search reads.
  const seen = (one) => one?.innerText.trim().replace(/\s*\n\s*/g, ", ") ?? "";
  const pairs = (within, join) =>
    [...within.querySelectorAll("dt")].map((one) => join(seen(one), seen(one.nextElementSibling)));
  const outcome = slot(place, "said");
  const blocks = [
    [graph.title, seen(outcome.querySelector("h3"))],
    [...outcome.querySelectorAll(".pb-outcome__advice > *")].map(seen),
    [...pairs(outcome, (label, value) => say(walker, "now", { label, new: value })), seen(outcome.querySelector(".pb-outcome__rules"))],
    [say(walker, "why"), ...pairs(slot(place, "why"), (ask, answer) => `${ask} ${answer}`)],
    [link],
  ];
  return blocks.map((lines) => lines.filter(Boolean).join("\n")).filter(Boolean).join("\n\n");
}

async function copyText(walker, text, done) {
  const field = slot(walker.place, "text");
  const status = slot(walker.place, "done");
  try {
    await navigator.clipboard.writeText(text);
    status.textContent = say(walker, done);
  } catch {
    // No clipboard without https: one copies what is selected.
    field.hidden = false;
    field.value = text;
    field.select();
    status.textContent = say(walker, "by_hand");
  }
}

// ---- the way in the list, the row in the table

const listed = ({ anchor }) => document.getElementById(anchor)?.closest(".pb-question");

function light(walker) {
  const { root, state } = walker;
  const { node, path } = state;
  for (const one of root.querySelectorAll("[data-lit]")) {
    delete one.dataset.lit;
    one.querySelector(".pb-lit").remove();
  }
  root.querySelector("[aria-current=step]")?.removeAttribute("aria-current");
  if (node.question) listed(node)?.querySelector("a").setAttribute("aria-current", "step");
  const lit = path.map(({ node: asked, branch }) =>
    listed(asked)?.querySelector(`:scope > ol > [data-answer="${asked.answers.indexOf(branch)}"]`),
  );
  const same = `[data-outcome="${node.outcome}"], [data-row="${node.outcome}"]`;
  for (const one of [...lit, ...root.querySelectorAll(same)]) {
    // A word, for who does not see the colour.
    one?.querySelector(".pb-answer__label, h3, th").append(" ", part(walker, "lit"));
    if (one) one.dataset.lit = "";
  }
}
