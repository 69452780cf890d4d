// The tiles, what a reader should know of the figures, and what was not used.

const REASONS = 8; // reasons shown at once

function drawTiles() {
  const tile = (text, title, label, name, rows) =>
    el(
      "button",
      { class: "tile", type: "button", title, click: () => showRows(name, rows, label) },
      el("b", {}, text),
      el("span", {}, label),
    );
  const tiles = ["articles", "deals", "events"].map((name) =>
    tile(count(fitting[name].length), "", word(name), name, fitting[name]),
  );
  for (const status of STATUSES) {
    const sums = sum(fitting.events, status);
    tiles.push(tile(total(sums), total(sums, exact), `${word("value")}: ${word(status)}`, "events", sums.rows));
  }
  for (const name of ["flows", "findings", "unused"])
    tiles.push(tile(count(fitting[name].length), "", word(name), name, fitting[name]));
  if (tables.errors.length) tiles.push(tile(count(tables.errors.length), "", word("errors"), "errors", tables.errors));
  document.getElementById("tiles").replaceChildren(...tiles);
}

function drawQuality() {
  const kept = (test) => fitting.events.filter(test);
  const lines = [
    ["events", kept((event) => event.cumulative), "q_cumulative"],
    ["events", kept((event) => event.conflict), "q_conflict"],
    ["events", kept((event) => event.maybe), "q_maybe"],
    ["events", kept((event) => event.year_basis === "published"), "q_undated"],
    [
      "events",
      kept((event) => [event.low, event.high, event.target_low, event.target_high].every((end) => end === null)),
      "q_valueless",
    ],
    ["articles", fitting.articles.filter((article) => article.same_text_as), "q_copies"],
    ["findings", fitting.findings, "q_findings"],
    ["errors", tables.errors, "q_errors"],
  ];
  const items = lines.filter(([, rows]) => rows.length).map(([name, rows, text]) => sentence(text, name, rows));
  const fixed = [`by_${DOC.meta.by}`, "q_targets"].map((name) => el("li", {}, word(name)));
  document.getElementById("quality").replaceChildren(...fixed, ...items, el("li", {}, word("q_rules")));
}

function drawCoverage() {
  const found = [...groups(fitting.unused, (row) => `${row.kind}\n${row.reason}`)].sort(
    (one, other) => other[1].length - one[1].length,
  );
  const lines = found.map(([key, rows]) => {
    const [kind, reason] = key.split("\n");
    return [word(`mark_${kind}`), reason, { n: countLink("unused", rows, reason) }];
  });
  const heads = ["col_kind", "col_reason", "col_count"];
  const rest = lines.slice(REASONS);
  document
    .getElementById("coverage")
    .replaceChildren(
      plainTable(heads, lines.slice(0, REASONS)),
      rest.length
        ? el("details", {}, el("summary", {}, `${word("rest")} (${count(rest.length)})`), plainTable(heads, rest))
        : "",
    );
}
