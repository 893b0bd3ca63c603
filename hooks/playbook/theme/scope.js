// What Material's bundle expects to find: where the site begins, and its corner of the local storage.
/* exported __md_scope, __md_hash, __md_get, __md_set */
if (document.currentScript?.dataset.base === undefined) {
  throw new Error("scope needs [data-base]: its script has none");
}
var __md_scope = new URL(document.currentScript.dataset.base, location.href);
/** @type {(text: string) => number} */
var __md_hash = (text) => [...text].reduce((hash, one) => (hash << 5) - hash + one.charCodeAt(0), 0);
/** @type {(key: string, storage?: Storage, scope?: URL) => unknown} */
var __md_get = (key, storage = localStorage, scope = __md_scope) => {
  try {
    return JSON.parse(storage.getItem(`${scope.pathname}.${key}`) ?? "null");
  } catch {
    return null; // no storage, or not ours: the default holds
  }
};
/** @type {(key: string, value: unknown, storage?: Storage, scope?: URL) => void} */
var __md_set = (key, value, storage = localStorage, scope = __md_scope) => {
  try {
    storage.setItem(`${scope.pathname}.${key}`, JSON.stringify(value));
  } catch {
    // a browser without storage forgets the choice, and works
  }
};
