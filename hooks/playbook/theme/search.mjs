import { parts } from "./excerpt.mjs";
import { finder } from "./finder.mjs";

const PAUSE = 60; // ms without a key before a search starts
const SHOWN = 8; // pages at a time
const KEPT = "playbook-search"; // the last query, so that a second result is two keys away

// Words are typed here: no key may open the search from it. A radio or a checkbox is not such a place.
const WRITING =
  "textarea, select, [contenteditable]:not([contenteditable=false]), " +
  "input:not([type=radio], [type=checkbox], [type=button], [type=submit], [type=reset], [type=range])";

export function mount(root) {
  const dialog = root.querySelector("[data-search]");
  if (!dialog) return;
  new Search(dialog).listen();
  document.documentElement.dataset.searchReady = ""; // shows the buttons
}

class Search {
  constructor(dialog) {
    this.dialog = dialog;
    for (const name of ["input", "list", "status", "rest", "start", "empty", "failed", "more", "clear"]) {
      this[name] = dialog.querySelector(`[data-search-${name}]`);
    }
    this.kinds = [...dialog.querySelectorAll("[data-search-kind]")];
    this.kind = "";
    this.language = document.documentElement.lang;
    this.plural = new Intl.PluralRules(this.language);
    const address = (name) => new URL(dialog.dataset[name], document.baseURI).href;
    this.finder = finder(address("bundle"), address("assets"), this.language.toLowerCase());
  }

  listen() {
    const { dialog, input } = this;
    document.addEventListener("click", (event) => {
      const opener = event.target.closest?.("[data-search-open]");
      if (opener) this.open(opener.dataset.searchOpen);
    });
    // The index is on its way before the button is pressed.
    for (const hint of ["pointerover", "focusin"]) {
      document.addEventListener(hint, (event) => event.target.closest?.("[data-search-open]") && this.warm());
    }
    document.addEventListener("keydown", (event) => {
      const written = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey;
      const chord = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey;
      if (!chord && !(written && !event.target.closest?.(WRITING))) return;
      event.preventDefault();
      this.open();
    });
    dialog.addEventListener("keydown", (event) => {
      event.stopPropagation();
      this.press(event);
    });
    // Outside the box there is only the dialog itself.
    dialog.addEventListener("click", (event) => event.target === dialog && dialog.close());
    input.addEventListener("input", () => {
      clearTimeout(this.waiting);
      this.waiting = setTimeout(() => this.run(), PAUSE);
      this.list.ariaBusy = "true";
      this.clear.hidden = !input.value;
    });
    this.clear.addEventListener("click", () => this.ask(""));
    this.more.addEventListener("click", () => this.show(this.shown + SHOWN));
    for (const chip of this.kinds) chip.addEventListener("click", () => this.filter(chip.dataset.searchKind));
    this.list.addEventListener("click", (event) => {
      const elsewhere = event.ctrlKey || event.metaKey || event.shiftKey;
      if (event.target.closest("a") && !elsewhere) dialog.close();
    });
  }

  open(query = "") {
    if (!this.dialog.open) this.dialog.showModal();
    this.warm();
    this.ask(query || this.input.value || recall());
  }

  warm() {
    this.finder.load().catch(() => {}); // said when something is searched
  }

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
    if (!query) return this.reset(this.start);
    try {
      const found = await this.finder.find(query);
      if (turn !== this.turn) return;
      this.found = { ...found, query };
      dialog.toggleAttribute("data-search-amount", found.amount);
      this.count();
      await this.show(SHOWN);
    } catch (error) {
      console.warn("search:", error);
      if (turn === this.turn) this.reset(this.failed);
    }
  }

  // Nothing asked, or nothing to be had: where to start instead.
  reset(part) {
    this.found = undefined;
    this.dialog.removeAttribute("data-search-amount");
    this.list.replaceChildren();
    this.reveal(part ?? this.failed);
    for (const chip of this.kinds) chip.hidden = true;
    this.status.textContent = "";
    this.more.hidden = true;
    this.list.ariaBusy = "false";
    this.expand();
  }

  reveal(part) {
    this.rest.hidden = !part;
    for (const one of [this.start, this.empty, this.failed]) if (one) one.hidden = one !== part;
  }

  // The chips of the kinds there are, with how many pages of each.
  count() {
    const counts = new Map();
    for (const page of this.found.pages) counts.set(page.kind, (counts.get(page.kind) ?? 0) + 1);
    if (this.kind && !counts.has(this.kind)) this.kind = "";
    for (const chip of this.kinds) {
      const kind = chip.dataset.searchKind;
      const count = kind ? (counts.get(kind) ?? 0) : this.found.pages.length;
      chip.hidden = !count || counts.size < 2;
      chip.setAttribute("aria-pressed", String(kind === this.kind));
      chip.querySelector("[data-count]").textContent = count;
    }
  }

  filter(kind) {
    this.kind = kind;
    this.count();
    this.show(SHOWN);
  }

  async show(most) {
    const { turn } = this;
    const { pages } = this.found;
    const wanted = this.kind ? pages.filter((page) => page.kind === this.kind) : pages;
    const shown = wanted.slice(0, most);
    const details = await Promise.all(
      shown.map(async (page) => parts(await page.data(), page.hits, this.language)),
    );
    if (turn !== this.turn) return;
    this.shown = most;
    this.list.replaceChildren(...details.map((one, index) => this.group(one, shown[index], index)));
    this.reveal(wanted.length ? undefined : this.empty);
    this.more.hidden = wanted.length <= most;
    this.tell(wanted.length);
    this.list.ariaBusy = "false";
    const more = most > SHOWN;
    if (!more) this.list.parentElement.scrollTop = 0;
    this.expand(this.options()[more ? this.active : 0]);
  }

  // How many pages there are, and what was not taken as it was typed.
  tell(count) {
    const { query, corrected, missing } = this.found;
    const form = `count-${this.plural.select(count)}`;
    const said = [count ? this.say(form, { count }) : this.say("none", { query })];
    if (corrected.length) said.push(this.say("corrected", { words: corrected.join(" ") }));
    if (count && missing.length) said.push(this.say("missing", { words: missing.join(", ") }));
    this.status.textContent = said.join(" · ");
    this.status.classList.toggle("pb-search__status--none", !count);
  }

  // The text `name` of the dialog's attributes, its placeholders filled.
  say(name, values) {
    const text = this.dialog.getAttribute(`data-${name}`) ?? this.dialog.getAttribute("data-count-other");
    return text.replace(/\{(\w+)\}/g, (_, key) => values[key]);
  }

  group({ page, sections }, { kind }, index) {
    const label = this.dialog.querySelector(`[data-search-kind="${kind}"]`)?.dataset.one ?? "";
    const id = `search-${index}`;
    const attributes = { role: "group", "aria-labelledby": `${id}-title`, class: "pb-search__group" };
    const group = element("div", attributes);
    group.append(
      option(page, id, "pb-search__page", kind && label),
      ...sections.map((section, at) => option(section, `${id}-${at}`, "pb-search__section")),
    );
    return group;
  }

  options() {
    return [...this.list.querySelectorAll("[role=option]")];
  }

  expand(active) {
    this.input.setAttribute("aria-expanded", String(Boolean(active)));
    this.list.hidden = !active;
    this.activate(active);
  }

  activate(active) {
    const options = this.options();
    this.active = options.indexOf(active);
    for (const one of options) one.setAttribute("aria-selected", String(one === active));
    if (!active) return this.input.removeAttribute("aria-activedescendant");
    this.input.setAttribute("aria-activedescendant", active.id);
  }

  press(event) {
    const move = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    const options = this.options();
    if (event.target !== this.input || event.isComposing) return;
    if (move && options.length) {
      event.preventDefault();
      const next = options[(this.active + move + options.length) % options.length];
      this.activate(next);
      next.scrollIntoView({ block: "nearest" });
    } else if (event.key === "Enter") {
      event.preventDefault();
      this.enter(event);
    }
  }

  async enter({ ctrlKey, metaKey, shiftKey }) {
    // Whoever types fast and presses Enter means what is typed, not what was found before.
    if (this.input.value.trim() !== this.found?.query) await this.run();
    // A click of the link, so that Ctrl+Enter opens a tab, as anywhere.
    const click = { bubbles: true, cancelable: true, ctrlKey, metaKey, shiftKey };
    this.options()[this.active]?.dispatchEvent(new MouseEvent("click", click));
  }
}

function option({ title, url, excerpt }, id, name, kind) {
  const attributes = { role: "option", id, href: url, class: name };
  const link = element("a", { ...attributes, tabindex: "-1" });
  const head = element("span", { class: "pb-search__title", id: `${id}-title` });
  head.textContent = title;
  link.append(head);
  if (kind) {
    const badge = element("span", { class: "pb-search__kind" });
    badge.textContent = kind;
    link.append(" ", badge);
  }
  const text = element("span", { class: "pb-search__excerpt" });
  for (const piece of excerpt) {
    const node = piece.hit ? element("mark", {}) : document.createTextNode(piece.text);
    if (piece.hit) node.textContent = piece.text;
    text.append(node);
  }
  link.append(" ", text);
  return link;
}

function element(name, attributes) {
  const made = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) made.setAttribute(key, value);
  return made;
}

function recall() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // no storage: nothing is kept
  }
}

function keep(query) {
  try {
    sessionStorage.setItem(KEPT, query);
  } catch {
    // as above
  }
}
