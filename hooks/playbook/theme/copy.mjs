// The button that copies a document's text, ready to paste.
export function mount(root) {
  for (const actions of root.querySelectorAll("[data-copy][hidden]")) {
    const paper = document.getElementById(actions.dataset.copy);
    const status = actions.querySelector("[role=status]");
    actions.querySelector("button").addEventListener("click", async () => {
      try {
        // What is seen: innerText leaves out what only search reads.
        await navigator.clipboard.writeText(paper.innerText.trim());
        status.textContent = actions.dataset.copied;
      } catch {
        // No clipboard without https, or where a policy forbids it: one copies what is selected.
        getSelection().selectAllChildren(paper);
        status.textContent = actions.dataset.byHand;
      }
      setTimeout(() => (status.textContent = ""), 4000);
    });
    actions.hidden = false;
  }
}
