// The amounts in what somebody searches: « 28 000 € hors taxes », « 5k€ », « 1 234,50 € ».

import { addressed, amount, compare, formats, taxed } from "./decision-amount.mjs";

/**
 * @import { AmountAnswers } from "./data.d.ts"
 * @import { AnsweredAmount, AskedAmount, Query } from "./types.d.ts"
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

/**
 * What the decision that one begins with says of an amount, and where it goes on; nothing of one that is said with
 * its tax where the decision asks for it without, or the other way round.
 * @type {(asked: AskedAmount, answers: AmountAnswers) => AnsweredAmount | undefined}
 */
export function answer({ figure, tax }, { steps, given, when, on, ...about }) {
  if (tax && about.tax && tax !== about.tax) return undefined;
  /** @type {(bound: string | null, sign: number) => boolean} */
  const beyond = (bound, sign) => bound !== null && compare(figure, bound, "money") === sign;
  const step = steps.find(({ low, high }) => !beyond(low, -1) && !beyond(high, 1));
  if (!step) return undefined;
  const { value } = formats(about.language, about.currency, "1");
  return {
    title: `${value(figure, "money")} ${about.taxed}`.trim(),
    range: step.range,
    says: step.says,
    given: given && `${when} ${given}`,
    on,
    address: about.address + addressed(figure, "money"),
  };
}

/**
 * The answer to an amount, where there is one; `address` is that of all answers.
 * @type {(asked: AskedAmount, address: string) => Promise<AnsweredAmount | undefined>}
 */
export async function answered(asked, address) {
  const response = await fetch(address);
  return response.ok ? answer(asked, await response.json()) : undefined;
}

/**
 * Shows an answer in a link; what it says in a line.
 * @type {(link: HTMLAnchorElement, found: AnsweredAmount, address: string) => string}
 */
export function show(link, found, address) {
  const { title, range, says, given, on } = found;
  link.replaceChildren(line("strong", title), " ", line("span", range));
  for (const one of says) link.append(line("b", one));
  if (given) link.append(line("small", given));
  link.append(line("em", `${on} →`));
  link.href = new URL(`../../${found.address}`, address).href;
  link.hidden = false;
  return `${title} ${range}`;
}

/** @type {(tag: string, text: string) => HTMLElement} */
const line = (tag, text) => Object.assign(document.createElement(tag), { textContent: text });
