import { json, once, packed } from "./loading.mjs";
import { FIRST, fit, LONGER, nearest } from "./nearest.mjs";
import { words } from "./words.mjs";

/**
 * @import { PageText, SearchPages, SearchWords } from "./data.d.ts"
 * @import { Answers, Found, Page, Query, RankedPage, SearchIndex, ShownPage, Term, Weights } from "./types.d.ts"
 */

// Where a word stands on a page, as bits above how often its text has it: search/files.py writes them.
const COUNT = 15;
// How much a word counts there, in parts of its rarity: in the title, the more the less else it says; as a keyword
// by itself; within a keyword of several words; in the title or a keyword of another language.
const TITLE = { bit: 16, weight: 2.5, whole: 5 };
const FIELDS = [
  { bit: 32, weight: 4 },
  { bit: 64, weight: 2.5 },
  { bit: 128, weight: 1 },
];
// The words of a keyword of several, and of a title, that is asked for as a whole.
const WHOLE = { keyword: 5, title: 8 };
// How well a word fits that is meant, probably, beside those in nearest.mjs.
const MISTYPED = 0.8;
// How soon more of a word says little more, and how much a long page says less by one of it (BM25).
const ENOUGH = 1.2;
const LENGTH = 0.4;
// A page is shown when it holds this part of what is asked, by rarity, and of what the best page holds.
const LEAST = 0.25;
const LEAST_OF_BEST = 0.3;
// Of two pages that fit as well, the one that says what to do comes before the one that explains a word. What is
// said to editors comes last.
/** @type {Weights} */
const KINDS = {
  decisions: 1.4,
  rules: 1.3,
  perimeters: 1.2,
  personas: 1.2,
  documents: 1.1,
  roles: 1.2,
  thresholds: 0.8,
  sources: 0.5,
  fields: 0.1,
  codes: 0.02,
};
// Who names an amount wants to know what to do, or what changes there.
/** @type {Weights} */
const ASKED_AMOUNT = { decisions: 3 };
/** @type {Weights} */
const HELD_AMOUNT = { decisions: 3, thresholds: 2 };

/**
 * Finds pages word by word: who types a sentence wants the page that holds the most of it.
 * @param {string} assets the address of the folder that holds what is searched
 * @param {string} language
 * @param {Promise<unknown>} [begun] what was asked for already, while this script was on its way
 */
export function finder(assets, language, begun) {
  let first = begun;
  /** @type {Map<string, Term>} */
  const looked = new Map();
  const load = once(async () => {
    const pages = first ?? json(`${assets}pages.${language}.json`);
    first = undefined;
    return opened(/** @type {SearchPages} */ (await pages));
  });
  const loadWords = once(() => /** @type {Promise<SearchWords>} */ (json(`${assets}words.${language}.json`)));
  /** @type {Map<string, () => Promise<Map<string, number[]>>>} */
  const files = new Map();
  /** @type {Map<number, () => Promise<ShownPage>>} */
  const contents = new Map();

  /** @type {(query: Query) => Promise<Answers>} */
  async function find({ text, figures }) {
    const index = await load();
    const found = await Promise.all(read(text, index.stop).map((word) => look(word, figures.has(word))));
    // In a sentence the other words tell what is meant: what may be a slip says less.
    const terms = found.map((term) =>
      term.corrected ? { ...term, weight: term.weight / Math.sqrt(found.length) } : term,
    );
    const whole = await together(terms, index);
    const pages = rank(terms, index, whole, (page) => content(index, page));
    const used = new Set(terms.filter((term) => term.found.some((one) => one.page === pages[0]?.page)));
    return {
      pages,
      terms,
      corrected: terms.filter((term) => used.has(term)).flatMap((term) => term.corrected ?? []),
      missing: terms.filter((term) => !term.found.length && !term.amount).map((term) => term.word),
    };
  }

  /** @type {(word: string, amount: boolean) => Promise<Term>} */
  async function look(word, amount) {
    const term = looked.get(word) ?? (await lookUp(word));
    looked.set(word, term);
    return { ...term, amount: amount || /^\d+$/.test(word), money: amount };
  }

  /** @type {(word: string) => Promise<Term>} */
  async function lookUp(word) {
    const index = await load();
    let forms = await formsOf(word, index);
    /** @type {string[]} */
    let corrected = [];
    if (!forms.size && /^\p{L}+$/u.test(word)) {
      const { words: usual, rare } = await loadWords();
      corrected = nearest(word, usual);
      // A word of a single page is seldom meant: only what is nearly that.
      if (!corrected.length) corrected = nearest(word, rare, 1);
      const meant = await Promise.all(corrected.map((one) => formsOf(one, index)));
      forms = new Map(meant.flatMap((one) => [...one]).filter(([, form]) => form.quality > LONGER));
      for (const form of forms.values()) form.quality *= MISTYPED;
    }
    /** @type {Map<number, Found>} */
    const found = new Map();
    let pages = 0;
    for (const { quality, places } of forms.values()) {
      for (let at = 0; at < places.length; at += 2) {
        const [page = 0, where = 0] = places.slice(at, at + 2);
        const one = found.get(page) ?? { page, count: 0, quality: 0, field: 0 };
        one.count += (where & COUNT) * quality;
        one.quality = Math.max(one.quality, quality);
        const title = where & TITLE.bit ? TITLE.weight + TITLE.whole / (index.titles[page] ?? 1) : 0;
        const field = FIELDS.reduce((all, { bit, weight }) => all + (where & bit ? weight : 0), title);
        one.field = Math.max(one.field, field * quality);
        if (!found.has(page) && quality > LONGER) pages++;
        found.set(page, one);
      }
    }
    const on = pages || found.size;
    const weight = Math.log((index.total - on + 0.5) / (on + 0.5) + 1);
    const term = {
      word,
      forms: new Set(forms.keys()),
      found: [...found.values()],
      weight,
      amount: false,
      money: false,
    };
    return corrected[0] && found.size ? { ...term, corrected: corrected[0] } : term;
  }

  /**
   * The words there are for one that is asked for, and how well each fits. Where there is neither the word itself
   * nor a form of it, those that begin with it are meant.
   * @type {(word: string, index: SearchIndex) => Promise<Map<string, { quality: number, places: number[] }>>}
   */
  async function formsOf(word, index) {
    /** @type {Map<string, { quality: number, places: number[] }>} */
    const forms = new Map();
    for (const [other, places] of await wordsAround(word, index)) {
      const quality = other.includes(" ") ? 0 : fit(word, other, index.endings);
      if (quality) forms.set(other, { quality, places });
    }
    const longer = [...forms.values()].every((form) => form.quality === LONGER);
    if (longer) for (const form of forms.values()) form.quality = MISTYPED;
    return forms;
  }

  /**
   * Where titles and keywords of several words stand that are asked for as a whole: by page, how much each term
   * counts there that they are made of.
   * @type {(terms: Term[], index: SearchIndex) => Promise<Map<number, Map<Term, number>>>}
   */
  async function together(terms, index) {
    /** @type {Map<number, Map<Term, number>>} */
    const whole = new Map();
    for (const first of terms) {
      for (const [phrase, places] of await wordsAround([...first.forms][0] ?? first.word, index)) {
        const [start = "", ...others] = phrase.split(" ");
        if (!others.length || !first.forms.has(start)) continue;
        const held = others.map((other) => terms.find((term) => term.forms.has(other)));
        for (let at = 0; at < places.length && !held.includes(undefined); at += 2) {
          const [page = 0, where = 0] = places.slice(at, at + 2);
          const counts = where & TITLE.bit ? WHOLE.title : WHOLE.keyword;
          const one = whole.get(page) ?? new Map();
          for (const term of [first, ...held]) one.set(term, Math.max(counts, one.get(term) ?? 0));
          whole.set(page, one);
        }
      }
    }
    return whole;
  }

  /** @type {(word: string, index: SearchIndex) => Promise<Map<string, number[]>>} */
  function wordsAround(word, { files: listed }) {
    const start = word.slice(0, FIRST);
    const name = listed.findLast(([from]) => from <= start)?.[1] ?? "";
    const file =
      files.get(name) ??
      once(
        async () =>
          new Map(
            Object.entries(JSON.parse(await packed(`${assets}search/${language}/words-${name}.json.gz`))),
          ),
      );
    files.set(name, file);
    return file();
  }

  /** @type {(index: SearchIndex, page: number) => Promise<ShownPage>} */
  function content(index, page) {
    const loaded = contents.get(page) ?? once(() => shown(index, page));
    contents.set(page, loaded);
    return loaded();
  }

  /** @type {(index: SearchIndex, page: number) => Promise<ShownPage>} */
  async function shown({ below, pages, names }, page) {
    /** @type {PageText} */
    const text = JSON.parse(await packed(`${assets}search/${language}/page-${names[page]}.json.gz`));
    return { ...text, url: new URL(`../../${below}${pages[page]}`, assets).pathname };
  }

  return { find, load };
}

/** @type {(pages: SearchPages) => SearchIndex} */
function opened({ lengths, stop, endings, ...rest }) {
  const average = lengths.reduce((all, one) => all + one, 0) / lengths.length;
  const long = lengths.map((one) => 1 - LENGTH + (LENGTH * one) / average);
  return {
    ...rest,
    // The page of an entry stands in the folder of its kind; others in none.
    kinds: rest.pages.map((uri) => (/^([^/]+)\/./.exec(uri) ?? [])[1] ?? ""),
    long,
    stop: new Set(stop),
    endings: new Set(["", ...endings]),
    total: lengths.length,
  };
}

/**
 * The words of a query that count: no stop word unless it stands alone.
 * @type {(text: string, stop: Set<string>) => string[]}
 */
function read(text, stop) {
  const all = words(text);
  const kept = all.filter((word) => !stop.has(word) && (word.length > 1 || /\d/.test(word)));
  return [...new Set(kept.length ? kept : all)];
}

/**
 * Pages by how well each word fits there, and by how much of what is asked they hold: in rarity, in words.
 * @type {(terms: Term[], index: SearchIndex, whole: Map<number, Map<Term, number>>, data: (page: number) => Promise<ShownPage>) => RankedPage[]}
 */
function rank(terms, { kinds, long }, whole, data) {
  const amounts = terms.filter((term) => term.amount);
  const others = terms.filter((term) => !term.amount);
  // An amount among words says something of the reader's case, and nothing against a page without it.
  const counted = new Set(others.length ? others : terms);
  const known = [...counted].filter((term) => term.found.length);
  const asked = (sum(known) / known.length) * counted.size; // a word no page holds weighs as much as others
  /** @type {Map<number, Page>} */
  const pages = new Map();
  for (const term of known.concat(others.length ? amounts : [])) {
    for (const one of term.found) {
      const page = pages.get(one.page) ?? { page: one.page, fit: 0, held: 0, words: 0, amount: false };
      if (!pages.has(one.page) && !counted.has(term)) continue;
      page.amount ||= term.money;
      const often = (one.count * (ENOUGH + 1)) / (one.count + ENOUGH * (long[one.page] ?? 1));
      const field = Math.max(one.field, (whole.get(one.page)?.get(term) ?? 0) * one.quality);
      page.fit += term.weight * (often + field);
      page.held += counted.has(term) ? (one.quality * term.weight) / asked : 0;
      page.words += one.quality / terms.length;
      pages.set(one.page, page);
    }
  }
  const found = [...pages.values()].map((page) => {
    const kind = kinds[page.page] ?? "";
    const amount = page.amount ? HELD_AMOUNT[kind] : amounts.some((term) => term.money) && ASKED_AMOUNT[kind];
    const first = amount || KINDS[kind] || 1;
    const score = page.fit * page.held * page.words * first;
    return { ...page, kind, score, data: () => data(page.page) };
  });
  const best = Math.max(0, ...found.map((page) => page.held));
  return found
    .filter((page) => best >= LEAST && page.held >= best * LEAST_OF_BEST)
    .sort((a, b) => b.score - a.score || a.page - b.page);
}

/** @type {(terms: Term[]) => number} */
function sum(terms) {
  return terms.reduce((all, term) => all + term.weight, 0);
}
