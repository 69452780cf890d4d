// What two provinces send each other.

let pairChosen = false; // by the reader; else the pair of most flows

function fillPair() {
  const form = document.getElementById("pair-form").elements;
  const codes = [...new Set(tables.flows.flatMap((flow) => [flow.origin, flow.destination]).filter(Boolean))].sort(
    (one, other) => province(one).localeCompare(province(other), LOCALE),
  );
  for (const select of [form.a, form.b]) {
    select.append(...codes.map((code) => el("option", { value: code }, province(code))));
    select.addEventListener("change", () => {
      pairChosen = true;
      drawPicture("pair");
    });
  }
}

function pairShown() {
  const form = document.getElementById("pair-form").elements;
  const pairs = groups(
    fitting.flows.filter((flow) => flow.origin && flow.destination),
    (flow) => [flow.origin, flow.destination].sort().join(";"),
  );
  const [most] = [...pairs].sort((one, other) => other[1].length - one[1].length);
  if (most && !pairChosen) [form.a.value, form.b.value] = most[0].split(";");
  return [form.a.value, form.b.value];
}

picture.pair = () => {
  const [one, other] = pairShown();
  const way = (from, to) => fitting.flows.filter((flow) => flow.origin === from && flow.destination === to);
  const sides = [
    [way(one, other), 1, one, other],
    [way(other, one), -1, other, one],
  ];
  const all = sides.flatMap(([flows, sign, from, to]) =>
    [...groups(flows, (flow) => flow.commodity)].map(([id, rows]) => ({
      id,
      rows,
      goods: goods(id),
      n: independent(rows),
      signed: sign * independent(rows),
      direction: `${province(from)} → ${province(to)}`,
    })),
  );
  all.sort((left, right) => right.n - left.n || left.goods.localeCompare(right.goods, LOCALE));
  const shown = new Set([...new Set(all.map((each) => each.id))].slice(0, TOP));
  const lines = all.map((each) => [
    each.goods,
    each.direction,
    { n: countLink("flows", each.rows, `${each.goods}: ${each.direction}`) },
    { n: count(each.n) },
  ]);
  return {
    domain: sides.map(([, , from, to]) => `${province(from)} → ${province(to)}`),
    rows: all.filter((each) => shown.has(each.id)).map(({ rows, ...each }) => each),
    lines,
    heads: ["col_commodity", "direction", "flows", "articles"],
    caption:
      one && other
        ? word("caption_pair", {
            a: province(one),
            b: province(other),
            n: count(sides[0][0].length),
            m: count(sides[1][0].length),
          })
        : word("none_fit"),
    open: (datum) =>
      showRows(
        "flows",
        all.find((each) => each.id === datum.id && each.direction === datum.direction).rows,
        `${datum.goods}: ${datum.direction}`,
      ),
  };
};
