import { all, maybe, needs } from "./elements.mjs";
import { parts, places } from "./excerpt.mjs";
import { finder } from "./finder.mjs";
import { group } from "./results.mjs";
import { keep, recall } from "./search-last.mjs";

/** @import { Answers, AskedAmount, Query } from "./types.d.ts" */

const { need, text } = needs("search");

const PAUSE = 60; // ms without a key before a search starts
const SHOWN = 8; // pages at a time

/** @type {(event: Event, selector: string) => HTMLElement | null} */
const around = ({ target }, selector) => (target instanceof Element ? target.closest(selector) : null);

/** What happens in the dialog, once it is open. */
export class Search {
  /** @type {(Answers & { query: string }) | undefined} */
  found;
  kind = "";
  shown = 0; // how many pages
  answered = ""; // what is said of an amount
  active = -1; // the option that is lit
  turn = Symbol(); // of the search whose answer is awaited
  waiting = 0;

  /**
   * @param {HTMLDialogElement} dialog
   * @param {Promise<unknown>} begun what the finder reads first, on its way already
   */
  constructor(dialog, begun) {
    this.dialog = dialog;
    this.input = need(dialog, "[data-search-input]", HTMLInputElement);
    this.list = need(dialog, "[data-search-list]");
    this.scroll = need(dialog, ":has(> [data-search-list])");
    this.status = need(dialog, "[data-search-status]");
    this.rest = need(dialog, "[data-search-rest]");
    this.start = maybe(dialog, "[data-search-start]"); // a playbook need not have examples
    this.empty = need(dialog, "[data-search-empty]");
    this.failed = need(dialog, "[data-search-failed]");
    this.more = need(dialog, "[data-search-more]");
    this.clear = need(dialog, "[data-search-clear]");
    this.chips = all(dialog, "[data-search-kind]").map((chip) => ({
      chip,
      kind: text(chip, "data-search-kind"),
      count: need(chip, "[data-count]"),
    }));
    this.link = need(dialog, "[data-search-answer]", HTMLAnchorElement);
    this.language = document.documentElement.lang;
    this.signs = text(dialog, "data-signs").split(" ");
    this.plural = new Intl.PluralRules(this.language);
    /** @type {(name: string) => string} */
    const address = (name) => new URL(text(dialog, name), document.baseURI).href;
    this.answers = address("data-answers");
    this.finder = finder(address("data-assets"), this.language.toLowerCase(), begun);
  }

  listen() {
    const { dialog, input } = this;
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.press(event);
    });
    // Outside the box there is only the dialog itself.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.turn = Symbol(); // what is still awaited answers another question
      this.waiting = setTimeout(() => this.run(), PAUSE);
      this.list.ariaBusy = "true";
      this.clear.hidden = !input.value;
    });
    this.clear.addEventListener("click", () => this.ask(""));
    this.more.addEventListener("click", () => this.show(this.shown + SHOWN));
    for (const { chip, kind } of this.chips) chip.addEventListener("click", () => this.filter(kind));
    this.list.addEventListener("click", (event) => {
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (around(event, "a") && !elsewhere) dialog.close();
    });
  }

  /** @param {string} query */
  open(query) {
    this.ask(query || this.input.value || recall());
  }

  /** @param {string} query */
  ask(query) {
    this.input.value = query;
    this.clear.hidden = !query;
    this.input.focus();
    this.input.select();
    this.run();
  }

  async run() {
    clearTimeout(this.waiting);
    const { dialog } = this;
    const query = this.input.value.trim();
    const turn = Symbol(query);
    this.turn = turn;
    this.list.ariaBusy = "true";
    keep(query);
    // Who finds nothing asks a person, in the words that were typed.
    const mail = maybe(dialog, "a[href^='mailto:']", HTMLAnchorElement);
    if (mail) mail.href = `${mail.href.split("?")[0]}${query && `?subject=${encodeURIComponent(query)}`}`;
    if (!query) return this.reset(this.start);
    try {
      const asked = await this.read(query);
      const [found, show] = await Promise.all([this.finder.find(asked), this.answer(asked.amounts?.[0])]);
      if (turn !== this.turn) return;
      this.found = { ...found, query };
      this.link.hidden = true;
      this.answered = show();
      dialog.toggleAttribute("data-search-amount", asked.figures.size > 0);
      dialog.toggleAttribute("data-search-answered", this.answered !== "");
      this.count(found);
      await this.show(SHOWN);
    } catch (error) {
      console.warn("search:", error);
      if (turn === this.turn) this.reset(this.failed);
    }
  }

  /**
   * Answers an amount, where the decision that one begins with asks for one: what shows it, and says in a line what.
   * Pages are found without it, too.
   * @param {AskedAmount} [asked]
   * @returns {Promise<() => string>}
   */
  async answer(asked) {
    const nothing = () => "";
    if (!asked) return nothing;
    try {
      const { answered, show } = await import("./search-amount.mjs");
      const found = await answered(asked, this.answers);
      return found ? () => show(this.link, found, this.answers) : nothing;
    } catch (error) {
      console.warn("search:", error);
      return nothing;
    }
  }

  /**
   * A query whose amounts are told apart; what tells them is loaded where there is a figure.
   * @param {string} text
   * @returns {Promise<Query & { amounts?: AskedAmount[] }>}
   */
  async read(text) {
    if (!/\p{N}/u.test(text)) return { text, figures: new Set() };
    const { asked } = await import("./search-amount.mjs");
    return asked(text, this.signs);
  }

  /**
   * Nothing asked, or nothing to be had: where to start instead.
   * @param {HTMLElement | undefined} part
   */
  reset(part) {
    this.found = undefined;
    this.link.hidden = true;
    for (const name of ["amount", "answered"]) this.dialog.removeAttribute(`data-search-${name}`);
    this.list.replaceChildren();
    this.reveal(part ?? this.failed);
    for (const { chip } of this.chips) chip.hidden = true;
    this.status.textContent = "";
    this.more.hidden = true;
    this.list.ariaBusy = "false";
    this.expand();
  }

  /** @param {HTMLElement | undefined} part */
  reveal(part) {
    this.rest.hidden = !part;
    for (const one of [this.start, this.empty, this.failed]) if (one) one.hidden = one !== part;
  }

  /**
   * The chips of the kinds there are, with how many pages of each.
   * @param {Answers} found
   */
  count({ pages }) {
    /** @type {Map<string, number>} */
    const counts = new Map();
    for (const page of pages) counts.set(page.kind, (counts.get(page.kind) ?? 0) + 1);
    if (this.kind && !counts.has(this.kind)) this.kind = "";
    for (const { chip, kind, count } of this.chips) {
      const held = kind ? (counts.get(kind) ?? 0) : pages.length;
      chip.hidden = !held || counts.size < 2;
      chip.setAttribute("aria-pressed", String(kind === this.kind));
      count.textContent = String(held);
    }
  }

  /** @param {string} kind */
  filter(kind) {
    this.kind = kind;
    if (this.found) this.count(this.found);
    this.show(SHOWN);
  }

  /** @param {number} most */
  async show(most) {
    const { found, turn } = this;
    if (!found) return;
    const { pages, terms } = found;
    const wanted = this.kind ? pages.filter((page) => page.kind === this.kind) : pages;
    const shown = wanted.slice(0, most);
    const details = await Promise.all(
      shown.map(async ({ data, kind }) => {
        const content = await data();
        return { ...parts(content, places(content, terms)), kind };
      }),
    );
    if (turn !== this.turn) return;
    this.shown = most;
    this.list.replaceChildren(...details.map((one, index) => group(one, index, this.labelOf(one.kind))));
    this.reveal(wanted.length || this.answered ? undefined : this.empty);
    this.more.hidden = wanted.length <= most;
    this.tell(found, wanted.length);
    this.list.ariaBusy = "false";
    const more = most > SHOWN;
    if (!more) this.scroll.scrollTop = 0;
    this.expand(this.options()[more ? this.active : 0]);
  }

  /**
   * How many pages there are, and what was not taken as it was typed.
   * @param {Answers & { query: string }} found
   * @param {number} count
   */
  tell({ query, corrected, missing }, count) {
    const pages = this.say(`count-${this.plural.select(count)}`, { count });
    const said = [count ? pages : this.answered || this.say("none", { query })];
    if (corrected.length) said.push(this.say("corrected", { words: corrected.join(" ") }));
    if (count && missing.length) said.push(this.say("missing", { words: missing.join(", ") }));
    this.status.textContent = said.join(" · ");
    this.status.classList.toggle("pb-search__status--none", !count && !this.answered);
  }

  /**
   * The text `name` of the dialog's attributes, its placeholders filled.
   * @param {string} name
   * @param {Record<string, string | number>} values
   */
  say(name, values) {
    const said = this.dialog.getAttribute(`data-${name}`) ?? text(this.dialog, "data-count-other");
    return said.replace(/\{(\w+)\}/g, (_, key) => String(values[key]));
  }

  /** @param {string} kind */
  labelOf(kind) {
    return this.chips.find((one) => one.kind === kind)?.chip.dataset.one ?? "";
  }

  options() {
    return all(this.list, "[role=option]");
  }

  /** @param {HTMLElement} [active] */
  expand(active) {
    this.input.setAttribute("aria-expanded", String(Boolean(active)));
    this.list.hidden = !active;
    this.activate(active);
  }

  /** @param {HTMLElement} [active] */
  activate(active) {
    const options = this.options();
    this.active = active ? options.indexOf(active) : -1;
    for (const one of options) one.setAttribute("aria-selected", String(one === active));
    if (active) this.input.setAttribute("aria-activedescendant", active.id);
    else this.input.removeAttribute("aria-activedescendant");
  }

  /** @param {KeyboardEvent} event */
  press(event) {
    const move = Number(event.key === "ArrowDown") - Number(event.key === "ArrowUp");
    const options = this.options();
    if (event.target !== this.input || event.isComposing) return;
    if (move && options.length) {
      event.preventDefault();
      const next = options[(this.active + move + options.length) % options.length];
      this.activate(next);
      next?.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter(event);
    }
  }

  /** @param {KeyboardEvent} event */
  async enter({ ctrlKey, metaKey, shiftKey }) {
    // Whoever types fast and presses Enter means what is typed, not what was found before.
    if (this.input.value.trim() !== this.found?.query) await this.run();
    // A click of the link, so that Ctrl+Enter opens a tab, as anywhere.
    const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    const lit = this.options()[this.active] ?? maybe(this.dialog, "[data-search-answer]:not([hidden])");
    lit?.dispatchEvent(new MouseEvent("click", click));
  }
}
