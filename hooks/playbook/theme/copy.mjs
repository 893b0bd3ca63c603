// The button that copies a document's text, ready to paste; it appears where a browser can copy.
export function mount(root) {
  if (!navigator.clipboard) return;
  for (const actions of root.querySelectorAll("[data-copy][hidden]")) {
    const paper = document.getElementById(actions.dataset.copy);
    const status = actions.querySelector("[role=status]");
    actions.hidden = false;
    actions.querySelector("button").addEventListener("click", async () => {
      // What is seen: innerText leaves out what only search reads.
      await navigator.clipboard.writeText(paper.innerText.trim());
      status.textContent = actions.dataset.copied;
      setTimeout(() => (status.textContent = ""), 4000);
    });
  }
}
