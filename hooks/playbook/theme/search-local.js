// Over file:// no module is loaded, so no search: the dialog says how to serve the site instead.
if (location.protocol === "file:") {
  const dialog = document.querySelector("[data-search]");
  if (!(dialog instanceof HTMLDialogElement)) {
    throw new Error("search-local needs [data-search]: this page has none");
  }
  /** @type {NodeListOf<HTMLElement>} */
  const parts = dialog.querySelectorAll("[data-search-local], [data-search-start], [data-search-input]");
  for (const part of parts) part.hidden = !("searchLocal" in part.dataset);
  document.documentElement.dataset.searchReady = "";
  document.addEventListener("click", (event) => {
    if (event.target instanceof Element && event.target.closest("[data-search-open]")) dialog.showModal();
  });
}
