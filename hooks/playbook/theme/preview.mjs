// The preview shows everything. This hides, on the page at hand, what an audience would not find:
// a help to the eye only. What is published to an audience is built without the rest.
import { all, needs } from "./elements.mjs";

/** @import { Eye, Eyes } from "./data.d.ts" */

const KEY = "playbook.preview";
// Not `hidden`: filters and walks use that for what they hide themselves.
const OUT = "data-preview-out";
const KINDS_OF_PAGE = /^(?!aide|codes\/.)[a-z]+\/([a-z0-9-]+\/)?$/;

const { need, text } = needs("preview");

/** @param {Document} root */
export async function mount(root) {
  const select = need(root, "[data-preview]", HTMLSelectElement);
  const home = new URL(text(select, "data-home"), location.href);
  const missing = text(select, "data-missing");
  /** @type {Eyes} */
  const audiences = await (await fetch(new URL("assets/playbook/preview.json", home))).json();
  for (const [name, one] of Object.entries(audiences)) {
    select.append(new Option(one.name, name));
  }
  select.value = sessionStorage.getItem(KEY) ?? "";
  const look = () => apply(audiences[select.value], home, missing);
  select.addEventListener("change", () => {
    sessionStorage.setItem(KEY, select.value);
    look();
  });
  need(root, "label:has([data-preview])").hidden = false;
  look();
}

/** @type {(audience: Eye | undefined, home: URL, missing: string) => void} */
function apply(audience, home, missing) {
  /** @type {(url: URL) => boolean} */
  const finds = (url) => {
    const uri = url.href.startsWith(home.href) ? url.pathname.slice(home.pathname.length) : "";
    return !audience || !KINDS_OF_PAGE.test(uri) || audience.pages.includes(uri);
  };
  for (const block of all(document, "[data-kept-for]")) {
    block.toggleAttribute(
      OUT,
      audience !== undefined && !audience.reads.includes(text(block, "data-kept-for")),
    );
  }
  for (const link of all(document, "main a[href], .md-tabs a[href]", HTMLAnchorElement)) {
    (link.closest("li, tr") ?? link).toggleAttribute(OUT, !finds(new URL(link.href)));
  }
  for (const list of document.querySelectorAll("main :is(ul, ol, tbody)")) {
    const whole = list.closest("table") ?? list;
    const left = [...list.children].filter((one) => !one.hasAttribute(OUT));
    whole.toggleAttribute(OUT, list.children.length > 0 && left.length === 0);
  }
  const groups = all(document, "main .pb-columns > div, main .pb-section");
  for (const one of groups) one.removeAttribute(OUT);
  for (const one of groups) one.toggleAttribute(OUT, isBare(one));
  const page = document.querySelector(".pb-page");
  page?.querySelector("[data-preview-missing]")?.remove();
  if (page && !finds(new URL(location.href))) {
    const notice = document.createElement("p");
    notice.className = "pb-notice";
    notice.dataset.previewMissing = "";
    notice.textContent = missing;
    page.prepend(notice);
  }
}

/**
 * Whether nothing is left of a part of the page but headings; what others hide may come back.
 * @type {(part: Element) => boolean}
 */
function isBare(part) {
  const says = [...part.childNodes].some((one) => one instanceof Text && one.data.trim());
  const inside = [...part.children].filter((one) => !one.matches("h2, h3, summary, thead"));
  return !says && inside.length > 0 && inside.every((one) => one.hasAttribute(OUT) || isBare(one));
}
