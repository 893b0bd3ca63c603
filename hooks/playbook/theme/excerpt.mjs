import { words as wordsOf } from "./words.mjs";

/**
 * @import { Excerpt, Hits, Piece, ShownPage, Term } from "./types.d.ts"
 * @typedef {{ from: number, to: number }} Stretch of a page's words
 */

const LENGTH = 26; // words
const BEFORE = 5;

/**
 * The parts of a page worth showing: text, never markup, so nothing written on a page can become part of
 * the dialog.
 * @type {(shown: ShownPage, hits: Hits, most?: number) => { page: Excerpt, sections: Excerpt[] }}
 */
export function parts({ title, url, content, anchors }, hits, most = 3) {
  const words = content.split(" ");
  const bounds = anchors.map(({ id, text, at }, index) => ({
    title: text,
    url: `${url}#${id}`,
    from: at,
    text: at + text.split(" ").length,
    to: anchors[index + 1]?.at ?? words.length,
  }));
  // The title and what stands under it is the page itself.
  const [, ...below] = bounds;
  const top = { from: bounds[0]?.text ?? 0, to: below[0]?.from ?? words.length };
  const page = { title, url, excerpt: excerpt(words, top, hits) };
  const sections = below
    .map((one) => ({ ...one, fit: fit(one, hits) }))
    .filter((one) => one.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    // A question that several answers lead to stands on the page as often, and here once.
    .filter((one, index, all) => all.findIndex((other) => other.title === one.title) === index)
    .slice(0, most)
    .sort((a, b) => a.from - b.from)
    .map((one) => ({
      title: one.title,
      url: one.url,
      excerpt: excerpt(words, { from: one.text, to: one.to }, hits),
    }));
  return { page, sections };
}

/**
 * Where on a page the terms stand, or forms of them: the places of words between blanks.
 * @type {(shown: ShownPage, terms: Term[]) => Hits}
 */
export function places({ content }, terms) {
  /** @type {Map<string, Term>} */
  const byForm = new Map(terms.flatMap((term) => [...term.forms].map((form) => [form, term])));
  const shown = content.split(" ");
  /** @type {Hits} */
  const hits = new Map();
  for (const [place, word] of shown.entries()) {
    // « L. 441-10 » is one word on two places.
    const whole = /^\P{L}*\p{L}\.?$/u.test(word) ? `${word} ${shown[place + 1] ?? ""}` : word;
    const term = [...wordsOf(whole), ...wordsOf(word)].map((one) => byForm.get(one)).find(Boolean);
    if (term) hits.set(place, term);
  }
  return hits;
}

/**
 * A part fits by the terms found in it, each counted once.
 * @type {(part: Stretch, hits: Hits) => number}
 */
function fit({ from, to }, hits) {
  /** @type {Set<Term>} */
  const seen = new Set();
  for (const [place, term] of hits) if (place >= from && place < to) seen.add(term);
  return [...seen].reduce((sum, term) => sum + term.weight, 0);
}

/**
 * The stretch of a part that holds most of what was found.
 * @type {(words: string[], part: Stretch, hits: Hits) => Piece[]}
 */
function excerpt(words, { from, to }, hits) {
  let start = from;
  let best = 0;
  for (const place of hits.keys()) {
    if (place < from || place >= to) continue;
    const at = Math.max(from, Math.min(place - BEFORE, to - LENGTH));
    const held = fit({ from: at, to: Math.min(to, at + LENGTH) }, hits);
    if (held > best) [best, start] = [held, at];
  }
  const end = Math.min(to, start + LENGTH);
  let last = { text: start > from ? "… " : "", hit: false };
  const shown = [last];
  for (let place = start; place < end; place++) {
    const hit = hits.has(place);
    const word = words[place] ?? "";
    const space = place > start ? " " : "";
    if (last.hit === hit) {
      last.text += space + word;
      continue;
    }
    if (hit) last.text += space;
    last = { text: hit ? word : space + word, hit };
    shown.push(last);
  }
  if (end < to) shown.push({ text: " …", hit: false });
  return shown;
}
