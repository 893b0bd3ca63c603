// The last query, so that a second result is two keys away.

const KEPT = "playbook-search";

/** @type {() => string} */
export function recall() {
  try {
    return sessionStorage.getItem(KEPT) ?? "";
  } catch {
    return ""; // no storage: nothing is kept
  }
}

/** @type {(query: string) => void} */
export function keep(query) {
  try {
    sessionStorage.setItem(KEPT, query);
  } catch {
    // as above
  }
}
