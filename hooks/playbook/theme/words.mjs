// The words of a text as search knows them: the twin of search/words.py, held to it by tests/data/words.yml.

import { fold } from "./fold.mjs";

const GROUPED = /(?<![\p{L}\p{N}_.,])\d{1,3}(?:[ \u00a0\u202f.,']\d{3})+(?!\d)/gu;
const SIGN = "[\\p{L}\\p{N}]";
const TOKEN = new RegExp(
  [
    // C.A.P.E.X. and R&D
    `(?<!${SIGN})(?<dotted>(?:\\p{L}\\.){2,}\\p{L}?)(?!${SIGN})`,
    `(?<!${SIGN})(?<paired>\\p{L} ?& ?\\p{L})(?!${SIGN})`,
    // L441-10, L. 441-10 and L 441-10
    `(?<!${SIGN})(?<letter>\\p{L})(?:\\. ?| (?=\\d+-\\d)|)(?<article>\\d+(?:-\\d+)*)(?!${SIGN})`,
    // 441-10
    `(?<!${SIGN})(?<numbered>\\d+(?:-\\d+)+)(?!${SIGN})`,
    `(?<!${SIGN})(?<figure>\\d+)(?:[.,](?<decimals>\\d+))?(?!${SIGN})`,
    `(?<word>${SIGN}+)`,
  ].join("|"),
  "gu",
);
const LONGEST = 30;

/**
 * The words of a text, as often as they stand there; a code is found as a whole and without its letter.
 * @type {(text: string) => string[]}
 */
export function words(text) {
  const joined = fold(text).replace(GROUPED, (found) => found.replace(/\D/g, ""));
  return [...joined.matchAll(TOKEN)].flatMap((found) => {
    const { word, figure, decimals, letter, article = "", numbered } = found.groups ?? {};
    if (word) return [word.slice(0, LONGEST)];
    if (figure) {
      const rest = decimals?.replace(/0+$/, "");
      return [rest ? `${figure}.${rest}` : figure];
    }
    if (letter) return article.includes("-") ? [letter + article, article] : [letter + article];
    if (numbered) return [numbered, ...numbered.split("-")];
    return [found[0].replace(/[. ]/g, "")];
  });
}
