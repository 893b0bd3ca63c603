import { bare, fold, joinAmounts } from "./fold.mjs";
import { nearest } from "./nearest.mjs";

/**
 * @import { SearchPages, SearchWords } from "./data.d.ts"
 * @import { Answers, Found, Page, Pagefind, RankedPage, SearchIndex, Term, Weights } from "./types.d.ts"
 */

// How much a word counts where it stands in a title or among the keywords, in parts of its rarity.
/** @type {Weights} */
const FIELDS = { title: 4, keywords: 3 };
// How well a word of a page fits the one asked for.
const EXACT = 1; // the word itself, whatever its ending
const LONGER = 0.35; // a word that only begins like it
const MISTYPED = 0.8; // a word that is meant, probably
// A page is shown when it holds this part of what is asked, by rarity, and of what the best page holds.
const LEAST = 0.25;
const LEAST_OF_BEST = 0.3;
// Of two pages that fit as well, the one that says what to do comes before the one that explains a word.
/** @type {Weights} */
const KINDS = {
  decisions: 1.4,
  rules: 1.3,
  perimeters: 1.2,
  personas: 1.2,
  documents: 1.1,
  thresholds: 0.8,
  sources: 0.5,
};
// Who names an amount wants to know what to do, or what changes there.
/** @type {Weights} */
const ASKED_AMOUNT = { decisions: 3 };
/** @type {Weights} */
const HELD_AMOUNT = { decisions: 3, thresholds: 2 };

/**
 * Finds pages with Pagefind, word by word: Pagefind itself wants every word of a sentence on one page.
 * @param {string} bundle the address of Pagefind's folder
 * @param {string} assets that of ours
 * @param {string} language
 */
export function finder(bundle, assets, language) {
  /** @type {Map<string, Term>} */
  const looked = new Map();
  const load = once(() => start(bundle, assets, language));
  const loadWords = once(() => /** @type {Promise<SearchWords>} */ (json(`${assets}words.${language}.json`)));

  /** @type {(text: string) => Promise<Answers>} */
  async function find(text) {
    const { stop, kinds, total } = await load();
    const asked = read(text, stop);
    const found = await Promise.all(asked.map((word) => look(word, total)));
    // In a sentence the other words tell what is meant: what may be a slip says less.
    const terms = found.map((term) =>
      term.corrected ? { ...term, weight: term.weight / Math.sqrt(found.length) } : term,
    );
    const pages = rank(terms, kinds);
    const used = new Set(pages[0]?.hits.values());
    return {
      pages,
      amount: terms.some((term) => term.amount),
      corrected: terms.filter((term) => used.has(term)).flatMap((term) => term.corrected ?? []),
      missing: terms.filter((term) => !term.found.length && !term.amount).map((term) => term.word),
    };
  }

  /** @type {(word: string, total: number) => Promise<Term>} */
  async function look(word, total) {
    const term = looked.get(word) ?? (await lookUp(word, total));
    looked.set(word, term);
    return term;
  }

  /** @type {(word: string, total: number) => Promise<Term>} */
  async function lookUp(word, total) {
    const amount = /^\d+$/.test(word);
    const spellings = amount ? [word] : spelt(word);
    let found = merge((await searchAll(spellings)).filter((pages) => pages.some(isExact)));
    /** @type {string[]} */
    let corrected = [];
    if (amount) {
      found = found.filter(isExact);
    } else if (!found.length) {
      // Pagefind answers an unknown word with the longest word that begins it: only the list can tell.
      const list = await loadWords();
      const begun = spellings.filter((one) => list.some((other) => other.startsWith(bare(one))));
      if (begun.length) {
        found = merge(await searchAll(begun));
      } else {
        corrected = nearest(fold(word), list);
        const meant = merge(await searchAll(corrected)).filter(isExact);
        found = meant.map((page) => ({ ...page, quality: MISTYPED }));
      }
    }
    const exact = found.filter(isExact).length || found.length;
    const rarity = Math.log((total - exact + 0.5) / (exact + 0.5) + 1);
    return { word, found, weight: rarity, amount, ...(corrected[0] && { corrected: corrected[0] }) };
  }

  /** @type {(spellings: string[]) => Promise<Found[][]>} */
  const searchAll = (spellings) => Promise.all(spellings.map(search));

  /** @type {(word: string) => Promise<Found[]>} */
  async function search(word) {
    const { pagefind } = await load();
    const [exact, all] = await Promise.all([pagefind.search(`"${word}"`), pagefind.search(word)]);
    const whole = new Set(exact.results.map((one) => one.id));
    return all.results.map((one) => ({
      id: one.id,
      score: one.score,
      fields: one.matchedMetaFields ?? [],
      places: one.words,
      data: () => one.data(), // holds on to `one`: Pagefind forgets a result that nobody holds
      exact: whole.has(one.id),
      quality: whole.has(one.id) || !whole.size ? EXACT : LONGER,
    }));
  }

  return { find, load };
}

/** @type {(bundle: string, assets: string, language: string) => Promise<SearchIndex>} */
async function start(bundle, assets, language) {
  const [pagefind, pages] = await Promise.all([
    /** @type {Promise<Pagefind>} */ (import(`${bundle}pagefind.js`)),
    /** @type {Promise<SearchPages>} */ (json(`${assets}pages.${language}.json`)),
  ]);
  // Titles and keywords are weighed here: Pagefind counts each ending of a word there once more.
  const metaWeights = { title: 0, keywords: 0 };
  await pagefind.options({
    ranking: { metaWeights, pageLength: 0.4, termSimilarity: 2, diacriticSimilarity: 0.3 },
  });
  await pagefind.init();
  /** @type {SearchIndex["kinds"]} */
  const kinds = new Map();
  for (const [kind, ids] of Object.entries(pages.kinds)) for (const id of ids) kinds.set(id, kind);
  return { pagefind, kinds, stop: new Set(pages.stop), total: kinds.size };
}

/**
 * Loads at the first call, and again only where that failed.
 * @template Loaded
 * @param {() => Promise<Loaded>} load
 */
function once(load) {
  /** @type {Promise<Loaded> | undefined} */
  let loaded;
  return () => {
    loaded ??= load().catch((error) => {
      loaded = undefined;
      throw error;
    });
    return loaded;
  };
}

/** @type {(address: string) => Promise<unknown>} */
async function json(address) {
  const answer = await fetch(address);
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`);
  return answer.json();
}

/**
 * The words of a query that count: accents as typed, amounts joined, no stop word unless it stands alone.
 * @type {(text: string, stop: Set<string>) => string[]}
 */
function read(text, stop) {
  const all = joinAmounts(text.toLowerCase().normalize("NFC")).match(/[\p{L}\p{N}]+/gu) ?? [];
  const kept = all.filter((word) => !stop.has(fold(word)) && (word.length > 1 || /\d/.test(word)));
  return [...new Set(kept.length ? kept : all)];
}

/**
 * « cœur » and « coeur » are two words to Pagefind.
 * @type {(word: string) => string[]}
 */
function spelt(word) {
  const joined = word.replaceAll("oe", "œ").replaceAll("ae", "æ");
  return [...new Set([word, joined, word.replaceAll("œ", "oe").replaceAll("æ", "ae")])];
}

/** @type {(page: Found) => boolean} */
const isExact = (page) => page.exact;

/**
 * One result a page, the best of several spellings.
 * @type {(lists: Found[][]) => Found[]}
 */
function merge(lists) {
  /** @type {Map<string, Found>} */
  const best = new Map();
  for (const page of lists.flat()) {
    const other = best.get(page.id);
    if (!other || other.score < page.score) best.set(page.id, page);
  }
  return [...best.values()];
}

/**
 * Pages by how well each word fits there, and by how much of what is asked they hold: in rarity, in words.
 * @type {(terms: Term[], kinds: SearchIndex["kinds"]) => RankedPage[]}
 */
function rank(terms, kinds) {
  const amounts = terms.filter((term) => term.amount);
  const words = terms.filter((term) => !term.amount);
  // An amount among words says something of the reader's case, and nothing against a page without it.
  const counted = new Set(words.length ? words : terms);
  const known = [...counted].filter((term) => term.found.length);
  const asked = (sum(known) / known.length) * counted.size; // a word no page holds weighs as much as others
  /** @type {Map<string, Page>} */
  const pages = new Map();
  for (const term of known.concat(words.length ? amounts : [])) {
    for (const one of term.found) {
      /** @type {Page} */
      const blank = { id: one.id, data: one.data, fit: 0, held: 0, words: 0, hits: new Map() };
      const page = pages.get(one.id) ?? blank;
      page.amount ||= term.amount;
      const fields = one.fields.reduce((all, field) => all + (FIELDS[field] ?? 0), 0);
      page.fit += one.quality * (one.score + term.weight * fields);
      page.held += counted.has(term) ? (one.quality * term.weight) / asked : 0;
      page.words += one.quality / terms.length;
      for (const place of one.places) page.hits.set(place, term);
      pages.set(one.id, page);
    }
  }
  const found = [...pages.values()].map((page) => {
    const kind = kinds.get(page.id) ?? "";
    const amount = page.amount ? HELD_AMOUNT[kind] : amounts.length && ASKED_AMOUNT[kind];
    const first = amount || KINDS[kind] || 1;
    return { ...page, kind, score: page.fit * page.held * page.words * first };
  });
  const best = Math.max(0, ...found.map((page) => page.held));
  return found
    .filter((page) => best >= LEAST && page.held >= best * LEAST_OF_BEST)
    .sort((a, b) => b.score - a.score || (a.id < b.id ? -1 : 1));
}

/** @type {(terms: Term[]) => number} */
function sum(terms) {
  return terms.reduce((all, term) => all + term.weight, 0);
}
