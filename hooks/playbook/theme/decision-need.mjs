// What one buys: the family is found by its words, and what it says stands beside the questions and the answer.

import { part, say, slot } from "./decision-parts.mjs";
import { answered, bought, UNKNOWN } from "./decision-walk.mjs";
import { maybe } from "./elements.mjs";
import { fold } from "./fold.mjs";
import { nearest } from "./nearest.mjs";

/**
 * @import { Answer, Choice, Outcome } from "./data.d.ts"
 * @import { Walker } from "./types.d.ts"
 * @import { Slots } from "./decision-parts.mjs"
 */

// More than these are not listed before something is typed.
const MOST_LISTED = 40;
const MOST_FOUND = 6;
// How well a word that is typed fits one of a family: the word itself, its plural, its beginning.
const FITS = { same: 4, plural: 3, begins: 2 };
const IN_TITLE = 1.5;
const AMONG_OTHERS = 0.75;
// All the words of it are typed.
const WHOLE = 1.25;
// What it is comes first, what it is for comes later: « papier A4, cinq cartons ».
const LATER = 0.35;

/** @type {(text: string) => string[]} */
const wordsOf = (text) => fold(text).match(/[\p{L}\p{N}]+/gu) ?? [];
/** @type {(word: string) => string} */
const singular = (word) => (word.length > 2 ? word.replace(/[sx]$/, "") : word);

/** @type {(typed: string, word: string) => number} */
function fit(typed, word) {
  if (typed === word) return FITS.same;
  if (singular(typed) === singular(word)) return FITS.plural;
  return typed.length > 2 && word.startsWith(typed) ? FITS.begins : 0;
}

/**
 * The families a text may mean, the likeliest first, each with the words that say so. A word counts the
 * more the fewer families have it; one that none has is taken for the nearest. Figures and `stop` say nothing.
 * @type {(families: Answer[], text: string, stop?: string[]) => { family: Answer, why: string }[]}
 */
export function found(families, text, stop = []) {
  const ignored = new Set(stop.map(fold));
  const known = families.map((family) => ({
    family,
    phrases: [family.label, ...(family.words ?? [])].map((phrase) => ({ phrase, words: wordsOf(phrase) })),
    score: 0,
    best: 0,
    why: "",
  }));
  const every = [...new Set(known.flatMap(({ phrases }) => phrases.flatMap(({ words }) => words)))];
  const asked = new Set(wordsOf(text).filter((word) => !/^\d+$/.test(word) && !ignored.has(word)));
  const all = [...asked];
  /** @type {(words: string[]) => boolean} */
  const held = (words) => words.every((word) => all.some((typed) => fit(typed, word) >= FITS.plural));
  for (const [place, typed] of all.entries()) {
    const meant = every.some((word) => fit(typed, word)) ? typed : nearest(typed, every)[0];
    if (!meant) continue;
    const fits = known.map(({ phrases }) => {
      const each = phrases.map(({ phrase, words }, index) => {
        const most = Math.max(0, ...words.map((word) => fit(meant, word)));
        const several = words.length < 2 ? 1 : held(words) ? WHOLE : AMONG_OTHERS;
        return { phrase, most: most * (index ? several : IN_TITLE) };
      });
      return each.reduce((one, other) => (other.most > one.most ? other : one));
    });
    const having = fits.filter(({ most }) => most).length || 1;
    known.forEach((one, index) => {
      const { phrase = "", most = 0 } = fits[index] ?? {};
      const counts = most / having / (1 + place * LATER);
      one.score += counts;
      if (counts > one.best) Object.assign(one, { best: counts, why: phrase });
    });
  }
  const likely = known.filter(({ score }) => score).sort((one, other) => other.score - one.score);
  const least = (likely[0]?.score ?? 0) / 3;
  return likely
    .filter(({ score }) => score >= least)
    .slice(0, MOST_FOUND)
    .map(({ family, why }) => ({ family, why: why === family.label ? "" : why }));
}

/**
 * The question what one buys: a list that what is typed makes shorter.
 * @type {(walker: Walker, node: Choice, slots: Slots) => HTMLElement}
 */
export function needed(walker, node, slots) {
  const { graph, path, state, today } = walker;
  const { count = "", ask = "" } = slots;
  const form = part(walker, "need", { count, ask }, HTMLFormElement);
  const field = slot(form, "field", HTMLInputElement);
  const mail = slot(form, "mail", HTMLAnchorElement);
  const families = node.answers.filter(({ id }) => id !== UNKNOWN);
  const all = families.length > MOST_LISTED ? [] : families.map((family) => ({ family, why: "" }));
  /** @type {(id: string | undefined) => string} */
  const after = (id) => path + answered(graph, state.answers, node.question, id, today);
  slot(form, "unknown", HTMLAnchorElement).href = after(UNKNOWN);
  const list = () => {
    const text = field.value.trim();
    const offered = text ? found(families, text, node.stop) : all;
    const items = offered.map(({ family, why }) => {
      const made = part(walker, "family", { link: family.label, why });
      slot(made, "link", HTMLAnchorElement).href = after(family.id);
      return made;
    });
    slot(form, "list").replaceChildren(...items);
    const count = offered.length;
    slot(form, "found").textContent = text && say(walker, count ? "need_found" : "need_none", { count });
    mail.hidden = !text || count > 0 || !graph.contact;
    const subject = encodeURIComponent(say(walker, "need_subject", { value: text }));
    mail.href = `mailto:${graph.contact}?subject=${subject}`;
    return offered;
  };
  field.addEventListener("input", list);
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    const [first] = field.value.trim() ? list() : [];
    if (first) walker.go(after(first.family.id).slice(path.length));
    else field.focus();
  });
  list();
  return form;
}

/**
 * What the page says of what one buys.
 * @type {(walker: Walker) => HTMLElement | undefined}
 */
function card({ graph, root, state }) {
  const id = bought(graph, state.answers)?.id ?? UNKNOWN;
  const listed = graph.need && maybe(root, `[data-need="${id}"] [data-about]`);
  return listed ? /** @type {HTMLElement} */ (listed.cloneNode(true)) : undefined;
}

/**
 * The same beside a question, folded.
 * @type {(walker: Walker) => HTMLElement[]}
 */
export function about(walker) {
  const family = bought(walker.graph, walker.state.answers);
  const made = family && card(walker);
  if (!made) return [];
  if (family.id === UNKNOWN) return [part(walker, "ask", { about: [...made.childNodes] })];
  const title = say(walker, "about", { title: family.label });
  return [part(walker, "about", { title, about: [...made.childNodes] })];
}

/**
 * The same beside an answer: how to order only where one orders on a contract.
 * @type {(walker: Walker, node: Outcome) => HTMLElement[]}
 */
export function orders(walker, node) {
  const made = card(walker);
  if (!made) return [];
  if (!node.onContract) maybe(made, "[data-contracts]")?.remove();
  return [made];
}

/**
 * Who is asked by mail: the buyer of what one buys, else the playbook's contact.
 * @type {(walker: Walker) => string | null}
 */
export const mailbox = ({ graph, state }) => bought(graph, state.answers)?.mail ?? graph.contact;
