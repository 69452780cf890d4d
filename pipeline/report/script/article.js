// One article, its evidence marked in place.

// Offsets count characters; a script's strings count UTF-16 units.
function units(text) {
  if (!/[\ud800-\udfff]/.test(text)) return (at) => at;
  const starts = [];
  let unit = 0;
  for (const sign of text) {
    starts.push(unit);
    unit += sign.length;
  }
  return (at) => starts[at] ?? text.length;
}

const MEANINGS = [province, person, goods, (date) => date, (rupiah) => (rupiah ? exact(BigInt(rupiah)) : ""), goods];

function spansOf(article, hit) {
  const at = units(article.text);
  const spans = article.marks.map(([kind, start, stop, meaning]) => ({
    start: at(start),
    stop: at(stop),
    kind: `m-${MARKS[kind]}`,
    title: [word(`mark_${MARKS[kind]}`), MEANINGS[kind](meaning)].filter(Boolean).join(": "),
  }));
  for (const deal of tables.deals)
    if (deal.article_id === article.article_id)
      spans.push({ start: at(deal.start), stop: at(deal.stop), kind: "m-deal", title: "" });
  if (hit) spans.push({ start: at(hit.start), stop: at(hit.stop), kind: "hit", title: "" });
  return spans;
}

// Cut the text wherever a span begins or ends, so that spans may overlap.
function markedText(text, spans) {
  const edges = [...new Set([0, text.length, ...spans.flatMap(({ start, stop }) => [start, stop])])].sort(
    (one, other) => one - other,
  );
  return edges.slice(0, -1).map((start, index) => {
    const stop = edges[index + 1];
    const over = spans.filter((span) => span.start <= start && span.stop >= stop);
    const piece = text.slice(start, stop);
    if (!over.length) return piece;
    const titles = over.map(({ title }) => title).filter(Boolean);
    return el(
      "mark",
      {
        class: over.map(({ kind }) => kind).join(" "),
        title: titles.join("; ") || null,
      },
      piece,
    );
  });
}

function openArticle(row) {
  const article = articleOf.get(row.article_id);
  if (!article) return;
  const dialog = document.getElementById("article");
  const hit = row.start === undefined ? null : row;
  dialog.replaceChildren(
    el(
      "header",
      {},
      el("h2", { id: "article-title" }, article.title || article.article_id),
      el("button", { class: "plain", type: "button", click: () => dialog.close() }, word("close")),
    ),
    el("div", {}, ...sourceOf(article), ...bodyOf(article, hit), listOf(article)),
  );
  if (!dialog.open) dialog.showModal();
  dialog.scrollTop = 0;
  dialog.querySelector(".text mark.hit")?.scrollIntoView({ block: "center" });
}

function sourceOf(article) {
  const meta = [article.outlet, article.published, article.article_id].filter(Boolean).join(" · ");
  const url = /^https?:\/\//.test(article.url)
    ? el("a", { href: article.url, rel: "noreferrer noopener" }, word("original"))
    : "";
  const copied = article.same_text_as;
  return [
    el("p", { class: "soft" }, meta, " ", url),
    copied ? el("p", {}, `${word("copy_of")} `, articleLink({ article_id: copied }, copied)) : "",
  ];
}

function bodyOf(article, hit) {
  if (!article.text) return [el("p", { class: "warn" }, word("no_text"))];
  const kinds = ["hit", "m-deal", ...MARKS.map((name) => `m-${name}`)];
  const labels = ["evidence_of", "mark_deal", ...MARKS.map((name) => `mark_${name}`)];
  const legend = kinds.map((kind, at) => el("li", {}, el("mark", { class: kind }, word(labels[at]))));
  return [
    el("ul", { class: "legend", "aria-label": word("legend") }, ...legend),
    el("div", { class: "text", lang: "id" }, ...markedText(article.text, spansOf(article, hit))),
  ];
}

// The deals and findings of an article, each with the way to its words.
function listOf(article) {
  const own = (name) => tables[name].filter((row) => row.article_id === article.article_id);
  const items = [
    ...own("deals").map((deal) => [
      tag(deal.status),
      ` ${word(deal.kind)}: ${partiesOf(deal).map(province).join(", ")} `,
      `${range(deal.amount_min_idr, deal.amount_max_idr, exact)} `,
      articleLink(deal, word("col_evidence")),
    ]),
    ...own("findings").map((row) => [tag(row.severity), ` ${row.message} `, articleLink(row, word("col_evidence"))]),
  ];
  return items.length ? el("ul", { class: "told" }, ...items.map((parts) => el("li", {}, ...parts))) : "";
}
