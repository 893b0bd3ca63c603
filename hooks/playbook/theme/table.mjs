// A decision's table: rows that fit what is chosen, to be copied into a spreadsheet; on a phone each is a card.
import { copied, wordsOf } from "./copy.mjs";
import { all, needs } from "./elements.mjs";

const { need, text } = needs("table");
// Between the texts of one cell: the page writes them so.
const BETWEEN = ", ";

/** @param {Document} root */
export function mount(root) {
  for (const form of all(root, "[data-rows]", HTMLFormElement)) {
    const table = need(root, "[data-table]", HTMLTableElement);
    const heads = all(table, "thead th").map(seen);
    const rows = all(table, "tbody tr", HTMLTableRowElement);
    named(table, rows, heads);
    filtered(form, rows);
    copying(form, table);
    form.hidden = false;
  }
}

/**
 * A cell's text as it is read.
 * @type {(cell: Element) => string}
 */
const seen = (cell) => (cell.textContent ?? "").trim().replace(/\s*\n\s*/g, " ");

/**
 * What a card needs: of each cell the name of its column. Laid out as blocks, a table is one by its roles only.
 * @type {(table: HTMLElement, rows: HTMLTableRowElement[], heads: string[]) => void}
 */
function named(table, rows, heads) {
  table.classList.add("pb-table--cards");
  table.setAttribute("role", "table");
  for (const row of rows) {
    row.setAttribute("role", "row");
    for (const cell of row.cells) {
      cell.dataset.label = heads[cell.cellIndex] ?? "";
      cell.setAttribute("role", cell.tagName === "TH" ? "rowheader" : "cell");
    }
  }
}

/** @type {(form: HTMLFormElement, rows: HTMLTableRowElement[]) => void} */
function filtered(form, rows) {
  const output = need(form, "output");
  const [every, some] = [text(output, "data-all"), text(output, "data-some")];
  const none = text(output, "data-none");
  const any = text(form, "data-rows");
  const selects = all(form, "select", HTMLSelectElement);
  /** @type {(row: HTMLTableRowElement, select: HTMLSelectElement) => string} */
  const said = (row, select) => {
    const cell = row.cells[Number(text(select, "data-column"))];
    return cell ? seen(cell) : any;
  };
  for (const select of selects) {
    const values = new Set(rows.map((row) => said(row, select)).filter((one) => one !== any));
    const single = new Set([...values].flatMap((one) => one.split(BETWEEN)));
    // Some cells list several values: each can be chosen, unless a value holds what parts them.
    for (const value of single.size <= values.size ? single : values) select.add(new Option(value));
  }
  const show = () => {
    const chosen = selects.filter(({ value }) => value);
    let shown = 0;
    for (const row of rows) {
      const fits = chosen.every((select) => {
        const cell = said(row, select);
        return cell === any || `${BETWEEN}${cell}${BETWEEN}`.includes(`${BETWEEN}${select.value}${BETWEEN}`);
      });
      row.hidden = !fits;
      shown += Number(fits);
    }
    output.textContent = !chosen.length ? every : shown ? some.replace("{shown}", String(shown)) : none;
  };
  form.addEventListener("input", show);
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(show)); // the fields are emptied after the event
  show();
}

/** @type {(form: HTMLFormElement, table: HTMLTableElement) => void} */
function copying(form, table) {
  const button = need(form, "[data-copy-rows]");
  const words = wordsOf(button);
  button.addEventListener("click", () => {
    const rows = [...table.rows].filter(({ hidden }) => !hidden);
    const lines = rows.map((row) =>
      [...row.cells].map((cell) => seen(cell).replaceAll("\t", " ")).join("\t"),
    );
    copied(lines.join("\n"), table, need(form, "[role=status]"), words);
  });
}
