// Loads the components whose mark this page has, and mounts them. One that fails is reported, and spares the rest.
//
// A component is a module beside this one that exports `mount(root)`, called with the document.
document.documentElement.dataset.modules = ""; // see unserved.js
const COMPONENTS = {
  decision: "[data-walk]",
  search: "[data-search]",
  index: "[data-filter]",
  copy: "[data-copy]",
  stairs: "[data-stairs]",
  table: "[data-rows]",
  preview: "[data-preview]",
  colours: "[data-colours]",
};

for (const [name, mark] of Object.entries(COMPONENTS)) {
  if (!document.querySelector(mark)) continue;
  import(`./${name}.mjs`)
    .then(({ mount }) => mount(document))
    .catch((error) => console.error(`${name}:`, error));
}
