// A document that an answer asks for, begun with what was answered: to copy, to mail or to print. Its text is taken from
// its own page when somebody asks for it; nothing leaves the browser.

import { copied } from "./copy.mjs";
import { mailbox } from "./decision-need.mjs";
import { need, part, say, slot } from "./decision-parts.mjs";
import { all, maybe } from "./elements.mjs";

/** @import { Walker } from "./types.d.ts" */

/**
 * Beside each document of the answer that can be filled in, a button.
 * @type {(walker: Walker, answered: string) => void}
 */
export function prepare(walker, answered) {
  for (const listed of all(walker.place, "[data-fill]")) {
    const link = need(listed, "a", HTMLAnchorElement);
    const button = part(walker, "prepare");
    button.append(Object.assign(part(walker, "unseen"), { textContent: ` : ${link.textContent}` }));
    button.addEventListener("click", async () => {
      const text = await partsOf(link.href);
      // Its page says all the rest.
      if (text === undefined) location.assign(link.href);
      else show(walker, link.textContent ?? "", `${link.textContent}\n\n${answered}\n\n${text}`);
    });
    link.after(" ", button);
  }
}

/**
 * What is to be filled in, as text; undefined where it cannot be had.
 * @type {(address: string) => Promise<string | undefined>}
 */
async function partsOf(address) {
  try {
    const page = new DOMParser().parseFromString(await (await fetch(address)).text(), "text/html");
    const paper = maybe(page, "#paper");
    // What only search reads.
    for (const one of paper ? all(paper, "[hidden]") : []) one.remove();
    const lines = paper ? all(paper, "h3, p, li") : [];
    return lines.map(line).join("\n").trim() || undefined;
  } catch {
    return undefined;
  }
}

/** @type {(one: HTMLElement) => string} */
function line(one) {
  const text = (one.textContent ?? "").trim().replace(/[ \t]*\n\s*/g, " ");
  if (one.tagName === "LI") return `- ${text}`;
  return one.tagName === "H3" ? `\n${text.toLocaleUpperCase()}` : text;
}

/** @type {(walker: Walker, title: string, text: string) => void} */
function show(walker, title, text) {
  maybe(walker.place, ".pb-filled")?.remove();
  const made = part(walker, "filled", { title });
  const field = slot(made, "text", HTMLTextAreaElement);
  const paper = slot(made, "paper");
  const mail = slot(made, "mail", HTMLAnchorElement);
  const to = mailbox(walker) ?? "";
  field.value = text;
  const written = () => {
    paper.textContent = field.value;
    const [subject, body] = [title, field.value.replaceAll("\n", "\r\n")].map(encodeURIComponent);
    mail.href = `mailto:${to}?subject=${subject}&body=${body}`;
  };
  field.addEventListener("input", written);
  written();
  const copy = need(made, "[data-do=copy]");
  const words = { copied: say(walker, "copied_filled"), byHand: say(walker, "by_hand") };
  copy.addEventListener("click", () => copied(field.value, field, slot(made, "done"), words));
  need(made, "[data-do=print]").addEventListener("click", () => print());
  need(walker.place, ".pb-result__actions").after(made);
  made.scrollIntoView({ block: "nearest" });
  slot(made, "title").focus({ preventScroll: true });
}
