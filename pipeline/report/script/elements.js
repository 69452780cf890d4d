// Elements of the page: text is set as text, never as markup; a number leads to its rows.

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") node.addEventListener("click", value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

const tag = (name) => (name ? el("span", { class: `tag ${name}` }, word(name)) : "");

// A number that leads to its rows.
const rowsLink = (text, title, tab, rows, what) =>
  el("button", { class: "num", type: "button", title, click: () => showRows(tab, rows, what) }, text);

const countLink = (tab, rows, what) => rowsLink(count(rows.length), "", tab, rows, what);
const articleLink = (row, text) => el("button", { class: "num", type: "button", click: () => openArticle(row) }, text);

// A sentence whose {n} leads to its rows.
function sentence(name, table, rows, tagName = "li") {
  const [before, after] = word(name).split("{n}");
  return el(tagName, {}, before, countLink(table, rows, before + count(rows.length) + after), after);
}

function plainTable(heads, lines) {
  if (!lines.length) return el("p", { class: "soft" }, word("none_fit"));
  const cell = (content) => (content?.n === undefined ? el("td", {}, content) : el("td", { class: "n" }, content.n));
  const last = lines[0].map((content) => content?.n !== undefined);
  return el(
    "table",
    {},
    el(
      "thead",
      {},
      el("tr", {}, ...heads.map((head, at) => el("th", { scope: "col", class: last[at] ? "n" : null }, word(head)))),
    ),
    el("tbody", {}, ...lines.map((line) => el("tr", {}, ...line.map(cell)))),
  );
}
