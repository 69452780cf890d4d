// How much of which goods moved in which year.

picture.goods = () => {
  const told = measured(fitting.flows);
  const found = [...groups(told, ({ flow, unit }) => `${flow.commodity}\n${flow.year}\n${unit}`)]
    .map(([key, each]) =>
      goodsOfYear(
        key,
        each.map(({ flow }) => flow),
      ),
    )
    .sort(heaviestFirst);
  const label = (each) => [each.goods, each.year].filter(Boolean).join(", ");
  const lines = found.map((each) => [
    each.goods,
    each.year,
    measure(each.unit),
    ...STATUSES.map((status) => ({
      n: each[status].length ? rowsLink(sized(sizeOf(each[status])), "", "flows", each[status], label(each)) : dash,
    })),
  ]);
  const tons = found.filter((each) => each.unit === "t" && each.moved.length);
  const shown = new Set([...new Set(tons.map((each) => each.id))].slice(0, TOP));
  const most = tons
    .slice(0, 3)
    .map((each) => `${label(each)} (${sized(sizeOf(each.moved), "t")})`)
    .join("; ");
  const rows = tons
    .filter((each) => shown.has(each.id))
    .map(({ id, year, goods, moved }) => ({
      id,
      goods,
      year: year || word("undated"),
      tons: sizeOf(moved),
      told: sized(sizeOf(moved), "t"),
    }));
  return {
    rows,
    lines,
    heads: ["col_commodity", "col_year", "col_unit", ...STATUSES],
    caption: word("caption_goods", {
      n: count(told.length),
      m: count(told.filter(({ unit }) => unit === "t").length),
      most: most || dash,
    }),
    open: (datum) => {
      const each = tons.find(({ id, year }) => id === datum.id && (year || word("undated")) === datum.year);
      if (each) showRows("flows", each.moved, label(each));
    },
  };
};

function goodsOfYear(key, flows) {
  const [id, year, unit] = key.split("\n");
  const of = (...statuses) => flows.filter((flow) => statuses.includes(flow.status));
  return {
    id,
    year,
    unit,
    goods: goods(id),
    realised: of("realised"),
    agreed: of("agreed"),
    target: of("target", "planned"),
    moved: of(...MOVED),
  };
}

// What is told in tons before what is counted in another unit.
const heaviestFirst = (one, other) =>
  (other.unit === "t") - (one.unit === "t") ||
  one.unit.localeCompare(other.unit) ||
  sizeOf(other.moved) - sizeOf(one.moved) ||
  one.goods.localeCompare(other.goods, LOCALE) ||
  (one.year < other.year ? -1 : 1);
