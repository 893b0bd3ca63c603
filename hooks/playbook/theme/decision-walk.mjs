// Where answers lead: data in, data out. The graph is that of decisions/data.py, with its words.
//
// An answer is text: the id of a choice, plain digits, a day as 2026-04-01, or `unknown`.

/**
 * @import { Answer, Outcome, Output, Question, WalkData, WalkNode } from "./data.d.ts"
 * @import { Change, Graph, Neighbour, News, Places, Read, State, Step, Understood } from "./types.d.ts"
 */
import { addressed, amount, calendarDay, compare, onStep, plain, taxed } from "./decision-amount.mjs";

const UNKNOWN = "unknown";
const UNSURE = /^(unknown|inconnu|\?)$/i;
// An address is whatever anybody writes: more answers, or longer ones, are nobody's.
const MOST = 100;

/** @type {(graph: WalkData, place: number) => WalkNode} */
function nodeAt({ nodes }, place) {
  const node = nodes[place];
  if (!node) throw new Error(`decision needs the node ${place}: its graph has none`);
  return node;
}

/**
 * The graph with its questions by id, and how many questions may lie `ahead` of each node.
 * @type {(data: WalkData) => Graph}
 */
export function graphOf(data) {
  /** @type {Graph["questions"]} */
  const questions = new Map();
  /** @type {Graph["ahead"]} */
  const ahead = new Map();
  for (const node of data.nodes) {
    if (node.question === undefined) continue;
    const places = questions.get(node.question);
    if (places) places.push(node);
    else questions.set(node.question, [node]);
  }
  // Children last, so they come first.
  for (const node of [...data.nodes].reverse()) {
    const after = (node.answers ?? []).map(({ to }) => ahead.get(nodeAt(data, to)) ?? 0);
    ahead.set(node, node.question ? Math.max(...after) + (node.onRequest ? 0 : 1) : 0);
  }
  return { ...data, questions, ahead };
}

/**
 * What `text`, typed or in an address, answers to a question: `{value}`, or `{error, limit}`: the word
 * for what is wrong.
 * @type {(graph: Graph, nodes: Places, text: string) => Understood}
 */
export function understood({ signs }, nodes, text) {
  const offered = nodes.flatMap(({ answers }) => answers);
  const { measure, min, max, step, unit, tax } = nodes[0];
  text = text.trim();
  if (offered.some(({ id }) => id === text)) return { value: text };
  if (UNSURE.test(text) && offered.some(({ id }) => id === UNKNOWN)) return { value: UNKNOWN };
  if (!measure) return { error: "choice" };
  const beside = unit ? [unit.toLowerCase(), ...signs] : signs;
  const value = measure === "date" ? calendarDay(text) : amount(text, beside, tax);
  const said = taxed(text);
  const other = tax && said && said !== tax && amount(text, beside, said);
  if (other) return { error: `tax_${tax}`, other };
  if (!value) return { error: measure };
  if (min && compare(value, min, measure) < 0) return { error: "min", limit: min };
  if (max && compare(value, max, measure) > 0) return { error: "max", limit: max };
  if (!onStep(value, min, step, measure)) {
    return { error: measure === "date" ? "step_date" : "step", limit: step };
  }
  return { value: measure === "date" ? value : addressed(value, measure) };
}

/** @type {(asked: Question, value: string) => Answer | undefined} */
function branchOf({ answers, measure, min, step }, value) {
  const named = answers.find(({ id }) => id === value);
  const figure = !named && measure && (measure === "date" ? calendarDay(value) : plain(value));
  if (!figure || !onStep(figure, min, step, measure)) return named;
  /** @type {(range: Answer) => boolean} */
  const within = ({ low, high }) =>
    (!low || compare(low, figure, measure) <= 0) && (!high || compare(figure, high, measure) <= 0);
  return answers.find((one) => one.id !== UNKNOWN && within(one));
}

/**
 * How far `answers` lead: the path, and the node reached; a date on request is today's.
 * @type {(graph: Graph, answers: Map<string, string>, today: string) => State}
 */
export function walk(graph, answers, today) {
  /** @type {Step[]} */
  const path = [];
  let node = nodeAt(graph, graph.start);
  while (node.question) {
    const given = answers.get(node.question);
    const implied = given === undefined && Boolean(node.onRequest);
    const value = implied ? today : given;
    const branch = value && branchOf(node, value);
    if (!value || !branch)
      return { answers, path, node, misfit: value && !implied ? node.question : undefined };
    path.push({ node, value, branch, implied });
    node = nodeAt(graph, branch.to);
  }
  return { answers, path, node };
}

/**
 * What an address says, as far as it can be trusted: how far it leads, and what it does not know:
 *
 * questions answered as they cannot be (`impossible`), questions nobody asks (`strange`); and what
 * it tells of its day (`told`). An empty answer asks for a date that would be today's.
 * @type {(graph: Graph, search: string, today: string) => Read}
 */
export function read(graph, search, today) {
  const [made, said] = graph.marks;
  const query = new URLSearchParams(search);
  /** @type {State["answers"]} */
  const answers = new Map();
  /** @type {Read["impossible"]} */
  const impossible = new Set();
  const given = [...query].filter(([name]) => !graph.marks.includes(name));
  const most = Math.max(MOST, graph.questions.size);
  let strange = given.length > most;
  for (const [name, text] of given.slice(0, most)) {
    const nodes = graph.questions.get(name);
    if (!nodes) strange = true;
    else if (!text && nodes[0].onRequest) answers.set(name, "");
    else {
      const value = text.length > MOST ? undefined : understood(graph, nodes, text).value;
      if (value && !answers.has(name)) answers.set(name, value);
      else impossible.add(name);
    }
  }
  // An answer may be right elsewhere and impossible on this way.
  let state = walk(graph, answers, today);
  for (; state.misfit; state = walk(graph, answers, today)) {
    answers.delete(state.misfit);
    impossible.add(state.misfit);
  }
  const told = compared(graph, state, query.get(made) ?? "", query.get(said) ?? "");
  return { ...state, impossible, strange, told };
}

/**
 * Whether the decision was `revised` since an address was made, on which day (`since`), and what
 * the outcome says otherwise (`changes`, with the `old` figure where there is one).
 * @type {(graph: Graph, state: State, made: string, said: string) => News | undefined}
 */
function compared(graph, { node, path }, made, said) {
  if (!/^[0-9a-f]{1,64}$/.test(made) || !/^[a-z0-9][a-z0-9._-]{0,2000}$/.test(said)) return undefined;
  const [was, ...parts] = said.split("_");
  const revised = made !== graph.fingerprint;
  /** @type {Change[]} */
  const changes = [];
  if (node.outcome === undefined) return revised ? { since: graph.since, changes, asks: true } : undefined;
  const outcomes = graph.nodes.filter((one) => one.outcome !== undefined);
  if (was !== node.outcome) changes.push({ old: outcomes.find(({ outcome }) => outcome === was) });
  for (const output of graph.outputs) {
    const old = parts.find((one) => one.startsWith(`${output.id}.`))?.slice(output.id.length + 1);
    if (old === node.marks[output.id]) continue;
    const figure = output.measure && old && /^(-?\d{1,15}(\.\d{1,6})?|\d{4}-\d\d-\d\d)$/.test(old);
    changes.push({ output, old: figure ? old : undefined });
  }
  // The same decision answers otherwise on another day: then that day is the one to tell.
  const days = changes.length ? path.filter(({ implied }) => implied).map(({ branch }) => branch.low) : [];
  const since = [revised ? graph.since : null, ...days]
    .filter((day) => day != null)
    .sort()
    .at(-1);
  return { revised, since, changes };
}

/**
 * Answers given already to questions that may still come.
 * @type {(graph: Graph, state: State) => Step[]}
 */
export function held(graph, { answers, node }) {
  const open = new Set([node]);
  for (const one of open) for (const { to } of one.answers ?? []) open.add(nodeAt(graph, to));
  /** @type {Map<string, Step>} */
  const found = new Map();
  for (const one of open) {
    if (one.question === undefined) continue;
    const value = answers.get(one.question);
    const branch = value && branchOf(one, value);
    if (branch) found.set(one.question, { node: one, value, branch });
  }
  return [...found.values()];
}

/**
 * The address of a state, answers on the way first; an outcome's says what it was.
 * @type {(graph: Graph, state: State, onlyPath?: boolean) => string}
 */
export function write(graph, { answers, path, node }, onlyPath = false) {
  const query = new URLSearchParams();
  for (const { node: asked, value, implied } of path) if (!implied) query.set(asked.question, value);
  for (const [name, value] of onlyPath ? [] : answers) if (!query.has(name)) query.set(name, value);
  if (node.outcome) {
    const [made, said] = graph.marks;
    query.set(made, graph.fingerprint);
    query.set(said, [node.outcome, ...Object.entries(node.marks).map((one) => one.join("."))].join("_"));
  }
  const text = String(query);
  return text && `?${text}`;
}

/**
 * The address after one more answer, or after taking one back (`value` undefined).
 * @type {(graph: Graph, answers: State["answers"], question: string, value: string | undefined, today: string) => string}
 */
export function answered(graph, answers, question, value, today) {
  const changed = new Map(answers);
  if (value === undefined) changed.delete(question);
  else changed.set(question, value);
  return write(graph, walk(graph, changed, today));
}

/**
 * The ranges next to those on the path: `{words, query, node}`, `node` being where they lead.
 * @type {(graph: Graph, state: State, today: string) => Neighbour[]}
 */
export function neighbours(graph, { answers, path, node }, today) {
  /** @type {Neighbour[]} */
  const found = [];
  for (const { node: asked, branch, implied } of path) {
    const { measure, question } = asked;
    if (!measure || branch.id === UNKNOWN) continue;
    const ranges = asked.answers
      .filter(({ id }) => id !== UNKNOWN)
      .sort((a, b) => (a.low && b.low ? compare(a.low, b.low, measure) : a.low ? 1 : -1));
    const at = ranges.indexOf(branch);
    const [below, above] = [ranges[at - 1], ranges[at + 1]];
    const sides = [
      { words: below?.until, value: below?.high },
      { words: above?.since, value: above?.low },
    ];
    // What held before today helps nobody.
    for (const { words = "", value } of implied ? sides.slice(1) : sides) {
      if (!value) continue;
      const there = walk(graph, new Map(answers).set(question, value), today);
      if (there.node !== node) found.push({ words, query: write(graph, there), node: there.node });
    }
  }
  return found;
}

/**
 * The outputs in which two outcomes differ, figures first.
 * @type {(graph: Graph, one: Outcome, other: Outcome) => Output[]}
 */
export function differing(graph, one, other) {
  return graph.outputs
    .filter(({ id }) => String(one.says[id]) !== String(other.says[id]))
    .sort((a, b) => Number(Boolean(b.measure)) - Number(Boolean(a.measure)));
}
