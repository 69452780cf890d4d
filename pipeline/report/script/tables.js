// The tables as rows, with what the filters ask of each.

const MARKS = ["provinces", "officials", "commodities", "dates", "amounts", "quantities"];

function unpack({ columns, rows }) {
  return rows.map((cells, index) => {
    const row = { index };
    columns.forEach((name, at) => {
      row[name] = cells[at];
    });
    return row;
  });
}

const MONEY = ["low", "high", "target_low", "target_high", "amount_idr", "amount_min_idr", "amount_max_idr"];
const tables = {};
for (const name of ["articles", "events", "deals", "flows", "findings", "unused", "errors"]) {
  tables[name] = unpack(DOC[name]);
  for (const column of MONEY.filter((column) => DOC[name].columns.includes(column))) {
    for (const row of tables[name]) row[column] = row[column] === null ? null : BigInt(row[column]);
  }
}

const articleOf = new Map(tables.articles.map((article) => [article.article_id, article]));
const titleOf = (id) => articleOf.get(id)?.title || id;
const eventOf = new Map(tables.events.map((event) => [event.id, event]));
const dealOf = new Map(tables.deals.map((deal) => [deal.deal_id, deal]));
const partiesOf = (row) => (Array.isArray(row.parties) ? row.parties : row.parties.split(";"));

function groups(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(row);
  }
  return found;
}

function addFilterValues() {
  for (const article of tables.articles) {
    const named = (kind) => new Set(article.marks.filter((mark) => mark[0] === kind).map((mark) => mark[3]));
    Object.assign(article, {
      province: named(0),
      official: named(1),
      commodity: named(2),
      status: new Set(),
      year: new Set(),
    });
    if (article.published) article.year.add(article.published.slice(0, 4));
  }
  for (const deal of tables.deals) {
    const article = articleOf.get(deal.article_id);
    deal.province = new Set(deal.parties.split(";").filter(Boolean));
    deal.year = String(deal.year ?? "");
    deal.commodity = new Set();
    deal.official = article?.official ?? new Set();
    article?.status.add(deal.status);
    if (deal.year) article?.year.add(deal.year);
  }
  for (const event of tables.events) event.year = String(event.year ?? "");
  for (const flow of tables.flows) {
    const article = articleOf.get(flow.article_id);
    const deal = dealOf.get(flow.deal_id);
    deal?.commodity.add(flow.commodity);
    flow.province = new Set([flow.origin, flow.destination].filter(Boolean));
    flow.year = String(flow.year ?? "");
    flow.official = article?.official ?? new Set();
    flow.copy = Boolean(article?.same_text_as);
  }
}
