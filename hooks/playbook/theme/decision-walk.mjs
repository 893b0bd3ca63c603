// Where answers lead: data in, data out. The graph is that of decisions/data.py, with its words.
//
// An answer is text: the id of a choice, plain digits, a day as 2026-04-01, or `unknown`.

/**
 * @import { Answer, Outcome, Output, Question, WalkData, WalkNode } from "./data.d.ts"
 * @import { Change, Graph, Neighbour, News, Places, Read, State, Step, Understood } from "./types.d.ts"
 */
import { addressed, amount, calendarDay, compare, onStep, plain, taxed } from "./decision-amount.mjs";

export const UNKNOWN = "unknown";
const UNSURE = /^(unknown|inconnu|\?)$/i;
// An address is whatever anybody writes: more answers, or longer ones, are nobody's.
const MOST = 100;
// Signs that stand for an outcome in an address.
const OF_OUTCOME = 2;

/** @type {(graph: WalkData, place: number) => WalkNode} */
function nodeAt({ nodes }, place) {
  const node = nodes[place];
  if (!node) throw new Error(`decision needs the node ${place}: its graph has none`);
  return node;
}

/**
 * The graph with its questions by id.
 * @type {(data: WalkData) => Graph}
 */
export function graphOf(data) {
  /** @type {Graph["questions"]} */
  const questions = new Map();
  for (const node of data.nodes) {
    if (node.question === undefined) continue;
    for (const { to } of node.answers) nodeAt(data, to);
    const places = questions.get(node.question);
    if (places) places.push(node);
    else questions.set(node.question, [node]);
  }
  return { ...data, questions };
}

/**
 * What one buys, where the answers say it.
 * @type {(graph: Graph, answers: State["answers"]) => Answer | undefined}
 */
export function bought({ questions, need = "" }, answers) {
  const chosen = answers.get(need);
  return questions.get(need)?.[0].answers.find(({ id }) => id === chosen);
}

/**
 * The answers that what one buys gives, by question.
 * @type {(graph: Graph, answers: State["answers"]) => Map<string, string>}
 */
const settled = (graph, answers) => new Map(Object.entries(bought(graph, answers)?.given ?? {}));

/**
 * How many questions may come, the one that is reached included; what one buys settles some.
 * @type {(graph: Graph, state: State) => number}
 */
export function ahead(graph, { answers, node: reached }) {
  const settles = settled(graph, answers);
  /** @type {Map<WalkNode, number>} */
  const most = new Map();
  // Children last, so they come first; but what one buys, which is the first question, stands behind all.
  for (const node of [nodeAt(graph, graph.start), ...graph.nodes].reverse()) {
    const after = (node.answers ?? []).map(({ to }) => most.get(nodeAt(graph, to)) ?? 0);
    const asked = node === reached || !(node.onRequest || settles.has(node.question ?? ""));
    most.set(node, node.question ? Math.max(...after) + Number(asked) : 0);
  }
  return most.get(reached) ?? 0;
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
 * How far `answers` lead: the path, and the node reached; a date on request is today's. What one buys
 * settles some questions; it is not asked of somebody who has answered others already.
 * @type {(graph: Graph, answers: Map<string, string>, today: string) => State}
 */
export function walk(graph, answers, today) {
  /** @type {Step[]} */
  const path = [];
  const settles = settled(graph, answers);
  let node = nodeAt(graph, graph.start);
  while (node.question) {
    const said = answers.get(node.question);
    const unsaid = said === undefined;
    const need = node.question === graph.need && answers.size > 0;
    const implied = unsaid && (need || Boolean(node.onRequest));
    const fixed = unsaid ? settles.get(node.question) : undefined;
    const value = fixed ?? (implied ? (need ? UNKNOWN : today) : said);
    const branch = value && branchOf(node, value);
    if (!value || !branch)
      return { answers, path, node, misfit: value && !unsaid ? node.question : undefined };
    path.push({ node, value, branch, implied, settled: fixed !== undefined });
    node = nodeAt(graph, branch.to);
  }
  return { answers, path, node };
}

/**
 * What an address says, as far as it can be trusted: how far it leads, and what it does not know:
 *
 * questions answered as they cannot be (`impossible`), questions nobody asks (`strange`); and what
 * it tells of its day (`told`). An empty answer asks what would be answered without: a date that is
 * today's, what one buys, what that settles.
 * @type {(graph: Graph, search: string, today: string) => Read}
 */
export function read(graph, search, today) {
  const query = new URLSearchParams(search);
  /** @type {State["answers"]} */
  const answers = new Map();
  /** @type {Read["impossible"]} */
  const impossible = new Set();
  const given = [...query].filter(([name]) => !graph.marks.includes(name));
  const most = Math.max(MOST, graph.questions.size);
  let strange = given.length > most;
  const { need = "" } = graph;
  const settles = settled(graph, new Map([[need, query.get(need) ?? ""]]));
  /** @type {(name: string, asked: Question) => boolean} */
  const open = (name, { onRequest }) => Boolean(onRequest || name === need || settles.has(name));
  for (const [name, text] of given.slice(0, most)) {
    const nodes = graph.questions.get(name);
    if (!nodes) strange = true;
    else if (!text && open(name, nodes[0])) answers.set(name, "");
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
  const told = compared(graph, state, query.get(graph.marks[0]) ?? "");
  return { ...state, impossible, strange, told };
}

/**
 * Whether the decision was `revised` since an address was made, on which day (`since`), and of what the
 * outcome says something else (`changes`).
 * @type {(graph: Graph, state: State, made: string) => News | undefined}
 */
function compared(graph, { node, path }, made) {
  const each = graph.signs_each;
  const { length } = graph.fingerprint;
  const outcomes = graph.nodes.filter((one) => one.outcome !== undefined);
  const long = (outcomes[0]?.mark.length ?? 0) + length;
  if (!/^[\w-]+$/.test(made) || made.length !== long) return undefined;
  const revised = !made.startsWith(graph.fingerprint);
  const was = made.slice(length);
  /** @type {Change[]} */
  const changes = [];
  if (node.outcome === undefined) return revised ? { since: graph.since, changes, asks: true } : undefined;
  /** @type {(mark: string) => string} */
  const named = (mark) => mark.slice(0, OF_OUTCOME);
  if (named(was) !== named(node.mark)) {
    changes.push({ old: outcomes.find(({ mark }) => named(mark) === named(was)) });
  }
  /** @type {(mark: string, index: number) => string} */
  const sign = (mark, index) => mark.slice(OF_OUTCOME).slice(index * each, (index + 1) * each);
  graph.outputs.forEach((output, index) => {
    if (sign(was, index) !== sign(node.mark, index)) changes.push({ output });
  });
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
  for (const { node: asked, value, implied, settled } of path) {
    if (!implied && !settled) query.set(asked.question, value);
  }
  for (const [name, value] of onlyPath ? [] : answers) if (!query.has(name)) query.set(name, value);
  if (node.outcome) {
    query.set(graph.marks[0], graph.fingerprint + node.mark);
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
  // What one buys speaks anew of what it settles.
  if (question === graph.need) for (const name of settled(graph, changed).keys()) changed.delete(name);
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
