// The columns of each tab: [heading, what is shown, what is sorted by, class].

const cells = {
  text: (name) => [`col_${name}`, (row) => row[name] ?? "", (row) => row[name] ?? ""],
  word: (name) => [`col_${name}`, (row) => tag(row[name]), (row) => row[name]],
  // The words, and below them the title of their article; in the order of the articles.
  evidence: [
    "col_evidence",
    (row) =>
      el(
        "div",
        {},
        articleLink(row, row.text.length > 160 ? `${row.text.slice(0, 160)}…` : row.text),
        el("small", {}, row.text === titleOf(row.article_id) ? "" : titleOf(row.article_id)),
      ),
    (row) => `${row.article_id} ${String(row.start).padStart(9, "0")}`,
    "wide",
  ],
  place: (name) => [`col_${name}`, (row) => (row[name] ? province(row[name]) : ""), (row) => province(row[name])],
  money: (name, low, high) => [
    `col_${name}`,
    (row) => money(row[low], row[high]),
    (row) => row[high] ?? row[low] ?? -1n,
    "n",
  ],
  sure: [
    "col_confidence",
    (row) => (row[CONFIDENCE] === null ? "" : decimals[2].format(row[CONFIDENCE])),
    (row) => row[CONFIDENCE] ?? 1,
    "n",
  ],
  kind: ["col_kind", (row) => word(row.kind), (row) => word(row.kind)],
  parties: [
    "col_parties",
    (row) => partiesOf(row).map(province).join(", "),
    (row) => partiesOf(row).map(province).join(),
    "mid",
  ],
};

const COLUMNS = {
  events: [
    ["col_date", (row) => dateOf(row), (row) => row.date || row.year, "date"],
    cells.kind,
    cells.parties,
    [
      "col_result",
      (row) => (row.status === "target" ? "" : money(row.low, row.high)),
      (row) => row.high ?? row.low ?? -1n,
      "n",
    ],
    cells.money("target", "target_low", "target_high"),
    cells.word("status"),
    ["deals", (row) => eventDeals(row), (row) => row.deals.length],
    [
      "articles",
      (row) => `${count(row.independent)}${row.articles > row.independent ? ` (${count(row.articles)})` : ""}`,
      (row) => row.independent,
      "n",
    ],
  ],
  deals: [
    [...cells.text("date"), "date"],
    cells.kind,
    cells.word("status"),
    cells.parties,
    cells.money("amount", "amount_min_idr", "amount_max_idr"),
    ["col_speaker", (row) => (row.speaker ? person(row.speaker) : ""), (row) => row.speaker],
    cells.evidence,
    cells.sure,
    ["col_cue", (row) => el("div", {}, row.cue, el("small", {}, row.rule)), (row) => row.cue],
  ],
  flows: [
    ["col_commodity", (row) => goods(row.commodity), (row) => goods(row.commodity)],
    cells.place("origin"),
    cells.place("destination"),
    cells.word("status"),
    cells.evidence,
    ["col_quantity", quantityOf, (row) => row.quantity_kg ?? row.quantity ?? -1, "n"],
    [
      "col_worth",
      (row) =>
        row.amount_idr === null ? "" : toMark(row, "amounts", row.amount_start, money(row.amount_idr, row.amount_idr)),
      (row) => row.amount_idr ?? -1n,
      "n",
    ],
    [
      "deals",
      (row) => (dealOf.has(row.deal_id) ? countLink("deals", [dealOf.get(row.deal_id)], row.deal_id) : ""),
      (row) => row.deal_id,
    ],
    cells.sure,
    cells.text("rule"),
  ],
  findings: [
    ["col_check", (row) => checkName(row.check), (row) => row.check],
    cells.word("severity"),
    ["col_message", (row) => row.message, (row) => row.message, "wide"],
    cells.evidence,
    [
      "col_related",
      (row) =>
        row.related_article_id
          ? articleLink({ article_id: row.related_article_id }, titleOf(row.related_article_id))
          : "",
      (row) => row.related_article_id,
    ],
    [
      "col_event",
      (row) =>
        eventOf.has(row.event_id)
          ? rowsLink(word("open_event"), "", "events", [eventOf.get(row.event_id)], row.message)
          : "",
      (row) => row.event_id,
    ],
  ],
  unused: [
    ["col_kind", (row) => word(`mark_${row.kind}`), (row) => row.kind],
    ["col_reason", (row) => row.reason, (row) => row.reason, "wide"],
    cells.evidence,
    cells.text("rule"),
  ],
  articles: [
    [...cells.text("published"), "date"],
    cells.text("outlet"),
    [
      "col_title",
      (row) => articleLink({ article_id: row.article_id }, row.title || row.article_id),
      (row) => row.title,
      "wide",
    ],
    ["deals", (row) => articleRowsLink("deals", row), (row) => row.status.size, "n"],
    ["flows", (row) => articleRowsLink("flows", row), () => 0, "n"],
    [
      "copy_of",
      (row) => (row.same_text_as ? articleLink({ article_id: row.same_text_as }, row.same_text_as) : ""),
      (row) => row.same_text_as,
    ],
    ["col_words", (row) => count(row.words), (row) => row.words, "n"],
  ],
  errors: [cells.text("source"), cells.text("error"), cells.text("message")],
};

function articleRowsLink(name, article) {
  const rows = tables[name].filter((row) => row.article_id === article.article_id);
  return rows.length ? countLink(name, rows, article.title || article.article_id) : "0";
}

function money(low, high) {
  if (low === null && high === null) return "";
  return el("span", { class: "money" }, range(low, high, exact), el("small", {}, range(low, high)));
}

const dateOf = (event) =>
  event.date || (event.year ? el("span", { title: word("published_about") }, `≈ ${event.year}`) : "");

function eventDeals(event) {
  const deals = event.deals.map((index) => tables.deals[index]);
  const value = (deal) => range(deal.amount_min_idr, deal.amount_max_idr);
  const told = (deal) => [word(deal.status), value(deal)].filter(Boolean).join(", ");
  const links = deals
    .slice(0, 3)
    .map((deal) => el("div", {}, articleLink(deal, `${titleOf(deal.article_id)} (${told(deal)})`)));
  return el(
    "div",
    {},
    ...links,
    deals.length > 3
      ? rowsLink(word("and_more", { n: count(deals.length - 3) }), "", "deals", deals, word("deals"))
      : "",
    event.conflict ? el("small", {}, word("conflict")) : "",
    event.maybe ? el("small", {}, word("maybe")) : "",
    event.cumulative ? el("small", {}, word("as_said")) : "",
  );
}
