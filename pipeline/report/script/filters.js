// Six filters, together, over all parts of the page.

const FILTERS = ["province", "year", "commodity", "status", "official"];

// Of deals and flows: at least this; rows that a reviewer added have none and always fit.
const CONFIDENCE = "confidence";
const LEAST = ["0.5", "0.6", "0.7", "0.8", "0.9", "0.95"];
const CHOICES = [...FILTERS, CONFIDENCE];
const chosen = Object.fromEntries(CHOICES.map((name) => [name, ""]));
let fitting = {}; // table -> rows that fit the filters
const holds = (value, wanted) => (value instanceof Set ? value.has(wanted) : value === wanted);
const sure = (row) => !chosen[CONFIDENCE] || (row[CONFIDENCE] ?? 1) >= Number(chosen[CONFIDENCE]);
const passes = (row) => sure(row) && FILTERS.every((name) => !chosen[name] || holds(row[name], chosen[name]));

function applyFilters() {
  const article = (row) => passes(articleOf.get(row.article_id) ?? {});
  fitting = {
    articles: tables.articles.filter(passes),
    deals: tables.deals.filter(passes),
    flows: tables.flows.filter(passes),
  };
  const deals = new Set(fitting.deals.map((deal) => deal.index));
  const any = CHOICES.some((name) => chosen[name]);
  fitting.events = any ? tables.events.filter((event) => event.deals.some((index) => deals.has(index))) : tables.events;
  fitting.findings = any ? tables.findings.filter(article) : tables.findings;
  fitting.unused = any ? tables.unused.filter(article) : tables.unused;
  fitting.errors = tables.errors;
}

function fillFilters() {
  const names = { province, commodity: goods, official: person, status: word, year: (year) => year };
  const seen = Object.fromEntries(FILTERS.map((name) => [name, new Set()]));
  for (const row of [...tables.deals, ...tables.flows, ...tables.articles]) {
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
  seen[CONFIDENCE] = new Set(LEAST);
  form.elements[CONFIDENCE].append(
    ...LEAST.map((least) => el("option", { value: least }, `≥ ${decimals[2].format(Number(least))}`)),
  );
  for (const name of CHOICES) {
    if (seen[name].has(asked.get(name))) chosen[name] = form.elements[name].value = asked.get(name);
  }
  form.addEventListener("change", (event) => {
    chosen[event.target.name] = event.target.value;
    filtersChanged();
  });
  form.addEventListener("reset", () => {
    for (const name of CHOICES) chosen[name] = "";
    filtersChanged();
  });
  if (NARROW) document.getElementById("filters").open = false;
}

// What is gone to must not be behind the filters, however many lines they take.
function keepClearOfFilters() {
  const filters = document.getElementById("filters");
  new ResizeObserver(() => {
    const covers = getComputedStyle(filters).position === "sticky";
    document.documentElement.style.scrollPaddingTop = covers ? `${filters.offsetHeight}px` : "";
  }).observe(filters);
}

function filtersChanged() {
  shown = null;
  rowLimit = PAGE;
  applyFilters();
  describeFilters();
  drawAll();
}

function describeFilters() {
  const active = CHOICES.filter((name) => chosen[name]);
  const hash = new URLSearchParams(active.map((name) => [name, chosen[name]])).toString();
  history.replaceState(null, "", hash ? `#${hash}` : location.pathname + location.search);
  const form = document.getElementById("filter-form");
  const said = word("in_filter", { n: count(fitting.events.length), m: count(tables.events.length) });
  document.getElementById("active").textContent = active.length
    ? `· ${active.map((name) => form.elements[name].selectedOptions[0].text).join(" · ")} · ${said}`
    : "";
  document.getElementById("said").textContent = said;
}
