// What the scripts make of what they are handed (data.d.ts). For the type checker alone: no browser loads this file.

import type { Answer, Outcome, Output, PageText, Question, WalkData, WalkNode, Wrong } from "./data.d.ts";

// ---- what search makes of it

/** What is asked: the text, its amounts written as plain figures, and these. */
export interface Query {
  text: string;
  figures: Set<string>;
}

export interface AskedAmount {
  /** Plain digits, with at most one point. */
  figure: string;
  tax?: "excluded" | "included" | undefined;
}

/** A page that holds a word or a form of it. */
export interface Found {
  page: number;
  /** How often, in its text. */
  count: number;
  /** How well the best of them fits the word that is asked for. */
  quality: number;
  /** What it counts that they stand in its title or keywords. */
  field: number;
}

/** A word that is asked for. */
export interface Term {
  word: string;
  /** Itself and what else was found for it. */
  forms: Set<string>;
  found: Found[];
  /** Its rarity. */
  weight: number;
  /** A figure, and whether it is one of money. */
  amount: boolean;
  money: boolean;
  /** What it was taken for. */
  corrected?: string;
}

/** The term found at each place of a page. */
export type Hits = Map<number, Term>;

export interface Page {
  page: number;
  fit: number;
  /** How much of what is asked it holds, in rarity and in words. */
  held: number;
  words: number;
  /** Whether it holds an amount that is asked for. */
  amount: boolean;
}

/** What is said of an amount, and where it goes on. */
export interface AnsweredAmount {
  title: string;
  range: string;
  says: string[];
  given: string;
  on: string;
  address: string;
}

export type RankedPage = Page & { kind: string; score: number; data: () => Promise<ShownPage> };

export type ShownPage = PageText & { url: string };

export interface Answers {
  /** The best first. */
  pages: RankedPage[];
  terms: Term[];
  /** What mistyped words were taken for. */
  corrected: string[];
  /** Words that no page holds. */
  missing: string[];
}

/** What is shown of a page or of a section of it. */
export interface Excerpt {
  title: string;
  url: string;
  excerpt: Piece[];
}

export interface Piece {
  text: string;
  hit: boolean;
}

/** By kind of page, or by field. */
export type Weights = Record<string, number>;

export interface SearchIndex {
  /** Of each page; "" for what is no entry. */
  kinds: string[];
  below: string;
  pages: string[];
  names: string[];
  /** How many words of each title say something. */
  titles: number[];
  /** How long each page is, beside the others. */
  long: number[];
  files: [from: string, name: string][];
  stop: Set<string>;
  endings: Set<string>;
  /** How many pages there are. */
  total: number;
}

// ---- what the scripts make of a decision

/** Several places of one question. */
export type Places = [Question, ...Question[]];

export interface Graph extends WalkData {
  questions: Map<string, Places>;
}

export interface Step {
  node: Question;
  value: string;
  branch: Answer;
  /** Nobody said so: it is today's date, or what one buys is not known. */
  implied?: boolean;
  /** What one buys says so. */
  settled?: boolean;
}

/** How far answers lead: the path, and the node reached. */
export interface State {
  answers: Map<string, string>;
  path: Step[];
  node: WalkNode;
  /** The question whose answer leads nowhere. */
  misfit?: string | undefined;
}

/** What an address says, and what it does not know. */
export interface Read extends State {
  /** Questions answered as they cannot be. */
  impossible: Set<string>;
  /** Whether it answers questions nobody asks. */
  strange: boolean;
  told: News | undefined;
}

/** What became of the decision since an address was made. */
export interface News {
  revised?: boolean;
  /** The day since when, where that is known. */
  since?: string | null | undefined;
  changes: Change[];
  /** It now asks something more. */
  asks?: boolean;
}

/** Another outcome, `old` where there still is what it was; or an output of which it says something else. */
export type Change = { output?: undefined; old: Outcome | undefined } | { output: Output; old?: undefined };

/** What a text answers: a value, or the word for what is wrong with it; `other` is an amount said with its tax where it is
 * asked without, or the other way round. */
export type Understood =
  | { value: string; error?: undefined; limit?: undefined; other?: undefined }
  | { value?: undefined; error: Wrong; limit?: string; other?: string };

/** A range beside one on the path: its `words`, the address with an answer in it, and where that leads. */
export interface Neighbour {
  words: string;
  query: string;
  node: WalkNode;
}

/** A decision on its page. */
export interface Walker {
  root: Document;
  /** Where the walk is shown. */
  place: HTMLElement;
  graph: Graph;
  /** What decision.html.j2 wrote to be cloned. */
  parts: HTMLTemplateElement;
  format: Format;
  path: string;
  /** That of the page. */
  title: string;
  /** Shows what an address says. */
  go: (search: string) => void;
  /** What its reader answered before, offered when a question comes back. */
  before: Map<string, string>;
  /** The addresses made here. */
  own: Set<string>;
  today: string;
  state: Read;
  /** The address that is shown. */
  shown: string;
}

export type Format = ReturnType<typeof import("./decision-amount.mjs").formats>;
