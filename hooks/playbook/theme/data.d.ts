// What Python hands to the scripts: `tests/test_script_types.py` holds real data against it. For the type checker
// alone: no browser loads this file.

// ---- a decision: the `<template data-walk-data>` of its page, by pages/walker.py

export interface WalkData {
  /** The place in `nodes` of the first question. */
  start: number;
  nodes: WalkNode[];
  /** What the question is called that asks what one buys, where it is asked. */
  need?: string;
  title: string;
  /** That of the page, as `fr-FR`; figures and days are written by it. */
  language: string;
  currency: string;
  /** How people write the currency, in small letters: `€`, `eur`. */
  signs: string[];
  /** Of the decision as it is now, in a few signs; an address names the one it was made with. */
  fingerprint: string;
  /** How many signs stand for one output in an address. */
  signs_each: number;
  /** The page's address in the lowest edition that has it, where that is known. */
  stands: string | null;
  /** The day from which the decision is what it is now, where that is known. */
  since: string | null;
  /** What an address calls these, and what former versions called them. */
  marks: [made: string, former: string];
  outputs: Output[];
  /** Days as 2026-04-01. */
  holidays: string[];
  /** Rates of tax, in percent, by which an amount may be converted. */
  vat: string[];
  /** A mail address. */
  contact: string | null;
  /** The first of a month: `1er`. */
  first: string;
  words: Words;
  /** Texts in another language than the page's, and which language that is. */
  lent: string[];
  lender: string;
}

export type WalkNode = Question | Outcome;
export type Question = Choice | Measured;
export type Measure = "money" | "number" | "date";

interface Asked {
  /** Its id; one question may stand at several places. */
  question: string;
  ask: string;
  /** The id of its place in the list on the page. */
  anchor: string;
  /** Its answer is today's date unless somebody asks for another. */
  onRequest?: boolean;
  answers: Answer[];
  outcome?: undefined;
}

export interface Choice extends Asked {
  /** Of what one buys: words that say nothing. */
  stop?: string[];
  measure?: undefined;
  min?: undefined;
  max?: undefined;
  step?: undefined;
  unit?: undefined;
  tax?: undefined;
}

export interface Measured extends Asked {
  measure: Measure;
  /** Values are whole steps from `min`; of a date, days. */
  step: string;
  min?: string;
  max?: string;
  unit?: string;
  tax?: "excluded" | "included";
}

/** A choice or « je ne sais pas » by its `id`, else a range: its first and last value, where it has one. */
export interface Answer {
  /** The place in `nodes` of what comes next. */
  to: number;
  label: string;
  id?: string;
  low?: string;
  high?: string;
  /** Of what one buys: words by which it is found, what it settles by question, its buyer. */
  words?: string[];
  given?: Record<string, string>;
  mail?: string;
  /** The range from `low` on, and up to `high`, in words. */
  since?: string;
  until?: string;
}

export interface Outcome {
  outcome: string;
  title: string;
  /** By output, in words. */
  says: Record<string, string | string[]>;
  /** Whether one orders on a contract of what one buys. */
  onContract?: boolean;
  /** Working days of an output, where there are any. */
  days?: Record<string, number>;
  /** Which outcome it is and what it says of each output, in a few signs of an address. */
  mark: string;
  question?: undefined;
  measure?: undefined;
  answers?: undefined;
  onRequest?: undefined;
}

export interface Output {
  id: string;
  label: string;
  measure?: Measure | "working-days" | "text";
}

/** `walk.script` of locale/. What is said of an answer that cannot be is called as `Wrong` says. */
export type Words = { [name in Wrong | Said]: string } & { taxes: Record<string, string> };
export type Wrong =
  | "choice"
  | Measure
  | "min"
  | "max"
  | "step"
  | "step_date"
  | `tax_${"excluded" | "included"}`;
type Since = "asks_now" | "changed" | "revised";
type Said =
  | Since
  | `${Since}_since`
  | ("count" | "answers" | "why" | "change" | "other_date" | "today" | "held" | "understood" | "strange")
  | ("impossible" | "by" | "same" | "from_to" | "now" | "answer" | "none" | "asks" | "copied_text")
  | ("copied_filled" | "need_found" | "need_none" | "need_subject" | "about" | "settled" | "unsaid")
  | ("tax_excluded_is" | "tax_included_is" | "at_rate")
  | ("copied_link" | "by_hand" | "subject" | "printed");

// ---- search: by search/files.py

/** `pages.<language>.json` */
export interface SearchPages {
  /** The folder in which this language stands: `en/`, or nothing. */
  below: string;
  /** Where each page stands in it. */
  pages: string[];
  /** What the file of each page's text is called. */
  names: string[];
  /** How many words each page has. */
  lengths: number[];
  /** How many words of each title say something. */
  titles: number[];
  /** The files of words, each with the letters its words begin at. */
  files: [from: string, name: string][];
  /** Words that say nothing. */
  stop: string[];
  /** What words of this language end in. */
  endings: string[];
}

/** `amounts.<language>.json`, by pages/amounts.py: what the decision that one begins with says of amounts. */
export interface AmountAnswers {
  /** Where to walk on, up to the amount. */
  address: string;
  tax: "excluded" | "included" | null;
  taxed: string;
  currency: string;
  language: string;
  /** What is taken for answered besides, and what is said before that. */
  given: string;
  when: string;
  /** What one does there. */
  on: string;
  steps: { low: string | null; high: string | null; range: string; says: string[] }[];
}

/** `words.<language>.json`: every word, those of most pages first, and those of a single page. */
export interface SearchWords {
  words: string[];
  rare: string[];
}

/** What is shown of a page where it is found: a file for each. */
export interface PageText {
  title: string;
  /** Words between blanks: places count them. */
  content: string;
  /** The headings that can be reached, the title first, each at its place. */
  anchors: { id: string; text: string; at: number }[];
}

// ---- the preview: `preview.json`, by eyes.py

/** By audience. */
export type Eyes = Record<string, Eye>;

export interface Eye {
  name: string;
  /** The audiences whose texts it reads. */
  reads: string[];
  /** The addresses it finds, from the root of the language. */
  pages: string[];
}
