// The page of niaga report. Everything shown comes from the JSON in this file; text is set as text, never as markup.
"use strict";
(() => {
const read = (id) => JSON.parse(document.getElementById(id).textContent);
const DOC = read("facts");
const PICTURES = read("pictures");
for (const names of [DOC.words, DOC.provinces, DOC.commodities, DOC.people, DOC.measures]) Object.setPrototypeOf(names, null); // ids of any name
const WORDS = DOC.words;
const LOCALE = { en: "en-GB", id: "id-ID" }[DOC.meta.language];
const PAGE = 100;      // rows drawn at once
const TOP = 25;        // goods drawn for a pair
const ERRORS_ONLY = 1; // as Vega counts
const REASONS = 8;     // reasons shown at once
const BEND = 0.18;     // how far an arc leaves the straight line, as a share of its length
const MANY = 2000;     // marks that are drawn as one image, not each by itself
const ARCS = 60;       // arcs drawn at once
const NARROW = window.matchMedia("(max-width: 760px)").matches;
const WIDE = 640;      // pixels that map and matrix need
const DEGREES = 50.7;  // longitudes across the map
const STEPS = 12;      // pieces of an arc
const MARKS = ["provinces", "officials", "commodities", "dates", "amounts", "quantities"];
const SHARED = ["realised", "agreed", "target"];
const MOVED = ["realised", "agreed"]; // statuses of goods whose quantities may be added
const TON = 1000;      // kilograms

// ---- words, numbers, elements ------------------------------------------------------------------------------------

const word = (name, cells = {}) =>
  Object.entries(cells).reduce((text, [key, value]) => text.replaceAll(`{${key}}`, () => value), WORDS[name] ?? name.replaceAll("_", " "));
const written = [0, 1, 2].map((digits) => new Intl.NumberFormat(LOCALE, { maximumFractionDigits: digits })); // costly to make
const count = (n) => written[0].format(n);
const exact = (rupiah) => `Rp${written[0].format(rupiah)}`;
const SCALES = [[10n ** 12n, "trillion"], [10n ** 9n, "billion"], [10n ** 6n, "million"]];

function short(rupiah) {
  const [unit, name] = SCALES.find(([unit]) => rupiah >= unit) ?? [1n, ""];
  const value = Number(rupiah) / Number(unit);
  const digits = value < 10 ? 2 : value < 1000 ? 1 : 0;
  return `Rp${written[digits].format(value)}${name ? ` ${word(name)}` : ""}`;
}

// low, high: BigInt or null; null at one end is an open end, at both ends no value.
function range(low, high, write = short) {
  if (low === null && high === null) return "";
  if (high === null) return `${word("at_least")} ${write(low)}`;
  if (low === null) return `${word("at_most")} ${write(high)}`;
  return low === high ? write(low) : `${write(low)} – ${write(high)}`;
}

function el(tag, attributes = {}, ...children) {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (name === "click") node.addEventListener("click", value);
    else if (value !== null && value !== false) node.setAttribute(name, value === true ? "" : value);
  }
  node.append(...children.filter((child) => child !== null && child !== undefined && child !== ""));
  return node;
}

// A number that leads to its rows.
const leads = (text, title, tab, rows, what) =>
  el("button", { class: "num", type: "button", title, click: () => pick(tab, rows, what) }, text);
const counted = (tab, rows, what) => leads(count(rows.length), "", tab, rows, what);
const province = (code) => DOC.provinces[code]?.[0] ?? code;
const goods = (id) => DOC.commodities[id] ?? id;
const person = (id) => DOC.people[id]?.[0] ?? id;
const measure = (unit) => (unit === "t" ? word("tons") : DOC.measures[unit] ?? unit);
const checkName = (check) => WORDS[`check_${check}`] ?? word(check);
const tag = (name) => (name ? el("span", { class: `tag ${name}` }, word(name)) : "");

// ---- the tables ---------------------------------------------------------------------------------------------------

function unpack({ columns, rows }) {
  return rows.map((cells, index) => {
    const row = { index };
    columns.forEach((name, at) => { row[name] = cells[at]; });
    return row;
  });
}
const MONEY = ["low", "high", "target_low", "target_high", "amount_idr", "amount_min_idr", "amount_max_idr"];
const T = {};
for (const name of ["articles", "events", "deals", "flows", "findings", "unused", "errors"]) {
  T[name] = unpack(DOC[name]);
  for (const column of MONEY.filter((column) => DOC[name].columns.includes(column))) {
    for (const row of T[name]) row[column] = row[column] === null ? null : BigInt(row[column]);
  }
}
const articleOf = new Map(T.articles.map((article) => [article.article_id, article]));
const titleOf = (id) => articleOf.get(id)?.title || id;
const eventOf = new Map(T.events.map((event) => [event.id, event]));
const dealOf = new Map(T.deals.map((deal) => [deal.deal_id, deal]));

function prepare() {
  for (const article of T.articles) {
    const named = (kind) => new Set(article.marks.filter((mark) => mark[0] === kind).map((mark) => mark[3]));
    Object.assign(article, { province: named(0), official: named(1), commodity: named(2), status: new Set(), year: new Set() });
    if (article.published) article.year.add(article.published.slice(0, 4));
  }
  for (const deal of T.deals) {
    const article = articleOf.get(deal.article_id);
    deal.province = new Set(deal.parties.split(";").filter(Boolean));
    deal.year = String(deal.year ?? "");
    deal.commodity = new Set();
    deal.official = article?.official ?? new Set();
    article?.status.add(deal.status);
    if (deal.year) article?.year.add(deal.year);
  }
  for (const event of T.events) event.year = String(event.year ?? "");
  for (const flow of T.flows) {
    const article = articleOf.get(flow.article_id);
    const deal = dealOf.get(flow.deal_id);
    deal?.commodity.add(flow.commodity);
    flow.province = new Set([flow.origin, flow.destination].filter(Boolean));
    flow.year = String(flow.year ?? "");
    flow.official = article?.official ?? new Set();
    flow.copy = Boolean(article?.same_text_as);
  }
}

// ---- filters: six, together, over all parts ----------------------------------------------------------------------

const FILTERS = ["province", "year", "commodity", "status", "official"];
const SURE = "confidence"; // of deals and flows: at least this; rows that a reviewer added have none and always fit
const LEAST = ["0.5", "0.6", "0.7", "0.8", "0.9", "0.95"];
const CHOICES = [...FILTERS, SURE];
const chosen = Object.fromEntries(CHOICES.map((name) => [name, ""]));
let fit = {};          // table -> rows that fit the filters
let picked = null;     // rows that a number leads to: { tab, rows, what }
let tab = "events";
let sorted = null;     // { column, down }
let drawn = PAGE;

const holds = (value, wanted) => (value instanceof Set ? value.has(wanted) : value === wanted);
const sure = (row) => !chosen[SURE] || (row[SURE] ?? 1) >= Number(chosen[SURE]);
const fits = (row) => sure(row) && FILTERS.every((name) => !chosen[name] || holds(row[name], chosen[name]));

function filter() {
  const article = (row) => fits(articleOf.get(row.article_id) ?? {});
  fit = { articles: T.articles.filter(fits), deals: T.deals.filter(fits), flows: T.flows.filter(fits) };
  const deals = new Set(fit.deals.map((deal) => deal.index));
  const any = CHOICES.some((name) => chosen[name]);
  fit.events = any ? T.events.filter((event) => event.deals.some((index) => deals.has(index))) : T.events;
  fit.findings = any ? T.findings.filter(article) : T.findings;
  fit.unused = any ? T.unused.filter(article) : T.unused;
  fit.errors = T.errors;
}

function fillFilters() {
  const names = { province, commodity: goods, official: person, status: word, year: (year) => year };
  const seen = Object.fromEntries(FILTERS.map((name) => [name, new Set()]));
  for (const row of [...T.deals, ...T.flows, ...T.articles]) {
    for (const name of FILTERS) {
      for (const value of row[name] instanceof Set ? row[name] : [row[name]]) if (value) seen[name].add(value);
    }
  }
  const form = document.getElementById("filter-form");
  for (const name of FILTERS) {
    const values = [...seen[name]].map((value) => [names[name](value), value]);
    values.sort((one, other) => one[0].localeCompare(other[0], LOCALE));
    form.elements[name].append(...values.map(([label, value]) => el("option", { value }, label)));
  }
  const asked = new URLSearchParams(location.hash.slice(1));
  seen[SURE] = new Set(LEAST);
  form.elements[SURE].append(...LEAST.map((least) => el("option", { value: least }, `≥ ${written[2].format(Number(least))}`)));
  for (const name of CHOICES) {
    if (seen[name].has(asked.get(name))) chosen[name] = form.elements[name].value = asked.get(name);
  }
  form.addEventListener("change", (event) => { chosen[event.target.name] = event.target.value; changed(); });
  form.addEventListener("reset", () => { for (const name of CHOICES) chosen[name] = ""; changed(); });
  if (NARROW) document.getElementById("filters").open = false;
}

function changed() {
  picked = null;
  drawn = PAGE;
  filter();
  tellFilters();
  draw();
}

function tellFilters() {
  const active = CHOICES.filter((name) => chosen[name]);
  const hash = new URLSearchParams(active.map((name) => [name, chosen[name]])).toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  const form = document.getElementById("filter-form");
  const said = word("in_filter", { n: count(fit.events.length), m: count(T.events.length) });
  document.getElementById("active").textContent =
    active.length ? `· ${active.map((name) => form.elements[name].selectedOptions[0].text).join(" · ")} · ${said}` : "";
  document.getElementById("said").textContent = said;
}

// ---- sums: targets never with results, totals over events never added ----------------------------------------------

// What an event says for one status, or null.
function value(event, status) {
  if (chosen.status && chosen.status !== status) return null;
  const [low, high] = status === "target" ? [event.target_low, event.target_high]
    : event.status === status ? [event.low, event.high] : [null, null];
  return low === null && high === null ? null : { low, high };
}

function sum(events, status) {
  const rows = events.filter((event) => !event.cumulative && value(event, status));
  const ids = new Set(rows.map((event) => event.id));
  let low = 0n, high = 0n, open = false;
  for (const event of rows) {
    const worth = value(event, status);
    if (!ids.has(event.maybe)) low += worth.low ?? 0n;
    if (worth.high === null) { open = true; high += worth.low; } else high += worth.high;
  }
  return { low, high: open ? null : high, rows };
}
const total = (sums, write = short) => (sums.rows.length ? range(sums.low, sums.high, write) : "–");
const leadsToSum = (sums, what) => (sums.rows.length ? leads(total(sums), total(sums, exact), "events", sums.rows, what) : "–");
const bottom = ({ low }) => Number(low);
const top = ({ low, high }) => Number(high ?? low);

function groups(rows, key) {
  const found = new Map();
  for (const row of rows) {
    const name = key(row);
    if (!found.has(name)) found.set(name, []);
    found.get(name).push(row);
  }
  return found;
}

// ---- overview -------------------------------------------------------------------------------------------------------

function drawTiles() {
  const tile = (text, title, label, name, rows) =>
    el("button", { class: "tile", type: "button", title, click: () => pick(name, rows, label) }, el("b", {}, text), el("span", {}, label));
  const tiles = ["articles", "deals", "events"].map((name) => tile(count(fit[name].length), "", word(name), name, fit[name]));
  for (const status of SHARED) {
    const sums = sum(fit.events, status);
    tiles.push(tile(total(sums), total(sums, exact), `${word("value")}: ${word(status)}`, "events", sums.rows));
  }
  for (const name of ["flows", "findings", "unused"]) tiles.push(tile(count(fit[name].length), "", word(name), name, fit[name]));
  if (T.errors.length) tiles.push(tile(count(T.errors.length), "", word("errors"), "errors", T.errors));
  document.getElementById("tiles").replaceChildren(...tiles);
}

function drawQuality() {
  const kept = (test) => fit.events.filter(test);
  const lines = [
    ["events", kept((event) => event.cumulative), "q_cumulative"],
    ["events", kept((event) => event.conflict), "q_conflict"],
    ["events", kept((event) => event.maybe), "q_maybe"],
    ["events", kept((event) => event.year_basis === "published"), "q_undated"],
    ["events", kept((event) => [event.low, event.high, event.target_low, event.target_high].every((end) => end === null)), "q_valueless"],
    ["articles", fit.articles.filter((article) => article.same_text_as), "q_copies"],
    ["findings", fit.findings, "q_findings"],
    ["errors", T.errors, "q_errors"],
  ];
  const items = lines.filter(([, rows]) => rows.length).map(([name, rows, text]) => sentence(text, name, rows));
  const fixed = [`by_${DOC.meta.by}`, "q_targets"].map((name) => el("li", {}, word(name)));
  document.getElementById("quality").replaceChildren(...fixed, ...items, el("li", {}, word("q_rules")));
}

// A sentence whose {n} leads to its rows.
function sentence(name, table, rows, tagName = "li") {
  const [before, after] = word(name).split("{n}");
  return el(tagName, {}, before, counted(table, rows, before + count(rows.length) + after), after);
}

function drawCoverage() {
  const found = [...groups(fit.unused, (row) => `${row.kind}\n${row.reason}`)].sort((one, other) => other[1].length - one[1].length);
  const lines = found.map(([key, rows]) => {
    const [kind, reason] = key.split("\n");
    return [word(`mark_${kind}`), reason, { n: counted("unused", rows, reason) }];
  });
  const heads = ["col_kind", "col_reason", "col_count"];
  const rest = lines.slice(REASONS);
  document.getElementById("coverage").replaceChildren(plainTable(heads, lines.slice(0, REASONS)),
    rest.length ? el("details", {}, el("summary", {}, `${word("rest")} (${count(rest.length)})`), plainTable(heads, rest)) : "");
}

function plainTable(heads, lines) {
  if (!lines.length) return el("p", { class: "soft" }, word("none_fit"));
  const cell = (content) => (content?.n === undefined ? el("td", {}, content) : el("td", { class: "n" }, content.n));
  const last = lines[0].map((content) => content?.n !== undefined);
  return el("table", {},
    el("thead", {}, el("tr", {}, ...heads.map((head, at) => el("th", { scope: "col", class: last[at] ? "n" : null }, word(head))))),
    el("tbody", {}, ...lines.map((line) => el("tr", {}, ...line.map(cell)))));
}

// ---- pictures: each gives { rows, caption, heads, lines, open(datum) } ----------------------------------------------

const pairOf = (event) => [...event.parties].sort((one, other) => province(one).localeCompare(province(other), LOCALE));
const dash = "–";

// A year without events keeps its place, or the axis would hide a gap.
function withEmptyYears(found) {
  const years = found.map(([year]) => Number(year)).filter(Boolean);
  const known = new Set(years);
  for (let year = Math.min(...years); year < Math.max(...years); year++) if (!known.has(year)) found.push([String(year), []]);
  return found;
}

const picture = {
  years() {
    const found = withEmptyYears([...groups(fit.events, (event) => event.year)]).sort(([one], [other]) => (one < other ? -1 : 1));
    const rows = [], lines = [], said = [];
    for (const [year, events] of found) {
      const name = year || word("undated");
      const sums = SHARED.map((status) => [status, sum(events, status)]);
      for (const [status, sums_] of sums.filter(([, sums_]) => sums_.rows.length)) {
        const short_ = total(sums_);
        rows.push({ year: name, status: word(status), value: bottom(sums_), high: top(sums_), short: short_, name: status });
        said.push([top(sums_), `${name} ${word(status)} ${short_}`]);
      }
      if (!events.length) rows.push({ year: name, status: word("realised"), value: 0, high: 0, short: dash, name: "realised" });
      lines.push([name, ...sums.map(([status, sums_]) => ({ n: leadsToSum(sums_, `${word(status)} ${name}`) })),
        { n: counted("events", events, `${word("events")} ${name}`) }]);
    }
    const open = (datum) => pick("events", sum(fit.events.filter((event) => (event.year || word("undated")) === datum.year), datum.name).rows,
      `${datum.status} ${datum.year}`);
    const most = said.sort((one, other) => other[0] - one[0]).slice(0, 3).map(([, text]) => text).join("; ");
    return { rows, lines, open, heads: ["col_year", ...SHARED, "events"], caption: word("caption_years", { most: most || dash }) };
  },

  matrix() {
    const valued = sum(fit.events, "realised").rows;
    const many = valued.filter((event) => event.parties.length !== 2);
    const found = [...groups(valued.filter((event) => event.parties.length === 2), (event) => pairOf(event).join(";"))]
      .map(([key, events]) => ({ pair: key.split(";").map(province), sums: sum(events, "realised") }))
      .sort((one, other) => top(other.sums) - top(one.sums));
    const cell = (a, b, { sums }) => ({ a, b, value: bottom(sums), short: total(sums), n: sums.rows.length });
    const rows = found.flatMap((each) => [cell(each.pair[0], each.pair[1], each), cell(each.pair[1], each.pair[0], each)]);
    const lines = found.map(({ pair, sums }) =>
      [...pair, { n: leadsToSum(sums, pair.join(" – ")) }, { n: counted("events", sums.rows, pair.join(" – ")) }]);
    const open = (datum) => {
      const each = found.find(({ pair }) => pair.includes(datum.a) && pair.includes(datum.b));
      pick("events", each.sums.rows, each.pair.join(" – "));
    };
    const most = found.slice(0, 3).map(({ pair, sums }) => `${pair.join(" – ")} ${total(sums)}`).join("; ");
    return { rows, lines, open, heads: ["col_first", "col_second", "realised", "events"],
      caption: word("caption_matrix", { n: count(found.length), most: most || dash }),
      more: many.length ? [["q_matrix", "events", many]] : [] };
  },

  map() {
    const unit = document.getElementById("weight-form").elements.by.value;
    const whole = fit.flows.filter((flow) => DOC.provinces[flow.origin] && DOC.provinces[flow.destination] && flow.origin !== flow.destination);
    const shown = unit ? measured(whole.filter((flow) => MOVED.includes(flow.status))).filter((each) => each.unit === unit).map(({ flow }) => flow) : whole;
    const found = [...groups(shown, (flow) => `${flow.origin};${flow.destination}`)].map(([key, flows]) => {
      const [origin, destination] = key.split(";");
      const n = unit ? sizeOf(flows) : independent(flows);
      return { key, origin, destination, flows, n, told: unit ? sized(n, unit) : `${count(n)} ${word("articles")}`, label: `${province(origin)} → ${province(destination)}` };
    }).sort((one, other) => other.n - one.n);
    const lines = found.map((arc) => [province(arc.origin), province(arc.destination), goodsOf(arc.flows),
      { n: counted("flows", arc.flows, arc.label) }, { n: arc.told }]);
    const most = found.slice(0, 3).map((arc) => `${arc.label} (${unit ? arc.told : count(arc.n)})`).join("; ");
    return { rows: found.slice(0, ARCS).flatMap(arcPoints), lines, capitals: capitals(found.slice(0, ARCS)), heads: ["col_origin", "col_destination", "col_commodity", "flows", unit ? "col_quantity" : "articles"],
      caption: word(unit ? "caption_weighed" : "caption_map", { n: count(found.length), most: most || dash, unit: measure(unit) }) + (found.length > ARCS ? ` ${word("caption_drawn", { n: count(ARCS) })}` : ""),
      open: (datum) => { const arc = found.find(({ key }) => key === datum.key); if (arc) pick("flows", arc.flows, arc.label); } };
  },

  goods() {
    const told = measured(fit.flows);
    const found = [...groups(told, ({ flow, unit }) => `${flow.commodity}\n${flow.year}\n${unit}`)].map(([key, each]) => {
      const [id, year, unit] = key.split("\n");
      const of = (...statuses) => each.map(({ flow }) => flow).filter((flow) => statuses.includes(flow.status));
      return { id, year, unit, goods: goods(id), realised: of("realised"), agreed: of("agreed"), target: of("target", "planned"), moved: of(...MOVED) };
    }).sort((one, other) => (other.unit === "t") - (one.unit === "t") || one.unit.localeCompare(other.unit)
      || sizeOf(other.moved) - sizeOf(one.moved) || one.goods.localeCompare(other.goods, LOCALE) || (one.year < other.year ? -1 : 1));
    const label = (each) => [each.goods, each.year].filter(Boolean).join(", ");
    const lines = found.map((each) => [each.goods, each.year, measure(each.unit), ...SHARED.map((status) =>
      ({ n: each[status].length ? leads(sized(sizeOf(each[status])), "", "flows", each[status], label(each)) : dash }))]);
    const tons = found.filter((each) => each.unit === "t" && each.moved.length);
    const shown = new Set([...new Set(tons.map((each) => each.id))].slice(0, TOP));
    const most = tons.slice(0, 3).map((each) => `${label(each)} (${sized(sizeOf(each.moved), "t")})`).join("; ");
    const rows = tons.filter((each) => shown.has(each.id)).map(({ id, year, goods, moved }) => ({ id, goods, year: year || word("undated"), tons: sizeOf(moved), told: sized(sizeOf(moved), "t") }));
    return { rows, lines, heads: ["col_commodity", "col_year", "col_unit", ...SHARED],
      caption: word("caption_goods", { n: count(told.length), m: count(told.filter(({ unit }) => unit === "t").length), most: most || dash }),
      open: (datum) => { const each = tons.find(({ id, year }) => id === datum.id && (year || word("undated")) === datum.year); if (each) pick("flows", each.moved, label(each)); } };
  },

  pair() {
    const [one, other] = pairShown();
    const way = (from, to) => fit.flows.filter((flow) => flow.origin === from && flow.destination === to);
    const sides = [[way(one, other), 1, one, other], [way(other, one), -1, other, one]];
    const all = sides.flatMap(([flows, sign, from, to]) => [...groups(flows, (flow) => flow.commodity)].map(([id, rows]) =>
      ({ id, rows, goods: goods(id), n: independent(rows), signed: sign * independent(rows), direction: `${province(from)} → ${province(to)}` })));
    all.sort((left, right) => right.n - left.n || left.goods.localeCompare(right.goods, LOCALE));
    const shown = new Set([...new Set(all.map((each) => each.id))].slice(0, TOP));
    const lines = all.map((each) => [each.goods, each.direction, { n: counted("flows", each.rows, `${each.goods}: ${each.direction}`) }, { n: count(each.n) }]);
    return { domain: sides.map(([, , from, to]) => `${province(from)} → ${province(to)}`), rows: all.filter((each) => shown.has(each.id)).map(({ rows, ...each }) => each), lines, heads: ["col_commodity", "direction", "flows", "articles"],
      caption: one && other ? word("caption_pair", { a: province(one), b: province(other), n: count(sides[0][0].length), m: count(sides[1][0].length) }) : word("none_fit"),
      open: (datum) => pick("flows", all.find((each) => each.id === datum.id && each.direction === datum.direction).rows, `${datum.goods}: ${datum.direction}`) };
  },

  timeline() {
    const valued = fit.events.filter((event) => !event.cumulative && SHARED.some((status) => value(event, status)));
    const dated = valued.filter((event) => event.date), undated = valued.filter((event) => !event.date);
    dated.sort((one, other) => (one.date < other.date ? -1 : 1));
    const lines = dated.map((event) => [event.date, event.parties.map(province).join(", "), ...["target", "result"].map((side) =>
      ({ n: side_(event, side) ? leads(range(...side_(event, side)), range(...side_(event, side), exact), "events", [event], event.date) : dash })),
      event.status === "target" ? "" : tag(event.status)]);
    return { rows: dated.map(dot).filter((row) => row.target !== null || row.result !== null), lines, heads: ["col_date", "col_parties", "target", "result", "col_status"],
      caption: word("caption_timeline", { n: count(dated.length) }), more: undated.length ? [["q_timeline", "events", undated]] : [],
      open: (datum) => pick("events", [T.events[datum.event]], datum.date) };
  },

  checks() {
    const found = [...groups(fit.findings, (row) => `${row.check}\n${row.severity}`)].map(([key, rows]) => {
      const [check, severity] = key.split("\n");
      return { check: checkName(check), name: check, kind: severity, severity: word(severity), n: rows.length, rows };
    }).sort((one, other) => other.n - one.n);
    const lines = found.map((each) => [each.check, tag(each.kind), { n: counted("findings", each.rows, each.check) }]);
    const checks = new Set(found.map((each) => each.name)).size;
    return { rows: found.map(({ rows, ...each }) => each), lines, heads: ["col_check", "col_severity", "findings"],
      caption: found.length ? word("caption_checks", { n: count(fit.findings.length), m: count(checks), most: found[0].check }) : word("no_findings"),
      open: (datum) => pick("findings", found.find((each) => each.name === datum.name && each.kind === datum.kind).rows, datum.check) };
  },
};

const independent = (flows) => new Set(flows.filter((flow) => !flow.copy).map((flow) => flow.article_id)).size || 1;

// Mass in tons, all else in its own unit: the two are never added.
const sizeIn = (flow) => (flow.quantity_kg === null ? [flow.quantity_unit, flow.quantity] : ["t", flow.quantity_kg / TON]);
const sizeOf = (flows) => flows.reduce((sum, flow) => sum + sizeIn(flow)[1], 0);
const sized = (size, unit = "") => [written[size < 10 ? 2 : size < 1000 ? 1 : 0].format(size), unit && measure(unit)].filter(Boolean).join(" ");

// Quantities that may be added: no rates, no copies of a text, a figure told again once.
function measured(flows) {
  const found = new Map();
  for (const flow of flows) {
    if (flow.quantity === null || flow.per || flow.copy) continue;
    const [unit, size] = sizeIn(flow);
    const key = [flow.commodity, flow.origin, flow.destination, flow.year, flow.status, unit, size].join(";");
    if (!found.has(key)) found.set(key, { flow, unit });
  }
  return [...found.values()];
}

function quantityOf(flow) {
  if (flow.quantity === null) return "";
  const text = [sized(flow.quantity), DOC.measures[flow.quantity_unit] ?? flow.quantity_unit, flow.per && word(`per_${flow.per}`)].filter(Boolean).join(" ");
  return toMark(flow, "quantities", flow.quantity_start, text);
}

// A figure of a flow leads to its own words, where the page holds them.
function toMark(flow, kind, start, shown) {
  const mark = articleOf.get(flow.article_id)?.marks.find((each) => MARKS[each[0]] === kind && each[1] === start);
  return mark ? opener({ article_id: flow.article_id, start, stop: mark[2] }, shown) : shown;
}

function goodsOf(flows) {
  const names = [...new Set(flows.map((flow) => goods(flow.commodity)))];
  return names.slice(0, 6).join(", ") + (names.length > 6 ? ` ${word("and_more", { n: count(names.length - 6) })}` : "");
}

function arcPoints({ key, origin, destination, flows, n, told }) {
  const [x0, y0] = DOC.provinces[origin].slice(2), [x1, y1] = DOC.provinces[destination].slice(2);
  const [cx, cy] = [(x0 + x1) / 2 - (y1 - y0) * BEND * 2, (y0 + y1) / 2 + (x1 - x0) * BEND * 2];
  const at = (t, a, c, b) => (1 - t) ** 2 * a + 2 * t * (1 - t) * c + t ** 2 * b;
  const slope = (t, a, c, b) => 2 * (1 - t) * (c - a) + 2 * t * (b - c);
  const shared = { key, n, told, from: province(origin), to: province(destination), goods: goodsOf(flows) };
  return Array.from({ length: STEPS + 1 }, (_, step) => {
    const t = step / STEPS;
    const angle = (Math.atan2(slope(t, x0, cx, x1), slope(t, y0, cy, y1)) * 180 / Math.PI + 360) % 360;
    return { ...shared, step, angle, lon: at(t, x0, cx, x1), lat: at(t, y0, cy, y1) };
  });
}

// A small screen scrolls pictures that would not be legible.
const mapWidth = () => Math.max(document.querySelector("#figure-map .picture").clientWidth, WIDE);

// Capitals in order of their arcs' weight; a name is left out where it would cover an earlier one.
function capitals(arcs) {
  const used = [...new Set(arcs.flatMap((arc) => [arc.origin, arc.destination]))].map((code) => DOC.provinces[code]);
  const degree = mapWidth() / DEGREES;
  const taken = [];
  return used.map(([name, capital, lon, lat]) => {
    const half = capital.length * 3.1;
    const box = { x: lon * degree, y: -lat * degree, half };
    const free = taken.every((other) => Math.abs(other.x - box.x) > other.half + half || Math.abs(other.y - box.y) > 13);
    if (free) taken.push(box);
    return { name, capital, lon, lat, label: free ? capital : "" };
  });
}

// The ends of what an event aimed at, or came to; null where it gives none.
function side_(event, side) {
  const worth = side === "target" ? value(event, "target") : value(event, event.status === "target" ? "" : event.status);
  return worth ? [worth.low, worth.high] : null;
}

function dot(event) {
  const number = (worth, end) => { const it = worth?.[end] ?? worth?.[1 - end]; return it ? Number(it) : null; };
  const target = side_(event, "target"), result = side_(event, "result");
  const [year, month, day] = event.date.split("-").map(Number);
  return { event: event.index, date: event.date, day: Date.UTC(year, (month ?? 7) - 1, day ?? (month ? 15 : 1)), parties: event.parties.map(province).join(", "),
    target: number(target, 1), result: number(result, 0), result_high: number(result, 1), status: word(event.status),
    target_short: target ? range(...target) : dash, result_short: result ? range(...result) : dash };
}

// ---- drawing pictures ------------------------------------------------------------------------------------------------

const waiting = new Set();
const MONEY_LABEL = [[1e12, "axis_trillion"], [1e9, "axis_billion"], [1e6, "axis_million"]].reduceRight((rest, [unit, name]) =>
  `datum.value >= ${unit} ? format(datum.value / ${unit}, '~g') + '${word(name)}' : ${rest}`, "format(datum.value, '~g')");
const localised = (part) =>
  typeof part === "string" ? (part === "@money" ? MONEY_LABEL : part[0] === "@" ? word(part.slice(1)) : part)
    : Array.isArray(part) ? part.map(localised)
      : part && typeof part === "object" ? Object.fromEntries(Object.entries(part).map(([key, each]) => [key, localised(each)])) : part;

const CONFIG = { font: "system-ui, 'Segoe UI', Roboto, 'Liberation Sans', sans-serif", view: { stroke: null }, axis: { labelFontSize: 12, titleFontSize: 12 }, legend: { labelFontSize: 12, titleFontSize: 12, ...(NARROW ? { columns: 1 } : {}) }, aria: false };
const NUMBERS = { en: { decimal: ".", thousands: "," }, id: { decimal: ",", thousands: "." } }[DOC.meta.language];

async function embed(name, now) {
  const box = document.querySelector(`#figure-${name} .picture`);
  const spec = { ...localised(PICTURES[name]), width: "container", autosize: { type: "fit-x", contains: "padding" }, config: CONFIG, background: null };
  if (name === "map") Object.assign(spec, { height: Math.round(mapWidth() * 0.39) }, mapWidth() > box.clientWidth ? { width: mapWidth() } : {});
  if (name === "matrix" && box.clientWidth < WIDE) Object.assign(spec, { width: { step: 22 }, autosize: "pad" });
  if (now.domain) spec.encoding.color.scale.domain = now.domain;
  spec.datasets = { rows: now.rows, capitals: now.capitals ?? [], outline: name === "map" ? read("outline").features : [] };
  const { view } = await vegaEmbed(box.firstElementChild, spec, { ast: true, renderer: now.rows.length > MANY ? "canvas" : "svg", actions: false, logLevel: ERRORS_ONLY, formatLocale: { ...NUMBERS, grouping: [3], currency: ["Rp", ""] } });
  view.addEventListener("click", (_, item) => {
    const datum = item?.datum && (Array.isArray(item.datum) ? item.datum[0] : item.datum);
    if (datum && now_[name]) now_[name].open(datum);
  });
  if (box.scrollWidth > box.clientWidth) box.tabIndex = 0; // so that the keyboard can scroll it
  return view;
}

// What each picture shows now, its Vega view, and the end of the work on it: the last request wins.
const now_ = {}, views = {}, work = {};

async function drawPicture(name) {
  if (waiting.has(name)) return;
  const now = now_[name] = picture[name]();
  const figure = document.getElementById(`figure-${name}`);
  figure.querySelector("figcaption").replaceChildren(el("p", {}, now.caption), ...(now.more ?? []).map((more) => sentence(...more, "p")));
  figure.querySelector(".picture").hidden = !now.rows.length;
  drawBehind(figure, now);
  work[name] = (work[name] ?? Promise.resolve()).then(() => update(name));
  await work[name];
}

async function update(name) {
  const now = now_[name];
  if (!now.rows.length) return;
  if (!views[name] || now.domain) {
    views[name]?.finalize();
    views[name] = await embed(name, now);
    return;
  }
  views[name].data("rows", now.rows);
  if (now.capitals) views[name].data("capitals", now.capitals);
  await views[name].resize().runAsync();
}

function drawBehind(figure, now) {
  const details = figure.querySelector("details");
  details.hidden = !now.lines.length;
  const fill = () => { if (details.open) details.querySelector("div").replaceChildren(plainTable(now.heads, now.lines)); };
  details.ontoggle = fill;
  fill();
}

// Pictures below the first are drawn when they come near, and else when there is nothing to do.
function drawWhenSeen() {
  const seen = new IntersectionObserver((entries) => {
    for (const { target } of entries.filter((entry) => entry.isIntersecting)) show(target.id.slice("figure-".length));
  }, { rootMargin: "400px" });
  for (const name of waiting) seen.observe(document.getElementById(`figure-${name}`));
  const next = async () => { for (const name of waiting) { await show(name); break; } if (waiting.size) idle(next); };
  idle(next);
}
const idle = window.requestIdleCallback ?? setTimeout;
const show = async (name) => { if (waiting.delete(name)) await drawPicture(name); };

const fillWeight = () => document.getElementById("weight-form").addEventListener("change", () => drawPicture("map"));

let pairChosen = false; // by the reader; else the pair of most flows

function fillPair() {
  const form = document.getElementById("pair-form").elements;
  const codes = [...new Set(T.flows.flatMap((flow) => [flow.origin, flow.destination]).filter(Boolean))].sort((one, other) => province(one).localeCompare(province(other), LOCALE));
  for (const select of [form.a, form.b]) {
    select.append(...codes.map((code) => el("option", { value: code }, province(code))));
    select.addEventListener("change", () => { pairChosen = true; drawPicture("pair"); });
  }
}

function pairShown() {
  const form = document.getElementById("pair-form").elements;
  const pairs = groups(fit.flows.filter((flow) => flow.origin && flow.destination), (flow) => [flow.origin, flow.destination].sort().join(";"));
  const [most] = [...pairs].sort((one, other) => other[1].length - one[1].length);
  if (most && !pairChosen) [form.a.value, form.b.value] = most[0].split(";");
  return [form.a.value, form.b.value];
}

// ---- rows ------------------------------------------------------------------------------------------------------------

const cells = {
  text: (name) => [`col_${name}`, (row) => row[name] ?? "", (row) => row[name] ?? ""],
  word: (name) => [`col_${name}`, (row) => tag(row[name]), (row) => row[name]],
  article: ["col_article", (row) => opener(row, titleOf(row.article_id)), (row) => row.article_id],
  evidence: ["col_evidence", (row) => opener(row, row.text.length > 160 ? `${row.text.slice(0, 160)}…` : row.text), (row) => row.text, "wide"],
  place: (name) => [`col_${name}`, (row) => (row[name] ? province(row[name]) : ""), (row) => province(row[name])],
  money: (name, low, high) => [`col_${name}`, (row) => money(row[low], row[high]), (row) => row[high] ?? row[low] ?? -1n, "n"],
  sure: ["col_confidence", (row) => (row[SURE] === null ? "" : written[2].format(row[SURE])), (row) => row[SURE] ?? 1, "n"],
  kind: ["col_kind", (row) => word(row.kind), (row) => word(row.kind)],
  parties: ["col_parties", (row) => partiesOf(row).map(province).join(", "), (row) => partiesOf(row).map(province).join(), "mid"],
};
const partiesOf = (row) => (Array.isArray(row.parties) ? row.parties : row.parties.split(";"));

const COLUMNS = {
  events: [
    ["col_date", (row) => dateOf(row), (row) => row.date || row.year, "date"], cells.kind, cells.parties,
    ["col_result", (row) => (row.status === "target" ? "" : money(row.low, row.high)), (row) => row.high ?? row.low ?? -1n, "n"],
    cells.money("target", "target_low", "target_high"), cells.word("status"),
    ["deals", (row) => eventDeals(row), (row) => row.deals.length],
    ["articles", (row) => `${count(row.independent)}${row.articles > row.independent ? ` (${count(row.articles)})` : ""}`, (row) => row.independent, "n"],
  ],
  deals: [
    [...cells.text("date"), "date"], cells.kind, cells.word("status"), cells.parties, cells.money("amount", "amount_min_idr", "amount_max_idr"),
    ["col_speaker", (row) => (row.speaker ? person(row.speaker) : ""), (row) => row.speaker], cells.evidence, cells.article, cells.sure, cells.text("cue"), cells.text("rule"),
  ],
  flows: [
    ["col_commodity", (row) => goods(row.commodity), (row) => goods(row.commodity)], cells.place("origin"), cells.place("destination"), cells.word("status"),
    cells.evidence, ["col_quantity", quantityOf, (row) => row.quantity_kg ?? row.quantity ?? -1, "n"], ["col_worth", (row) => (row.amount_idr === null ? "" : toMark(row, "amounts", row.amount_start, money(row.amount_idr, row.amount_idr))), (row) => row.amount_idr ?? -1n, "n"],
    cells.article, ["deals", (row) => (dealOf.has(row.deal_id) ? counted("deals", [dealOf.get(row.deal_id)], row.deal_id) : ""), (row) => row.deal_id], cells.sure, cells.text("rule"),
  ],
  findings: [
    ["col_check", (row) => checkName(row.check), (row) => row.check], cells.word("severity"), ["col_message", (row) => row.message, (row) => row.message, "wide"],
    cells.evidence, cells.article,
    ["col_related", (row) => (row.related_article_id ? opener({ article_id: row.related_article_id }, titleOf(row.related_article_id)) : ""), (row) => row.related_article_id],
    ["col_event", (row) => (eventOf.has(row.event_id) ? leads(word("open_event"), "", "events", [eventOf.get(row.event_id)], row.message) : ""), (row) => row.event_id],
  ],
  unused: [["col_kind", (row) => word(`mark_${row.kind}`), (row) => row.kind], ["col_reason", (row) => row.reason, (row) => row.reason, "wide"], cells.evidence, cells.article, cells.text("rule")],
  articles: [
    [...cells.text("published"), "date"], cells.text("outlet"), ["col_title", (row) => opener({ article_id: row.article_id }, row.title || row.article_id), (row) => row.title, "wide"],
    ["deals", (row) => leadsToArticle("deals", row), (row) => row.status.size, "n"], ["flows", (row) => leadsToArticle("flows", row), () => 0, "n"],
    ["copy_of", (row) => (row.same_text_as ? opener({ article_id: row.same_text_as }, row.same_text_as) : ""), (row) => row.same_text_as], ["col_words", (row) => count(row.words), (row) => row.words, "n"],
  ],
  errors: [cells.text("source"), cells.text("error"), cells.text("message")],
};

function leadsToArticle(name, article) {
  const rows = T[name].filter((row) => row.article_id === article.article_id);
  return rows.length ? counted(name, rows, article.title || article.article_id) : "0";
}

function money(low, high) {
  if (low === null && high === null) return "";
  return el("span", {}, range(low, high, exact), el("small", {}, range(low, high)));
}

const dateOf = (event) => event.date || (event.year ? el("span", { title: word("published_about") }, `≈ ${event.year}`) : "");

function eventDeals(event) {
  const deals = event.deals.map((index) => T.deals[index]);
  const links = deals.slice(0, 3).map((deal) => el("div", {}, opener(deal, `${titleOf(deal.article_id)} (${word(deal.status)})`)));
  return el("div", {}, ...links, deals.length > 3 ? leads(word("and_more", { n: count(deals.length - 3) }), "", "deals", deals, word("deals")) : "",
    event.conflict ? el("small", {}, word("conflict")) : "", event.maybe ? el("small", {}, word("maybe")) : "", event.cumulative ? el("small", {}, word("as_said")) : "");
}

const opener = (row, text) => el("button", { class: "num", type: "button", click: () => openArticle(row) }, text);

function pick(name, rows, what) {
  picked = { tab: name, rows, what };
  tab = name;
  sorted = null;
  drawn = PAGE;
  drawRows();
  const heading = document.getElementById("h-rows");
  heading.scrollIntoView();
  heading.focus({ preventScroll: true });
}

function drawTabs() {
  const names = Object.keys(COLUMNS).filter((name) => name !== "errors" || T.errors.length);
  const button = (name) => el("button", { type: "button", "aria-pressed": String(name === tab), "data-tab": name,
    click: () => { tab = name; picked = null; sorted = null; drawn = PAGE; drawRows(); document.querySelector(`[data-tab=${name}]`).focus(); } },
    `${word(name)} (${count(fit[name].length)})`);
  document.getElementById("tabs").replaceChildren(...names.map(button));
}

function order(rows, columns) {
  if (!sorted) return rows;
  const key = columns[sorted.column][2], sign = sorted.down ? -1 : 1;
  const less = (one, other) => (typeof one === "string" ? one.localeCompare(String(other), LOCALE) : one < other ? -1 : one > other ? 1 : 0);
  return [...rows].sort((one, other) => sign * less(key(one), key(other)));
}

function drawRows() {
  drawTabs();
  const columns = COLUMNS[tab];
  const rows = order(picked?.rows ?? fit[tab], columns);
  const note = document.getElementById("picked");
  note.hidden = !picked;
  if (picked) note.replaceChildren(`${word("picked")}: ${picked.what} `, el("button", { class: "plain", type: "button", click: () => { picked = null; drawRows(); document.getElementById("h-rows").focus(); } }, word("all_rows")));
  const head = (column, at) => el("th", { scope: "col", role: "columnheader", class: column[3] === "n" ? "n" : null, "aria-sort": sorted?.column === at ? (sorted.down ? "descending" : "ascending") : null },
    el("button", { type: "button", click: () => { sorted = { column: at, down: sorted?.column === at && !sorted.down }; drawRows(); document.querySelectorAll("#table th button")[at].focus(); } }, word(column[0])));
  const line = (row) => el("tr", { role: "row" }, ...columns.map((column) => el("td", { role: "cell", class: column[3] ?? null, "data-label": word(column[0]) }, column[1](row))));
  document.getElementById("table").replaceChildren(rows.length
    ? el("table", { class: "cards", role: "table" }, el("thead", { role: "rowgroup" }, el("tr", { role: "row" }, ...columns.map(head))), el("tbody", { role: "rowgroup" }, ...rows.slice(0, drawn).map(line)))
    : el("p", { class: "soft" }, word("none_fit")));
  drawMore(rows.length);
}

function drawMore(all) {
  const more = (label, to) => el("button", { type: "button", click: () => { drawn = to; drawRows(); } }, label);
  const next = Math.min(PAGE, all - drawn);
  const buttons = next > 0 ? [more(word("show_more", { n: count(next) }), drawn + PAGE), " ", more(word("show_all", { n: count(all) }), all)] : [];
  document.getElementById("more").replaceChildren(`${word("shown", { n: count(Math.min(drawn, all)), m: count(all) })} `, ...buttons);
}

// ---- one article, its evidence marked in place -------------------------------------------------------------------------

// Offsets count characters; a script's strings count UTF-16 units.
function units(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (at) => at;
  const starts = [];
  let unit = 0;
  for (const sign of text) { starts.push(unit); unit += sign.length; }
  return (at) => starts[at] ?? text.length;
}

const MEANINGS = [province, person, goods, (date) => date, (rupiah) => (rupiah ? exact(BigInt(rupiah)) : ""), goods];

function spansOf(article, hit) {
  const at = units(article.text);
  const spans = article.marks.map(([kind, start, stop, meaning]) =>
    ({ start: at(start), stop: at(stop), kind: `m-${MARKS[kind]}`, title: [word(`mark_${MARKS[kind]}`), MEANINGS[kind](meaning)].filter(Boolean).join(": ") }));
  for (const deal of T.deals) if (deal.article_id === article.article_id) spans.push({ start: at(deal.start), stop: at(deal.stop), kind: "m-deal", title: "" });
  if (hit) spans.push({ start: at(hit.start), stop: at(hit.stop), kind: "hit", title: "" });
  return spans;
}

// Cut the text wherever a span begins or ends, so that spans may overlap.
function marked(text, spans) {
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, stop }) => [start, stop])])].sort((one, other) => one - other);
  return edges.slice(0, -1).map((start, index) => {
    const stop = edges[index + 1];
    const over = spans.filter((span) => span.start <= start && span.stop >= stop);
    const piece = text.slice(start, stop);
    if (!over.length) return piece;
    return el("mark", { class: over.map(({ kind }) => kind).join(" "), title: over.map(({ title }) => title).filter(Boolean).join("; ") || null }, piece);
  });
}

function openArticle(row) {
  const article = articleOf.get(row.article_id);
  if (!article) return;
  const dialog = document.getElementById("article");
  const hit = row.start === undefined ? null : row;
  const meta = [article.outlet, article.published, article.article_id].filter(Boolean).join(" · ");
  const url = /^https?:\/\//.test(article.url) ? el("a", { href: article.url, rel: "noreferrer noopener" }, word("original")) : "";
  const kinds = ["hit", "m-deal", ...MARKS.map((name) => `m-${name}`)];
  const labels = ["evidence_of", "mark_deal", ...MARKS.map((name) => `mark_${name}`)];
  const legend = el("ul", { class: "legend", "aria-label": word("legend") }, ...kinds.map((kind, at) => el("li", {}, el("mark", { class: kind }, word(labels[at])))));
  dialog.replaceChildren(
    el("header", {}, el("h2", { id: "article-title" }, article.title || article.article_id), el("button", { class: "plain", type: "button", click: () => dialog.close() }, word("close"))),
    el("div", {}, el("p", { class: "soft" }, meta, " ", url), article.same_text_as ? el("p", {}, `${word("copy_of")} `, opener({ article_id: article.same_text_as }, article.same_text_as)) : "",
      ...(article.text ? [legend, el("div", { class: "text", lang: "id" }, ...marked(article.text, spansOf(article, hit)))] : [el("p", { class: "warn" }, word("no_text"))]),
      told(article)));
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector(".text mark.hit")?.scrollIntoView({ block: "center" });
}

function told(article) {
  const own = (name) => T[name].filter((row) => row.article_id === article.article_id);
  const items = [
    ...own("deals").map((deal) => [tag(deal.status), ` ${word(deal.kind)}: ${partiesOf(deal).map(province).join(", ")} ${range(deal.amount_min_idr, deal.amount_max_idr, exact)} `, opener(deal, word("col_evidence"))]),
    ...own("findings").map((row) => [tag(row.severity), ` ${row.message} `, opener(row, word("col_evidence"))]),
  ];
  return items.length ? el("ul", { class: "told" }, ...items.map((parts) => el("li", {}, ...parts))) : "";
}

// ---- start -----------------------------------------------------------------------------------------------------------

function draw() {
  drawTiles();
  drawQuality();
  drawCoverage();
  drawRows();
  for (const name of Object.keys(picture)) drawPicture(name);
}

// Paper has no buttons: all pictures, their tables, and all rows of the chosen tab.
window.addEventListener("beforeprint", () => {
  for (const name of Object.keys(picture)) show(name);
  for (const details of document.querySelectorAll("figure details")) details.open = true;
  for (const figure of document.querySelectorAll("figure")) figure.querySelector("details").ontoggle?.();
  drawn = Infinity;
  drawRows();
});

async function start() {
  prepare();
  fillFilters();
  filter();
  tellFilters();
  for (const name of Object.keys(picture).slice(1)) waiting.add(name);
  drawTiles();
  await drawPicture("years");
  fillPair();
  fillWeight();
  draw();
  drawWhenSeen();
}
start();
})();
