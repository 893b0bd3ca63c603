// Mounts every component on the page. One that fails is reported, and spares the rest.
//
// A component is a module beside this one that exports `mount(root)`: called with the document when
// the page is there, and again whenever Material has exchanged the content for another page's.
document.documentElement.dataset.modules = ""; // see unserved.js
const COMPONENTS = ["decision", "search", "index", "copy"];
if (document.querySelector("[data-preview]")) COMPONENTS.push("preview");

const mounts = COMPONENTS.map(async (name) => {
  try {
    const { mount } = await import(`./${name}.mjs`);
    return (root) => {
      try {
        mount?.(root);
      } catch (error) {
        console.error(`${name}:`, error);
      }
    };
  } catch (error) {
    console.error(`${name}:`, error);
    return () => {};
  }
});

const mountAll = (root) => mounts.forEach((one) => one.then((mount) => mount(root)));

// Material's stream of pages replays the current one; without it there is one page: this.
if (window.document$) window.document$.subscribe(() => mountAll(document));
else mountAll(document);
