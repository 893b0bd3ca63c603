// An address that has moved leads on with what stands behind it: the answers, the place on the page.
{
  const leads = document.currentScript?.dataset.to;
  if (leads === undefined) throw new Error("moved needs [data-to]: its script has none");
  const to = new URL(leads, location.href);
  // Without a server a folder has no page of its own.
  if (location.protocol === "file:") to.pathname += "index.html";
  to.search = location.search;
  to.hash = location.hash;
  location.replace(to.href);
}
