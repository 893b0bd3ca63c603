/**
 * Text in small letters without accents.
 * @type {(text: string) => string}
 */
export function bare(text) {
  return text.toLowerCase().normalize("NFD").replace(/\p{M}/gu, "");
}

/**
 * Text as a person compares it: no accents, no capitals, no ligatures, one kind of apostrophe.
 * @type {(text: string) => string}
 */
export function fold(text) {
  return bare(text)
    .replaceAll("œ", "oe")
    .replaceAll("æ", "ae")
    .replace(/[’ʼ‘`´]/g, "'");
}
