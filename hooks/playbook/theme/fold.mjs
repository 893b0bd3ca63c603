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

/**
 * « 12 000 », « 12.000 » and « 12k€ » are one amount each, and search holds amounts as digits only.
 * @type {(text: string) => string}
 */
export function joinAmounts(text) {
  return text
    .replace(/(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f.,]\d{3})+(?!\d)/g, (found) => found.replace(/\D/g, ""))
    .replace(/(\d+(?:[.,]\d+)?)\s?k(?=€|eur|\b)/gi, (_, number) =>
      String(Math.round(Number(number.replace(",", ".")) * 1000)),
    );
}
