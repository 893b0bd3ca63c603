import { fold } from "./fold.mjs";

/**
 * The words of `list` that a mistyped `word` may mean: those fewest slips away, the likeliest first.
 * `list` holds the likelier words first. Two slips are forgiven in a long word that begins right, one in
 * a shorter one, none in a short one.
 * @type {(word: string, list: string[]) => string[]}
 */
export function nearest(word, list) {
  const allowed = word.length < 4 ? 0 : word.length < 7 ? 1 : 2;
  let best = allowed;
  /** @type {string[]} */
  let found = [];
  if (!allowed) return found;
  for (const other of list) {
    const folded = fold(other);
    if (Math.abs(folded.length - word.length) > best) continue;
    const distance = slips(word, folded, best);
    if (distance === 2 && folded[0] !== word[0]) continue;
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
