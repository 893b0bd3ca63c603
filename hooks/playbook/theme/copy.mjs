// The button that copies a document's text, ready to paste.
import { all, needs } from "./elements.mjs";

const { need, text } = needs("copy");

/** @param {Document} root */
export function mount(root) {
  for (const actions of all(root, "[data-copy]")) {
    const paper = need(root, `#${CSS.escape(text(actions, "data-copy"))}`);
    const status = need(actions, "[role=status]");
    const copied = text(actions, "data-copied");
    const byHand = text(actions, "data-by-hand");
    need(actions, "button").addEventListener("click", async () => {
      try {
        // What is seen: innerText leaves out what only search reads.
        await navigator.clipboard.writeText(paper.innerText.trim());
        status.textContent = copied;
      } catch {
        // No clipboard without https, or where a policy forbids it: one copies what is selected.
        getSelection()?.selectAllChildren(paper);
        status.textContent = byHand;
      }
      setTimeout(() => {
        status.textContent = "";
      }, 4000);
    });
    actions.hidden = false;
  }
}
