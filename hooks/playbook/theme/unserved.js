// Opened from a disk, or sent by a server that does not know `.mjs`, a page has no modules: it can be
// read, and nothing in it can be done. It says so, and what to do.
addEventListener("load", () => {
  if ("modules" in document.documentElement.dataset) return;
  const why = location.protocol === "file:" ? "file" : "server";
  /** @type {NodeListOf<HTMLElement>} */
  const notices = document.querySelectorAll(`[data-unserved=${why}]`);
  for (const notice of notices) notice.hidden = false;
});
