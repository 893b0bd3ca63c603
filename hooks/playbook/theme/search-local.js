// Over file:// no module is loaded, so no search: the dialog says how to serve the site instead.
if (location.protocol === "file:") {
  const dialog = document.querySelector("[data-search]");
  dialog.querySelector("[data-search-local]").hidden = false;
  dialog.querySelector("[data-search-start]").hidden = true;
  dialog.querySelector("[data-search-field]").hidden = true;
  document.addEventListener("click", (event) => {
    if (event.target.closest("[data-search-open]")) dialog.showModal();
  });
}
