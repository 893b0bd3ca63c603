// What a word may mean: a form of it, a longer one, or what was mistyped.

// How well a word of a page fits the one asked for.
const LITERAL = 1;
const FORM = 0.7; // another ending of it
export const LONGER = 0.3; // a word that only begins like it
// Forms and longer words stand beside each other: search/files.py keeps these letters together.
export const FIRST = 3;

/**
 * How well `other` fits the word that is asked for: two words are forms of one where what they do not have in
 * common are endings of the language, and they have more in common than not.
 * @type {(word: string, other: string, endings: Set<string>) => number}
 */
export function fit(word, other, endings) {
  if (word === other) return LITERAL;
  if (/^\d/.test(word)) return 0; // another figure
  let same = 0;
  while (same < word.length && word[same] === other[same]) same++;
  if (same < FIRST) return 0;
  for (let at = same; at >= FIRST; at--) {
    const [one, two] = [word.slice(at), other.slice(at)];
    if (endings.has(one) && endings.has(two) && at > Math.max(one.length, two.length)) return FORM;
  }
  return same === word.length ? LONGER : 0;
}

/**
 * The words of `list` that a mistyped `word` may mean: those fewest slips away, the likeliest first.
 * `list` holds the likelier words first. Two slips are forgiven in a long word that begins right, one in
 * a shorter one, none in a short one; and `less` of them in all.
 * @type {(word: string, list: string[], less?: number) => string[]}
 */
export function nearest(word, list, less = 0) {
  const allowed = (word.length < 4 ? 0 : word.length < 7 ? 1 : 2) - less;
  let best = allowed;
  /** @type {string[]} */
  let found = [];
  if (allowed < 1) return found;
  for (const other of list) {
    if (Math.abs(other.length - word.length) > best) continue;
    const distance = slips(word, other, best);
    if (distance === 2 && other[0] !== word[0]) continue;
    if (distance < best) found = [];
    if (distance <= best) {
      best = distance;
      found.push(other);
    }
  }
  return found.slice(0, 3);
}

/**
 * Beyond the ends of a row nothing is near.
 * @type {(row: number[], index: number) => number}
 */
const at = (row, index) => row[index] ?? Infinity;

/**
 * How many letters are missing, too many, wrong or swapped with the next (Damerau); more than `most`
 * is not counted further.
 * @type {(one: string, other: string, most: number) => number}
 */
export function slips(one, other, most) {
  /** @type {number[]} */
  let before = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1];
      row[j] = Math.min(at(last, j) + 1, at(row, j - 1) + 1, at(last, j - 1) + (same ? 0 : 1));
      if (one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) {
        row[j] = Math.min(at(row, j), at(before, j - 2) + 1);
      }
    }
    if (Math.min(...row) > most) return most + 1;
    [before, last] = [last, row];
  }
  return at(last, other.length);
}
