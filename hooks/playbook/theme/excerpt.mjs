const LENGTH = 26; // words
const BEFORE = 5;

// The parts of a page worth showing: `{page, sections}`. `fragment` is what Pagefind keeps of the page,
// `hits` maps each place where something was found to the term found, `{weight}`. Each part has `title`, `url` and `excerpt`, a list
// of `{text, hit}`: text, never markup, so nothing written on a page can become part of the dialog.
export function parts(fragment, hits, most = 3) {
  const words = fragment.content.split(/\s+/);
  const anchors = fragment.anchors
    .filter((anchor) => /^h\d$/.test(anchor.element) && anchor.id && anchor.text?.trim())
    .sort((a, b) => a.location - b.location);
  const bounds = anchors.map((anchor, index) => ({
    title: anchor.text.trim(),
    url: `${fragment.url}#${anchor.id}`,
    from: anchor.location,
    to: anchors[index + 1]?.location ?? words.length,
  }));
  // The title and what stands under it is the page itself.
  const [, ...below] = bounds;
  const top = { from: anchors[0] ? titleEnd(words, anchors[0]) : 0, to: below[0]?.from ?? words.length };
  const page = { title: fragment.meta.title, url: fragment.url, excerpt: excerpt(words, top, hits) };
  const sections = below
    .map((one) => ({ ...one, fit: fit(one, hits) }))
    .filter((one) => one.fit > 0)
    .sort((a, b) => b.fit - a.fit)
    .slice(0, most)
    .sort((a, b) => a.from - b.from)
    .map(({ title, url, from, to }) => ({
      title, url, excerpt: excerpt(words, { from: from + title.split(/\s+/).length, to }, hits),
    }));
  return { page, sections };
}

function titleEnd(words, anchor) {
  return anchor.location + anchor.text.trim().split(/\s+/).length;
}

// A part fits by the terms found in it, each counted once.
function fit({ from, to }, hits) {
  const seen = new Set();
  for (const [place, term] of hits) if (place >= from && place < to) seen.add(term);
  return [...seen].reduce((sum, term) => sum + term.weight, 0);
}

// The stretch of a part that holds most of what was found.
function excerpt(words, { from, to }, hits) {
  let start = from;
  let best = 0;
  for (const place of hits.keys()) {
    if (place < from || place >= to) continue;
    const at = Math.max(from, Math.min(place - BEFORE, to - LENGTH));
    const held = fit({ from: at, to: Math.min(to, at + LENGTH) }, hits);
    if (held > best) [best, start] = [held, at];
  }
  const end = Math.min(to, start + LENGTH);
  const shown = [{ text: start > from ? "… " : "", hit: false }];
  for (let place = start; place < end; place++) {
    const hit = hits.has(place);
    const last = shown.at(-1);
    const space = place > start ? " " : "";
    if (last.hit === hit) {
      last.text += space + words[place];
    } else if (hit) {
      last.text += space;
      shown.push({ text: words[place], hit });
    } else {
      shown.push({ text: space + words[place], hit });
    }
  }
  if (end < to) shown.push({ text: " …", hit: false });
  return shown;
}
