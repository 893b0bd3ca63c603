// An address that has moved leads on with what stands behind it: the answers, the place on the page.
{
  const to = new URL(document.currentScript.dataset.to, location);
  // Without a server a folder has no page of its own.
  if (location.protocol === "file:") to.pathname += "index.html";
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to);
}
