// The rows of one tab: those that fit the filters, or those that a number leads to.

const PAGE = 100; // rows drawn at once
let tab = "events";
let shown = null; // rows that a number leads to, in place of all that fit: { rows, what }
let sorted = null; // { column, down }
let rowLimit = PAGE;

function showTab(name, only = null) {
  tab = name;
  shown = only;
  sorted = null;
  rowLimit = PAGE;
  drawRows();
}

function showRows(name, rows, what) {
  showTab(name, { rows, what });
  const heading = document.getElementById("h-rows");
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

function drawRows() {
  const columns = COLUMNS[tab];
  const rows = sortRows(shown?.rows ?? fitting[tab], columns);
  drawTabs();
  drawNote();
  document
    .getElementById("table")
    .replaceChildren(
      rows.length ? rowsTable(columns, rows.slice(0, rowLimit)) : el("p", { class: "soft" }, word("none_fit")),
    );
  drawMore(rows.length);
}

function drawTabs() {
  const names = Object.keys(COLUMNS).filter((name) => name !== "errors" || tables.errors.length);
  const open = (name) => {
    showTab(name);
    document.querySelector(`[data-tab=${name}]`).focus();
  };
  const button = (name) =>
    el(
      "button",
      { type: "button", "aria-pressed": String(name === tab), "data-tab": name, click: () => open(name) },
      `${word(name)} (${count(fitting[name].length)})`,
    );
  document.getElementById("tabs").replaceChildren(...names.map(button));
}

// What the rows are that a number led to, and the way back to all.
function drawNote() {
  const note = document.getElementById("picked");
  note.hidden = !shown;
  if (!shown) return;
  const all = () => {
    shown = null;
    drawRows();
    document.getElementById("h-rows").focus();
  };
  note.replaceChildren(
    `${word("picked")}: ${shown.what} `,
    el("button", { class: "plain", type: "button", click: all }, word("all_rows")),
  );
}

function sortRows(rows, columns) {
  if (!sorted) return rows;
  const key = columns[sorted.column][2];
  const sign = sorted.down ? -1 : 1;
  const less = (one, other) =>
    typeof one === "string" ? one.localeCompare(String(other), LOCALE) : one < other ? -1 : one > other ? 1 : 0;
  return [...rows].sort((one, other) => sign * less(key(one), key(other)));
}

function rowsTable(columns, rows) {
  const cell = ([name, shownIn, , kind], row) =>
    el("td", { role: "cell", class: kind ?? null, "data-label": word(name) }, shownIn(row));
  const line = (row) => el("tr", { role: "row" }, ...columns.map((column) => cell(column, row)));
  return el(
    "table",
    { class: "cards", role: "table" },
    el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...columns.map(headCell))),
    el("tbody", { role: "rowgroup" }, ...rows.map(line)),
  );
}

function headCell([name, , , kind], at) {
  const order = sorted?.column === at ? (sorted.down ? "descending" : "ascending") : null;
  const sort = () => {
    sorted = { column: at, down: order === "ascending" };
    drawRows();
    document.querySelectorAll("#table th button")[at].focus();
  };
  return el(
    "th",
    { scope: "col", role: "columnheader", class: kind === "n" ? "n" : null, "aria-sort": order },
    el("button", { type: "button", click: sort }, word(name)),
  );
}

function drawMore(all) {
  const show = (limit) => {
    rowLimit = limit;
    drawRows();
  };
  const more = (label, limit) => el("button", { type: "button", click: () => show(limit) }, label);
  const next = Math.min(PAGE, all - rowLimit);
  const nextRows = () => more(word("show_more", { n: count(next) }), rowLimit + PAGE);
  const buttons = next > 0 ? [nextRows(), " ", more(word("show_all", { n: count(all) }), all)] : [];
  const drawn = count(Math.min(rowLimit, all));
  document.getElementById("more").replaceChildren(`${word("shown", { n: drawn, m: count(all) })} `, ...buttons);
}
