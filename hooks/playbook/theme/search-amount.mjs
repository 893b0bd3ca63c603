// The amounts in what somebody searches: « 28 000 € hors taxes », « 5k€ », « 1 234,50 € ».

import { amount, taxed } from "./decision-amount.mjs";

/**
 * @import { AskedAmount, Query } from "./types.d.ts"
 */

const CLOSE = "[ \\u00a0\\u202f]?";
const FIGURES = "\\d(?:[\\d \\u00a0\\u202f'’.,]*\\d)?(?:[.,][-–—])?";
const SCALE = `(?:${CLOSE}(?:k|m|mio|millions?)(?!\\p{L}))?`;
const LONGEST_TAX = 3; // words
// Fewer may be a year, a standard or an article of law, where nothing says that they are money.
const SURELY_MONEY = 10_000;
const ALONE = 100;

/**
 * What is asked, with its amounts as plain figures; `signs` are the currency's.
 * @type {(text: string, signs: string[]) => Query & { amounts: AskedAmount[] }}
 */
export function asked(text, signs) {
  const sign = signs.map((one) => one.replace(/[$.^*+?()[\]{}|\\/]/g, "\\$&")).join("|");
  const written = new RegExp(
    `(?<![\\p{L}\\p{N}_]|[\\p{N}\\p{L}][-/.,&])(?<before>(?:${sign})${CLOSE})?${FIGURES}(?<scale>${SCALE})(?<after>${CLOSE}(?:${sign})(?!\\p{L}))?(?![\\p{L}\\p{N}]|[-/.,]\\d)`,
    "giu",
  );
  /** @type {AskedAmount[]} */
  const amounts = [];
  const plain = text.replace(written, (found, ...rest) => {
    const { before, scale, after } = rest.pop();
    const [behind, at] = [rest.pop(), rest.pop()];
    const signed = Boolean(before || after);
    if (!signed && /^\s?m$/i.test(scale)) return found; // metres
    const tax = taxOf(behind.slice(at + found.length));
    const figure = amount(found, signs);
    const grouped = /\d\D\d{3}(?!\d)/.test(found) || /[.,]\d\d(?!\d)/.test(found);
    const said = signed || tax || grouped || /k|mi/i.test(scale);
    const alone = found.trim() === text.trim() && Number(figure) >= ALONE;
    if (figure === null || !(said || alone || Number(figure) >= SURELY_MONEY)) return found;
    amounts.push({ figure, ...(tax && { tax }) });
    return ` ${figure} `;
  });
  return { text: plain, figures: new Set(amounts.map((one) => one.figure)), amounts };
}

/**
 * What the first words of a text say of the tax of an amount before it.
 * @type {(text: string) => AskedAmount["tax"]}
 */
function taxOf(text) {
  const words = text.trim().split(/\s+/, LONGEST_TAX);
  while (words.length) {
    const tax = taxed(`1 ${words.join(" ")}`);
    if (tax) return tax;
    words.pop();
  }
  return undefined;
}
