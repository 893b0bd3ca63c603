// Mounts every component on the page. One that fails is reported, and spares the rest.
//
// A component is a module beside this one that exports `mount(root)`, called with the document.
document.documentElement.dataset.modules = ""; // see unserved.js
const COMPONENTS = ["decision", "search", "index", "copy"];
if (document.querySelector("[data-preview]")) COMPONENTS.push("preview");

for (const name of COMPONENTS) {
  import(`./${name}.mjs`)
    .then(({ mount }) => mount?.(document))
    .catch((error) => console.error(`${name}:`, error));
}
