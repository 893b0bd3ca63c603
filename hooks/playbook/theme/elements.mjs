// What scripts find on a page. A part that the template always writes is needed: where it is missing, an error
// names it and the component, and main.mjs spares the others.

/**
 * The elements that `selector` names below `root`, of the class `type`.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 */
export function all(root, selector, type) {
  const found = [...root.querySelectorAll(selector)].filter((one) => one instanceof (type ?? HTMLElement));
  return /** @type {T[]} */ (found);
}

/**
 * The first of them; undefined where there is none, as on a page that need not have it.
 * @template {Element} [T=HTMLElement]
 * @param {ParentNode} root
 * @param {string} selector
 * @param {new () => T} [type]
 */
export function maybe(root, selector, type) {
  return all(root, selector, type)[0];
}

/**
 * How the component `name` gets what it needs, or throws an error that says what is missing.
 * @param {string} name
 */
export function needs(name) {
  /** @param {string} what */
  const missing = (what) => new Error(`${name} needs ${what}: this page has none`);
  return {
    /**
     * @template {Element} [T=HTMLElement]
     * @param {ParentNode} root
     * @param {string} selector
     * @param {new () => T} [type]
     */
    need(root, selector, type) {
      const found = maybe(root, selector, type);
      if (!found) throw missing(selector);
      return found;
    },
    /**
     * The text of an attribute.
     * @param {Element} element
     * @param {string} attribute
     */
    text(element, attribute) {
      const found = element.getAttribute(attribute);
      if (found === null) throw missing(`[${attribute}]`);
      return found;
    },
  };
}
