// Text to take along: the button that copies a document, ready to paste.
import { all, needs } from "./elements.mjs";

const { need, text } = needs("copy");

/** @param {Document} root */
export function mount(root) {
  for (const actions of all(root, "[data-copy]")) {
    const paper = need(root, `#${CSS.escape(text(actions, "data-copy"))}`);
    const status = need(actions, "[role=status]");
    const words = wordsOf(actions);
    need(actions, "button").addEventListener("click", () => {
      // What is seen: innerText leaves out what is hidden.
      copied(paper.innerText.trim(), paper, status, words);
    });
    actions.hidden = false;
  }
}

/**
 * What is said where something was copied, and where it could only be selected.
 * @param {Element} about
 */
export const wordsOf = (about) => ({
  copied: text(about, "data-copied"),
  byHand: text(about, "data-by-hand"),
});

/**
 * Copies a text and says so. Without a clipboard, as without https or where a policy forbids it, what is shown of
 * it is selected: one copies that.
 * @type {(content: string, shown: HTMLElement, status: HTMLElement, words: ReturnType<typeof wordsOf>) => Promise<void>}
 */
export async function copied(content, shown, status, words) {
  try {
    await navigator.clipboard.writeText(content);
    status.textContent = words.copied;
  } catch {
    if (shown instanceof HTMLTextAreaElement) {
      shown.hidden = false;
      shown.value = content;
      shown.select();
    } else getSelection()?.selectAllChildren(shown);
    status.textContent = words.byHand;
  }
  setTimeout(() => {
    status.textContent = "";
  }, 4000);
}
