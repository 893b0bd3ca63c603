// Over file:// no module is loaded, so no search: the dialog says how to serve the site instead.
if (location.protocol === "file:") {
  const dialog = document.querySelector("[data-search]");
  dialog.querySelector("[data-search-local]").hidden = false;
  for (const part of dialog.querySelectorAll("[data-search-start], [data-search-input]")) part.hidden = true;
  document.documentElement.dataset.searchReady = "";
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search-open]")) dialog.showModal();
  });
}
