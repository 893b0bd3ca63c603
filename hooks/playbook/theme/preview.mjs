// The preview shows everything. This hides, on the page at hand, what an audience would not find:
// a help to the eye only. What is published to an audience is built without the rest.
const KEY = "playbook.preview";
// Not `hidden`: filters and walks use that for what they hide themselves.
const OUT = "data-preview-out";
const KINDS_OF_PAGE = /^(?!aide|codes\/.)[a-z]+\/([a-z0-9-]+\/)?$/;

export async function mount(root) {
  const select = root.querySelector("[data-preview]");
  if (!select || select.dataset.mounted) return;
  select.dataset.mounted = "";
  const home = new URL(select.dataset.home, location);
  const audiences = await (await fetch(new URL("assets/playbook/preview.json", home))).json();
  for (const [name, one] of Object.entries(audiences)) {
    select.append(new Option(one.name, name));
  }
  select.value = sessionStorage.getItem(KEY) ?? "";
  const look = () => apply(audiences[select.value], home, select.dataset.missing);
  select.addEventListener("change", () => {
    sessionStorage.setItem(KEY, select.value);
    look();
  });
  select.closest("[hidden]").hidden = false;
  look();
}

function apply(audience, home, missing) {
  const finds = (url) => {
    const uri = url.href.startsWith(home.href) ? url.pathname.slice(home.pathname.length) : "";
    return !audience || !KINDS_OF_PAGE.test(uri) || audience.pages.includes(uri);
  };
  for (const block of document.querySelectorAll("[data-kept-for]")) {
    block.toggleAttribute(OUT, Boolean(audience) && !audience.reads.includes(block.dataset.keptFor));
  }
  for (const link of document.querySelectorAll("main a[href], .md-tabs a[href]")) {
    (link.closest("li, tr") ?? link).toggleAttribute(OUT, !finds(new URL(link.href)));
  }
  for (const list of document.querySelectorAll("main :is(ul, ol, tbody)")) {
    const whole = list.closest("table") ?? list;
    const left = [...list.children].filter((one) => !one.hasAttribute(OUT));
    whole.toggleAttribute(OUT, list.children.length > 0 && left.length === 0);
  }
  const groups = [...document.querySelectorAll("main .pb-columns > div, main .pb-section")];
  for (const one of groups) one.removeAttribute(OUT);
  for (const one of groups) one.toggleAttribute(OUT, isBare(one));
  const page = document.querySelector(".pb-page");
  page?.querySelector("[data-preview-missing]")?.remove();
  if (page && !finds(new URL(location.href))) {
    const notice = document.createElement("p");
    notice.className = "pb-notice";
    notice.dataset.previewMissing = "";
    notice.textContent = missing;
    page.prepend(notice);
  }
}

/** Whether nothing is left of a part of the page but headings; what others hide may come back. */
function isBare(part) {
  const says = [...part.childNodes].some((one) => one.nodeType === Node.TEXT_NODE && one.data.trim());
  const inside = [...part.children].filter((one) => !one.matches("h2, h3, summary, thead"));
  return !says && inside.length > 0 && inside.every((one) => one.hasAttribute(OUT) || isBare(one));
}
