// Amounts and days: read as people type them (the twin of figures/reading.py), written as they read
// them (the twin of figures/writing.py): the cases of tests/data/amounts.yml hold for both. Text, so
// nothing is rounded.

/** @import { Measure } from "./data.d.ts" */

const SPACE = "[ \\u00a0\\u2007\\u2009\\u202f']";
const SCALED = /^(?<figures>.*?)\s*(?<scale>k|m|mio|millions?)?$/iu;
const SPACED = new RegExp(`^-?\\d{1,3}(?:${SPACE}\\d{3})+(?:[.,]\\d+)?$`);
const GROUPED = /^-?(?!0\.)\d{1,3}\.\d{3}$/;
const DAY = /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}))$/;
const LONGEST = 40;
// How many zeros a word for a scale stands for; any other is a million.
const ZEROS = new Map([
  ["", 0],
  ["k", 3],
]);

// The digits of Arabic and Persian keyboards, and what parts them there.
const DIGITS = /[٠-٩۰-۹]/g;
/** @type {(text: string) => string} */
const western = (text) =>
  text
    .replace(DIGITS, (one) => String(one.charCodeAt(0) & 15))
    .replaceAll("٫", ".")
    .replaceAll("٬", "'");

// The words that end an amount without its tax, or with it.
const TAXED = {
  excluded:
    /\s*(?<!\p{L})(?:h\.?t\.?(?:v\.?a\.?)?|hors[ -](?:taxes?|tva)|excl(?:uding|\.)? (?:vat|tax(?:es)?))$/iu,
  included:
    /\s*(?<!\p{L})(?:t\.?t\.?c\.?|tvac|(?:toutes )?taxes comprises|incl(?:uding|\.)? (?:vat|tax(?:es)?))$/iu,
};

/**
 * What is said behind an amount of its tax: `12 000 € HT`, `500 TTC`.
 * @type {(text: string) => keyof typeof TAXED | undefined}
 */
export function taxed(text) {
  if (TAXED.excluded.test(text.trim())) return "excluded";
  return TAXED.included.test(text.trim()) ? "included" : undefined;
}

/**
 * The amount meant by `text` as plain digits (`12000.5`), or null; `signs` are the currency's.
 * Words that say it is with `tax` or without may stand behind it, where they say the same.
 * @type {(text: string, signs: string[], tax?: keyof typeof TAXED) => string | null}
 */
export function amount(text, signs, tax) {
  if ([...text].length > LONGEST) return null;
  const typed = western(text).replaceAll("’", "'").trim();
  const figure = bare(tax ? typed.replace(TAXED[tax], "") : typed, signs).replace(/[.,][-–—]$/, "");
  const found = SCALED.exec(figure)?.groups;
  let figures = found?.figures?.trim() ?? "";
  const grouped = SPACED.test(figures);
  if (grouped) figures = figures.replace(new RegExp(SPACE, "g"), "");
  const [, sign = "", unsigned = ""] = /^(-?)([\d.,]+)$/.exec(figures) ?? [];
  const digits = decimal(unsigned, grouped);
  if (!digits) return null;
  return plain(sign + shifted(digits, ZEROS.get((found?.scale ?? "").toLowerCase()) ?? 6));
}

/**
 * Without the currency's sign before the figures or after them.
 * @type {(text: string, signs: string[]) => string}
 */
function bare(text, signs) {
  const before = signs.find((one) => text.toLowerCase().startsWith(one)) ?? "";
  const rest = text.slice(before.length).trim();
  const after = signs.find((one) => rest.toLowerCase().endsWith(one)) ?? "";
  return rest.slice(0, rest.length - after.length).trim();
}

/**
 * Digits, dots and commas as digits with at most one point.
 * @type {(figures: string, grouped: boolean) => string | null}
 */
function decimal(figures, grouped) {
  const marks = figures.replace(/\d/g, "");
  if (!marks) return figures;
  const groups = figures.split(/[.,]/);
  const last = groups.pop() ?? "";
  if (!grouped && new Set(marks).size === 1) {
    // 12,345 can be thousands only; 0,125 cannot.
    const lone = last.length === 3 && groups[0] !== "0" && thousands(groups);
    if (marks.length > 1 || lone) return thousands([...groups, last]) ? figures.replace(/\D/g, "") : null;
  } else if (marks.slice(0, -1).includes(marks.slice(-1)) || new Set(marks.slice(0, -1)).size > 1) {
    return null;
  }
  if (groups.length > 1 && !thousands(groups)) return null;
  return groups[0] && last ? `${groups.join("")}.${last}` : null;
}

/** @type {(groups: string[]) => boolean} */
function thousands([first = "", ...others]) {
  return first.length > 0 && first.length <= 3 && others.every((one) => one.length === 3);
}

/** @type {(digits: string, places: number) => string} */
function shifted(digits, places) {
  const [whole = "", rest = ""] = digits.split(".");
  const all = rest.padEnd(places, "0");
  return `${whole}${all.slice(0, places)}.${all.slice(places)}`;
}

/**
 * A figure as an address holds it, digits and at most one point; null for anything else.
 * @type {(text: string) => string | null}
 */
export function plain(text) {
  if (text.length > LONGEST + 8) return null;
  const found = /^(-?)(?=\.?\d)(\d*)\.?(\d*)$/.exec(text);
  if (!found) return null;
  const [, sign = "", units = "", decimals = ""] = found;
  const whole = units.replace(/^0+(?=\d)/, "") || "0";
  const rest = decimals.replace(/0+$/, "");
  const figure = rest ? `${whole}.${rest}` : whole;
  return figure === "0" ? "0" : sign + figure;
}

/**
 * A figure as an address holds it: money has no cents, or two. Three decimals behind one to three
 * digits would be read as thousands: a fourth says that they are none.
 * @type {(figure: string, measure: Measure) => string}
 */
export function addressed(figure, measure) {
  const padded = GROUPED.test(figure) || (measure === "money" && /\.\d$/.test(figure));
  return padded ? `${figure}0` : figure;
}

/**
 * The day meant by `2026-04-01` or `01/04/2026`, in the first form, or null.
 * @type {(text: string) => string | null}
 */
export function calendarDay(text) {
  const found = DAY.exec(western(text).trim());
  if (!found) return null;
  const [, year, month, day, dayFr, monthFr, yearFr] = found;
  const iso = [year ?? yearFr, month ?? monthFr, day ?? dayFr].map((one) => one?.padStart(2, "0")).join("-");
  const made = new Date(`${iso}T00:00Z`);
  // JavaScript may read 31 April as 1 May, and Python knows no year 0.
  return !Number.isNaN(made.getTime()) && isoDay(made) === iso && iso > "0001" ? iso : null;
}

/**
 * Figures as whole numbers of the finest one's last digit.
 * @template {string[]} Figures
 * @param {Figures} figures
 */
function whole(...figures) {
  const places = Math.max(...figures.map((one) => (one.split(".")[1] ?? "").length));
  const wholes = figures.map((one) => {
    const [units = "", rest = ""] = one.split(".");
    return BigInt(units + rest.padEnd(places, "0"));
  });
  return /** @type {{ [each in keyof Figures]: bigint }} */ (wholes);
}

/**
 * As sorting compares two figures or days.
 * @type {(one: string, other: string, measure: Measure) => number}
 */
export function compare(one, other, measure) {
  if (measure === "date") return one < other ? -1 : Number(one > other);
  const [a, b] = whole(one, other);
  return a < b ? -1 : Number(a > b);
}

/**
 * Whether whole steps lead to a figure or day from `origin`, or from the first there is.
 * @type {(figure: string, origin: string | undefined, step: string, measure: Measure) => boolean}
 */
export function onStep(figure, origin, step, measure) {
  const dated = measure === "date";
  /** @type {(iso: string) => string} */
  const days = (iso) => String(Date.parse(`${iso}T00:00Z`) / 86_400_000);
  const [at, from, by] = dated
    ? whole(days(figure), days(origin ?? "0001-01-01"), step)
    : whole(figure, origin ?? "0", step);
  return (at - from) % by === 0n;
}

/**
 * An amount said without its tax as it is with it, where that is `asked`, or the other way round; to the cent.
 * @type {(figure: string, rate: string, asked: keyof typeof TAXED) => string}
 */
export function converted(figure, rate, asked) {
  const [exact, cent] = whole(figure.replace("-", ""), "0.01");
  const [without, tax] = whole("100", rate);
  const [times, by] = asked === "included" ? [without + tax, without] : [without, without + tax];
  const cents = String((2n * exact * times + by * cent) / (2n * by * cent)).padStart(3, "0");
  return addressed(
    plain(`${figure.startsWith("-") ? "-" : ""}${cents.slice(0, -2)}.${cents.slice(-2)}`) ?? "",
    "money",
  );
}

// ---- as readers of the page's language write them, and the days people work

/**
 * A figure as `format` takes it, rounded nowhere.
 * @type {(text: string) => Intl.StringNumericLiteral}
 */
const exact = (text) => /** @type {Intl.StringNumericLiteral} */ (text);

// The digits and the calendar of the pages themselves, whatever else a language may use.
const AS_PAGES = { numberingSystem: "latn", calendar: "gregory" };

/**
 * How to write figures, amounts and days; `first` is the first of a month.
 * @param {string} language @param {string} currency @param {string} first
 */
export function formats(language, currency, first) {
  /** @type {Intl.NumberFormatOptions} */
  const digits = { ...AS_PAGES, maximumFractionDigits: 20, useGrouping: "always" };
  const number = new Intl.NumberFormat(language, digits);
  const money = new Intl.NumberFormat(language, {
    ...digits,
    style: "currency",
    currency,
    minimumFractionDigits: 2,
    trailingZeroDisplay: "stripIfInteger",
  });
  /** @type {Intl.DateTimeFormatOptions} */
  const long = { ...AS_PAGES, year: "numeric", month: "long", day: "numeric", timeZone: "UTC" };
  /** @type {(iso: string, options?: Intl.DateTimeFormatOptions) => string} */
  const day = (iso, options) =>
    new Intl.DateTimeFormat(language, { ...long, ...options })
      .format(new Date(`${iso}T00:00Z`))
      .replace(/\b1 (?=\p{L})/u, `${first} `);
  /** @type {Record<string, (text: string) => string>} */
  const write = { money: (text) => money.format(exact(text)), date: day };
  return {
    /**
     * A figure or day of a measure, with its unit.
     * @type {(text: string, measure?: string, unit?: string) => string}
     */
    value(text, measure = "number", unit = "") {
      const written = write[measure]?.(text) ?? number.format(exact(text));
      return unit ? `${written}\u00a0${unit}` : written;
    },
    currency: money.formatToParts(0).find((part) => part.type === "currency")?.value ?? currency,
    day,
    /** @type {(iso: string) => string} */
    weekday: (iso) => day(iso, { weekday: "long" }),
  };
}

/** The reader's own day, as 2026-04-01. */
export function today() {
  const now = new Date();
  return isoDay(new Date(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate())));
}

/**
 * `days` working days after `start`: neither Saturdays, Sundays nor `holidays` count.
 * @type {(start: string, days: number, holidays: string[]) => string}
 */
export function workdaysAfter(start, days, holidays) {
  const day = new Date(`${start}T00:00Z`);
  for (let left = Math.min(days, 2000); left > 0; ) {
    day.setUTCDate(day.getUTCDate() + 1);
    if (day.getUTCDay() % 6 && !holidays.includes(isoDay(day))) left -= 1;
  }
  return isoDay(day);
}

/** @type {(day: Date) => string} */
function isoDay(day) {
  return day.toISOString().slice(0, 10);
}
